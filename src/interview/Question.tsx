import { RotateCcw } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import styles from './Question.module.css'

/** What was asked, in large type, or hidden for practice in listening. */
export function Question(props: {
  text: string
  shown: boolean
  /** Nobody says it aloud, so that a screen reader has to. */
  unheard: boolean
  onShow: () => void
  /** Null while there is nothing to repeat. */
  onRepeat: (() => void) | null
  /** The key that repeats it; null where it means something else. */
  repeatKey: string | null
}) {
  const { text, shown, unheard, onShow, onRepeat, repeatKey } = props
  return (
    <section className={styles.question} aria-label="Question">
      <p className={styles.text} aria-live={unheard ? 'polite' : 'off'}>
        {shown ? text : <span className={styles.hidden}>Listen: the question is hidden</span>}
      </p>
      <div className={styles.tools}>
        {!shown && (
          <Button kind="quiet" size="small" shortcut="h" onClick={onShow}>
            Show it
          </Button>
        )}
        <Button
          kind="quiet"
          size="small"
          {...(repeatKey !== null && { shortcut: repeatKey })}
          disabled={!onRepeat}
          onClick={onRepeat ?? undefined}
        >
          <RotateCcw size={15} aria-hidden="true" />
          Repeat
        </Button>
      </div>
    </section>
  )
}

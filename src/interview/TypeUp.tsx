import { useEffect, useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import type { Interviewer } from './room.ts'
import styles from './TypeUp.module.css'
import { TextBox } from './TextBox.tsx'

/** After a spoken answer: its words, for follow-ups that depend on what was said. */
export function TypeUp({ interviewer, draft }: { interviewer: Interviewer; draft: string }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const goOn = useRef<HTMLButtonElement>(null)
  useEffect(() => box.current?.focus(), [])
  const submit = () => interviewer.submitText()
  return (
    <section className={styles.panel} aria-label="Your answer in words">
      <TextBox
        ref={box}
        label="What did you say? (optional)"
        rows={6}
        value={draft}
        onType={interviewer.type}
        onDone={submit}
        onLeave={() => goOn.current?.focus()}
        note="Follow-ups depend on these words. Without them the interviewer goes on to the next point."
      />
      <div className={styles.actions}>
        <Button ref={goOn} kind="primary" size="large" onClick={submit}>
          Go on
          <kbd className={styles.key} aria-hidden="true">
            Ctrl Enter
          </kbd>
        </Button>
        <Button kind="quiet" size="large" onClick={() => interviewer.submitText(false)}>
          Go on without
        </Button>
      </div>
    </section>
  )
}

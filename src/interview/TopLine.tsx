import { Ellipsis, Pause } from 'lucide-react'
import { useId, useRef } from 'react'
import type { RoundView } from '../../machines/run.ts'
import type { Session } from '../session/door.ts'
import { Button } from '../ui/Button.tsx'
import { KeysHelp } from '../ui/KeysHelp.tsx'
import { useSettings } from '../ui/settings.ts'
import { clockTime } from '../ui/Time.tsx'
import { budgetLeftMs } from './budget.ts'
import styles from './TopLine.module.css'
import { useReading } from './useReading.ts'

interface TopLineProps {
  session: Session
  view: RoundView
  typed: boolean
  /** The drill's name; null in an interview. */
  drill: string | null
  /** Null while there is nothing to pause. */
  onPause: (() => void) | null
  onShowQuestion: () => void
  onType: () => void
  onSpeak: () => void
  onMicrophone: () => void
  onEnd: () => void
}

/** Where one is, how much time is left, and what is seldom needed. */
export function TopLine(props: TopLineProps) {
  const { session, view, drill, onPause } = props
  const count = session.header.questions.length
  const place =
    view.question === null ? '' : `${drill === null ? 'Question ' : ''}${view.question + 1} of ${count}`
  return (
    <header className={styles.top}>
      <h1 className={styles.place}>
        {drill === null ? place || 'Interview' : [drill, place].filter(Boolean).join(' · ')}
      </h1>
      <TimeLeft session={session} view={view} />
      <div className={styles.tools}>
        <Button
          kind="quiet"
          size="small"
          icon
          aria-label="Pause"
          title="Pause (P)"
          shortcut="p"
          disabled={!onPause}
          onClick={onPause ?? undefined}
        >
          <Pause size={18} fill="currentColor" strokeWidth={0} aria-hidden="true" />
        </Button>
        <span className={styles.keys}>
          <KeysHelp />
        </span>
        <Menu {...props} />
      </div>
    </header>
  )
}

/** Whole seconds left of the question's time; it stands still while the interview is paused. */
function TimeLeft({ session, view }: { session: Session; view: RoundView }) {
  const left = useReading(() => {
    const ms = budgetLeftMs(session.header, view, session.now())
    return ms === null ? null : Math.ceil(ms / 1000)
  }, view.phase !== 'paused')
  if (left === null) return null
  return (
    <p className={styles.left}>
      {left > 0 ? <time dateTime={`PT${left}S`}>{clockTime(left * 1000)} left</time> : 'last answer'}
    </p>
  )
}

function Menu({ typed, drill, onShowQuestion, onType, onSpeak, onMicrophone, onEnd }: TopLineProps) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const { questionShown, voice, typeUp, change } = useSettings()
  const items: [words: string, action: () => void][] = [
    [questionShown ? 'Hide the question' : 'Show the question', onShowQuestion],
    [voice ? 'Turn the voice off' : 'Turn the voice on', () => change({ voice: !voice })],
    typed ? ['Use the microphone', onSpeak] : ['Type instead', onType],
    [drill === null ? 'End the interview' : 'End the drill', onEnd],
  ]
  if (!typed) items.splice(3, 0, ['Change the microphone', onMicrophone])
  // A drill never asks.
  if (!typed && drill === null)
    items.splice(4, 0, [
      typeUp ? 'Don’t ask what I said' : 'Ask what I said after each answer',
      () => change({ typeUp: !typeUp }),
    ])
  return (
    <>
      <Button kind="quiet" size="small" icon aria-label="More" title="More" popoverTarget={id}>
        <Ellipsis size={18} aria-hidden="true" />
      </Button>
      <div id={id} ref={menu} popover="auto" className={styles.menu}>
        <ul>
          {items.map(([words, action]) => (
            <li key={words}>
              <button
                type="button"
                className={styles.item}
                onClick={() => {
                  menu.current?.hidePopover()
                  action()
                }}
              >
                {words}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

import type { Phase } from '../../machines/run.ts'
import { classes } from '../ui/classes.ts'
import { Time } from '../ui/Time.tsx'
import type { Interviewer } from './room.ts'
import styles from './StateLine.module.css'
import { useReading } from './useReading.ts'
import { phaseWords, silentPhaseWords } from './words.ts'

/** Whose turn it is, in words, with the time of thinking while it runs. */
export function StateLine(props: {
  phase: Phase
  recording: boolean
  /** The interviewer's lines are said, and not only shown. */
  aloud: boolean
  timed: boolean
  thinkingMs: Interviewer['thinkingMs']
}) {
  const { phase, recording, aloud, timed, thinkingMs } = props
  return (
    <p className={classes(styles.state, phase === 'answering' && styles.on)}>
      {recording && phase === 'answering' && <span className={styles.dot} aria-hidden="true" />}
      {(!aloud && silentPhaseWords[phase]) || phaseWords[phase]}
      {recording && phase === 'answering' && <span className="visually-hidden">, recording</span>}
      {phase === 'thinking' && timed && <Thought thinkingMs={thinkingMs} />}
    </p>
  )
}

function Thought({ thinkingMs }: Pick<Interviewer, 'thinkingMs'>) {
  const seconds = useReading(() => Math.floor(thinkingMs() / 1000))
  return <Time ms={seconds * 1000} className={styles.time} />
}

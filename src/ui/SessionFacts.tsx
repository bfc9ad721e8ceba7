import type { SessionSummary } from '../session/store.ts'
import styles from './SessionFacts.module.css'
import { Time, When } from './Time.tsx'

/** When a session was, its level, its length and how many answers it has, in one line. */
export function SessionFacts({ session }: { session: SessionSummary }) {
  const { createdAt, level, durationMs, answers } = session
  return (
    <ul className={styles.facts} aria-label="About this session">
      <li>
        <When iso={createdAt} />
      </li>
      <li>{level}</li>
      <li>
        <span className="visually-hidden">length </span>
        <Time ms={durationMs} />
      </li>
      <li>{answers === 1 ? '1 answer' : `${answers} answers`}</li>
    </ul>
  )
}

import type { SessionSummary } from '../session/store.ts'
import { sizeWords } from './bytes.ts'
import styles from './SessionFacts.module.css'
import { Time, When } from './Time.tsx'

/** When a session was, its level, its length, how many answers it has and how large it is, in one line. */
export function SessionFacts({ session, bytes }: { session: SessionSummary; bytes?: number }) {
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
      {bytes !== undefined && (
        <li>
          <span className="visually-hidden">recordings </span>
          {sizeWords(bytes)}
        </li>
      )}
    </ul>
  )
}

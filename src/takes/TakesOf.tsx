import { Link } from 'wouter'
import type { SessionSummary } from '../session/store.ts'
import { When } from '../ui/Time.tsx'
import { useIdle } from '../ui/useIdle.ts'
import { useSessions } from '../ui/useSessions.ts'
import { familyOf, type Take } from './family.ts'
import styles from './TakesOf.module.css'

/** The takes of a session as a tree, behind "take 2 of 3"; nothing where there is one only. */
export function TakesOf({ session, sessions }: { session: string; sessions: readonly SessionSummary[] }) {
  const family = familyOf(sessions, session)
  const own = family?.all.find((take) => take.session.id === session)
  if (!family || !own || family.all.length < 2) return null
  return (
    <details className={styles.takes}>
      <summary className={styles.summary}>
        take {own.number} of {family.all.length}
      </summary>
      <Takes takes={family.roots} current={session} label="Takes of this session" />
    </details>
  )
}

/** The same, for a screen that has no list of all sessions. That is read once the screen is there. */
export function TakesHere({ session }: { session: string }) {
  return useIdle() && <Read session={session} />
}

function Read({ session }: { session: string }) {
  const { list } = useSessions()
  return list.state === 'ready' ? <TakesOf session={session} sessions={list.sessions} /> : null
}

function Takes(props: { takes: readonly Take[]; current: string; label: string }) {
  const { takes, current, label } = props
  return (
    <ul className={styles.list} aria-label={label}>
      {takes.map(({ session, number, takes: further }) => (
        <li key={session.id}>
          <div className={styles.take}>
            {session.id === current ? (
              <span aria-current="true" className={styles.here}>
                Take {number}: this one
              </span>
            ) : (
              <Link href={`/review/${session.id}`} title={session.title}>
                Take {number}
              </Link>
            )}
            <span className={styles.when}>
              <When iso={session.createdAt} />
              {session.status === 'open' && ', interrupted'}
            </span>
            {session.id !== current && (
              <Link href={`/compare/${current}/${session.id}`} aria-label={`Compare with take ${number}`}>
                Compare
              </Link>
            )}
          </div>
          {further.length > 0 && (
            <Takes takes={further} current={current} label={`Taken from take ${number}`} />
          )}
        </li>
      ))}
    </ul>
  )
}

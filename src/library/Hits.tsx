import { useMemo } from 'react'
import { Link } from 'wouter'
import { hitsIn, type Piece } from '../search/context.ts'
import type { SessionSummary } from '../session/store.ts'
import { Time } from '../ui/Time.tsx'
import styles from './Hits.module.css'
import type { Answers } from './useSaid.ts'

/** Where in the session the query was found, in its own words; each leads to that moment. */
export function Hits(props: { session: SessionSummary; said: Answers | null; query: string }) {
  const { session, said, query } = props
  const hits = useMemo(() => (said ? hitsIn(said, query) : []), [said, query])
  if (hits.length === 0) return null
  return (
    <ul className={styles.hits} aria-label={`Found in ${session.title}`}>
      {hits.map((hit) => (
        <li key={`${hit.in} ${hit.answer} ${hit.pieces[0]?.text}`}>
          <Link href={`/review/${session.id}?t=${Math.floor(hit.at / 1000)}`} className={styles.hit}>
            <span className={styles.at}>
              <span className="visually-hidden">at </span>
              <Time ms={hit.at} />
            </span>{' '}
            <span className={hit.in === 'found' ? styles.found : styles.said}>
              {hit.in === 'found' && 'Finding: '}
              <Marked pieces={hit.pieces} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** A text in which what was looked for stands out. */
export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, hit }, i) => (hit ? <mark key={i}>{text}</mark> : text))
}

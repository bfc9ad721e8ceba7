import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../ui/Button.tsx'
import { When } from '../ui/Time.tsx'
import styles from './Progress.module.css'
import type { Series } from './progress.ts'
import { measureWords, sessions, valueWords } from './words.ts'

/** Rows that are shown at once, the newest first. */
const shownAtOnce = 50

/** The numbers of a chart; made when somebody wants to see them. */
export function PointTable({ series }: { series: Series }) {
  const [open, setOpen] = useState(false)
  const { title } = measureWords[series.measure]
  return (
    <details className={styles.numbers} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Numbers<span className="visually-hidden">: {title}</span>, {sessions(series.points.length)}
      </summary>
      {open && <Rows series={series} />}
    </details>
  )
}

function Rows({ series: { measure, points } }: { series: Series }) {
  const [shown, setShown] = useState(shownAtOnce)
  const { title } = measureWords[measure]
  const newest = points.toReversed()
  const left = newest.length - shown
  return (
    <>
      <table className={styles.table}>
        <caption className="visually-hidden">{title}, session by session</caption>
        <thead>
          <tr>
            <th scope="col">Session</th>
            <th scope="col">{title}</th>
            <th scope="col">Answers</th>
          </tr>
        </thead>
        <tbody>
          {newest.slice(0, shown).map(({ session, at, value, count }) => (
            <tr key={session}>
              <th scope="row">
                <Link href={`/review/${session}`}>
                  <When iso={new Date(at).toISOString()} />
                </Link>
              </th>
              <td>{valueWords(measure, value)}</td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <Button kind="quiet" size="small" onClick={() => setShown(shown + shownAtOnce)}>
          Show {Math.min(left, shownAtOnce)} more
        </Button>
      )}
    </>
  )
}

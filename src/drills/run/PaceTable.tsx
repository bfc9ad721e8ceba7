import { classes } from '../../ui/classes.ts'
import { fewestForPace, type Pace, type PaceMark } from './pace.ts'
import styles from './PaceTable.module.css'
import { paceWords, tenths } from './words.ts'

/** What an answer runs against, in words and numbers; its place is kept where there is nothing. */
export function PaceTable({ pace, className }: { pace: Pace | null; className?: string | undefined }) {
  if (!pace)
    return (
      <p className={classes(styles.none, className)}>
        No pace to run against yet: it needs {fewestForPace} earlier answers.
      </p>
    )
  return (
    <table className={classes(styles.table, className)}>
      <caption>Against {paceWords(pace)}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Answer</span>
          </th>
          <th scope="col">Thought for</th>
          <th scope="col">Bottom line</th>
          <th scope="col">End</th>
        </tr>
      </thead>
      <tbody>
        <Row of="average" mark={pace.average} />
        <Row of="best" mark={pace.best} />
      </tbody>
    </table>
  )
}

function Row({ of, mark }: { of: 'average' | 'best'; mark: PaceMark }) {
  return (
    <tr>
      <th scope="row">
        <svg viewBox="-7 -7 14 14" width="0.8em" height="0.8em" aria-hidden="true">
          {of === 'average' ? <circle r="4.5" /> : <path d="M0-6 5.5 0 0 6-5.5 0Z" />}
        </svg>
        {of === 'average' ? 'Average' : 'Best'}
      </th>
      <td>{mark.thinkingMs === null ? '–' : tenths(mark.thinkingMs)}</td>
      <td>{mark.bottomLineMs === null ? '–' : tenths(mark.bottomLineMs)}</td>
      <td>{tenths(mark.seconds * 1000)}</td>
    </tr>
  )
}

import type { MeasuredState } from '../debrief/keeper.ts'
import styles from './DrillsScreen.module.css'
import type { Due, Today } from './today.ts'
import { agoWords, inWords, itemsWords, minutesWords, sentence } from './words.ts'

/** So many are told; the others are a click away. */
const shown = 5

/** What is due today, with its length; for who has never practised, what a drill is. */
export function Queue(props: {
  /** Null while it is not known yet. */
  today: Today | null
  measured: MeasuredState
  now: number
}) {
  const { today, measured, now } = props
  const isNew = today?.due.length === 0 && today.nextAt === null
  return (
    <section aria-labelledby="today">
      <h2 id="today">{isNew ? 'What a drill is' : 'Today'}</h2>
      {today && <Known today={today} now={now} />}
      <Reading measured={measured} />
    </section>
  )
}

function Known({ today: { due, minutes, left, nextAt }, now }: { today: Today; now: number }) {
  if (due.length === 0)
    return (
      <p className={styles.quiet}>
        {nextAt === null
          ? 'A drill asks one short thing after the other and holds each answer against its time. What was asked comes again later, the sooner the worse it went; start with first answers.'
          : `Nothing is due today. What you practised before comes again ${inWords(nextAt, now)}.`}
      </p>
    )
  return (
    <>
      <p className={styles.length}>
        {sentence(itemsWords(due.length))}, {minutesWords(minutes)}
        {left > 0 && `; ${left} more ${left === 1 ? 'is' : 'are'} due after these`}.
      </p>
      <Items due={due.slice(0, shown)} now={now} />
      {due.length > shown && (
        <details className={styles.more}>
          <summary>{due.length - shown} more</summary>
          <Items due={due.slice(shown)} now={now} />
        </details>
      )}
    </>
  )
}

function Items({ due, now }: { due: readonly Due[]; now: number }) {
  return (
    <ul className={styles.rows}>
      {due.map(({ item, name, lastAt, because }) => (
        <li key={item} className={styles.due}>
          <span>
            <strong>{sentence(name.what)}</strong> <span className={styles.of}>{name.of}</span>
          </span>
          <span className={styles.quiet}>
            asked {agoWords(lastAt, now)}: {because}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** How far what was measured before is read, and what kept it from being read. */
function Reading({ measured }: { measured: MeasuredState }) {
  const { read, of, problem } = measured
  return (
    <output className={styles.reading}>
      {problem !== null && <>Not all that you practised before is here: {problem}</>}
      {problem === null && read < of && (
        <>
          Reading what you practised before: {read} of {of} sessions.
        </>
      )}
    </output>
  )
}

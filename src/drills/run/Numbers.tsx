import type { ReactNode } from 'react'
import type { Header } from '../../session/log.ts'
import { BandMark } from '../../ui/BandMark.tsx'
import { classes } from '../../ui/classes.ts'
import styles from './Numbers.module.css'
import type { Pace, PaceMark } from './pace.ts'
import type { Taken } from './taken.ts'
import { aimWords, bottomLineWords, tenths, whyNoLength } from './words.ts'

/** What an item took, each number with the person's own average and best where a pace is given. */
export function Numbers(props: {
  taken: Taken
  header: Pick<Header, 'guideline' | 'clockFactor' | 'drill'>
  pace?: Pace | null
}) {
  const { taken, header, pace = null } = props
  const { row } = taken
  const kind = header.drill?.kind ?? 'today'
  const noLength = whyNoLength(taken)
  const bottomLine = bottomLineWords(taken)
  const aim = aimWords(taken, kind)
  const own = (of: (mark: PaceMark) => number | null) => (pace ? <Own pace={pace} of={of} /> : null)
  return (
    <dl className={styles.numbers}>
      <Figure label="Length" own={noLength === null && own(({ seconds }) => seconds * 1000)}>
        {noLength ?? <Length seconds={row.seconds ?? 0} header={header} />}
      </Figure>
      {row.outcome === 'given' && (
        <Figure label="Thought for" own={row.thinkingMs !== null && own(({ thinkingMs }) => thinkingMs)}>
          {row.thinkingMs === null ? 'not known: typed along' : tenths(row.thinkingMs)}
        </Figure>
      )}
      {bottomLine !== null && (
        <Figure
          label="Bottom line"
          own={row.bottomLineMs !== null && own(({ bottomLineMs }) => bottomLineMs)}
        >
          {bottomLine}
        </Figure>
      )}
      {aim && (
        <Figure label="Asked for">
          <span className={classes(aim.met === false && styles.missed, aim.met === true && styles.met)}>
            {aim.met !== null && <span aria-hidden="true">{aim.met ? '✓ ' : '✗ '}</span>}
            {aim.words}
          </span>
        </Figure>
      )}
    </dl>
  )
}

function Length({ seconds, header }: { seconds: number; header: Pick<Header, 'guideline' | 'clockFactor'> }) {
  if (header.clockFactor === null) return `${Math.round(seconds)} s`
  return (
    <span className={styles.length}>
      {Math.round(seconds)} s <BandMark seconds={seconds} guideline={header.guideline} bare />
    </span>
  )
}

function Figure({ label, own, children }: { label: string; own?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.number}>
      <dt>{label}</dt>
      <dd>
        {children}
        {own}
      </dd>
    </div>
  )
}

function Own({ pace, of }: { pace: Pace; of: (mark: PaceMark) => number | null }) {
  const [average, best] = [of(pace.average), of(pace.best)]
  const words = [average !== null && `average ${tenths(average)}`, best !== null && `best ${tenths(best)}`]
  const known = words.filter(Boolean)
  return known.length === 0 ? null : <span className={styles.own}>{known.join(', ')}</span>
}

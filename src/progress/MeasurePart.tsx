import { memo, useMemo } from 'react'
import type { Measured } from '../debrief/measured.ts'
import type { Colours } from '../ui/colours.ts'
import { Chart } from './Chart.tsx'
import type { Measure } from './measures.ts'
import { PointTable } from './PointTable.tsx'
import styles from './Progress.module.css'
import { seriesOf, type Filter } from './progress.ts'
import { answers, measureWords, valueWords } from './words.ts'

/** One measure: its value over all answers, what it means, the chart and its numbers. */
export const MeasurePart = memo(function MeasurePart(props: {
  measure: Measure
  rows: readonly Measured[]
  filter: Filter
  colours: Colours
}) {
  const { measure, rows, filter, colours } = props
  const series = useMemo(() => seriesOf(measure, rows, filter), [measure, rows, filter])
  const { title, meaning } = measureWords[measure]
  const { value, count } = series.whole
  const known = value !== null
  const atLeast = useMemo(
    () => measure === 'fillers' && known && rows.some(({ fillersAtLeast }) => fillersAtLeast),
    [measure, known, rows],
  )
  return (
    <section className={styles.measure} aria-labelledby={`measure-${measure}`}>
      <header className={styles.head}>
        <h2 id={`measure-${measure}`}>{title}</h2>
        {known && (
          <p className={styles.whole}>
            <strong>{valueWords(measure, value)}</strong> <span>{answers(count)}</span>
          </p>
        )}
      </header>
      <p className={styles.meaning}>
        {meaning}
        {atLeast && ' Some recognisers leave them out: there were at least so many.'}
      </p>
      {known ? (
        <>
          <Chart series={series} colours={colours} />
          <PointTable series={series} />
        </>
      ) : (
        <p className={styles.none}>Not known yet: no answer here tells.</p>
      )}
    </section>
  )
})

import { useMemo } from 'react'
import type { Measured } from '../debrief/measured.ts'
import styles from './Progress.module.css'
import { coverageOf, type Filter } from './progress.ts'
import { partName, percent } from './words.ts'

const heads = { bucket: 'Bucket', principle: 'Principle' } as const

/** How often follow-ups were covered, by bucket or by principle. */
export function CoveragePart(props: {
  by: 'bucket' | 'principle'
  rows: readonly Measured[]
  filter: Filter
}) {
  const { by, rows, filter } = props
  const parts = useMemo(() => coverageOf(rows, by, filter), [rows, by, filter])
  if (parts.length === 0) return null
  return (
    <section aria-labelledby={`coverage-${by}`}>
      <h2 id={`coverage-${by}`}>Coverage by {by}</h2>
      <p className={styles.meaning}>
        {by === 'bucket'
          ? 'Of the follow-ups asked in each bucket, how many were covered, and how many different ones. More is better.'
          : 'The same by what a question can show; a question counts for each of its principles.'}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{heads[by]}</th>
            <th scope="col">Covered</th>
            <th scope="col">Answers</th>
            <th scope="col">Different</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ id, covered, asked, probes }) => (
            <tr key={id}>
              <th scope="row">{partName(by, id)}</th>
              <td>
                <span className={styles.share}>
                  <span className={styles.bar} aria-hidden="true">
                    <span style={{ width: `${(100 * covered) / asked}%` }} />
                  </span>
                  {percent(covered / asked)}
                </span>
              </td>
              <td>
                {covered} of {asked}
              </td>
              <td>{probes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

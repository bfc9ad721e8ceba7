import { memo, useMemo } from 'react'
import { bandOf } from '../../session/band.ts'
import type { Review } from '../load.ts'
import styles from './Strip.module.css'

/** Who spoke when: one path for each kind, so that two hundred answers cost no more than one. Fills what it is in. */
export const Strip = memo(function Strip({ review: { timeline, answers, log } }: { review: Review }) {
  const paths = useMemo(() => {
    const kinds: Record<string, string> = {}
    const block = (kind: string, from: number, to: number, top: number, height: number) => {
      kinds[kind] = `${kinds[kind] ?? ''}M${from} ${top}H${to}V${top + height}H${from}Z`
    }
    for (const { kind, from, to, answer } of timeline.segments) {
      const seconds = answer === null ? null : (answers[answer]?.seconds ?? null)
      if (kind === 'asking') block('asking', from, to, 10, 4)
      else if (kind === 'thinking') block('thinking', from, to, 11, 2)
      else if (kind === 'speaking')
        block(
          seconds === null ? 'unmeasured' : bandOf(Math.round(seconds), log.header.guideline),
          from,
          to,
          2,
          20,
        )
    }
    return Object.entries(kinds)
  }, [timeline, answers, log.header.guideline])
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${Math.max(1, timeline.duration)} 24`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {paths.map(([kind, d]) => (
        <path key={kind} d={d} className={styles[kind]} />
      ))}
    </svg>
  )
})

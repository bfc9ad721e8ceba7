import type { Measured } from '../debrief/measured.ts'
import { median } from '../debrief/median.ts'

/** What progress is drawn of. */
export const measures = ['band', 'thinking', 'bottomLine', 'iShare', 'impact', 'fillers', 'coverage'] as const
export type Measure = (typeof measures)[number]

/** A value with the answers that it rests on: shares are 0..1, times in s, fillers a minute. Null where there are none. */
export interface Value {
  value: number | null
  count: number
}

/** How a measure is had from answers, and which way is better. */
interface Kind {
  unit: 'share' | 's' | 'a minute'
  better: 'more' | 'less'
  /** What one answer says of it; null where nothing. */
  of(row: Measured): number | null
  /** Of many: a share is of all answers, a time is the middle one. */
  whole(rows: readonly Measured[]): Value
}

const yes = (holds: boolean) => (holds ? 1 : 0)
const impact = ['impact-money', 'impact-metric', 'impact-anecdote'] as const

function of(rows: readonly Measured[], one: Kind['of']): number[] {
  const known: number[] = []
  for (const row of rows) {
    const value = one(row)
    if (value !== null) known.push(value)
  }
  return known
}

const share = (one: Kind['of']): Kind => ({
  unit: 'share',
  better: 'more',
  of: one,
  whole(rows) {
    const known = of(rows, one)
    const sum = known.reduce((total, value) => total + value, 0)
    return { value: known.length === 0 ? null : sum / known.length, count: known.length }
  },
})

const middle = (unit: Kind['unit'], better: Kind['better'], one: Kind['of']): Kind => ({
  unit,
  better,
  of: one,
  whole(rows) {
    const known = of(rows, one)
    return { value: median(known), count: known.length }
  },
})

const aMinute = ({ fillers, seconds }: Measured) =>
  fillers === null || seconds === null || seconds <= 0 ? null : (fillers * 60) / seconds

/** Whether the prompt is a probe of its bucket: only of these it is known whether they were covered. */
const isProbe = ({ prompt, bucket }: Measured) => prompt.startsWith(`${bucket}/`)

export const kinds: Record<Measure, Kind> = {
  // Without a clock there was no band to keep to.
  band: share(({ band, clockFactor }) => (band === null || clockFactor === null ? null : yes(band === 'in'))),
  thinking: middle('s', 'less', ({ thinkingMs }) => (thinkingMs === null ? null : thinkingMs / 1000)),
  bottomLine: middle('s', 'less', ({ bottomLineMs }) => (bottomLineMs === null ? null : bottomLineMs / 1000)),
  iShare: middle('share', 'more', ({ iShare }) => iShare),
  impact: share(({ judged, signals }) =>
    judged ? yes(impact.some((signal) => signals.includes(signal))) : null,
  ),
  fillers: middle('a minute', 'less', aMinute),
  coverage: share((row) => (row.met === null || !isProbe(row) ? null : yes(row.met))),
}

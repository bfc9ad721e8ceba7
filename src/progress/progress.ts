import type { Measured } from '../debrief/measured.ts'
import { kinds, type Measure, type Value } from './measures.ts'

/** Which answers are looked at; null leaves all in. */
export interface Filter {
  mode: Measured['mode'] | null
  question: string | null
}

export const everything: Filter = { mode: null, question: null }

/** Whether the filter leaves the answer in. */
export const passes = ({ mode, question }: Filter, row: Measured) =>
  (mode === null || row.mode === mode) && (question === null || row.question === question)

/** The answers of one session, as a point of a chart: it opens that session. */
export interface Point extends Value {
  value: number
  session: string
  day: string
  /** When its first answer began, in ms of wall time. */
  at: number
}

/** A measure over time: a point for each session that has something to say of it, the earliest first. */
export interface Series {
  measure: Measure
  /** Of all answers. */
  whole: Value
  points: Point[]
  trend: Trend | null
}

/** A line through the points: values at the first and the last of them. */
export interface Trend {
  from: { at: number; value: number }
  to: { at: number; value: number }
}

/** With fewer answers, or on fewer days, a line would only draw chance. */
export const leastForTrend = { answers: 20, days: 5 } as const

/** One measure of the answers that the filter leaves in. */
export function seriesOf(measure: Measure, rows: readonly Measured[], filter: Filter = everything): Series {
  const kept = rows.filter((row) => row.outcome === 'given' && passes(filter, row))
  const sessions = new Map<string, Measured[]>()
  for (const row of kept) {
    const before = sessions.get(row.session)
    if (before) before.push(row)
    else sessions.set(row.session, [row])
  }
  const points: Point[] = []
  for (const [session, its] of sessions) {
    const { value, count } = kinds[measure].whole(its)
    const [first] = its
    if (value === null || !first) continue
    const at = its.reduce((earliest, row) => Math.min(earliest, row.at), first.at)
    points.push({ value, count, session, day: first.day, at })
  }
  points.sort((a, b) => a.at - b.at || (a.session < b.session ? -1 : 1))
  return { measure, whole: kinds[measure].whole(kept), points, trend: trendOf(points) }
}

/**
 * The line through the points, each of the weight of its answers (least squares); null below what `leastForTrend` asks
 * for.
 */
export function trendOf(points: readonly Point[]): Trend | null {
  const [first, last] = [points[0], points.at(-1)]
  const answers = points.reduce((sum, { count }) => sum + count, 0)
  const days = new Set(points.map(({ day }) => day)).size
  if (!first || !last || answers < leastForTrend.answers || days < leastForTrend.days) return null
  const mean = (of: (point: Point) => number) =>
    points.reduce((sum, point) => sum + of(point) * point.count, 0) / answers
  // From the first on: wall time in ms, squared, leaves no digits for the values.
  const time = (at: number) => (at - first.at) / 86_400_000
  const [meanTime, meanValue] = [mean(({ at }) => time(at)), mean(({ value }) => value)]
  const spread = mean(({ at }) => (time(at) - meanTime) ** 2)
  if (spread === 0) return null
  const slope = mean(({ at, value }) => (time(at) - meanTime) * (value - meanValue)) / spread
  // No further than the points themselves: a share is never above one.
  const values = points.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const on = (at: number) => ({
    at,
    value: Math.min(high, Math.max(low, meanValue + slope * (time(at) - meanTime))),
  })
  return { from: on(first.at), to: on(last.at) }
}

/** How often what was asked for was covered. */
export interface Coverage {
  /** A bucket's or a principle's id. */
  id: string
  covered: number
  asked: number
  /** Different probes that were covered at least once. */
  probes: number
}

/** Coverage by bucket, and by principle: a question counts for each that it can show. The most asked first. */
export function coverageOf(
  rows: readonly Measured[],
  by: 'bucket' | 'principle',
  filter: Filter = everything,
): Coverage[] {
  const found = new Map<string, { covered: number; asked: number; probes: Set<string> }>()
  for (const row of rows) {
    if (row.outcome !== 'given' || !passes(filter, row)) continue
    const covered = kinds.coverage.of(row)
    if (covered === null) continue
    for (const id of by === 'bucket' ? [row.bucket] : row.principles) {
      const so = found.get(id) ?? { covered: 0, asked: 0, probes: new Set<string>() }
      so.asked++
      so.covered += covered
      if (covered === 1) so.probes.add(row.prompt)
      found.set(id, so)
    }
  }
  return [...found]
    .map(([id, { covered, asked, probes }]) => ({ id, covered, asked, probes: probes.size }))
    .toSorted((a, b) => b.asked - a.asked || (a.id < b.id ? -1 : 1))
}

/** Days in a row on which an answer was given. */
export interface Streak {
  /** Up to today; a day without practice does not end it before it is over. */
  days: number
  longest: number
  /** Whether today is one of them. */
  today: boolean
}

/** `today` is the local date, ISO 8601. */
export function streakOf(rows: readonly Measured[], today: string): Streak {
  const days = new Set<number>()
  for (const { outcome, day } of rows) if (outcome === 'given') days.add(dayNumber(day))
  const now = dayNumber(today)
  let longest = 0
  let run = 0
  let before = NaN
  for (const day of [...days].toSorted((a, b) => a - b)) {
    run = day === before + 1 ? run + 1 : 1
    longest = Math.max(longest, run)
    before = day
  }
  let last = days.has(now) ? now : now - 1
  let count = 0
  for (; days.has(last); last--) count++
  return { days: count, longest, today: days.has(now) }
}

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

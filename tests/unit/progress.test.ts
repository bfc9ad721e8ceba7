import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Measured } from '../../src/debrief/measured.ts'
import { kinds, measures } from '../../src/progress/measures.ts'
import { coverageOf, everything, leastForTrend, seriesOf, streakOf } from '../../src/progress/progress.ts'
import { row } from '../support/attempts.ts'

const start = Date.UTC(2026, 0, 1, 9)
const dayMs = 86_400_000
const dayOf = (day: number) => new Date(start + day * dayMs).toISOString().slice(0, 10)
/** An answer of the session of a day. */
const on = (day: number, answer: number, given: Partial<Measured> = {}): Measured =>
  row({ session: `day-${day}`, answer, day: dayOf(day), at: start + day * dayMs + answer * 1000, ...given })

const rows: fc.Arbitrary<Measured[]> = fc.array(
  fc
    .record({
      day: fc.integer({ min: 0, max: 20 }),
      answer: fc.integer({ min: 0, max: 9 }),
      mode: fc.constantFrom('interview' as const, 'drill' as const),
      question: fc.constantFrom('disagreement', 'mistake'),
      outcome: fc.constantFrom('given' as const, 'skipped' as const, 'declined' as const),
      band: fc.constantFrom('in' as const, 'over' as const, null),
      thinkingMs: fc.option(fc.integer({ min: 0, max: 9_000 })),
      bottomLineMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
      iShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      fillers: fc.option(fc.integer({ min: 0, max: 20 })),
      prompt: fc.constantFrom('opening', 'conflict/other-side', 'conflict/lesson'),
      met: fc.constantFrom(true, false, null),
    })
    .map(({ day, answer, ...given }) => on(day, answer, given)),
  { maxLength: 80 },
)

describe('a measure over time', () => {
  test('counts every answer that says something of it, once, under its session', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...measures), (made, measure) => {
        const { whole, points } = seriesOf(measure, made)
        const known = made.filter((r) => r.outcome === 'given' && kinds[measure].of(r) !== null)
        expect(whole.count).toBe(known.length)
        expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(known.length)
        expect(new Set(points.map(({ session }) => session))).toEqual(
          new Set(known.map(({ session }) => session)),
        )
        expect(points.map(({ at }) => at)).toEqual(points.map(({ at }) => at).toSorted((a, b) => a - b))
        expect(whole.value === null).toBe(known.length === 0)
      }),
    )
  })

  test('is the same in any order, and the parts by mode make up the whole', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...measures), (made, measure) => {
        const whole = seriesOf(measure, made)
        const again = seriesOf(measure, made.toReversed())
        expect(again.points.map(({ session, count }) => [session, count])).toEqual(
          whole.points.map(({ session, count }) => [session, count]),
        )
        expect(again.whole.value ?? 0).toBeCloseTo(whole.whole.value ?? 0, 9)
        const parts = (['interview', 'drill'] as const).map((mode) =>
          seriesOf(measure, made, { ...everything, mode }),
        )
        expect(parts.reduce((sum, part) => sum + part.whole.count, 0)).toBe(whole.whole.count)
      }),
    )
  })

  test('draws no line below the stated number of answers and days, and none outside of its points', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...measures), (made, measure) => {
        const { points, whole, trend } = seriesOf(measure, made)
        const days = new Set(points.map(({ day }) => day)).size
        const enough = whole.count >= leastForTrend.answers && days >= leastForTrend.days
        expect(trend !== null).toBe(enough)
        const values = points.map(({ value }) => value)
        for (const { value } of trend ? [trend.from, trend.to] : []) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...values))
          expect(value).toBeLessThanOrEqual(Math.max(...values))
        }
      }),
    )
  })

  test('finds the line that the values were made from', () => {
    const made = Array.from({ length: 24 }, (_, i) => on(i, 0, { thinkingMs: 6_000 - i * 100 }))
    const trend = seriesOf('thinking', made).trend
    expect(trend?.from.value).toBeCloseTo(6, 6)
    expect(trend?.to.value).toBeCloseTo(3.7, 6)
    expect(seriesOf('thinking', made.slice(0, 19)).trend).toBeNull()
    expect(
      seriesOf(
        'thinking',
        made.map((r) => ({ ...r, day: '2026-01-01' })),
      ).trend,
    ).toBeNull()
  })

  test.each([
    ['band', [{ band: 'in' }, { band: 'over' }, { band: 'in', clockFactor: null }], 0.5, 2],
    ['thinking', [{ thinkingMs: 1_000 }, { thinkingMs: 2_000 }, { thinkingMs: 9_000 }], 2, 3],
    ['bottomLine', [{ bottomLineMs: 4_000 }, { bottomLineMs: 8_000 }, {}], 6, 2],
    ['iShare', [{ iShare: 0.5 }, { iShare: null }], 0.5, 1],
    ['impact', [{ signals: ['impact-money', 'impact-metric'] }, {}, { judged: false }], 0.5, 2],
    ['fillers', [{ fillers: 2, seconds: 30 }, { fillers: null }], 4, 1],
    [
      'coverage',
      [{ prompt: 'conflict/lesson', met: true }, { prompt: 'conflict/lesson', met: false }, { met: true }],
      0.5,
      2,
    ],
  ] as const)('%s', (measure, given, value, count) => {
    const made = given.map((one, i) => on(0, i, one as Partial<Measured>))
    expect(seriesOf(measure, made).whole).toEqual({ value, count })
  })

  test('of 10,000 answers, all measures together, are there within a second on a busy machine', () => {
    const made = Array.from({ length: 10_000 }, (_, i) =>
      on(i % 400, Math.floor(i / 400), {
        thinkingMs: (i * 7_919) % 6_000,
        prompt: 'conflict/lesson',
        met: i % 3 === 0,
      }),
    )
    const from = performance.now()
    for (const measure of measures) seriesOf(measure, made)
    coverageOf(made, 'bucket')
    coverageOf(made, 'principle')
    streakOf(made, dayOf(400))
    expect(performance.now() - from).toBeLessThan(1_000)
  })
})

describe('coverage', () => {
  test('goes by bucket, and by every principle that a question can show', () => {
    const made = [
      on(0, 0, { prompt: 'conflict/lesson', met: true }),
      on(0, 1, { prompt: 'conflict/lesson', met: true }),
      on(0, 2, { prompt: 'conflict/other-side', met: false }),
      on(0, 3, { prompt: 'failure/recency', bucket: 'failure', principles: ['earn-trust'], met: true }),
      on(0, 4),
    ]
    expect(coverageOf(made, 'bucket')).toEqual([
      { id: 'conflict', covered: 2, asked: 3, probes: 1 },
      { id: 'failure', covered: 1, asked: 1, probes: 1 },
    ])
    expect(coverageOf(made, 'principle')).toEqual([
      { id: 'earn-trust', covered: 3, asked: 4, probes: 2 },
      { id: 'backbone', covered: 2, asked: 3, probes: 1 },
    ])
  })
})

describe('the streak', () => {
  const after = (days: number[], today: number) =>
    streakOf(
      days.map((day) => on(day, 0)),
      dayOf(today),
    )

  test('goes on until a whole day has passed without practice', () => {
    expect(after([0, 1, 2], 2)).toEqual({ days: 3, longest: 3, today: true })
    expect(after([0, 1, 2], 3)).toEqual({ days: 3, longest: 3, today: false })
    expect(after([0, 1, 2], 4)).toEqual({ days: 0, longest: 3, today: false })
    expect(after([], 4)).toEqual({ days: 0, longest: 0, today: false })
  })

  test('goes over the ends of months, and is never longer than the longest or than the days', () => {
    expect(after([30, 31, 58, 59], 59)).toEqual({ days: 2, longest: 2, today: true })
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 })),
        fc.integer({ min: 0, max: 60 }),
        (days, today) => {
          const past = days.filter((day) => day <= today)
          const { days: now, longest } = after(past, today)
          expect(now).toBeLessThanOrEqual(longest)
          expect(longest).toBeLessThanOrEqual(new Set(past).size)
        },
      ),
    )
  })
})

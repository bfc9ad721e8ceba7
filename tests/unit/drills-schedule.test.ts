import * as fc from 'fast-check'
import { createEmptyCard, fsrs, Rating as Grade, type Card } from 'ts-fsrs'
import { describe, expect, test } from 'vitest'
import { OPENING } from '../../machines/plan.ts'
import { guidePack, signalIds } from '../../questions/index.ts'
import type { Measured } from '../../src/debrief/measured.ts'
import { drillHeader } from '../../src/drills/header.ts'
import { attemptsOf, choiceOf } from '../../src/drills/items.ts'
import { propose } from '../../src/drills/rating.ts'
import { queueFor, schedule } from '../../src/drills/schedule.ts'
import { weakSpots } from '../../src/drills/weak.ts'
import { ratings, type Rating } from '../../src/session/drill.ts'
import { attempt, row } from '../support/attempts.ts'
import { newDrill } from '../support/drills.ts'

const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, maximum_interval: 60 })
const dayMs = 86_400_000
const start = Date.UTC(2026, 10, 1, 9)
const rows: fc.Arbitrary<Measured> = fc
  .record({
    answer: fc.integer({ min: 0, max: 1e6 }),
    at: fc.integer({ min: start, max: start + 90 * dayMs }),
    question: fc.constantFrom('disagreement', 'mistake'),
    prompt: fc.constantFrom(
      OPENING,
      'conflict/other-side',
      'wrap-up',
      'reactive/scope',
      'reactive/bottom-line',
    ),
    outcome: fc.constantFrom('given', 'skipped', 'declined'),
    seconds: fc.option(fc.integer({ min: 0, max: 120 })),
    band: fc.constantFrom('in', 'over', 'short', null),
    thinkingMs: fc.option(fc.integer({ min: 0, max: 20_000 })),
    bottomLineMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
    clockFactor: fc.constantFrom(1, 1.5, 2, 10, null),
    judged: fc.boolean(),
    signals: fc.subarray([...signalIds], { maxLength: 3 }),
    met: fc.constantFrom(true, false, null),
  })
  .map((given) => row(given as Partial<Measured>))
const history = fc.uniqueArray(rows, { maxLength: 40, selector: ({ answer }) => answer })
const worst = (rating: Rating | undefined) => (rating ? ratings.indexOf(rating) : NaN)

describe('the rating that is proposed', () => {
  const proposed = (given: Partial<Measured>) => propose(attempt(given))?.rating

  test.each<[string, Partial<Measured>, Rating | undefined]>([
    ['declined', { outcome: 'declined' }, 'again'],
    ['skipped', { outcome: 'skipped', judged: false }, 'again'],
    ['not heard', { judged: false }, undefined],
    ['a probe missed', { met: false, thinkingMs: 500 }, 'again'],
    ['not what was asked', { signals: ['off-question'] }, 'again'],
    ['over', { band: 'over', met: true }, 'hard'],
    ['short', { band: 'short', met: true }, 'hard'],
    ['a long silence', { thinkingMs: 5_000, met: true }, 'hard'],
    ['a red flag', { signals: ['no-impact'], met: true }, 'hard'],
    ['covered', { met: true }, 'good'],
    ['covered at once', { met: true, thinkingMs: 2_000 }, 'easy'],
    ['covered at once, with a risk', { met: true, thinkingMs: 900, signals: ['stale-story'] }, 'good'],
    ['an opening with the point first', { thinkingMs: 900, bottomLineMs: 6_000 }, 'easy'],
    ['an opening with the point late', { thinkingMs: 900, bottomLineMs: 16_000 }, 'good'],
    ['over, without a clock', { band: 'over', clockFactor: null, met: true, thinkingMs: 9_000 }, 'good'],
    ['slow, on a stretched clock', { clockFactor: 2, met: true, thinkingMs: 9_000 }, 'good'],
  ])('%s', (_, given, rating) => {
    expect(proposed(given)).toBe(rating)
  })

  test('never gets better by a miss, a flag, a longer silence, or leaving the band', () => {
    const worse: Partial<Measured>[] = [
      { met: false },
      { signals: ['buried-lede'] },
      { band: 'over' },
      { band: 'short' },
      { thinkingMs: 20_001 },
    ]
    fc.assert(
      fc.property(rows, fc.constantFrom(...worse), (before, change) => {
        const made = { ...before, prompt: OPENING, judged: true, outcome: 'given' as const }
        const [was, is] = [
          made,
          { ...made, ...change, signals: [...made.signals, ...(change.signals ?? [])] },
        ]
        expect(worst(proposed(is))).toBeLessThanOrEqual(worst(proposed(was)))
      }),
    )
  })
})

describe('the schedule', () => {
  test('is the same whatever the order, holds only what was asked, and is due after it was asked', () => {
    fc.assert(
      fc.property(history, (made) => {
        const attempts = attemptsOf(made)
        const scheduled = schedule(attempts)
        expect(schedule(attemptsOf(made.toReversed()))).toEqual(scheduled)
        const rated = attempts.filter((a) => propose(a) !== null)
        expect(scheduled.map(({ item }) => item).toSorted()).toEqual(
          [...new Set(rated.map(({ item }) => item))].toSorted(),
        )
        for (const { dueAt, lastAt } of scheduled) {
          expect(dueAt - lastAt).toBeGreaterThanOrEqual(dayMs)
          expect(dueAt - lastAt).toBeLessThanOrEqual(60 * dayMs)
        }
      }),
    )
  })

  test('is what the scheduler makes of all attempts, one after the other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...ratings), fc.integer({ min: 0, max: 40 * 24 })), {
          minLength: 1,
          maxLength: 12,
        }),
        (said) => {
          let at = start
          let card: Card | null = null
          const tries = said.map(([rated, hours], answer) => {
            at += hours * 3_600_000
            const grade = ([Grade.Again, Grade.Hard, Grade.Good, Grade.Easy] as const)[ratings.indexOf(rated)]
            card = scheduler.next(card ?? createEmptyCard(at), at, grade ?? Grade.Good).card
            return attempt({ at, answer, rated })
          })
          expect(schedule(tries)).toMatchObject([
            {
              dueAt: (card as Card | null)?.due.getTime(),
              lastAt: at,
              reps: (card as Card | null)?.reps,
              lapses: (card as Card | null)?.lapses,
              stabilityDays: (card as Card | null)?.stability,
            },
          ])
        },
      ),
    )
  })

  test('a better rating is never due sooner, and a corrected one counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ratings), { maxLength: 6 }),
        fc.integer({ min: 1, max: 20 }),
        (before, gap) => {
          const due = ratings.map((last) => {
            const tries = [...before, last].map((rated, i) =>
              attempt({ at: start + i * gap * dayMs, answer: i, rated }),
            )
            return schedule(tries)[0]?.dueAt ?? NaN
          })
          expect(due).toEqual(due.toSorted((a, b) => a - b))
        },
      ),
    )
    const unheard = { judged: false }
    expect(schedule([attempt(unheard)])).toEqual([])
    expect(schedule([attempt({ ...unheard, rated: 'good' })])).toHaveLength(1)
  })

  test('what goes well again and again is asked ever more seldom', () => {
    let at = start
    const gaps: number[] = []
    const tries = []
    for (let i = 0; i < 4; i++) {
      tries.push(attempt({ at, answer: i, met: true }))
      const next = schedule(tries)[0]?.dueAt ?? NaN
      gaps.push(next - at)
      at = next
    }
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b))
    expect(new Set(gaps).size).toBeGreaterThan(2)
  })
})

describe('the queue for a day', () => {
  test('is all that is due by its end, or as much as fits, and says how long that takes', () => {
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 0, max: 120 }),
        fc.option(fc.integer({ min: 1, max: 5 })),
        (made, day, most) => {
          const scheduled = schedule(attemptsOf(made))
          const until = start + day * dayMs
          const { items, minutes, left } = queueFor(until, scheduled, most ?? Infinity)
          const due = scheduled.filter(({ dueAt }) => dueAt <= until)
          expect(items.length + left).toBe(due.length)
          expect(due).toEqual(expect.arrayContaining(items))
          expect(minutes * 60_000).toBeCloseTo(
            items.reduce((sum, { takesMs }) => sum + takesMs, 0),
            3,
          )
          expect(items.length <= 1 || minutes <= (most ?? Infinity)).toBe(true)
          expect(items.length > 0).toBe(due.length > 0)
        },
      ),
    )
  })

  test('can be asked as a drill', () => {
    const tries = ['conflict/other-side', 'conflict/lesson', OPENING].map((prompt, answer) =>
      attempt({ prompt, answer }),
    )
    const { items } = queueFor(start + 30 * dayMs, schedule(tries))
    const chosen = items.flatMap(({ item }) => choiceOf(item) ?? [])
    const header = drillHeader(newDrill({ kind: 'today', chosen, pack: guidePack }))
    expect(header.drill?.items.map(({ prompt }) => prompt).toSorted()).toEqual([
      'conflict/lesson',
      'conflict/other-side',
      OPENING,
    ])
  })
})

describe('weak spots', () => {
  test('are what was missed three times or more of late, the worst first, with a drill for each', () => {
    const missed = [0, 1, 2, 3].map((i) => row({ answer: i, prompt: 'conflict/other-side', met: i === 0 }))
    const late = [4, 5, 6, 7].map((i) => row({ answer: i, signals: ['buried-lede', 'stale-story'] }))
    const twice = [8, 9].map((i) => row({ answer: i, prompt: 'conflict/lesson', met: false }))
    expect(weakSpots(attemptsOf([...missed, ...late, ...twice]))).toEqual([
      { signal: 'buried-lede', times: 4, of: 10, kind: 'bottom-line', items: [] },
      { signal: 'stale-story', times: 4, of: 10, kind: 'today', items: ['question:disagreement:opening'] },
      {
        probe: 'conflict/other-side',
        times: 3,
        of: 4,
        kind: 'probe',
        items: ['question:disagreement:conflict/other-side'],
      },
    ])
  })

  test('are gone once the last twenty times went well', () => {
    const made = Array.from({ length: 30 }, (_, i) =>
      row({ answer: i, at: start + i * dayMs, prompt: 'conflict/other-side', met: i >= 10 }),
    )
    expect(weakSpots(attemptsOf(made))).toEqual([])
    expect(weakSpots(attemptsOf(made.slice(0, 10)))).toHaveLength(1)
  })
})

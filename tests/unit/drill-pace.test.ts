import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OPENING } from '../../machines/plan.ts'
import type { Measured } from '../../src/debrief/measured.ts'
import { ghostMs, paceFor, type AskedItem } from '../../src/drills/run/pace.ts'
import { row } from '../support/attempts.ts'

const probe: AskedItem = {
  kind: 'probe',
  question: 'disagreement',
  prompt: 'conflict/other-side',
  direction: null,
  input: 'microphone',
}
const tries = (count: number, given: Partial<Measured> = {}) =>
  Array.from({ length: count }, (_, i) =>
    row({ prompt: probe.prompt, seconds: 20 + i, thinkingMs: 1_000 * (i + 1), at: i, ...given }),
  )

describe('the pace of an item', () => {
  test('needs three answers that were given and timed', () => {
    expect(paceFor(probe, tries(2))).toBeNull()
    expect(paceFor(probe, [...tries(2), ...tries(3, { outcome: 'skipped', seconds: null })])).toBeNull()
    expect(paceFor(probe, tries(3))).toMatchObject({
      of: 'item',
      count: 3,
      average: { thinkingMs: 2_000, bottomLineMs: null, seconds: 21 },
    })
  })

  test('is of the item, else of the kind of drill, else of first answers', () => {
    const kind = tries(3, { prompt: 'conflict/lesson', drill: 'probe' })
    const first = tries(3, { prompt: OPENING, drill: null, mode: 'interview' })
    const of = (rows: readonly Measured[], item = probe) => paceFor(item, rows)?.of ?? null
    expect(of([...tries(3, { drill: null }), ...kind, ...first])).toBe('item')
    expect(of([...tries(2, { drill: null }), ...kind, ...first])).toBe('kind')
    expect(of([...tries(2, { drill: null }), ...kind.slice(1), ...first])).toBe('first')
    expect(of(first, { ...probe, kind: 'bottom-line', prompt: 'reactive/bottom-line' })).toBeNull()
    expect(of(tries(3, { drill: 'rapid-fire' }))).toBeNull()
    expect(of(tries(3, { prompt: OPENING, drill: 'rapid-fire' }))).toBeNull()
    expect(of(kind, { ...probe, kind: 'today', prompt: 'conflict/evidence' })).toBeNull()
  })

  test('never mixes spoken and typed answers, nor directions', () => {
    expect(paceFor(probe, tries(5, { input: 'keyboard' }))).toBeNull()
    const up = { ...probe, kind: 'conflict', prompt: OPENING, direction: 'up' } as const
    const down = tries(3, { prompt: OPENING, direction: 'down', drill: null })
    expect(paceFor(up, down)?.of).toBe('first')
  })

  test('takes for the best what met what was asked, in the band, with the point soonest', () => {
    const best = (...rows: Partial<Measured>[]) =>
      paceFor(
        probe,
        rows.map((given, at) => row({ prompt: probe.prompt, at, ...given })),
      )?.best
    const missed = { met: false, bottomLineMs: 1_000, seconds: 16 }
    const over = { met: true, band: 'over', bottomLineMs: 2_000, seconds: 40 } as const
    const late = { met: true, bottomLineMs: 9_000, seconds: 24 }
    const unknown = { met: null, bottomLineMs: null, seconds: 25 }
    expect(best(missed, over, late, unknown)?.seconds).toBe(24)
    expect(best(missed, over, unknown)?.seconds).toBe(25)
    expect(best(missed, missed, over)?.seconds).toBe(40)
  })

  test('does not depend on the order of the rows, and the best is one of them', () => {
    const some = fc.record({
      seconds: fc.integer({ min: 1, max: 90 }),
      thinkingMs: fc.option(fc.integer({ min: 0, max: 9_000 })),
      bottomLineMs: fc.option(fc.integer({ min: 0, max: 30_000 })),
      met: fc.constantFrom(true, false, null),
      band: fc.constantFrom('in' as const, 'over' as const, 'short' as const),
      at: fc.nat(),
    })
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: ({ at }) => at, maxLength: 12 }), (given) => {
        const rows = given.map((each) => row({ prompt: probe.prompt, ...each }))
        const pace = paceFor(probe, rows)
        expect(paceFor(probe, rows.toReversed())?.best).toEqual(pace?.best)
        const best = rows.find(
          ({ seconds, thinkingMs }) => seconds === pace?.best.seconds && thinkingMs === pace.best.thinkingMs,
        )
        expect(best === undefined).toBe(rows.length < 3)
      }),
    )
  })
})

test('a ghost begins where its thinking ended and stops where its answer did', () => {
  const mark = { thinkingMs: 2_000, bottomLineMs: 5_000, seconds: 20 }
  expect([0, 1_999, 2_000, 7_000, 22_000, 60_000].map((ms) => ghostMs(mark, ms))).toEqual([
    null,
    null,
    0,
    5_000,
    20_000,
    20_000,
  ])
  expect(ghostMs({ ...mark, thinkingMs: null }, 9_000)).toBeNull()
})

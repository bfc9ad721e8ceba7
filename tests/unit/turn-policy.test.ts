import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ending } from '../../src/speech/turn/ending.ts'
import { longPause, pausesIn } from '../../src/speech/turn/pauses.ts'
import { neededSilence, type Evidence } from '../../src/speech/turn/policy.ts'

const endings: (Ending | null)[] = [
  null,
  'nothing',
  'searching',
  'incomplete',
  'unknown',
  'doubtful',
  'complete',
  'closing',
]

const evidence = (given: Partial<Evidence> = {}): Evidence => ({
  mode: 'hands-free',
  ending: 'complete',
  trust: 'unproven',
  tune: null,
  spokenMs: 20_000,
  pauses: [],
  ...given,
})

const anything = fc.record({
  mode: fc.constant('hands-free' as const),
  ending: fc.constantFrom(...endings),
  trust: fc.constantFrom('trusted' as const, 'unproven' as const, 'failed' as const),
  tune: fc.constantFrom('ends' as const, 'goes-on' as const, null),
  spokenMs: fc.integer({ min: 0, max: 120_000 }),
  pauses: fc.array(fc.integer({ min: 200, max: 30_000 }), { maxLength: 80 }),
})

/** What is promised of hands-free, in ms. */
function promised({ ending, spokenMs, trust, tune }: Evidence): [least: number, most: number] {
  const finished = ending === 'complete' && spokenMs >= 3_500 && (trust !== 'failed' || tune === 'ends')
  if (ending === 'closing' || finished) return [700, 1_500]
  if (ending === 'unknown' || ending === 'complete') return [2_500, 3_500]
  if (ending === 'doubtful') return [700, Infinity]
  if (ending === null) return spokenMs < 1_000 ? [Infinity, Infinity] : [2_500, 3_500]
  return [4_000, Infinity]
}

describe('the silence that ends an answer', () => {
  it('is over 4 s in mid-sentence, under 1.5 s after a finished answer, 2.5 to 3.5 s without words', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const [least, most] = promised(given)
        expect(neededSilence(given)).toBeGreaterThanOrEqual(least)
        expect(neededSilence(given)).toBeLessThanOrEqual(most)
      }),
    )
  })

  it('becomes no shorter by what speaks against an end', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const ms = neededSilence(given)
        expect(neededSilence({ ...given, tune: 'goes-on' })).toBeGreaterThanOrEqual(ms)
        expect(neededSilence({ ...given, trust: 'failed' })).toBeGreaterThanOrEqual(ms)
        expect(neededSilence({ ...given, spokenMs: given.spokenMs / 2 })).toBeGreaterThanOrEqual(ms)
      }),
    )
  })

  it('is longer for one whose pauses run long, and shorter for one who never pauses', () => {
    const pauses = (ms: number) => Array.from({ length: 20 }, () => ms)
    for (const ending of endings.filter((each) => each !== 'nothing')) {
      const usual = neededSilence(evidence({ ending }))
      expect(neededSilence(evidence({ ending, pauses: pauses(3_000) }))).toBeGreaterThanOrEqual(usual)
      expect(neededSilence(evidence({ ending, pauses: pauses(300) }))).toBeLessThanOrEqual(usual)
    }
    expect(neededSilence(evidence({ ending: 'incomplete', pauses: pauses(3_000) }))).toBe(8_000)
    expect(neededSilence(evidence({ pauses: pauses(300) }))).toBe(1_100)
  })

  it('is longer in the first seconds', () => {
    expect(neededSilence(evidence({ spokenMs: 2_000 }))).toBeGreaterThan(2_500)
    const searching = (spokenMs: number) => neededSilence(evidence({ ending: 'searching', spokenMs }))
    expect(searching(1_000)).toBeGreaterThan(searching(10_000))
  })

  it('is twice as long for a patient interviewer, and never enough where the person ends answers', () => {
    fc.assert(
      fc.property(anything, (given) => {
        expect(neededSilence({ ...given, mode: 'patient' })).toBe(2 * neededSilence(given))
        expect(neededSilence({ ...given, mode: 'manual' })).toBe(Infinity)
      }),
    )
  })

  it('believes full stops as far as they held and the voice agrees', () => {
    const finished = (given: Partial<Evidence>) => neededSilence(evidence(given)) < 1_500
    expect(finished({ trust: 'failed' })).toBe(false)
    expect(finished({ trust: 'failed', tune: 'ends' })).toBe(true)
    expect(finished({ ending: 'doubtful' })).toBe(false)
    expect(finished({ ending: 'doubtful', tune: 'ends' })).toBe(true)
    expect(finished({ ending: 'doubtful', trust: 'trusted' })).toBe(true)
    expect(finished({ ending: 'doubtful', trust: 'trusted', tune: 'goes-on' })).toBe(false)
  })
})

describe('a person’s long pause', () => {
  it('is unknown at first, and not moved by one absence in ten', () => {
    const usual = Array.from({ length: 19 }, (_, i) => 300 + 20 * i)
    expect(longPause(usual.slice(0, 11))).toBeNull()
    expect(longPause([...usual, 60_000])).toBe(640)
    expect(
      longPause([...Array.from({ length: 60 }, () => 5_000), ...usual, ...usual, ...usual, ...usual]),
    ).toBeLessThan(700)
  })

  it('is measured between phrases', () => {
    const phrases = [
      { startMs: 100, endMs: 900 },
      { startMs: 1_500, endMs: 2_000 },
      { startMs: 2_300, endMs: 2_400 },
    ]
    expect(pausesIn(phrases)).toEqual([600, 300])
    expect(pausesIn([])).toEqual([])
  })
})

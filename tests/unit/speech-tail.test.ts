import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutTail } from '../../src/speech/tail.ts'

const ECHO = -40
/** Loudness of frames of 32 ms: so many at each level. */
const levels = (...stretches: [frames: number, db: number][]) =>
  stretches.flatMap(([frames, db]) => Array.from({ length: frames }, () => db))
const phrase = (first: number, end: number) => ({ startMs: first * 32, endMs: end * 32 })

describe('the tail of a line', () => {
  it('is no answer where it goes on from before the take and ends soon', () => {
    const answer = phrase(40, 90)
    expect(withoutTail([phrase(0, 12), answer], levels([12, ECHO], [200, -70]), ECHO)).toEqual([answer])
    expect(withoutTail([phrase(3, 15)], levels([15, ECHO - 4]), ECHO)).toEqual([])
  })
  it('is cut off where somebody louder goes on from it', () => {
    expect(withoutTail([phrase(0, 60)], levels([9, ECHO], [51, ECHO + 15]), ECHO)).toEqual([phrase(9, 60)])
  })
  it('is none where the candidate spoke into the line', () => {
    expect(withoutTail([phrase(0, 60)], levels([60, ECHO + 15]), ECHO)).toEqual([phrase(0, 60)])
  })
  it('is none where it lasts longer than a tail can, or begins after a pause', () => {
    expect(withoutTail([phrase(0, 30)], levels([30, ECHO]), ECHO)).toEqual([phrase(0, 30)])
    expect(withoutTail([phrase(9, 15)], levels([30, ECHO]), ECHO)).toEqual([phrase(9, 15)])
  })
  it('costs no phrase but the first, and moves no end', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 2, max: 40 })), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(gaps, fc.array(fc.integer({ min: -70, max: -10 }), { maxLength: 60 }), (parts, db) => {
        let at = 0
        const phrases = parts.map(([gap, length]) => phrase(at + gap + 6, (at += gap + 6 + length)))
        const [joined, ...rest] = phrases.map((one, i) => (i === 0 ? { ...one, startMs: 0 } : one))
        const kept = withoutTail(joined ? [joined, ...rest] : [], db, ECHO)
        expect(kept.slice(kept.length - rest.length)).toEqual(rest)
        expect([[], [joined?.endMs]]).toContainEqual(
          kept.slice(0, kept.length - rest.length).map(({ endMs }) => endMs),
        )
      }),
    )
  })
})

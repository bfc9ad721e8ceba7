import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FRAME_MS } from '../../src/speech/format.ts'
import { createPhraseFinder, SILERO_RULES, type PhraseRules } from '../../src/speech/phrases.ts'

const plain: PhraseRules = {
  begin: 0.5,
  beginFrames: 2,
  sure: 0.9,
  sureFrames: 2,
  dipFrames: 1,
  hold: 0.35,
  gapFrames: 6,
  edge: 0.7,
  lateFrames: 0,
  others: false,
}
/** A loudness that says nothing. */
const EVEN = -30

/** `.` is silence, `#` speech, `+` something like it, `-` what an open phrase lives through without being sure of it. */
function find(picture: string, rules = plain) {
  const finder = createPhraseFinder(rules)
  const changes = Array.from(picture).flatMap((mark, frame) =>
    finder.push({ '#': 0.9, '+': 0.6, '-': 0.4 }[mark] ?? 0.05, EVEN) ? [frame] : [],
  )
  const phrases = finder.phrases().map(({ startMs, endMs }) => [startMs / FRAME_MS, endMs / FRAME_MS])
  return { phrases, changes, speaking: finder.speaking }
}

const likelihoods = fc.array(
  fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.35, 0.5, 0.7, 1)),
  { maxLength: 200 },
)

describe('createPhraseFinder', () => {
  it('reports the first and last speech frames, not the moments of decision', () => {
    expect(find('...####........')).toEqual({ phrases: [[3, 7]], changes: [4, 12], speaking: false })
  })
  it('takes one likely frame for a noise', () => {
    expect(find('..#..#...#').phrases).toEqual([])
  })
  it('bridges gaps under 200 ms and splits at longer ones', () => {
    expect(find('.###.....###.......').phrases).toEqual([[1, 12]])
    expect(find('.###......###.......').phrases).toEqual([
      [1, 4],
      [10, 13],
    ])
  })
  it('holds through unsure frames but ends at the last sure one', () => {
    expect(find('.###------.......').phrases).toEqual([[1, 4]])
    expect(find('.###-----------##.......').phrases).toEqual([[1, 17]])
  })
  it('takes off the lag of the detector, but leaves a frame', () => {
    expect(find('.####.......', { ...plain, lateFrames: 1 }).phrases).toEqual([[1, 4]])
    expect(find('.##.......', { ...plain, lateFrames: 5 }).phrases).toEqual([[1, 2]])
  })
  it('counts a phrase once enough of it was sure, and drops one that never was', () => {
    const rules = { ...plain, sureFrames: 3 }
    expect(find('..##++#+.......', rules)).toEqual({
      phrases: [[2, 7]],
      changes: [3, 6, 13],
      speaking: false,
    })
    expect(find('..##+++++++.......', rules).phrases).toEqual([])
  })
  it('leaves the breath before the first word out, but no soft sound of that word', () => {
    expect(find('.++++--###.......').phrases).toEqual([[7, 10]])
    expect(find('.++++-+###.......').phrases).toEqual([[1, 10]])
  })
  it('shows the open phrase up to its last speech frame', () => {
    expect(find('.####..')).toEqual({ phrases: [[1, 5]], changes: [2], speaking: true })
  })

  it('gives phrases in order, apart, not empty and inside the recording', () => {
    fc.assert(
      fc.property(likelihoods, (input) => {
        const finder = createPhraseFinder()
        for (const likelihood of input) finder.push(likelihood, EVEN)
        let before = 0
        for (const { startMs, endMs } of finder.phrases()) {
          expect(startMs).toBeGreaterThanOrEqual(before)
          expect(endMs).toBeGreaterThan(startMs)
          before = endMs
        }
        expect(before).toBeLessThanOrEqual(input.length * FRAME_MS)
      }),
    )
  })
  it('never changes what it closed, nor a start that it told', () => {
    fc.assert(
      fc.property(likelihoods, (input) => {
        const finder = createPhraseFinder({ ...SILERO_RULES, others: false })
        let before = finder.phrases()
        for (const likelihood of input) {
          const wasSpeaking = finder.speaking
          const changed = finder.push(likelihood, EVEN)
          const now = finder.phrases()
          const closed = wasSpeaking ? before.slice(0, -1) : before
          expect(now.slice(0, closed.length)).toEqual(closed)
          const told = before.map(({ startMs }) => startMs)
          expect(now.slice(0, told.length).map(({ startMs }) => startMs)).toEqual(told)
          expect(changed).toBe(finder.speaking !== wasSpeaking || now.length !== before.length)
          before = now
        }
      }),
    )
  })
  it('finds any speech of 64 ms or more that is clear of other speech', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 6, max: 40 }), fc.integer({ min: 2, max: 60 })), {
          maxLength: 8,
        }),
        (parts) => {
          const picture = parts.map(([gap, speech]) => '.'.repeat(gap) + '#'.repeat(speech)).join('')
          let at = 0
          const spoken = parts.map(([gap, speech]) => [at + gap, (at += gap + speech)])
          expect(find(picture).phrases).toEqual(spoken)
        },
      ),
    )
  })
})

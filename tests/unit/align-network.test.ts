import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitOf, isSpeakable, timesOf } from '../../src/speech/align/fit.ts'
import {
  networkOf,
  UNHEARD,
  wholeText,
  wordsFound,
  type Ends,
  type Heard,
} from '../../src/speech/align/network.ts'
import { piecesOf } from '../../src/speech/align/pieces.ts'
import type { Phrase } from '../../src/speech/ports.ts'

const word = fc.constantFrom('a', 'b', 'c', 'four', 'hundred')
const ways = fc.array(fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 8,
})
const ends = fc.record({ late: fc.nat(3), early: fc.boolean() })

/** What a decoder hears that goes through the network by chance: 100 ms a word, and noises between. */
function walk(words: readonly string[][][], where: Ends, choose: (below: number) => number): Heard[] {
  const { states, arcs } = networkOf(words, where)
  const heard: Heard[] = []
  for (let state = 0; state !== states - 1;) {
    const onward = arcs.filter(({ from }) => from === state)
    const arc = onward[choose(onward.length)]
    if (!arc) throw new Error(`nothing leads on from state ${state}`)
    const startMs = heard.length * 100
    if (choose(3) === 0) heard.push({ word: '<sil>', startMs, endMs: startMs + 100 })
    const fromMs = heard.length * 100
    const name = arc.word === null ? '(NULL)' : arc.word === 'a' && choose(2) === 0 ? 'a(2)' : arc.word
    heard.push({ word: name, startMs: fromMs, endMs: fromMs + 100 })
    state = arc.to
  }
  return heard
}

describe('the paths of a text', () => {
  test('are taken back to its words, whichever is heard', () => {
    fc.assert(
      fc.property(ways, ends, fc.infiniteStream(fc.nat(1_000)), (words, where, chance) => {
        const heard = walk(words, where, (below) => chance.next().value % below)
        const found = wordsFound(words, heard, where)
        const spoken = heard.filter((piece) => !/^[<(]/.test(piece.word))
        if (spoken.length === 0) return
        expect(found).toHaveLength(words.length)
        // Every piece belongs to one word, in order.
        const times = found.flatMap((each) => (each ? [each.startMs, each.endMs] : []))
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(times[0]).toBe(spoken[0]?.startMs)
        expect(times.at(-1)).toBe(spoken.at(-1)?.endMs)
        // Words are left out at the ends alone, and not more than may be.
        const first = found.findIndex((each) => each !== null)
        const last = found.findLastIndex((each) => each !== null)
        expect(first).toBeLessThanOrEqual(where.late)
        expect(where.early || last === words.length - 1).toBe(true)
        expect(found.slice(first, last + 1)).not.toContain(null)
      }),
      { numRuns: 300 },
    )
  })

  test('tell a word that is said from one that is not', () => {
    const words = [[['four', 'hundred'], ['four']], [['b']], []]
    const heard = ['<sil>', 'four', 'hundred', '[NOISE]', UNHEARD, UNHEARD].map((name, i) => ({
      word: name,
      startMs: i * 100,
      endMs: i * 100 + 100,
    }))
    expect(wordsFound(words, heard, wholeText)).toEqual([
      { startMs: 100, endMs: 300, heard: true },
      { startMs: 400, endMs: 500, heard: false },
      { startMs: 500, endMs: 600, heard: false },
    ])
    expect(wordsFound(words, heard.slice(0, 4), wholeText)).toEqual([])
    expect(wordsFound(words, heard.slice(0, 4), { late: 0, early: true })).toEqual([
      { startMs: 100, endMs: 300, heard: true },
      null,
      null,
    ])
  })
})

const phrases: Phrase[] = [
  { startMs: 1_000, endMs: 2_000 },
  { startMs: 3_000, endMs: 4_000 },
]
const spoken = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ start: i * 2, end: i * 2 + 1, ways: [['a']] }))
const times = (...edges: [number, number, boolean?][]) =>
  edges.map(([startMs, endMs, heard = true]) => ({ startMs, endMs, heard }))

describe('when words were said', () => {
  test('is where the phrases begin and end, where noise moved them there', () => {
    const found = times([400, 1_500], [1_500, 1_780], [3_050, 3_500], [3_500, 4_190])
    expect(timesOf(spoken(4), found, phrases, 5_000).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [1_000, 1_500],
      [1_500, 2_000],
      [3_050, 3_500],
      [3_500, 4_000],
    ])
  })

  test('stays where something else was said beside them', () => {
    const found = times([1_500, 1_590], [3_450, 3_500])
    expect(timesOf(spoken(2), found, phrases, 5_000)).toMatchObject([
      { startMs: 1_500, endMs: 1_590 },
      { startMs: 3_450, endMs: 3_500 },
    ])
  })

  test('goes up and lies within the recording, whatever was found', () => {
    const edge = fc.integer({ min: -500, max: 6_000 })
    const phrase = fc.tuple(edge, edge).map(([a, b]) => ({ startMs: Math.min(a, b), endMs: Math.max(a, b) }))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(edge, edge, fc.boolean()), { maxLength: 8 }),
        fc.array(phrase, { maxLength: 4 }),
        (edges, spokenIn) => {
          const words = timesOf(spoken(edges.length), times(...edges), spokenIn, 5_000)
          let from = 0
          for (const { startMs, endMs } of words) {
            expect(startMs).toBeGreaterThanOrEqual(from)
            expect(endMs).toBeGreaterThanOrEqual(startMs)
            expect(endMs).toBeLessThanOrEqual(5_000)
            from = endMs
          }
        },
      ),
    )
  })

  test('is not told of words that were not heard; of unknown sounds it is', () => {
    const words = [...spoken(2), { start: 8, end: 9, ways: [] }]
    const found = times([1_000, 1_500], [1_500, 1_530, false], [1_530, 2_000, false])
    expect(timesOf(words, found, phrases, 5_000).map(({ start }) => start)).toEqual([0, 8])
  })
})

describe('a text fits', () => {
  test('as far as its words are heard and fill the speech', () => {
    const all = times([1_000, 2_000], [3_000, 4_000])
    expect(fitOf(spoken(2), all, phrases)).toBe(1)
    expect(fitOf(spoken(2), times([1_000, 2_000], [3_000, 4_000, false]), phrases)).toBe(0.25)
    expect(fitOf(spoken(4), [...all, null, null], phrases)).toBe(0.5)
    expect(fitOf(spoken(2), all, [])).toBe(0)
    expect(fitOf([], [], phrases)).toBe(0)
  })

  test('only if so many words can be said in that time', () => {
    expect([1, 2, 16, 17].map((count) => isSpeakable(count, phrases))).toEqual([false, true, true, false])
  })
})

test('a long recording is cut in its pauses, without gaps', () => {
  const phrase = fc.tuple(fc.integer({ min: 100, max: 70_000 }), fc.integer({ min: 200, max: 5_000 }))
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 30 }), (given) => {
      let at = 0
      const spokenIn = given.map(([length, pause]) => {
        const startMs = at + pause
        at = startMs + length
        return { startMs, endMs: at }
      })
      const pieces = piecesOf(spokenIn, at + 500)
      expect(pieces[0]?.startMs).toBe(0)
      expect(pieces.at(-1)?.endMs).toBe(at + 500)
      pieces.forEach((piece, i) => {
        expect(piece.startMs).toBe(i === 0 ? 0 : pieces[i - 1]?.endMs)
        // A piece holds 20 s of phrases, or one phrase, or a part of one, of at most 30.
        expect(piece.endMs - piece.startMs).toBeLessThan(45_000)
      })
    }),
  )
})

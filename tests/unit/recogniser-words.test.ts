import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { heardSchema } from '../../machines/heard.ts'
import { transcriptOf, type SaidLine, type SaidWord } from '../../src/speech/engines/words.ts'

const how = { engine: 'test', fillers: 'dropped' } as const
const word = (text: string, startMs = 0, endMs = startMs + 100): SaidWord => ({
  text,
  startMs,
  endMs,
  confidence: 0.5,
})

describe('a transcript', () => {
  test('joins what was said and places each word in it', () => {
    const { text, heard } = transcriptOf(
      [
        {
          text: ' We cut   it by half. ',
          words: [word(' We'), word('cut', 200), word('it', 300), word('by', 400), word('half.', 500)],
        },
        { text: '', words: [] },
        { text: 'Then I left', words: [word('then', 900), word('I', 1000), word('left', 1100)] },
      ],
      2000,
      how,
    )
    expect(text).toBe('We cut it by half. Then I left')
    expect(heard.words.map(({ start, end }) => text.slice(start, end))).toEqual([
      'We',
      'cut',
      'it',
      'by',
      'half.',
      'Then',
      'I',
      'left',
    ])
    expect(heard).toMatchObject({ engine: 'test', fillers: 'dropped', times: 'native', confidence: 0.5 })
  })

  test('leaves out words that do not stand in it, and goes on with the next', () => {
    const { text, heard } = transcriptOf(
      [{ text: 'a 4 c', words: [word('a'), word('four', 10), word('c', 20)] }],
      1000,
      how,
    )
    expect(heard.words.map(({ start, end }) => text.slice(start, end))).toEqual(['a', 'c'])
  })

  test('without times of words says so', () => {
    const { text, heard } = transcriptOf(
      [{ text: 'hello there', words: [{ text: 'hello there', startMs: NaN, endMs: NaN, confidence: 0.9 }] }],
      1000,
      how,
    )
    expect(text).toBe('hello there')
    expect(heard).toEqual({ ...how, times: 'none', confidence: 0.9, words: [] })
  })

  const anyMs = fc.oneof(fc.double({ min: -5000, max: 70_000 }), fc.constantFrom(NaN, Infinity, -Infinity))
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('um', 'İ', 'ß', '👍🏽', ' ', 'a'),
  )
  const anyWord: fc.Arbitrary<SaidWord> = fc.record({
    text: anyText,
    startMs: anyMs,
    endMs: anyMs,
    confidence: fc.oneof(fc.constant(null), fc.double({ min: -1, max: 2 }), fc.constant(NaN)),
  })
  const anyLine: fc.Arbitrary<SaidLine> = fc
    .tuple(
      fc.array(anyWord, { maxLength: 12 }),
      fc.array(anyText, { maxLength: 4 }),
      fc.constantFrom(' ', '', ' - '),
    )
    .map(([words, more, between]) => ({
      text: [...words.map(({ text }) => text), ...more].join(between),
      words,
    }))

  test('has offsets in its text that ascend, and times within the take that do not go back', () => {
    fc.assert(
      fc.property(
        fc.array(anyLine, { maxLength: 5 }),
        fc.double({ min: 0, max: 60_000, noNaN: true }),
        (lines, takeMs) => {
          const { text, heard } = transcriptOf(lines, takeMs, how)
          expect(v.is(heardSchema, heard)).toBe(true)
          let [from, fromMs] = [0, 0]
          for (const { start, end, startMs, endMs } of heard.words) {
            expect(start).toBeGreaterThanOrEqual(from)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(text.length)
            expect(startMs).toBeGreaterThanOrEqual(fromMs)
            expect(endMs).toBeGreaterThanOrEqual(startMs)
            expect(endMs).toBeLessThanOrEqual(takeMs)
            from = end
            fromMs = startMs
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('finds every word of a text that is made of them', () => {
    const plain = fc.stringMatching(/^[a-zA-Z']{1,12}[.,?]?$/)
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 40 }), (texts) => {
        const words = texts.map((text, index) => word(text, index * 100))
        const { text, heard } = transcriptOf([{ text: texts.join(' '), words }], 100_000, how)
        expect(heard.words.map(({ start, end }) => text.slice(start, end))).toEqual(texts)
      }),
    )
  })
})

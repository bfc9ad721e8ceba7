import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenWords } from '../../src/speech/align/spoken.ts'
import { pronounce } from '../../src/speech/align/pronounce.ts'

/** The likeliest way of each word: "four hundred | dollars". */
const said = (text: string) => spokenWords(text).map(({ ways }) => ways[0]?.join(' ') ?? '?')
const waysOf = (word: string) => spokenWords(word).flatMap(({ ways }) => ways.map((way) => way.join(' ')))
const written = (text: string) => spokenWords(text).map(({ start, end }) => text.slice(start, end))

describe('the words of a text', () => {
  test.each([
    ['We shipped it, in 3 weeks.', ['we', 'shipped', 'it', 'in', 'three', 'weeks']],
    ['It saved $487K a year', ['it', 'saved', 'four hundred eighty seven thousand dollars', 'a', 'year']],
    ['£1.5m, €3 and $4.50', ['one point five million pounds', 'three euros', 'and', 'four dollars fifty']],
    ['1,500ms to 200 ms', ['one thousand five hundred milliseconds', 'to', 'two hundred', 'ms']],
    ['30% or 5 %, -5 and +3', ['thirty percent', 'or', 'five', 'percent', 'minus five', 'and', 'plus three']],
    ['the 1st, 22nd and 30th', ['the', 'first', 'twenty second', 'and', 'thirtieth']],
    ['10-15% at 9:05am', ['ten to fifteen percent', 'at', 'nine oh five a.m.']],
    ['24/7, 1/2 of it', ['twenty four seven', 'a half', 'of', 'it']],
    ['I’d re-do it—well, and/or not', ["i'd", 're do', 'it', 'well', 'and or', 'not']],
    ['naïve Zürich ﬁxes', ['naive', 'zurich', 'fixes']],
    ['p99, k8s, Q3', ['p. ninety nine', 'k. eight s.', 'q. three']],
    ['0.05 and .5', ['zero point zero five', 'and', 'zero point five']],
    ['1,000,000 000123', ['one million', 'one hundred twenty three']],
    [
      '12345678901234567890',
      ['one two three four five six seven eight nine zero one two three four five six seven eight nine zero'],
    ],
  ])('%s', (text, words) => {
    expect(said(text)).toEqual(words)
  })

  test.each([
    ['2019', 'twenty nineteen'],
    ['1905', 'nineteen oh five'],
    ['404', 'four oh four'],
    ['1500', 'fifteen hundred'],
    ['100', 'a hundred'],
    ['487', 'four hundred and eighty seven'],
    ['1990s', 'nineteen nineties'],
    ['$2', 'two'],
    ['API', 'a. p. i.'],
    ['APIs', "a. p. i.'s"],
    ['GitHub', 'git hub'],
    ['$3-5M', 'three dollars to five million'],
    ['½', 'a half'],
    ['C++', 'c plus plus'],
  ])('%s may be said as "%s"', (word, way) => {
    expect(waysOf(word)).toContain(way)
  })

  test('stand where they stand, without marks, markup, pictures and addresses', () => {
    const text =
      '🎉 **Great** <b class="x">job</b>, [see](https://a.example/b?c=1) "it"… (R&D) https://x.example/y 👍🏽 ok!'
    expect(written(text)).toEqual(['Great', 'job', 'see', 'it', 'R&D', 'ok'])
  })

  test('of other scripts are there, but nothing is known of their sound', () => {
    expect(said('We met in 東京 and Москва')).toEqual(['we', 'met', 'in', '?', 'and', '?'])
  })

  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom(...Array.from('$£%+-–—.,:/()[]<>*_#&@\'’"0123456789aZé 東🎉\u{10ffff}\ud800')),
    }),
    fc.constantFrom('$4.5M', '1,234,567', '<b>', '](http://x)', '10-15%', "don't", '1990s', '9:30pm'),
  )

  test('lie in order inside any text, and can be said in at most eight ways of plain words', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join(' ')
        let from = 0
        for (const { start, end, ways } of spokenWords(text)) {
          expect(start).toBeGreaterThanOrEqual(from)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(ways.length).toBeLessThanOrEqual(8)
          for (const way of ways) {
            expect(way.length).toBeGreaterThan(0)
            for (const word of way) expect(word).toMatch(/^[a-z'.]+$/)
          }
          from = end
        }
      }),
      { numRuns: 400 },
    )
  })

  test('of two thousand are found at once', () => {
    const text = 'It cost $4,500 and, frankly, the re-write took 3.5 weeks of API work. '.repeat(160)
    const from = performance.now()
    expect(spokenWords(text).length).toBe(160 * 13)
    expect(performance.now() - from).toBeLessThan(1_000)
  })
})

describe('a word that no dictionary has', () => {
  test.each([
    ['kubernetes', 'K UW B ER N IY T EH Z'],
    ['refactored', 'R EH F AE K T AO R D'],
    ['microservices', 'M IH K R OW S ER V AY S AH Z'],
  ])('%s sounds about like %s', (word, phones) => {
    expect(pronounce(word)).toBe(phones)
  })

  test('has phones, however it is spelt, or none', () => {
    const spelling = fc.string({ unit: fc.constantFrom(...Array.from("abcdefghijklmnopqrstuvwxyz'")) })
    fc.assert(
      fc.property(spelling, (word) => {
        const isHeard = /[a-z]/.test(word.replaceAll(/[egh']/g, ''))
        const phones = pronounce(word) ?? (isHeard ? '' : 'NONE')
        expect(phones).toMatch(/^[A-Z]+( [A-Z]+)*$/)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deliveryOf, recitedShare } from '../../src/debrief/delivery.ts'
import { median } from '../../src/debrief/median.ts'
import { answersOf, type Answer } from '../../src/session/answers.ts'
import { generateSession } from '../support/sessions.ts'

const text = 'We lost two days. Um, I rewrote the import and it saved forty hours a week.'
const quote = 'forty hours a week'
const start = text.indexOf(quote)
const phrases = [
  { startMs: 2_000, endMs: 5_000 },
  { startMs: 6_000, endMs: 12_000 },
]

function given(changes: Partial<Answer> = {}): Answer {
  const [first] = answersOf(generateSession({ seed: 1, answers: 1, questions: 1 }).log)
  if (!first) throw new Error('no answer')
  const assessment = {
    engine: 'test',
    abstained: null,
    findings: [{ signal: 'impact-metric' as const, quote, start, end: start + quote.length }],
    covered: [],
  }
  const times = { thinkingMs: 2_000, speakingMs: 10_000, phrases, seconds: 10 }
  return { ...first, input: 'microphone', text, assessment, revised: null, ...times, ...changes }
}

describe('the delivery of an answer', () => {
  test('parts speech from pauses, and counts words against the time from the first to the last', () => {
    expect(deliveryOf(given())).toMatchObject({
      thinkingMs: 2_000,
      speakingMs: 9_000,
      pausesMs: 1_000,
      words: 16,
      wordsPerMinute: 96,
      fillers: 1,
      fillersAtLeast: false,
    })
  })

  test('tells about when the point was made, from its place in the text', () => {
    expect(deliveryOf(given()).bottomLine).toEqual({ ms: 10_000, about: true })
  })

  test('tells just when, where words have times', () => {
    const end = start + quote.length
    const words = [
      { start: 0, end: 2, startMs: 2_000, endMs: 2_200 },
      { start: end - 4, end, startMs: 9_000, endMs: 9_500 },
    ]
    const heard = { engine: 'x', fillers: 'dropped', times: 'native', confidence: null, words } as const
    const { bottomLine, fillersAtLeast } = deliveryOf(given({ heard: { ...heard, words: [...words] } }))
    expect(bottomLine).toEqual({ ms: 7_500, about: false })
    expect(fillersAtLeast).toBe(true)
  })

  test('knows no speech of a typed answer, and no words of one that was not heard', () => {
    const typed = deliveryOf(given({ input: 'keyboard', phrases: [] }))
    expect(typed).toMatchObject({ speakingMs: null, pausesMs: null, wordsPerMinute: null, words: 16 })
    const unheard = deliveryOf(given({ text: null, assessment: null }))
    expect(unheard).toMatchObject({
      speakingMs: 9_000,
      words: null,
      fillers: null,
      bottomLine: null,
      iShare: null,
    })
  })

  test('is finite and not negative, whatever the answer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (seed) => {
        for (const answer of answersOf(
          generateSession({ seed, answers: 6, questions: 2, input: 'mixed' }).log,
        )) {
          const { bottomLine, iShare, ...figures } = deliveryOf(answer)
          const numbers = [...Object.values(figures), bottomLine?.ms].filter((n) => typeof n === 'number')
          expect(numbers.every((n) => Number.isFinite(n) && n >= 0)).toBe(true)
          expect(iShare === null || (iShare >= 0 && iShare <= 1)).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })
})

test('an answer is recited as far as its words are those of the earlier one', () => {
  expect(recitedShare(given(), text)).toBe(1)
  expect(recitedShare(given(), 'Something else altogether was said on that evening')).toBe(0)
  expect(recitedShare(given({ text: null }), text)).toBeNull()
  expect(recitedShare(given(), null)).toBeNull()
})

test('the median leaves out what is not known', () => {
  expect(median([null, 3, 1, null])).toBe(2)
  expect(median([null])).toBeNull()
})

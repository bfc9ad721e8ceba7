import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { repeatedShare, repeatedSpans } from '../../src/assess/facts/delivery.ts'
import { compareTakes } from '../../src/debrief/takes.ts'
import { fork } from '../../src/session/fork.ts'
import type { Entry, Log } from '../../src/session/log.ts'
import { generateSession } from '../support/sessions.ts'

const assessment = (covered: string[], signals: string[]) => ({
  engine: 'test',
  abstained: null,
  covered,
  findings: signals.map((signal) => ({ signal, quote: '', start: null, end: null })),
})

/** A session of typed answers, one for each text, and what each showed. */
function sessionOf(texts: readonly string[], showed: readonly string[] = []): Log {
  const { log } = generateSession({ seed: 4, answers: texts.length, questions: 1, input: 'keyboard' })
  let i = 0
  const entries = log.entries.map((entry): Entry => {
    if (entry.type !== 'answer.assessed') return entry
    const text = texts[i] ?? ''
    const signal = showed[i++]
    return {
      ...entry,
      text,
      assessment: assessment([`probe-${text.length}`], signal ? [signal] : []),
    } as Entry
  })
  return { header: log.header, entries }
}

/** The same session taken again, a little later, with other words. */
const later = (log: Log, texts: readonly string[], showed?: readonly string[]): Log => {
  const { entries } = sessionOf(texts, showed)
  return {
    header: { ...log.header, id: 'later' },
    entries: entries.map((e) => ('at' in e ? { ...e, at: e.at + 5 } : e)),
  }
}

describe('two takes', () => {
  const texts = ['I cut it from four hours to twenty minutes in 2024.', 'It was I.']
  const again = ['I cut it from four hours to 20 minutes, and saved $400.', 'It was I.']
  const first = sessionOf(texts, ['no-impact', 'mechanism'])
  const { prompts, only } = compareTakes(first, later(first, again, ['mechanism', 'mechanism']))

  test('are compared prompt by prompt', () => {
    expect(only).toEqual([[], []])
    expect(prompts.map(({ answers }) => answers.map(({ text }) => text))).toEqual([
      [texts[0], again[0]],
      [texts[1], again[1]],
    ])
    expect(prompts[0]?.signals).toEqual({ both: [], only: [['no-impact'], ['mechanism']] })
    expect(prompts[1]?.signals).toEqual({ both: ['mechanism'], only: [[], []] })
    expect(prompts[1]?.covered.both).toHaveLength(1)
  })

  test('tell facts to the letter, in other words, only now, or no longer', () => {
    const words = (told: readonly { words: string }[] = []) => told.map((fact) => fact.words)
    const { recited, anew, added, left } = prompts[0]?.facts ?? {}
    expect([words(recited), words(anew), words(added), words(left)]).toEqual([
      ['four hours'],
      ['20 minutes'],
      ['$400'],
      ['2024'],
    ])
  })

  test('share what is before a fork, and nothing after it', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(7), (seed, at) => {
        const { log } = generateSession({ seed, answers: 8, questions: 2, input: 'mixed' })
        const take = fork(log, at, { id: 'take', createdAt: log.header.createdAt })
        const compared = compareTakes(log, take)
        expect(compared.prompts.every(({ isShared }) => isShared)).toBe(true)
        expect(compared.only[1]).toEqual([])
        const spoken = compared.prompts.filter(({ answers }) => (answers[1].text ?? '').split(' ').length > 4)
        expect(spoken.filter(({ recited }) => recited !== 1)).toEqual([])
      }),
      { numRuns: 8 },
    )
    expect(prompts.some(({ isShared }) => isShared)).toBe(false)
  })

  test('with no question in common have nothing to compare', () => {
    const other = generateSession({ seed: 5, answers: 2, questions: 1 }).log
    const header = {
      ...other.header,
      questions: other.header.questions.map((q) => ({ ...q, id: 'another' })),
    }
    const compared = compareTakes(first, {
      header,
      entries: other.entries.map((e) => (e.type === 'prompt.asked' ? { ...e, question: 'another' } : e)),
    })
    expect(compared.prompts).toEqual([])
    expect(compared.only.map((answers) => answers.length)).toEqual([2, 2])
  })
})

test('what is repeated stands where its words are, and is all that the share counts', () => {
  const word = fc.constantFrom('one', 'two', 'three', 'Four', "it's", '5')
  const text = fc.array(word, { maxLength: 14 }).map((words) => words.join(', '))
  fc.assert(
    fc.property(text, text, (a, b) => {
      const spans = repeatedSpans(a, b)
      expect(spans.length > 0).toBe(repeatedShare(a, b) > 0)
      spans.forEach(({ start, end }, i) => {
        expect(start).toBeGreaterThanOrEqual(i === 0 ? 0 : (spans[i - 1]?.end ?? 0))
        expect(b.toLowerCase()).toContain(
          a.slice(start, end).split(', ').slice(0, 4).join(', ').toLowerCase(),
        )
      })
      const same = repeatedSpans(a, a)
      expect(same).toEqual(a.split(', ').length < 4 || a === '' ? [] : [{ start: 0, end: a.length }])
    }),
    { numRuns: 200 },
  )
})

import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { lengths } from '../../machines/limits.ts'
import { guidePack, levels, questionIds } from '../../questions/index.ts'
import { headerSchema } from '../../src/session/log.ts'
import { newHeader, pickQuestions, titleOf, type NewSession } from '../../src/setup/header.ts'
import { clockFactors, defaultSettings, readSettings, type Choices } from '../../src/ui/settings.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const someChoices: fc.Arbitrary<Choices> = fc.record({
  pick: fc.constantFrom('random', 'chosen'),
  count: fc.integer({ min: 1, max: 10 }),
  questions: fc.subarray([...questionIds], { minLength: 1 }),
  level: fc.constantFrom(...levels),
  length: fc.constantFrom(...lengths),
  patience: fc.constantFrom('off', 'gentle', 'realistic', 'tough'),
  input: fc.constantFrom('microphone', 'keyboard'),
  device: fc.constant(null),
})

const session = (given: Partial<NewSession>): NewSession => ({
  id: 'abc',
  createdAt: '2026-11-22T18:20:00.000Z',
  today: '2026-11-22',
  seed: 1,
  choices: defaultSettings.choices,
  clockFactor: 1,
  pack: guidePack,
  engines: { app: '0.1.0', assess: '1' },
  ...given,
})

describe('the header of a new session', () => {
  test('is valid whatever was chosen, and holds the buckets of its questions', () => {
    fc.assert(
      fc.property(
        someChoices,
        seeds,
        fc.constantFrom(...clockFactors, null),
        (choices, seed, clockFactor) => {
          const header = newHeader(session({ choices, seed, clockFactor }))
          expect(v.parse(headerSchema, header)).toEqual(header)
          const buckets = new Set(header.buckets.map((bucket) => bucket.id))
          expect(header.questions.every((question) => buckets.has(question.bucket))).toBe(true)
        },
      ),
    )
  })

  test('stretches band and budget with the clock; without one there is no budget and no cutting in', () => {
    const twice = newHeader(session({ clockFactor: 2 }))
    expect(twice.guideline).toEqual({ fromS: 30, toS: 60 })
    expect(twice.limits.questionBudgetMs).toBe(18 * 60_000)
    const without = newHeader(session({ clockFactor: null }))
    expect(without).toMatchObject({ patience: 'off', guideline: { fromS: 15, toS: 30 } })
    expect(without.limits.questionBudgetMs).toBeNull()
  })

  test('needs a question', () => {
    const choices: Choices = { ...defaultSettings.choices, pick: 'chosen', questions: ['gone'] }
    expect(() => newHeader(session({ choices }))).toThrow('no question is chosen')
  })
})

describe('drawn questions', () => {
  test('are as many as asked for, none twice, and follow from the seed', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 10 }), (seed, count) => {
        const choices = { pick: 'random' as const, count, questions: [] }
        const drawn = pickQuestions(guidePack.questions, choices, seed)
        expect(new Set(drawn.map((question) => question.id)).size).toBe(count)
        expect(pickQuestions(guidePack.questions, choices, seed)).toEqual(drawn)
      }),
    )
  })

  test('are about equally likely', () => {
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 2_000; seed++) {
      const [question] = pickQuestions(guidePack.questions, { pick: 'random', count: 1, questions: [] }, seed)
      if (question) counts.set(question.id, (counts.get(question.id) ?? 0) + 1)
    }
    expect(counts.size).toBe(10)
    for (const count of counts.values()) expect(count).toBeGreaterThan(140)
  })
})

test('a title names the first question and counts the rest', () => {
  expect(titleOf([{ title: 'A mistake' }])).toBe('A mistake')
  expect(titleOf([{ title: 'A mistake' }, { title: 'B' }, { title: 'C' }])).toBe('A mistake and 2 more')
})

describe('stored settings', () => {
  test('are read whatever was stored, and always whole', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (stored) => {
        expect(Object.keys(readSettings(stored)).toSorted()).toEqual(Object.keys(defaultSettings).toSorted())
      }),
    )
  })

  test('keep what is right when a part is wrong', () => {
    const stored = { theme: 'dark', voice: 'loud', choices: { ...defaultSettings.choices, count: 99 } }
    expect(readSettings(stored)).toEqual({ ...defaultSettings, theme: 'dark' })
  })
})

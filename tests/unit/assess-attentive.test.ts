import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contextOfTurn, linesOf, parseCase } from '../../scripts/cases.ts'
import { openLight, openTrained } from '../../scripts/trained.ts'
import { attentive, type Attentive } from '../../src/assess/attentive.ts'
import { createMemory } from '../../src/assess/memory.ts'
import type { Trained } from '../../src/assess/model/trained.ts'
import type { AnswerContext, AnswerText, Assess } from '../../src/assess/types.ts'
import { warmUps } from '../../src/assess/warmup.ts'

let trained: Trained
beforeAll(async () => {
  trained = await openTrained()
})
afterAll(() => trained.close())

const cases = linesOf(new URL('../corpus/g.jsonl', import.meta.url))
  .map(parseCase)
  .flatMap((each) => {
    const answer = each.turns.at(-1)
    return answer ? [{ answer, context: contextOfTurn(each, each.turns.length - 1) }] : []
  })

const [opening] = warmUps
if (!opening) throw new Error('There is no answer to warm up with')
const { answer: told, context } = opening

/** The answer as it grows, so many words at a time; its last words are not in it. */
function growing({ text, seconds }: AnswerText, words: number): AnswerText[] {
  const ends = [...text.matchAll(/\s+/g)].map(({ index }) => index).filter((_, at) => at % words === 0)
  return ends.map((end) => ({ text: text.slice(0, end), seconds: (seconds * end) / text.length }))
}

test('the light form says the same of an answer whether or not it was read ahead', async () => {
  const ahead = attentive(openLight())
  const atOnce = attentive(openLight())
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...cases), fc.integer({ min: 2, max: 12 }), async (given, words) => {
      for (const part of growing(given.answer, words)) await ahead.prepare(part, given.context)
      const heard = await ahead.assess(given.answer, given.context)
      expect(heard).toEqual(await atOnce.assess(given.answer, given.context))
    }),
    { numRuns: 25 },
  )
})

test('the full form never falls back to the light one for what it has read ahead', async () => {
  const engine = attentive(trained.assess, trained.read)
  const [full, light] = [await engine.assess(told, context), openLight()(told, context)]
  expect(full.engine).not.toBe(light.engine)
  for (const given of cases.slice(0, 8)) {
    for (const part of growing(given.answer, 6)) await engine.prepare(part, given.context)
    expect((await engine.assess(given.answer, given.context)).engine).toBe(full.engine)
  }
})

describe.each([['light'], ['full']])('the %s form', (form) => {
  const open = (): Attentive =>
    form === 'light' ? attentive(openLight()) : attentive(trained.assess, trained.read)

  test.each([
    ['sentences', 'Last spring, she wanted the cheaper steel, and I argued against it for a week. '],
    ['no marks', 'and then i moved the big boxes over there because of the rain '],
    ['emoji', 'I 😀 moved the 🎉 boxes over there. '],
    ['markup', '<b>I moved</b> the <a href="x">box</a> and saved 3 million. '],
    ['another language', 'Ich habe damals mit meinem Kollegen lange über die Architektur gestritten. '],
  ])(
    'takes twenty thousand words (%s) in seconds, being typed or all at once',
    async (_what, unit) => {
      const engine = open()
      const text = unit.repeat(Math.ceil(20_000 / unit.trim().split(/\s+/).length))
      await engine.prepare({ text: text.slice(0, -9), seconds: 8000 }, context)
      const assessment = await engine.assess({ text, seconds: 8000 }, context)
      for (const { quote, start, end } of assessment.findings)
        expect(start === null || end === null ? '' : text.slice(start, end)).toBe(quote)
      expect(assessment.abstained === null).toBe(!unit.startsWith('Ich'))
    },
    20_000,
  )
})

/** Counts the texts that are judged for the first time, as an engine that remembers would. */
function counting(assess: Assess): { assess: Assess; fresh: string[] } {
  const seen = new Set<string>()
  const fresh: string[] = []
  return {
    fresh,
    assess(answer, of: AnswerContext) {
      if (!seen.has(answer.text)) fresh.push(answer.text)
      seen.add(answer.text)
      return assess(answer, of)
    },
  }
}

test('of an answer that was read ahead, only the whole is left to judge at its end', async () => {
  const { assess, fresh } = counting(openLight())
  const engine = attentive(assess)
  for (const part of growing(told, 4)) await engine.prepare(part, context)
  fresh.length = 0
  await engine.assess(told, context)
  expect(fresh).toEqual([told.text])
})

test('an answer whose end was read ahead is assessed already', async () => {
  const { assess, fresh } = counting(openLight())
  const engine = attentive(assess)
  await engine.prepare(told, context)
  fresh.length = 0
  await engine.assess({ ...told, seconds: told.seconds + 2 }, context)
  expect(fresh).toEqual([])
})

test('what cannot be read is assessed all the same', async () => {
  const engine = attentive(openLight(), () => Promise.reject(new Error('out of memory')))
  await engine.prepare(told, context)
  expect((await engine.assess(told, context)).findings.length).toBeGreaterThan(0)
})

test('a memory forgets what was not asked for the longest', () => {
  const memory = createMemory<number>(2)
  memory.keep('a', 1)
  memory.keep('b', 2)
  expect(memory.recall('a')).toBe(1)
  memory.keep('c', 3)
  expect(['a', 'b', 'c'].map((key) => memory.recall(key))).toEqual([1, undefined, 3])
})

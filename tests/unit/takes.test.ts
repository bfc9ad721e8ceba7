import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SessionSummary } from '../../src/session/store.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { familyOf, titleOfTake, type Take } from '../../src/takes/family.ts'
import { retake } from '../../src/takes/retake.ts'
import { generateSession } from '../support/sessions.ts'

const summary = (id: string, day: number, of?: string): SessionSummary => ({
  id,
  title: id,
  createdAt: new Date(Date.UTC(2026, 10, 1 + day)).toISOString(),
  status: 'ended',
  answers: 1,
  entries: 9,
  waiting: 0,
  durationMs: 1_000,
  questions: ['One'],
  level: 'L5',
  mode: 'interview',
  input: 'microphone',
  tags: [],
  ...(of !== undefined && { fork: { session: of, entries: 3, answer: 1 } }),
})
const shape = (takes: readonly Take[]): unknown[] =>
  takes.map(({ session, number, takes: further }) => [`${number} ${session.id}`, ...shape(further)])

describe('the takes of a session', () => {
  test('are a tree, numbered as they were taken', () => {
    const list = [
      summary('d', 4, 'b'),
      summary('other', 3),
      summary('c', 2, 'a'),
      summary('b', 1, 'a'),
      summary('a', 0),
    ]
    expect(shape(familyOf(list, 'c')?.roots ?? [])).toEqual([['1 a', ['2 b', ['4 d']], ['3 c']]])
    expect(familyOf(list, 'd')).toBe(familyOf(list, 'a'))
    expect(shape(familyOf(list, 'other')?.roots ?? [])).toEqual([['1 other']])
    expect(familyOf(list, 'gone')).toBeNull()
  })

  test('stay together when the one that they are of was deleted', () => {
    const list = [summary('c', 2, 'gone'), summary('b', 1, 'gone')]
    expect(shape(familyOf(list, 'b')?.roots ?? [])).toEqual([['1 b'], ['2 c']])
  })

  test('are each there once, whatever archives from elsewhere say they are of', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const id = fc.constantFrom(...ids)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.option(id, { nil: undefined })), { minLength: 5, maxLength: 5 }),
        (given) => {
          const list = given.map(([day, of], i) => summary(ids[i] ?? '', day, of))
          const count = (takes: readonly Take[]): number =>
            takes.reduce((sum, take) => sum + 1 + count(take.takes), 0)
          for (const each of ids) {
            const family = familyOf(list, each)
            expect(count(family?.roots ?? [])).toBe(family?.all.length)
            expect(family?.all.map(({ session }) => session.id)).toContain(each)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  test('have the title of the original with their numbers', () => {
    const titles = (...given: string[]) => given.map((title) => ({ title }))
    expect(titleOfTake('An evening', titles('An evening'))).toBe('An evening (take 2)')
    expect(titleOfTake('An evening (take 2)', titles('An evening', 'An evening (take 2)'))).toBe(
      'An evening (take 3)',
    )
    expect(titleOfTake('An evening', titles('An evening', 'An evening (take 3)'))).toBe('An evening (take 4)')
    expect(titleOfTake('Mine', titles('Mine', 'Renamed'))).toBe('Mine (take 3)')
    expect(titleOfTake('x'.repeat(200), [])).toHaveLength(120)
  })
})

test('another take is kept with what it shares, and is one of the family', async () => {
  const store = new MemorySessionStore()
  const { log, takes } = generateSession({
    seed: 4,
    answers: 6,
    questions: 1,
    audio: true,
    id: 'a',
    sampleRate: 1_000,
  })
  await store.put({ log, title: 'An evening', takes }, null)
  const id = await retake(store, 'a', 3)
  const list = await store.list()
  expect(list.find((each) => each.id === id)).toMatchObject({
    title: 'An evening (take 2)',
    status: 'open',
    answers: 3,
    fork: { session: 'a', answer: 3 },
  })
  expect(await store.takesOf(id)).toEqual((await store.takesOf('a')).slice(0, 3))
  expect(familyOf(list, 'a')?.all.map(({ session }) => session.id)).toEqual(['a', id])
  expect((await store.load('a'))?.log).toEqual(log)
  await expect(retake(store, 'gone', 0)).rejects.toMatchObject({ problem: 'deleted' })
  await expect(retake(store, 'a', 99)).rejects.toThrow(/no answer 99/)
  expect(await store.list()).toHaveLength(2)
})

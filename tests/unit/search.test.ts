import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signals } from '../../questions/signals.ts'
import type { SignalId } from '../../questions/ids.ts'
import { hitsIn, highlighted } from '../../src/search/context.ts'
import { ownFinder } from '../../src/search/finder.ts'
import { createSearch } from '../../src/search/search.ts'
import { WordIndex, type Searched } from '../../src/search/wordIndex.ts'
import { termsOf, wordsOf } from '../../src/search/words.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { generateLibrary } from '../support/library.ts'

const word = fc.constantFrom(
  'the',
  'launch',
  'late',
  'Café',
  'cafeteria',
  'no',
  'result',
  'named',
  'naïve',
  '37',
  "don't",
)
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '))
const signal = fc.constantFrom<SignalId>('no-impact', 'no-example', 'headline-first')
const session = fc.record({
  head: text,
  answers: fc.array(text, { maxLength: 4 }),
  signals: fc.array(signal, { maxLength: 2 }),
})

/** What is to be found, in the plainest form. */
function isFound({ head, answers, signals: found }: Omit<Searched, 'slot'>, query: string): boolean {
  const terms = termsOf(query)
  const has = (passage: string) =>
    terms.every((term) => wordsOf(passage).some((each) => each.startsWith(term)))
  return ['', ...answers, ...found.map((id) => signals[id].label)].some((passage) =>
    has(`${head} ${passage}`),
  )
}

describe('the index of words', () => {
  test('finds what reading everything finds, whatever was dropped', () => {
    fc.assert(
      fc.property(fc.array(session, { maxLength: 8 }), text, fc.nat(7), (sessions, query, dropped) => {
        const index = new WordIndex()
        for (const [slot, each] of sessions.entries()) index.add({ ...each, slot })
        index.drop(dropped)
        const expected = sessions.flatMap((each, slot) =>
          slot !== dropped && isFound(each, query) ? [slot] : [],
        )
        expect(index.find(query)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test('takes no notice of capitals and accents', () => {
    const index = new WordIndex()
    index.add({ slot: 4, head: '', answers: ['À la CRÈME'], signals: [] })
    for (const query of ['creme', 'Crème', 'a cr']) expect(index.find(query)).toEqual([4])
  })
})

describe('hits', () => {
  const said = (words: string, ...found: SignalId[]) => ({ at: 5_000, text: words, signals: found })

  test('show the words of the answer, whole words, with what was looked for apart', () => {
    const long = `${'Before that there was much else. '.repeat(8)}Then the launch slipped by a week. ${'And so on. '.repeat(30)}`
    const [hit] = hitsIn([said('nothing'), said(long)], 'slip launch')
    const shown = hit?.pieces.map((piece) => piece.text).join('') ?? ''
    expect(hit).toMatchObject({ in: 'answer', answer: 1, at: 5_000 })
    expect(hit?.pieces.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual(['launch', 'slipped'])
    expect(shown).toMatch(/^….*…$/)
    expect(shown.length).toBeLessThan(180)
    expect(long).toContain(shown.slice(1, -1))
  })

  test('are pieces of the text, whatever is looked for', () => {
    fc.assert(
      fc.property(text, text, (words, query) => {
        for (const { pieces } of hitsIn([said(words)], query))
          expect(pieces.map((piece) => piece.text).join('')).toBe(words)
        expect(
          highlighted(words, query)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(words)
      }),
    )
  })

  test('name a finding only where all words are its own', () => {
    const answers = [said('Quite dull, all of it.', 'no-impact')]
    expect(hitsIn(answers, 'no result').map((hit) => hit.in)).toEqual(['found'])
    expect(hitsIn(answers, 'no weather')).toEqual([])
  })
})

describe('the search', () => {
  const sentences = ['The launch slipped by a week.', 'I called the zeppelin by its name.']
  const library = () => [...generateLibrary({ seed: 2, sessions: 3, answers: 4, sentences, newest: 1.8e12 })]

  /** Resolves once all that there is was read. */
  const readAll = (search: ReturnType<typeof createSearch>) =>
    new Promise<void>((resolve) => {
      const look = () => search.state().read === search.state().of && resolve()
      search.subscribe(look)
      look()
    })

  test('follows what is kept: what is new, renamed, tagged, said and removed', async () => {
    const store = new MemorySessionStore()
    for (const { log, title } of library()) await store.put({ log, title, takes: [] }, null)
    const search = createSearch(store, ownFinder())
    const follow = async () => {
      search.follow(await store.list())
      await readAll(search)
    }
    await follow()
    const [first, second, third] = (await store.list()).map(({ id }) => id) as [string, string, string]
    expect(await search.find(' … ')).toBeNull()
    expect((await search.find('launch zeppelin'))?.size).toBeGreaterThan(0)
    await store.rename(first, 'Quokka')
    await store.tag(second, { add: ['okapi'] })
    await store.remove(third)
    await follow()
    expect(await search.find('quok')).toEqual(new Set([first]))
    expect(await search.find('okapi')).toEqual(new Set([second]))
    expect(await search.find('the')).toEqual(new Set([first, second]))
  })

  test('reads only while somebody listens, and then goes on', async () => {
    const store = new MemorySessionStore()
    for (const { log, title } of library()) await store.put({ log, title, takes: [] }, null)
    let paused = () => {}
    const pausing = new Promise<void>((resolve) => (paused = resolve))
    let goOn = () => {}
    const search = createSearch(store, ownFinder(), () => {
      paused()
      return new Promise((resolve) => (goOn = resolve))
    })
    search.follow(await store.list())
    const leave = search.subscribe(() => {})
    await pausing
    leave()
    goOn()
    await Promise.resolve()
    expect(search.state()).toMatchObject({ read: 0, of: 3 })
    const all = readAll(search)
    goOn()
    await all
    expect((await search.find('launch zeppelin'))?.size).toBeGreaterThan(0)
  })

  test('finds titles where what was said cannot be read, says so, and tries again', async () => {
    const store = new MemorySessionStore()
    for (const { log, title } of library()) await store.put({ log, title, takes: [] }, null)
    let fails = true
    const texts: typeof store.texts = (ids) =>
      fails ? Promise.reject(new Error('damaged')) : store.texts(ids)
    const search = createSearch({ texts }, ownFinder())
    const list = await store.list()
    search.follow(list)
    await readAll(search)
    expect(search.state()).toMatchObject({ read: 3, of: 3, unread: 3 })
    expect((await search.find(list[0]?.title ?? ''))?.size).toBeGreaterThan(0)
    expect((await search.find('zeppelin'))?.size).toBe(0)
    fails = false
    search.follow(list)
    await new Promise<void>((resolve) => search.subscribe(() => search.state().unread === 0 && resolve()))
    expect((await search.find('zeppelin'))?.size).toBeGreaterThan(0)
  })
})

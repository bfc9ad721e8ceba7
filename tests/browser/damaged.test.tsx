import { screen } from '@testing-library/react'
import { deleteDB } from 'idb'
import { afterEach, describe, expect, test } from 'vitest'
import { rescue } from '../../src/archive/rescue.ts'
import { checkArchive } from '../../src/archive/check.ts'
import { everything, writeArchive } from '../../src/archive/write.ts'
import LibraryScreen from '../../src/library/LibraryScreen.tsx'
import { openDatabase, type Tables } from '../../src/storage/database.ts'
import { DatabaseSessionStore } from '../../src/storage/sessionStore.ts'
import { bytesSource, collect, keep, placesOf } from '../support/archives.ts'
import { dumpDatabase } from '../support/dump.ts'
import { clearScreen, showScreen, testServices } from '../support/screens.tsx'
import { generateSession } from '../support/sessions.ts'

const bad = generateSession({ id: 'bad', seed: 1, answers: 3, questions: 1, audio: true })
const good = generateSession({ id: 'good', seed: 2, answers: 3, questions: 1, audio: true })
const take = bad.takes[0]?.take ?? ''

let opened: { name: string; close(): void }[] = []
afterEach(async () => {
  clearScreen()
  for (const each of opened) each.close()
  for (const { name } of opened) await deleteDB(name)
  opened = []
})

/** Two sessions, of which one is then damaged behind the app's back. */
async function damage(change: (at: Tables) => Promise<unknown>) {
  const name = `test-${crypto.randomUUID()}`
  const store = await DatabaseSessionStore.open(name)
  opened.push({ name, close: () => store.close() })
  await keep(store, bad, 'Bad')
  await keep(store, good, 'Good')
  const db = await openDatabase(name)
  await db.transaction('readwrite', ['sessions', 'headers', 'entries', 'chunks', 'takes', 'sizes'], change)
  db.close()
  return { name, store }
}

const row = (at: Tables, change: object) =>
  at.sessions.get('bad').then((stored) => at.sessions.put({ ...stored, id: 'bad', ...change } as never))

/** What damage may look like, whoever did it: of the log and of the row it is listed by. */
const ways: Record<string, (at: Tables) => Promise<unknown>> = {
  'a row that is empty': (at) => at.sessions.put({ id: 'bad' } as never),
  'a length that is none': (at) => row(at, { length: 'long' }),
  'no header': (at) => at.headers.delete('bad'),
  'a header of a newer app': (at) =>
    at.headers.put({ session: 'bad', header: { ...bad.log.header, version: 99 } as never }),
  'a header of no version': (at) => at.headers.put({ session: 'bad', header: {} as never }),
  'an entry that is missing': (at) => at.entries.delete(['bad', 2]),
  'an entry of no known type': (at) =>
    at.entries.put({ session: 'bad', index: 2, entry: { type: 'nonsense', at: 1 } as never }),
  'an entry that is nothing': (at) => at.entries.put({ session: 'bad', index: 0, entry: null as never }),
}

describe.each(Object.entries(ways))('a session with %s', (_way, change) => {
  test('is named, can be rescued, is left as it is, and takes nothing else down', async () => {
    const { name, store } = await damage(change)
    const before = await dumpDatabase(name)

    const list = await store.list()
    expect(list.map(({ id }) => id).toSorted()).toEqual(['bad', 'good'])
    await expect(store.load('bad')).rejects.toThrow(/./)
    expect((await store.load('good'))?.log.entries).toEqual(good.log.entries)
    expect((await store.loadTake(good.takes[0]?.take ?? ''))?.samples).toEqual(good.takes[0]?.samples)

    const places = placesOf(store)
    const archive = collect()
    const written = await writeArchive(places, await everything(places), archive)
    expect(written.leftOut.map((left) => left.name)).toEqual(['bad'])
    const { found, refused } = await checkArchive(bytesSource(archive.bytes()))
    expect([found.map(({ title }) => title), refused]).toEqual([['Good', 'Settings'], []])

    const left = collect()
    await rescue(store, 'bad', left)
    const names = new TextDecoder('latin1').decode(left.bytes())
    expect(names).toContain('session.json')
    expect(names).toContain('recording-0.pcm')

    expect(await dumpDatabase(name)).toEqual(before)
    showScreen(<LibraryScreen />, testServices({ store }), '/sessions')
    expect(await screen.findByText(/^“.*” cannot be opened$/, {}, { timeout: 10_000 })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Save what is left' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Good' })).toBeTruthy()
  })
})

test.each([
  ['wrong types', { title: 7, questions: null, createdAt: {}, answers: 'many' }],
  ['no time', { createdAt: 'yesterday' }],
  ['no tally', { tally: undefined }],
])('a session that is listed with %s opens, and comes along in exports', async (_what, change) => {
  const { store } = await damage((at) => row(at, change))
  const list = await store.list()
  expect(list.map(({ id, damaged }) => [id, damaged ?? false])).toEqual([
    ['good', false],
    ['bad', true],
  ])
  expect((await store.load('bad'))?.log.entries).toEqual(bad.log.entries)
  const places = placesOf(store)
  const archive = collect()
  await writeArchive(places, await everything(places), archive)
  const { found, refused } = await checkArchive(bytesSource(archive.bytes()))
  expect([found.map(({ title }) => title), refused]).toEqual([[list[1]?.title, 'Good', 'Settings'], []])
})

test('a recording that is damaged leaves its session and the other recordings as they are', async () => {
  const { store } = await damage((at) =>
    at.takes.get(take).then((record) => at.takes.put({ ...record, checksum: 'wrong' } as never)),
  )
  await expect(store.loadTake(take)).rejects.toMatchObject({ problem: 'corrupt' })
  expect((await store.load('bad'))?.log.entries).toEqual(bad.log.entries)
  for (const { take: other, samples } of bad.takes.slice(1))
    expect((await store.loadTake(other))?.samples).toEqual(samples)
  const places = placesOf(store)
  const written = await writeArchive(places, await everything(places), collect())
  expect(written).toMatchObject({ items: 3, leftOut: [{ name: 'bad' }] })
})

test('a damaged session can be deleted, and nothing else goes with it', async () => {
  const { store } = await damage((at) => at.sessions.put({ id: 'bad' } as never))
  await store.remove('bad')
  expect((await store.list()).map(({ id }) => id)).toEqual(['good'])
  await store.purge('bad')
  expect(await store.takesOf('bad')).toEqual([])
  expect(await store.takesOf('good')).toHaveLength(good.takes.length)
})

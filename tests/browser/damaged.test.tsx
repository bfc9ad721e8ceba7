import { screen } from '@testing-library/react'
import { Dexie } from 'dexie'
import { afterEach, describe, expect, test } from 'vitest'
import { rescue } from '../../src/archive/rescue.ts'
import { checkArchive } from '../../src/archive/check.ts'
import { everything, writeArchive } from '../../src/archive/write.ts'
import LibraryScreen from '../../src/library/LibraryScreen.tsx'
import { openDatabase, type MockloopDatabase } from '../../src/storage/database.ts'
import { DexieSessionStore } from '../../src/storage/sessionStore.ts'
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
  for (const { name } of opened) await Dexie.delete(name)
  opened = []
})

/** Two sessions, of which one is then damaged behind the app's back. */
async function damage(change: (db: MockloopDatabase) => Promise<unknown>) {
  const name = `test-${crypto.randomUUID()}`
  const store = await DexieSessionStore.open(name)
  opened.push({ name, close: () => store.close() })
  await keep(store, bad, 'Bad')
  await keep(store, good, 'Good')
  const db = await openDatabase(name)
  await change(db)
  db.close()
  return { name, store }
}

const row = (db: MockloopDatabase, change: object) =>
  db.sessions.get('bad').then((stored) => db.sessions.put({ ...stored, id: 'bad', ...change } as never))

/** What damage may look like, whoever did it: of the log and of the row it is listed by. */
const ways: Record<string, (db: MockloopDatabase) => Promise<unknown>> = {
  'a row that is empty': (db) => db.sessions.put({ id: 'bad' } as never),
  'a length that is none': (db) => row(db, { length: 'long' }),
  'no header': (db) => db.headers.delete('bad'),
  'a header of a newer app': (db) =>
    db.headers.put({ session: 'bad', header: { ...bad.log.header, version: 99 } as never }),
  'a header of no version': (db) => db.headers.put({ session: 'bad', header: {} as never }),
  'an entry that is missing': (db) => db.entries.delete(['bad', 2]),
  'an entry of no known type': (db) =>
    db.entries.put({ session: 'bad', index: 2, entry: { type: 'nonsense', at: 1 } as never }),
  'an entry that is nothing': (db) => db.entries.put({ session: 'bad', index: 0, entry: null as never }),
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
  const { store } = await damage((db) => row(db, change))
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
  const { store } = await damage((db) =>
    db.takes.get(take).then((record) => db.takes.put({ ...record, checksum: 'wrong' } as never)),
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
  const { store } = await damage((db) => db.sessions.put({ id: 'bad' } as never))
  await store.remove('bad')
  expect((await store.list()).map(({ id }) => id)).toEqual(['good'])
  await store.purge('bad')
  expect(await store.takesOf('bad')).toEqual([])
  expect(await store.takesOf('good')).toHaveLength(good.takes.length)
})

import { deleteDB } from 'idb'
import { afterEach, describe, expect, test } from 'vitest'
import { version } from '../../package.json'
import { answersOf } from '../../src/session/answers.ts'
import { foldViews } from '../../src/session/fold.ts'
import type { Entry, Header } from '../../src/session/log.ts'
import { logVersion } from '../../src/session/version.ts'
import { DatabaseSessionStore } from '../../src/storage/sessionStore.ts'
import { checksum } from '../../src/storage/takes.ts'
import { dumpDatabase, restoreDatabase } from '../support/dump.ts'
import { fill, takesFor, type VersionFixture } from '../support/version.ts'

const fixtures = Object.values(
  import.meta.glob<VersionFixture>('../fixtures/versions/*.json', { eager: true, import: 'default' }),
)

let opened: { name: string; store?: DatabaseSessionStore }[] = []
const newName = () => {
  const name = `test-${crypto.randomUUID()}`
  opened.push({ name })
  return name
}
async function open(name: string): Promise<DatabaseSessionStore> {
  const store = await DatabaseSessionStore.open(name)
  opened.push({ name, store })
  return store
}

afterEach(async () => {
  for (const { store } of opened) store?.close()
  for (const { name } of opened) await deleteDB(name)
  opened = []
})

type Row = Record<string, unknown>
const rowsOf = ({ database }: VersionFixture, store: string) =>
  (database.stores.find(({ name }) => name === store)?.rows ?? []) as Row[]

describe.each(fixtures)('what version $app stored', (fixture) => {
  const sessions = rowsOf(fixture, 'sessions') as { id: string; title: string; removedAt: number }[]
  const entriesOf = (id: string) =>
    rowsOf(fixture, 'entries')
      .filter(({ session }) => session === id)
      .map(({ entry }) => entry as Entry)
  const headerOf = (id: string) =>
    rowsOf(fixture, 'headers').find(({ session }) => session === id)?.['header'] as Header

  test('opens: each session, removed ones too, with its log, its replay and its recordings', async () => {
    const name = newName()
    await restoreDatabase(name, fixture.database)
    const store = await open(name)
    // What it told of its sessions then holds now.
    const list = await store.list()
    expect(list).toMatchObject(fixture.list)
    for (const { id, title } of sessions) {
      const found = await store.load(id)
      expect(found).toMatchObject({
        title,
        log: { header: { ...headerOf(id), version: logVersion }, entries: entriesOf(id) },
      })
      if (!found) continue
      expect(foldViews(found.log)).toHaveLength(entriesOf(id).length)
      expect(answersOf(found.log).length).toBeGreaterThan(0)
    }
    for (const [take, kept] of Object.entries(fixture.takes)) {
      const audio = await store.loadTake(take)
      expect(audio).toMatchObject({ take, sampleRate: kept.sampleRate })
      expect([audio?.samples.length, checksum(audio?.samples ?? new Int16Array())]).toEqual([
        kept.length,
        kept.checksum,
      ])
      expect(await store.takesOf(kept.session)).toContain(take)
    }
  })

  test('can be gone on with: written to, sealed, restored, deleted', async () => {
    const name = newName()
    await restoreDatabase(name, fixture.database)
    const store = await open(name)
    const before = entriesOf('cut-off')
    await store.append('cut-off', before.length, [{ type: 'session.ended', at: 9_000_000, by: 'candidate' }])
    for (const take of await store.takesOf('cut-off')) await store.sealTake(take)
    for (const [take, kept] of Object.entries(fixture.takes)) {
      const audio = await store.loadTake(take)
      expect(checksum(audio?.samples ?? new Int16Array())).toBe(kept.checksum)
    }
    await store.restore('removed')
    expect((await store.list()).map(({ id, status }) => [id, status])).toContainEqual(['cut-off', 'ended'])
    expect(await store.list()).toHaveLength(sessions.length)
    for (const { id } of sessions) {
      await store.remove(id)
      await store.purge(id)
    }
    const left = await dumpDatabase(name)
    expect(left.stores.flatMap(({ rows }) => rows)).toEqual([])
  })
})

test('version at hand stores what its fixture holds: a change of it is a new version', async () => {
  const fixture = fixtures.find(({ app }) => app === version) as VersionFixture
  const sessions = rowsOf(fixture, 'sessions')
  const given = sessions.map(({ id }) => {
    const entries = rowsOf(fixture, 'entries')
      .filter(({ session }) => session === id)
      .map(({ entry }) => entry as Entry)
    const row = sessions.find((each) => each['id'] === id) as { title: string; removedAt: number }
    const header = rowsOf(fixture, 'headers').find(({ session }) => session === id)?.['header'] as Header
    const takes = takesFor(entries, id === 'cut-off')
    return { header, title: row.title, entries, takes, removed: row.removedAt > 0 }
  })
  const name = newName()
  const store = await open(name)
  await fill(store, given)
  store.close()
  expect(await dumpDatabase(name)).toEqual(fixture.database)
})

import { deleteDB, openDB } from 'idb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { answersOf, waits } from '../../src/session/answers.ts'
import type { Log } from '../../src/session/log.ts'
import { isPacked, StoreError } from '../../src/session/store.ts'
import { databaseVersion, openDatabase, type MockloopDatabase } from '../../src/storage/database.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { mendTakes } from '../../src/storage/mend.ts'
import { openStore } from '../../src/storage/open.ts'
import { DatabaseSessionStore } from '../../src/storage/sessionStore.ts'
import { checksum } from '../../src/storage/takes.ts'
import { oldDatabase, shapeOf } from '../support/old-database.ts'
import { packedFrom, unpackHeld } from '../support/packed.ts'
import { patienceMs, watchStore } from '../../src/storage/watchdog.ts'
import { handClock } from '../support/clock.ts'
import { generateSession } from '../support/sessions.ts'
import { describeSharing } from '../support/sharing-contract.ts'
import { chunkOf, describeStore, headerOf, joined, sample } from '../support/store-contract.ts'

let databases: string[] = []
let stores: { close(): void }[] = []

const newName = () => {
  const name = `test-${crypto.randomUUID()}`
  databases.push(name)
  return name
}

/** Of a newer app, as browsers count. */
const newerVersion = (databaseVersion + 1) * 10

/** One more tab's connection to a database. */
async function tab(name: string): Promise<DatabaseSessionStore> {
  const store = await DatabaseSessionStore.open(name, unpackHeld)
  stores.push(store)
  return store
}

afterEach(async () => {
  vi.restoreAllMocks()
  for (const store of stores) store.close()
  for (const name of databases) await deleteDB(name)
  stores = []
  databases = []
})

describeStore('the database store', () => tab(newName()), 25)
describeSharing('the database store', () => tab(newName()), 25)

describe('the database', () => {
  test('writes to disk before it says so', async () => {
    const db = await openDatabase(newName())
    stores.push(db)
    const durability = await db.transaction(
      'readwrite',
      ['sessions'],
      async (at) => at.sessions.transaction.durability,
    )
    expect(durability).toBe('strict')
  })

  test('keeps what was stored when it is opened again', async () => {
    const name = newName()
    const first = await tab(name)
    await first.create(headerOf('a'), 'First')
    await first.append('a', 0, sample.entries)
    await first.appendAudio(chunkOf('a', 't', 0))
    first.close()
    const second = await tab(name)
    expect((await second.load('a'))?.log.entries).toEqual(sample.entries)
    expect([...((await second.loadTake('t'))?.samples ?? [])]).toEqual(joined(chunkOf('a', 't', 0)))
  })

  test('of a newer app is left as it is', async () => {
    const name = newName()
    const newer = await openDB(name, newerVersion, {
      upgrade(db) {
        db.createObjectStore('sessions', { keyPath: 'uid' })
        db.createObjectStore('things', { keyPath: 'id' })
      },
    })
    await newer.add('things', { id: 'x' })
    newer.close()
    const before = await shapeOf(name)
    const refusal = DatabaseSessionStore.open(name)
    await expect(refusal).rejects.toMatchObject({ name: 'StoreError', problem: 'blocked' })
    await expect(refusal).rejects.toThrow(/newer version/)
    expect(before.version).toBe(newerVersion)
    expect(await shapeOf(name)).toEqual(before)
  })

  test.each([1, 2] as const)('that the first builds left at version %i opens', async (version) => {
    const [fresh, name] = [newName(), newName()]
    const first = await oldDatabase(name, version)
    await first.add('headers', { session: 'a', header: headerOf('a') })
    await first.add('chunks', chunkOf('a', 't', 0))
    first.close()
    const store = await tab(name)
    expect([...((await store.loadTake('t'))?.samples ?? [])]).toEqual(joined(chunkOf('a', 't', 0)))
    stores.push(await openDatabase(fresh))
    expect(await shapeOf(name)).toEqual(await shapeOf(fresh))
    expect((await shapeOf(name)).version).toBe(databaseVersion * 10)
  })

  test('of version 2 opens, and tells how large its recordings are', async () => {
    const name = newName()
    const second = await oldDatabase(name, 2)
    const chunk = chunkOf('a', 'loose', 0, 4_000)
    const { session, samples } = chunkOf('a', 'merged', 0, 300)
    await second.add('chunks', chunk)
    await second.add('takes', {
      take: 'merged',
      session,
      sampleRate: 16_000,
      indexes: [0],
      lengths: [300],
      samples,
      checksum: checksum(samples),
    })
    second.close()
    const store = await tab(name)
    expect(await store.sizes()).toEqual([
      { take: 'merged', session: 'a', bytes: 600, form: 'pcm' },
      { take: 'loose', session: 'a', bytes: 8_000, form: 'pieces' },
    ])
    expect((await store.loadTake('merged'))?.samples).toEqual(samples)
  })

  test('of version 1 whose upgrade fails stays as it was', async () => {
    const name = newName()
    const first = await oldDatabase(name, 1)
    await first.add('sessions', { id: 'a', removedAt: 0 })
    await first.add('sessions', { id: 'b', removedAt: 0 })
    await first.add('entries', { session: 'b', index: 0, entry: null })
    first.close()
    await expect(openDatabase(name)).rejects.toMatchObject({ name: 'StoreError', problem: 'failed' })
    const again = await openDB(name)
    expect(again.version).toBe(10)
    expect(await again.getAll('sessions')).toEqual([
      { id: 'a', removedAt: 0 },
      { id: 'b', removedAt: 0 },
    ])
    again.close()
  })

  test('of version 1 opens, with the answers counted that wait for their words', async () => {
    const name = newName()
    const first = await oldDatabase(name, 1)
    const recipes = [
      { id: 'a', seed: 4, answers: 30 },
      { id: 'b', seed: 7, answers: 12 },
      { id: 'c', seed: 1, answers: 1, unfinished: true },
    ]
    const logs = recipes.map((recipe) => generateSession(recipe).log)
    for (const { header, entries } of logs) {
      const { id, createdAt, level } = header
      await first.add('sessions', {
        id,
        title: id,
        createdAt,
        level,
        status: 'ended',
        answers: 9,
        durationMs: 61_000,
        questions: ['One'],
        length: entries.length,
        logVersion: 1,
        removedAt: id === 'b' ? 1 : 0,
      })
      await first.add('headers', { session: id, header: { ...header, version: 1 } })
      const filling = first.transaction('entries', 'readwrite')
      for (const [index, entry] of entries.entries()) void filling.store.add({ session: id, index, entry })
      await filling.done
    }
    first.close()

    const store = await tab(name)
    const waiting = (log: Log) => answersOf(log).filter(waits).length
    expect(waiting(logs[0] as Log)).toBeGreaterThan(1)
    await store.restore('b')
    expect(Object.fromEntries((await store.list()).map((row) => [row.id, row.waiting]))).toEqual(
      Object.fromEntries(logs.map((log) => [log.header.id, waiting(log)])),
    )
    expect((await store.load('a'))?.log).toEqual(logs[0])
    // What an older version began can be gone on with.
    const { length } = logs[2]?.entries ?? []
    await store.append('c', length ?? 0, [{ type: 'session.ended', at: 9_000_000, by: 'candidate' }])
    expect((await store.load('c'))?.log.entries).toHaveLength((length ?? 0) + 1)
  })

  test('makes way for a newer app in another tab, and says so from then on', async () => {
    const name = newName()
    const store = await tab(name)
    await store.create(headerOf('a'), 'First')
    stores.push(await openDB(name, newerVersion))
    for (const call of [store.list(), store.append('a', 0, sample.entries)])
      await expect(call).rejects.toMatchObject({
        problem: 'updated',
        message: 'Another tab updated this app. Reload this one.',
      })
  })

  test('that another tab deletes makes way for that, and says so from then on', async () => {
    const name = newName()
    const store = await tab(name)
    await store.create(headerOf('a'), 'First')
    await deleteDB(name)
    await expect(store.append('a', 0, sample.entries)).rejects.toMatchObject({
      problem: 'deleted',
      message: 'Another tab deleted all sessions. Reload this one.',
    })
  })

  test('that the browser closed by itself is opened again', async () => {
    const store = await tab(newName())
    await store.create(headerOf('a'), 'First')
    const closing = () => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError')
    }
    vi.spyOn(IDBDatabase.prototype, 'transaction')
      .mockImplementationOnce(closing)
      .mockImplementationOnce(closing)
    await Promise.all([store.append('a', 0, sample.entries), store.list()])
    expect((await store.load('a'))?.log.entries).toEqual(sample.entries)
    store.close()
    await expect(store.list()).rejects.toThrow(
      'listing the sessions: the database refused (Database has been closed)',
    )
  })

  test('has writes follow each other, whatever they write: they have a table in common', async () => {
    const store = await tab(newName())
    const written: string[][] = []
    const begin = IDBDatabase.prototype.transaction
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function begun(
      this: IDBDatabase,
      names,
      mode,
      options,
    ) {
      if (mode === 'readwrite') written.push(typeof names === 'string' ? [names] : [...names])
      return begin.call(this, names, mode, options)
    })
    await store.create(headerOf('a'), 'A')
    await store.append('a', 0, sample.entries)
    await store.appendAudio(chunkOf('a', 't', 0))
    await store.sealTake('t')
    await store.remove('a')
    await store.purge('a')
    expect(written.length).toBeGreaterThan(5)
    const common = written.reduce((all, names) => all.filter((name) => names.includes(name)))
    expect(common).toHaveLength(1)
  })

  test('tells why, and keeps nothing, where its work is aborted', async () => {
    const db = await openDatabase(newName())
    stores.push(db)
    const aborted = db.transaction('readwrite', ['chunks'], async (at) => {
      await at.chunks.add(chunkOf('a', 't', 0))
      at.chunks.transaction.abort()
    })
    await expect(aborted).rejects.toThrow('Transaction aborted')
    const twice = db.transaction('readwrite', ['chunks'], async (at) => {
      await at.chunks.add(chunkOf('a', 't', 0))
      await at.chunks.add(chunkOf('a', 't', 0))
    })
    await expect(twice).rejects.toMatchObject({ name: 'ConstraintError' })
    expect(await db.transaction('readonly', ['chunks'], (at) => at.chunks.count())).toBe(0)
  })

  test('that an older tab holds is told as blocked, not waited for', async () => {
    const name = newName()
    const older = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 5)
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('no older database')))
    })
    stores.push(older)
    const store = await openStore(name)
    expect(store).toBeInstanceOf(MemorySessionStore)
    expect(store).toMatchObject({ durable: false, reason: { problem: 'blocked' } })
    older.close()
  })

  test('that the browser refuses is replaced by the memory, with the reason', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    const store = await openStore(newName())
    stores.push(store)
    expect(store).toMatchObject({ durable: false, reason: { problem: 'failed' } })
    await store.create(headerOf('a'), 'First')
    expect(await store.list()).toHaveLength(1)
  })

  test('that opens is durable', async () => {
    const store = await openStore(newName())
    stores.push(store)
    expect(store.durable).toBe(true)
  })
})

/** Keeps everybody else from the database until what it returns is called. */
async function hold(name: string): Promise<() => void> {
  const db = await openDB(name)
  stores.push(db)
  const sessions = db.transaction('sessions', 'readwrite').store
  let held = true
  await sessions.count()
  void (async () => {
    while (held) await sessions.count()
  })()
  return () => (held = false)
}

describe('two tabs', () => {
  test('see each other’s sessions, and cannot both write at one place', async () => {
    const name = newName()
    const [one, two] = [await tab(name), await tab(name)]
    await one.create(headerOf('a'), 'First')
    const both = await Promise.allSettled([
      one.append('a', 0, sample.entries.slice(0, 3)),
      two.append('a', 0, sample.entries.slice(1, 4)),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((result) => result.status === 'rejected')
    expect(refused?.reason).toBeInstanceOf(StoreError)
    const from = both[0].status === 'fulfilled' ? 0 : 1
    expect((await two.load('a'))?.log.entries).toEqual(sample.entries.slice(from, from + 3))
    await two.append('a', 3, sample.entries.slice(3))
    expect(await one.list()).toEqual(await two.list())
  })

  test('one of which holds the database for long: the other says so, and what it repeats is there once', async () => {
    const name = newName()
    const store = await tab(name)
    await store.create(headerOf('a'), 'First')
    const clock = handClock()
    const watched = watchStore(store, clock, { late: () => {}, refused: () => {} })
    const release = await hold(name)
    const first = watched.append('a', 0, sample.entries.slice(0, 3))
    clock.advance(patienceMs)
    await expect(first).rejects.toMatchObject({ name: 'StoreError', problem: 'slow' })
    const again = watched.append('a', 0, sample.entries.slice(0, 5))
    release()
    await again
    expect((await store.load('a'))?.log.entries).toEqual(sample.entries.slice(0, 5))
  })

  test('hear of each other’s changes until they leave', async () => {
    const name = newName()
    const [one, two] = [await tab(name), await tab(name)]
    const heard = vi.fn<() => void>()
    const leave = two.watch(heard)
    await one.create(headerOf('a'), 'First')
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1))
    expect(await two.list()).toHaveLength(1)
    leave()
    const later = new Promise<void>((resolve) => two.watch(resolve))
    await one.rename('a', 'Second')
    await later
    expect(heard).toHaveBeenCalledTimes(1)
  })

  test('do not hear of what failed', async () => {
    const name = newName()
    const [one, two] = [await tab(name), await tab(name)]
    await one.create(headerOf('a'), 'First')
    const titles: string[] = []
    const done = new Promise<void>((resolve) => {
      two.watch(async () => {
        const [first] = await two.list()
        titles.push(first?.title ?? '')
        if (first?.title === 'Last') resolve()
      })
    })
    await expect(one.append('a', 9, sample.entries)).rejects.toThrow(/another tab/)
    await one.rename('a', 'Last')
    await done
    expect(titles.at(-1)).toBe('Last')
    expect(titles.length).toBeLessThanOrEqual(2)
  })
})

describe('sealing', () => {
  const chunks = Array.from({ length: 240 }, (_, index) => chunkOf('a', 't', index, 4_000))

  async function recorded(name: string): Promise<DatabaseSessionStore> {
    const store = await tab(name)
    await store.create(headerOf('a'), 'First')
    const db = await openDatabase(name)
    // One transaction instead of a wait for the disk at each chunk.
    await db.transaction('readwrite', ['chunks'], async (at) => {
      for (const chunk of chunks) await at.chunks.add(chunk)
    })
    db.close()
    return store
  }

  /** How many records and loose chunks there are. */
  const counts = (db: MockloopDatabase) =>
    db.transaction('readonly', ['takes', 'chunks'], async (at) => [
      await at.takes.count(),
      await at.chunks.count(),
    ])

  const whole = Int16Array.from(joined(...chunks))

  /** Compared as bytes: a million samples take long to compare one by one. */
  const isWhole = async (store: DatabaseSessionStore) =>
    indexedDB.cmp((await store.loadTake('t'))?.samples, whole) === 0

  test('leaves one record and no chunks', async () => {
    const name = newName()
    const store = await recorded(name)
    await store.sealTake('t')
    const db = await openDatabase(name)
    stores.push(db)
    expect(await counts(db)).toEqual([1, 0])
    expect(await isWhole(store)).toBe(true)
  })

  test('is made up for at the next start, but not while an interview may be recording', async () => {
    const name = newName()
    const store = await recorded(name)
    await store.appendAudio(chunkOf('a', 'u', 0))
    await store.sealTake('u')
    await store.appendAudio(chunkOf('a', 'u', 1))
    expect(await store.looseTakes()).toEqual(['t', 'u'])
    await mendTakes(store, () => Promise.resolve(true))
    expect(await store.looseTakes()).toEqual(['t', 'u'])
    await mendTakes(store, () => Promise.resolve(false))
    expect(await store.looseTakes()).toEqual([])
    expect(await isWhole(store)).toBe(true)
    expect([...((await store.loadTake('u'))?.samples ?? [])]).toEqual(
      joined(chunkOf('a', 'u', 0), chunkOf('a', 'u', 1)),
    )
  })

  test('that fails half-way changes nothing and can be done again', async () => {
    const name = newName()
    await recorded(name)
    const db = await openDatabase(name)
    const store = new DatabaseSessionStore(db)
    stores.push(store)
    const deleting = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('The disk broke.', 'UnknownError')
    })
    await expect(store.sealTake('t')).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'failed',
      message: 'sealing recording t: the database refused (The disk broke.)',
    })
    expect(await counts(db)).toEqual([0, chunks.length])
    expect(await isWhole(store)).toBe(true)
    deleting.mockRestore()
    await store.sealTake('t')
    expect(await counts(db)).toEqual([1, 0])
    expect(await isWhole(store)).toBe(true)
  })

  test('in pieces, merged or packed has a size that is told without reading it', async () => {
    const name = newName()
    const store = await recorded(name)
    expect(await store.sizes()).toEqual([{ take: 't', session: 'a', bytes: 240 * 8_000, form: 'pieces' }])
    await store.sealTake('t')
    expect(await store.sizes()).toEqual([{ take: 't', session: 'a', bytes: 240 * 8_000, form: 'pcm' }])
  })

  test('packing that fails half-way changes nothing and can be done again', async () => {
    const name = newName()
    const store = await recorded(name)
    await store.sealTake('t')
    const original = { take: 't', sampleRate: 16_000, samples: whole }
    const packed = await packedFrom(original)
    const { put } = IDBObjectStore.prototype
    const writing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (this.name === 'sizes') throw new DOMException('The disk broke.', 'UnknownError')
      return put.apply(this, given)
    })
    await expect(store.pack(original, packed)).rejects.toMatchObject({ name: 'StoreError' })
    writing.mockRestore()
    expect(await store.loadKept('t')).not.toHaveProperty('file')
    expect(await isWhole(store)).toBe(true)
    expect(await store.pack(original, packed)).toBe(true)
    expect(await store.loadKept('t')).toHaveProperty('file')
    expect(await isWhole(store)).toBe(true)
  })

  test('a packed recording that was damaged afterwards shows when it is opened', async () => {
    const name = newName()
    const store = await recorded(name)
    await store.sealTake('t')
    await store.pack(
      { take: 't', sampleRate: 16_000, samples: whole },
      await packedFrom({ take: 't', sampleRate: 16_000, samples: whole }),
    )
    const db = await openDatabase(name)
    stores.push(db)
    await db.transaction('readwrite', ['takes'], async (at) => {
      const record = await at.takes.get('t')
      if (!record || !isPacked(record)) throw new Error('it was packed')
      record.file.fill(1, 500, 501)
      await at.takes.put(record)
    })
    await expect(store.loadTake('t')).rejects.toMatchObject({ name: 'StoreError', problem: 'corrupt' })
  })

  /** Resolves when the worker said so. */
  const told = (worker: Worker, word: string) =>
    new Promise<void>((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => data === word && resolve())
      worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    })

  function sealElsewhere(database: string) {
    const worker = new Worker(new URL('../support/seal.worker.ts', import.meta.url), { type: 'module' })
    const [sealing, sealed] = [told(worker, 'sealing'), told(worker, 'sealed')]
    worker.postMessage({ database, take: 't' }, [])
    return { worker, sealing, sealed }
  }

  test('cut short at any moment by the end of its thread loses nothing', async () => {
    for (const delayMs of [0, 0, 5, 20, 60, 120]) {
      const name = newName()
      const store = await recorded(name)
      const { worker, sealing } = sealElsewhere(name)
      await sealing
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      worker.terminate()
      expect(await isWhole(store)).toBe(true)
      await store.sealTake('t')
      expect(await isWhole(store)).toBe(true)
    }
  })

  test('in another thread is seen in this one', async () => {
    const name = newName()
    const store = await recorded(name)
    const { worker, sealed } = sealElsewhere(name)
    await sealed
    worker.terminate()
    const db = await openDatabase(name)
    stores.push(db)
    expect(await counts(db)).toEqual([1, 0])
    expect(await isWhole(store)).toBe(true)
  })

  test('of a record that was damaged afterwards shows when it is opened', async () => {
    const name = newName()
    const store = await recorded(name)
    await store.sealTake('t')
    const db = await openDatabase(name)
    stores.push(db)
    await db.transaction('readwrite', ['takes'], async (at) => {
      const record = await at.takes.get('t')
      if (!record || isPacked(record)) throw new Error('it was sealed and not packed')
      record.samples.fill(1, 100, 101)
      await at.takes.put(record)
    })
    await expect(store.loadTake('t')).rejects.toMatchObject({ name: 'StoreError', problem: 'corrupt' })
  })
})

describe('removed sessions', () => {
  test('are purged once they were removed long enough ago', async () => {
    const now = vi.spyOn(Date, 'now')
    const store = await tab(newName())
    for (const [id, removedAt] of [
      ['old', 1_000],
      ['fresh', 2_000],
    ] as const) {
      await store.create(headerOf(id), id)
      now.mockReturnValue(removedAt)
      await store.remove(id)
    }
    await store.create(headerOf('kept'), 'kept')
    await store.purgeRemoved(2_000)
    await store.restore('fresh')
    expect((await store.list()).map(({ id }) => id)).toEqual(['kept', 'fresh'])
    expect(await store.load('old')).toBeNull()
  })
})

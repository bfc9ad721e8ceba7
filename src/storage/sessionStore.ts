import { Dexie } from 'dexie'
import type { Entry, Header } from '../session/log.ts'
import { logVersion } from '../session/version.ts'
import {
  StoreError,
  type AudioChunk,
  type SessionStore,
  type TakeAudio,
  type WholeSession,
} from '../session/store.ts'
import { openChanges, type Changes } from './changes.ts'
import { openDatabase, type MockloopDatabase, type SessionRow } from './database.ts'
import { attempt } from './errors.ts'
import { listed, newestFirst, summaryAfter, summaryOf, titleOf } from './summary.ts'
import {
  checkChunk,
  checkOwner,
  copyOf,
  isStored,
  mergeTake,
  piecesOf,
  playable,
  wholeTake,
  type TakeRecord,
} from './takes.ts'
import { alreadyThere, mustExist, otherFormat, wrongLength } from './words.ts'

const allTables = ['sessions', 'headers', 'entries', 'chunks', 'takes']

/** Sessions in the browser's database. Every method rejects with a StoreError, `load` with a LogError too. */
export class DexieSessionStore implements SessionStore {
  readonly durable = true
  readonly #db: MockloopDatabase
  readonly #changes: Changes
  /** Why the database was closed from outside. */
  #evicted: StoreError | null = null

  constructor(db: MockloopDatabase) {
    this.#db = db
    this.#changes = openChanges(`${db.name}.sessions`)
    db.on('versionchange', (event: IDBVersionChangeEvent) => {
      const what = event.newVersion === null ? 'deleted the sessions' : 'updated this app'
      this.#evicted = new StoreError('blocked', `Another tab ${what}. Reload this one.`)
      // Kept closed: opened again, it would write the old way into what is new.
      db.close()
      return false
    })
  }

  /** Throws a StoreError where the database cannot be opened. */
  static async open(name?: string): Promise<DexieSessionStore> {
    return new DexieSessionStore(await openDatabase(name))
  }

  create(header: Header, title: string): Promise<void> {
    const { id } = header
    return this.#write(`creating session ${id}`, ['sessions', 'headers'], async () => {
      if (await this.#db.sessions.get(id)) throw alreadyThere(id)
      await this.#add(header, title)
    })
  }

  append(session: string, from: number, entries: readonly Entry[]): Promise<void> {
    return this.#write(`saving to session ${session}`, ['sessions', 'entries'], async () => {
      const row = await this.#row(session)
      await this.#extend(row, from, entries)
    })
  }

  appendAudio(given: AudioChunk): Promise<void> {
    const chunk = copyOf(given)
    const { session, take, index } = chunk
    return this.#attempt(`saving audio of recording ${take}`, () =>
      this.#db.transaction('rw', ['sessions', 'chunks', 'takes'], async () => {
        await this.#row(session)
        const record = await this.#db.takes.get(take)
        checkChunk(chunk, record ?? (await this.#chunksOf(take).first()))
        const merged = record ? piecesOf(record).find((piece) => piece.index === index) : undefined
        if (isStored(chunk, merged ?? (await this.#db.chunks.get([take, index])))) return
        await this.#db.chunks.add(chunk)
      }),
    )
  }

  /** One transaction writes the record, reads it back, checks it and drops the chunks: cut short, it did nothing. */
  sealTake(take: string): Promise<void> {
    return this.#attempt(`sealing recording ${take}`, () =>
      this.#db.transaction('rw', ['chunks', 'takes'], async () => {
        const chunks = await this.#chunksOf(take).toArray()
        const [first] = chunks
        if (!first) return
        const record = await this.#db.takes.get(take)
        const merged = mergeTake(first, [...(record ? piecesOf(record) : []), ...chunks])
        await this.#db.takes.put(merged)
        const written = await this.#db.takes.get(take)
        if (!written || !isSameTake(written, merged))
          throw new StoreError('corrupt', `recording ${take} did not come back as it was written`)
        piecesOf(written)
        await this.#chunksOf(take).delete()
      }),
    )
  }

  load(session: string): ReturnType<SessionStore['load']> {
    return this.#attempt(`opening session ${session}`, async () => {
      const stored = await this.#db.transaction('r', ['sessions', 'headers', 'entries'], async () => ({
        row: await this.#db.sessions.get(session),
        header: await this.#db.headers.get(session),
        entries: await this.#entriesOf(session).toArray(),
      }))
      if (!stored.row) return null
      const { length } = stored.row
      const title = titleOf(stored.row)
      if (stored.entries.length !== length)
        throw new StoreError(
          'corrupt',
          `session ${session}: ${stored.entries.length} of ${length} entries are left`,
        )
      const raw = { header: stored.header?.header, entries: stored.entries.map(({ entry }) => entry) }
      // Lists need no schemas: what checks a log comes when the first one is opened.
      const { parseLog } = await import('../session/migrate.ts')
      return { log: parseLog(`Session "${title}"`, raw), title }
    })
  }

  list(): ReturnType<SessionStore['list']> {
    return this.#attempt('listing the sessions', async () => {
      // Not by the index of what was removed: a damaged row may be in none.
      const rows = (await this.#db.sessions.toArray()).filter((row) => !isRemoved(row))
      return newestFirst(
        rows.map(({ length, logVersion: _version, removedAt: _at, ...summary }) => listed(summary, length)),
      )
    })
  }

  watch(listener: () => void): () => void {
    return this.#changes.watch(listener)
  }

  loadTake(take: string): Promise<TakeAudio | null> {
    return this.#attempt(`opening recording ${take}`, async () => {
      const { record, chunks } = await this.#db.transaction('r', ['chunks', 'takes'], async () => ({
        record: await this.#db.takes.get(take),
        chunks: await this.#chunksOf(take).toArray(),
      }))
      const info = record ?? chunks[0]
      return info ? playable(info, [...(record ? piecesOf(record) : []), ...chunks]) : null
    })
  }

  takesOf(session: string): Promise<string[]> {
    return this.#attempt(`listing the recordings of session ${session}`, async () => {
      const takes = await this.#db.takes.where({ session }).primaryKeys()
      const loose = await this.#db.chunks.where({ session }).primaryKeys()
      return [...new Set([...takes, ...loose.map(([take]) => take)])].toSorted()
    })
  }

  loadRaw(session: string): ReturnType<SessionStore['loadRaw']> {
    return this.#attempt(`reading session ${session}`, async () => {
      const summary = await this.#db.sessions.get(session)
      if (!summary) return null
      const header = (await this.#db.headers.get(session))?.header ?? null
      const entries = (await this.#entriesOf(session).toArray()).map(({ entry }) => entry)
      return { removed: isRemoved(summary), summary, header, entries }
    })
  }

  put({ log: { header, entries }, title, takes }: WholeSession, from: number | null): Promise<void> {
    const { id } = header
    const records = takes.map((take) => wholeTake(id, take))
    return this.#write(`taking in session ${id}`, allTables, async () => {
      const before = await this.#db.sessions.get(id)
      if (from === null) {
        if (before && !isRemoved(before)) throw alreadyThere(id)
        if (before) await this.#erase(id)
        await this.#add(header, title)
      }
      await this.#extend(await this.#row(id), from ?? 0, entries.slice(from ?? 0))
      for (const record of records) {
        checkOwner(id, record.take, await this.#db.takes.get(record.take))
        checkOwner(id, record.take, await this.#chunksOf(record.take).first())
        await this.#chunksOf(record.take).delete()
        await this.#db.takes.put(record)
      }
    })
  }

  rename(session: string, title: string): Promise<void> {
    return this.#write(`renaming session ${session}`, ['sessions'], async () =>
      this.#put({ ...(await this.#row(session)), title }),
    )
  }

  remove(session: string): Promise<void> {
    return this.#write(`removing session ${session}`, ['sessions'], async () => {
      const row = await this.#db.sessions.get(session)
      if (row && !isRemoved(row)) await this.#put({ ...row, removedAt: Date.now() })
    })
  }

  restore(session: string): Promise<void> {
    return this.#write(`restoring session ${session}`, ['sessions'], async () =>
      this.#put({ ...(await this.#row(session)), removedAt: 0 }),
    )
  }

  /** Leaves a session alone that is not removed: another tab may have restored it. */
  purge(session: string): Promise<void> {
    return this.#write(`deleting session ${session}`, allTables, async () => {
      const row = await this.#db.sessions.get(session)
      if (row && isRemoved(row)) await this.#erase(session)
    })
  }

  /** Purges what was removed before that wall time (ms); later ones may still be restored in another tab. */
  async purgeRemoved(before: number): Promise<void> {
    const removed = await this.#attempt('looking for removed sessions', () =>
      this.#db.sessions.where('removedAt').between(0, before, false, false).primaryKeys(),
    )
    for (const session of removed) await this.purge(session)
  }

  close(): void {
    this.#changes.close()
    this.#db.close()
  }

  #attempt<T>(doing: string, operation: () => PromiseLike<T>): Promise<T> {
    return attempt(doing, operation).catch((error: unknown) => {
      throw this.#evicted ?? error
    })
  }

  /** A write that lists may show: the other tabs hear of it once it is on disk. */
  async #write(doing: string, tables: string[], operation: () => Promise<unknown>): Promise<void> {
    await this.#attempt(doing, () => this.#db.transaction('rw', tables, operation))
    this.#changes.announce()
  }

  /** These three within a transaction of the tables they touch. */
  async #add(header: Header, title: string): Promise<void> {
    const fresh = { length: 0, logVersion: header.version, removedAt: 0 }
    await this.#db.sessions.add({ ...summaryOf(header, title), ...fresh })
    await this.#db.headers.add({ session: header.id, header })
  }

  async #extend(row: SessionRow, from: number, entries: readonly Entry[]): Promise<void> {
    const session = row.id
    if (row.logVersion !== logVersion) throw otherFormat(session)
    if (row.length !== from) throw wrongLength(session, row.length, from)
    await this.#db.entries.bulkAdd(entries.map((entry, i) => ({ session, index: from + i, entry })))
    await this.#put({ ...row, ...summaryAfter(row, entries), length: from + entries.length })
  }

  async #erase(session: string): Promise<void> {
    await this.#entriesOf(session).delete()
    await this.#db.chunks.where({ session }).delete()
    await this.#db.takes.where({ session }).delete()
    await this.#db.headers.delete(session)
    await this.#db.sessions.delete(session)
  }

  async #row(session: string): Promise<SessionRow> {
    return mustExist(await this.#db.sessions.get(session), session)
  }

  #put(row: SessionRow) {
    return this.#db.sessions.put(row)
  }

  #entriesOf(session: string) {
    return this.#db.entries.where('[session+index]').between([session, Dexie.minKey], [session, Dexie.maxKey])
  }

  #chunksOf(take: string) {
    return this.#db.chunks.where('[take+index]').between([take, Dexie.minKey], [take, Dexie.maxKey])
  }
}

const isRemoved = ({ removedAt }: SessionRow): boolean => removedAt > 0

const isSameTake = (a: TakeRecord, b: TakeRecord) =>
  a.checksum === b.checksum && a.samples.length === b.samples.length && a.indexes.length === b.indexes.length

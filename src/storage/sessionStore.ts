import type { Entry, Header } from '../session/log.ts'
import { logVersion } from '../session/version.ts'
import {
  isPacked,
  StoreError,
  type AudioChunk,
  type KeptAudio,
  type PackedAudio,
  type SessionStore,
  type SessionTexts,
  type TakeAudio,
  type TakeSize,
  type Unpack,
  type WholeSession,
} from '../session/store.ts'
import { openChanges, type Changes } from './changes.ts'
import {
  openDatabase,
  placesOf,
  sizeOf,
  type MockloopDatabase,
  type SessionRow,
  type TableName,
  type Tables,
} from './database.ts'
import { attempt } from './errors.ts'
import { changedTags, type TagChange } from '../session/tags.ts'
import { listed, newestFirst, summaryAfter, summaryOf, tagsOf, titleOf } from './summary.ts'
import { extendTexts, makeTexts, readTexts } from './texts.ts'
import {
  checkChunk,
  checkOwner,
  copyOf,
  isOf,
  isStored,
  mergeTake,
  packedOf,
  piecesOf,
  playable,
  unpackedRecord,
  wholeTake,
  type StoredTake,
  type TakeRecord,
} from './takes.ts'
import { looseTakes } from './mend.ts'
import { noUnpack, unpacked } from './unpacked.ts'
import { alreadyThere, leftToAppend, mustExist, otherFormat, wrongLength } from './words.ts'

const allTables = ['sessions', 'headers', 'entries', 'chunks', 'takes', 'sizes', 'texts'] as const
/** Bytes of a full chunk, as the microphone gives them: 250 ms at 16 kHz. */
const chunkBytes = 8_000

/** Some of the tables, in a transaction that may write. */
type At<Name extends TableName> = Tables<'readwrite', Name>

/** Sessions in the browser's database. Every method rejects with a StoreError, `load` with a LogError too. */
export class DatabaseSessionStore implements SessionStore {
  readonly durable = true
  readonly #db: MockloopDatabase
  readonly #changes: Changes
  readonly #unpack: Unpack
  /** Why the database was closed from outside. */
  #evicted: StoreError | null = null

  constructor(db: MockloopDatabase, unpack: Unpack = noUnpack) {
    this.#db = db
    this.#unpack = unpack
    this.#changes = openChanges(`${db.name}.sessions`)
    db.onVersionChange((event) => {
      this.#evicted =
        event.newVersion === null
          ? new StoreError('deleted', 'Another tab deleted all sessions. Reload this one.')
          : new StoreError('updated', 'Another tab updated this app. Reload this one.')
    })
  }

  /** Throws a StoreError where the database cannot be opened. */
  static async open(name?: string, unpack?: Unpack): Promise<DatabaseSessionStore> {
    return new DatabaseSessionStore(await openDatabase(name), unpack)
  }

  create(header: Header, title: string): Promise<void> {
    const { id } = header
    return this.#write(`creating session ${id}`, ['sessions', 'headers'], async (at) => {
      if (await at.sessions.get(id)) throw alreadyThere(id)
      await this.#add(at, header, title)
    })
  }

  append(session: string, from: number, entries: readonly Entry[]): Promise<void> {
    return this.#write(`saving to session ${session}`, ['sessions', 'entries', 'texts'], async (at) => {
      const row = await this.#row(at, session)
      const stored = from < row.length ? await at.entries.getAll(placesOf(session, from)) : []
      const left = leftToAppend(
        row,
        from,
        stored.map(({ entry }) => entry),
        entries,
      )
      await this.#extend(at, row, row.length, left)
    })
  }

  appendAudio(given: AudioChunk): Promise<void> {
    const chunk = copyOf(given)
    return this.#attempt(`saving audio of recording ${chunk.take}`, async () => {
      checkChunk(chunk, undefined)
      return this.#addChunk(chunk).catch((error: unknown) => {
        // It may have been written before, and nobody heard of it.
        if (error instanceof DOMException && error.name === 'ConstraintError') return this.#checkSame(chunk)
        throw error
      })
    })
  }

  /** Asks everything at once: a page that is busy takes its time for each turn, and sound comes four times a second. */
  #addChunk(chunk: AudioChunk): Promise<void> {
    const { session, take, index } = chunk
    return this.#db.transaction('readwrite', ['sessions', 'chunks', 'takes'], async (at) => {
      const [stored, first] = await Promise.all([
        at.takes.get(take),
        at.chunks.get(placesOf(take)),
        this.#row(at, session),
        at.chunks.add(chunk),
      ])
      const record = unpackedRecord(stored)
      checkChunk(chunk, record ?? first)
      const merged = record && piecesOf(record).find((piece) => piece.index === index)
      // Merged already, it is not kept a second time.
      if (isStored(chunk, merged)) await at.chunks.delete([take, index])
    })
  }

  #checkSame(chunk: AudioChunk): Promise<void> {
    const { session, take, index } = chunk
    return this.#db.transaction('readonly', ['sessions', 'chunks'], async (at) => {
      mustExist(await at.sessions.get(session), session)
      const there = await at.chunks.get([take, index])
      checkChunk(chunk, there)
      isStored(chunk, there)
    })
  }

  /** One transaction writes the record, reads it back, checks it and drops the chunks: cut short, it did nothing. */
  sealTake(take: string): Promise<void> {
    return this.#attempt(`sealing recording ${take}`, () =>
      this.#db.transaction('readwrite', ['chunks', 'takes', 'sizes'], async (at) => {
        const chunks = await at.chunks.getAll(placesOf(take))
        const [first] = chunks
        if (!first) return
        const record = unpackedRecord(await at.takes.get(take))
        const merged = mergeTake(first, [...(record ? piecesOf(record) : []), ...chunks])
        await this.#putTake(at, merged)
        const written = unpackedRecord(await at.takes.get(take))
        if (!written || !isSameTake(written, merged)) throw notAsWritten(take)
        piecesOf(written)
        await at.chunks.delete(placesOf(take))
      }),
    )
  }

  /** One transaction puts one in the other's place and reads it back: cut short, it did nothing. */
  pack(original: TakeAudio, packed: PackedAudio): Promise<boolean> {
    const { take } = original
    return this.#attempt(`packing recording ${take}`, () =>
      this.#db.transaction('readwrite', ['chunks', 'takes', 'sizes'], async (at) => {
        const record = await at.takes.get(take)
        if (!record || isPacked(record) || !isOf(record, original)) return false
        if (await at.chunks.get(placesOf(take))) return false
        await this.#putTake(at, wholeTake(record.session, packed))
        const written = await at.takes.get(take)
        if (!written || !isPacked(written) || indexedDB.cmp(packedOf(written).file, packed.file) !== 0)
          throw notAsWritten(take)
        return true
      }),
    )
  }

  load(session: string): ReturnType<SessionStore['load']> {
    return this.#attempt(`opening session ${session}`, async () => {
      const stored = await this.#db.transaction(
        'readonly',
        ['sessions', 'headers', 'entries'],
        async (at) => ({
          row: await at.sessions.get(session),
          header: await at.headers.get(session),
          entries: await at.entries.getAll(placesOf(session)),
        }),
      )
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
      return { log: parseLog(`Session "${title}"`, raw), title, tags: tagsOf(stored.row) }
    })
  }

  list(): ReturnType<SessionStore['list']> {
    return this.#attempt('listing the sessions', async () => {
      // Not by the index of what was removed: a damaged row may be in none.
      const stored = await this.#db.transaction('readonly', ['sessions'], (at) => at.sessions.getAll())
      const rows = stored.filter((row) => !isRemoved(row))
      return newestFirst(
        rows.map(({ length, logVersion: _version, removedAt: _at, ...summary }) => listed(summary, length)),
      )
    })
  }

  watch(listener: () => void): () => void {
    return this.#changes.watch(listener)
  }

  async loadTake(take: string): Promise<TakeAudio | null> {
    return unpacked(await this.loadKept(take), this.#unpack)
  }

  loadKept(take: string): Promise<KeptAudio | null> {
    return this.#attempt(`opening recording ${take}`, async () => {
      const { record, chunks } = await this.#db.transaction('readonly', ['chunks', 'takes'], async (at) => ({
        record: await at.takes.get(take),
        chunks: await at.chunks.getAll(placesOf(take)),
      }))
      if (record && isPacked(record)) return packedOf(record)
      const info = record ?? chunks[0]
      return info ? playable(info, [...(record ? piecesOf(record) : []), ...chunks]) : null
    })
  }

  /** Ids of the takes that have chunks outside of their record: a crash cut them off, or they are being recorded. */
  looseTakes(): Promise<string[]> {
    return this.#attempt('looking for recordings in pieces', () =>
      this.#db.transaction('readonly', ['chunks'], looseTakes),
    )
  }

  takesOf(session: string): Promise<string[]> {
    return this.#attempt(`listing the recordings of session ${session}`, () =>
      this.#db.transaction('readonly', ['chunks', 'takes'], async (at) => {
        const takes = await at.takes.index('session').getAllKeys(session)
        const loose = await at.chunks.index('session').getAllKeys(session)
        return [...new Set([...takes, ...loose.map(([take]) => take)])].toSorted()
      }),
    )
  }

  sizes(): Promise<TakeSize[]> {
    return this.#attempt('measuring the recordings', () =>
      this.#db.transaction('readonly', ['chunks', 'sizes'], async (at) => {
        const sizes = new Map((await at.sizes.getAll()).map((size) => [size.take, size]))
        let cursor = await at.chunks.index('session').openKeyCursor()
        for (; cursor; cursor = await cursor.continue()) {
          const [take] = cursor.primaryKey
          const bytes = (sizes.get(take)?.bytes ?? 0) + chunkBytes
          sizes.set(take, { take, session: cursor.key, bytes, form: 'pieces' })
        }
        return [...sizes.values()]
      }),
    )
  }

  loadRaw(session: string): ReturnType<SessionStore['loadRaw']> {
    return this.#attempt(`reading session ${session}`, () =>
      this.#db.transaction('readonly', ['sessions', 'headers', 'entries'], async (at) => {
        const summary = await at.sessions.get(session)
        if (!summary) return null
        const header = (await at.headers.get(session))?.header ?? null
        const entries = (await at.entries.getAll(placesOf(session))).map(({ entry }) => entry)
        return { removed: isRemoved(summary), summary, header, entries }
      }),
    )
  }

  put(
    { log: { header, entries }, title, tags = [], takes }: WholeSession,
    from: number | null,
  ): Promise<void> {
    const { id } = header
    const records = takes.map((take) => wholeTake(id, take))
    return this.#write(`taking in session ${id}`, allTables, async (at) => {
      const before = await at.sessions.get(id)
      if (from === null) {
        if (before && !isRemoved(before)) throw alreadyThere(id)
        if (before) await this.#erase(at, id)
        await this.#add(at, header, title, changedTags([], { add: tags }))
      }
      await this.#extend(at, await this.#row(at, id), from ?? 0, entries.slice(from ?? 0))
      for (const record of records) {
        checkOwner(id, record.take, await at.takes.get(record.take))
        checkOwner(id, record.take, await at.chunks.get(placesOf(record.take)))
        await at.chunks.delete(placesOf(record.take))
        await this.#putTake(at, record)
      }
    })
  }

  rename(session: string, title: string): Promise<void> {
    return this.#write(`renaming session ${session}`, ['sessions'], async (at) =>
      at.sessions.put({ ...(await this.#row(at, session)), title }),
    )
  }

  tag(session: string, change: TagChange): Promise<void> {
    return this.#write(`tagging session ${session}`, ['sessions'], async (at) => {
      const row = await this.#row(at, session)
      return at.sessions.put({ ...row, tags: changedTags(tagsOf(row), change) })
    })
  }

  texts(sessions: readonly string[]): Promise<SessionTexts[]> {
    return this.#attempt('reading what was said', async () => {
      const { texts, missing } = await this.#db.transaction('readonly', ['texts'], (at) =>
        readTexts(at, sessions),
      )
      for (const some of missing)
        texts.push(
          ...(await this.#db.transaction('readwrite', ['sessions', 'headers', 'entries', 'texts'], (at) =>
            makeTexts(at, some),
          )),
        )
      return texts
    })
  }

  remove(session: string): Promise<void> {
    return this.#write(`removing session ${session}`, ['sessions'], async (at) => {
      const row = await at.sessions.get(session)
      if (row && !isRemoved(row)) await at.sessions.put({ ...row, removedAt: Date.now() })
    })
  }

  restore(session: string): Promise<void> {
    return this.#write(`restoring session ${session}`, ['sessions'], async (at) =>
      at.sessions.put({ ...(await this.#row(at, session)), removedAt: 0 }),
    )
  }

  /** Leaves a session alone that is not removed: another tab may have restored it. */
  purge(session: string): Promise<void> {
    return this.#write(`deleting session ${session}`, allTables, async (at) => {
      const row = await at.sessions.get(session)
      if (row && isRemoved(row)) await this.#erase(at, session)
    })
  }

  /** Purges what was removed before that wall time (ms); later ones may still be restored in another tab. */
  async purgeRemoved(before: number): Promise<void> {
    const removed = await this.#attempt('looking for removed sessions', () =>
      this.#db.transaction('readonly', ['sessions'], (at) =>
        at.sessions.index('removedAt').getAllKeys(IDBKeyRange.bound(0, before, true, true)),
      ),
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
  async #write<Name extends TableName>(
    doing: string,
    tables: readonly Name[],
    operation: (at: At<Name>) => Promise<unknown>,
  ): Promise<void> {
    await this.#attempt(doing, () => this.#db.transaction('readwrite', tables, operation))
    this.#changes.announce()
  }

  async #add(
    at: At<'sessions' | 'headers'>,
    header: Header,
    title: string,
    tags: string[] = [],
  ): Promise<void> {
    const fresh = { length: 0, logVersion: header.version, removedAt: 0 }
    await at.sessions.add({ ...summaryOf(header, title), tags, ...fresh })
    await at.headers.add({ session: header.id, header })
  }

  async #extend(
    at: At<'sessions' | 'entries' | 'texts'>,
    row: SessionRow,
    from: number,
    entries: readonly Entry[],
  ): Promise<void> {
    const session = row.id
    if (row.logVersion !== logVersion) throw otherFormat(session)
    if (row.length !== from) throw wrongLength(session, row.length, from)
    await Promise.all(entries.map(async (entry, i) => at.entries.add({ session, index: from + i, entry })))
    await extendTexts(at, session, from, entries)
    await at.sessions.put({ ...row, ...summaryAfter(row, entries), length: from + entries.length })
  }

  async #putTake(at: At<'takes' | 'sizes'>, record: StoredTake): Promise<void> {
    await at.takes.put(record)
    await at.sizes.put(sizeOf(record))
  }

  async #erase(at: At<TableName>, session: string): Promise<void> {
    await at.entries.delete(placesOf(session))
    const loose = await at.chunks.index('session').getAllKeys(session)
    for (const take of new Set(loose.map(([of]) => of))) await at.chunks.delete(placesOf(take))
    for (const take of await at.takes.index('session').getAllKeys(session)) await at.takes.delete(take)
    for (const take of await at.sizes.index('session').getAllKeys(session)) await at.sizes.delete(take)
    await at.headers.delete(session)
    await at.texts.delete(session)
    await at.sessions.delete(session)
  }

  async #row(at: At<'sessions'>, session: string): Promise<SessionRow> {
    return mustExist(await at.sessions.get(session), session)
  }
}

const isRemoved = ({ removedAt }: SessionRow): boolean => removedAt > 0

const isSameTake = (a: TakeRecord, b: TakeRecord) =>
  a.checksum === b.checksum && a.samples.length === b.samples.length && a.indexes.length === b.indexes.length

const notAsWritten = (take: string) =>
  new StoreError('corrupt', `recording ${take} did not come back as it was written`)

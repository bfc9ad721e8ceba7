import { takesIn } from '../session/entries.ts'
import type { Entry, Header } from '../session/log.ts'
import {
  StoreError,
  type AudioChunk,
  type KeptAudio,
  type KeptMeasured,
  type PackedAudio,
  type SessionStore,
  type SessionSummary,
  type SessionTexts,
  type TakeAudio,
  type TakeSize,
  type Unpack,
  type WholeSession,
} from '../session/store.ts'
import { addChunks, keptTake, measured, packTake, putTake, seal } from './audio.ts'
import { openChanges, type Changes } from './changes.ts'
import { createListing, type Listing } from './listing.ts'
import {
  allTables,
  openDatabase,
  placesOf,
  type At,
  type MockloopDatabase,
  type SessionRow,
  type TableName,
} from './database.ts'
import { attempt } from './errors.ts'
import { changedTags, type TagChange } from '../session/tags.ts'
import { looseTakes } from './mend.ts'
import { addSession, eraseSession, extendSession, isRemoved, rowOf } from './rows.ts'
import { borrow, ownedTakes, ownerOf } from './shared.ts'
import { listed, tagsOf, titleOf } from './summary.ts'
import { makeTexts, readTexts } from './texts.ts'
import { checkChunk, checkOwner, copyOf, wholeTake } from './takes.ts'
import { noUnpack, unpacked } from './unpacked.ts'
import { alreadyThere, leftToAppend } from './words.ts'

/** Sessions in the browser's database. Every method rejects with a StoreError, `load` with a LogError too. */
export class DatabaseSessionStore implements SessionStore {
  readonly durable = true
  readonly #db: MockloopDatabase
  readonly #changes: Changes
  readonly #listing: Listing
  readonly #unpack: Unpack
  /** Why the database was closed from outside. */
  #evicted: StoreError | null = null

  constructor(db: MockloopDatabase, unpack: Unpack = noUnpack) {
    this.#db = db
    this.#unpack = unpack
    this.#changes = openChanges(`${db.name}.sessions`)
    this.#listing = createListing({
      all: () => this.#summaries(),
      some: (sessions) => this.#summaries(sessions),
    })
    this.#changes.watch((session) => this.#listing.changed(session))
    db.onVersionChange((event) => {
      // What was read before is no answer any more.
      this.#listing.changed(null)
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
    return this.#write(id, `creating session ${id}`, ['sessions', 'headers'], async (at) => {
      if (await at.sessions.get(id)) throw alreadyThere(id)
      await addSession(at, header, title)
    })
  }

  append(session: string, from: number, entries: readonly Entry[]): Promise<void> {
    return this.#write(
      session,
      `saving to session ${session}`,
      ['sessions', 'entries', 'texts'],
      async (at) => {
        const row = await rowOf(at, session)
        const stored = from < row.length ? await at.entries.getAll(placesOf(session, from)) : []
        const left = leftToAppend(
          row,
          from,
          stored.map(({ entry }) => entry),
          entries,
        )
        await extendSession(at, row, row.length, left)
      },
    )
  }

  appendAudio(...given: AudioChunk[]): Promise<void> {
    const chunks = given.map(copyOf)
    const takes = [...new Set(chunks.map(({ take }) => take))].join(', ')
    return this.#attempt(`saving audio of recording ${takes}`, async () => {
      for (const chunk of chunks) checkChunk(chunk, undefined)
      return addChunks(this.#db, chunks)
    })
  }

  sealTake(take: string): Promise<void> {
    return this.#attempt(`sealing recording ${take}`, () => seal(this.#db, take))
  }

  pack(original: TakeAudio, packed: PackedAudio): Promise<boolean> {
    return this.#attempt(`packing recording ${original.take}`, () => packTake(this.#db, original, packed))
  }

  load(session: string): ReturnType<SessionStore['load']> {
    return this.#attempt(`opening session ${session}`, async () => {
      const [stored, { parseLog }] = await Promise.all([
        this.#db.transaction('readonly', ['sessions', 'headers', 'entries'], async (at) => ({
          row: await at.sessions.get(session),
          header: await at.headers.get(session),
          entries: await at.entries.getAll(placesOf(session)),
        })),
        // Lists need no schemas: what checks a log comes when the first one is opened.
        import('../session/migrate.ts'),
      ])
      if (!stored.row) return null
      const { length } = stored.row
      const title = titleOf(stored.row)
      if (stored.entries.length !== length)
        throw new StoreError(
          'corrupt',
          `session ${session}: ${stored.entries.length} of ${length} entries are left`,
        )
      const raw = { header: stored.header?.header, entries: stored.entries.map(({ entry }) => entry) }
      return { log: parseLog(`Session "${title}"`, raw), title, tags: tagsOf(stored.row) }
    })
  }

  list(): ReturnType<SessionStore['list']> {
    return this.#attempt('listing the sessions', () => this.#listing.list())
  }

  /** Of all sessions, or of these; without those that were removed. */
  async #summaries(sessions?: readonly string[]): Promise<SessionSummary[]> {
    // Not by the index of what was removed: a damaged row may be in none.
    const stored = await this.#db.transaction('readonly', ['sessions'], async (at) =>
      sessions
        ? Promise.all(sessions.map(async (session) => at.sessions.get(session)))
        : at.sessions.getAll(),
    )
    return stored
      .filter((row): row is SessionRow => row !== undefined && !isRemoved(row))
      .map(({ length, logVersion: _version, removedAt: _at, borrowed: _takes, ...summary }) =>
        listed(summary, length),
      )
  }

  watch(listener: () => void): () => void {
    return this.#changes.watch(listener)
  }

  async loadTake(take: string): Promise<TakeAudio | null> {
    return unpacked(await this.loadKept(take), this.#unpack)
  }

  loadKept(take: string): Promise<KeptAudio | null> {
    return this.#attempt(`opening recording ${take}`, () => keptTake(this.#db, take))
  }

  /** Ids of the takes that have chunks outside of their record: a crash cut them off, or they are being recorded. */
  looseTakes(): Promise<string[]> {
    return this.#attempt('looking for recordings in pieces', () =>
      this.#db.transaction('readonly', ['chunks'], looseTakes),
    )
  }

  takesOf(session: string): Promise<string[]> {
    return this.#attempt(`listing the recordings of session ${session}`, () =>
      this.#db.transaction('readonly', ['sessions', 'chunks', 'takes'], async (at) => {
        const row = await at.sessions.get(session)
        return [...(await ownedTakes(at, session)), ...(row?.borrowed ?? [])].toSorted()
      }),
    )
  }

  sizes(): Promise<TakeSize[]> {
    return this.#attempt('measuring the recordings', () => measured(this.#db))
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
    return this.#write(id, `taking in session ${id}`, allTables, async (at) => {
      const before = await at.sessions.get(id)
      const named = takesIn(entries)
      if (from === null) {
        if (before && !isRemoved(before)) throw alreadyThere(id)
        if (before) await eraseSession(at, id, named)
        await addSession(at, header, title, changedTags([], { add: tags }))
      }
      await extendSession(at, await rowOf(at, id), from ?? 0, entries.slice(from ?? 0))
      for (const record of records) {
        const { take } = record
        const session = (await ownerOf(at, take)) ?? id
        if (!before?.borrowed?.includes(take)) checkOwner(id, take, { session })
        await at.chunks.delete(placesOf(take))
        await putTake(at, { ...record, session })
      }
      await borrow(at, id, named)
    })
  }

  rename(session: string, title: string): Promise<void> {
    return this.#write(session, `renaming session ${session}`, ['sessions'], async (at) =>
      at.sessions.put({ ...(await rowOf(at, session)), title }),
    )
  }

  tag(session: string, change: TagChange): Promise<void> {
    return this.#write(session, `tagging session ${session}`, ['sessions'], async (at) => {
      const row = await rowOf(at, session)
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

  measured(): Promise<KeptMeasured[]> {
    return this.#attempt('reading what was measured', () =>
      this.#db.transaction('readonly', ['measured'], (at) => at.measured.getAll()),
    )
  }

  keepMeasured(made: readonly KeptMeasured[]): Promise<void> {
    return this.#attempt('keeping what was measured', () =>
      this.#db.transaction('readwrite', ['sessions', 'measured'], async (at) => {
        // Another tab may have deleted it.
        for (const each of made) if (await at.sessions.getKey(each.session)) await at.measured.put(each)
      }),
    )
  }

  remove(session: string): Promise<void> {
    return this.#write(session, `removing session ${session}`, ['sessions'], async (at) => {
      const row = await at.sessions.get(session)
      if (row && !isRemoved(row)) await at.sessions.put({ ...row, removedAt: Date.now() })
    })
  }

  restore(session: string): Promise<void> {
    return this.#write(session, `restoring session ${session}`, ['sessions'], async (at) =>
      at.sessions.put({ ...(await rowOf(at, session)), removedAt: 0 }),
    )
  }

  /** Leaves a session alone that is not removed: another tab may have restored it. */
  purge(session: string): Promise<void> {
    return this.#write(session, `deleting session ${session}`, allTables, async (at) => {
      const row = await at.sessions.get(session)
      if (row && isRemoved(row)) await eraseSession(at, session)
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
    this.#listing.changed(null)
    this.#db.close()
  }

  #attempt<T>(doing: string, operation: () => PromiseLike<T>): Promise<T> {
    return attempt(doing, operation).catch((error: unknown) => {
      throw this.#evicted ?? error
    })
  }

  /** A write that lists may show: the other tabs hear of it once it is on disk. */
  async #write<Name extends TableName>(
    session: string,
    doing: string,
    tables: readonly Name[],
    operation: (at: At<Name>) => Promise<unknown>,
  ): Promise<void> {
    await this.#attempt(doing, () => this.#db.transaction('readwrite', tables, operation))
    this.#listing.changed(session)
    this.#changes.announce(session)
  }
}

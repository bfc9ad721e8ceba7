import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore, type IDBPTransaction } from 'idb'
import { isPacked, StoreError, type AudioChunk, type KeptMeasured, type TakeSize } from '../session/store.ts'
import type { Entry, Header } from '../session/log.ts'
import { emptyTally, tallyAfter } from '../session/tally.ts'
import type { Texts } from '../session/texts.ts'
import { storeErrorOf } from './errors.ts'
import type { KeptSummary } from './summary.ts'
import { bytesOf, type StoredTake } from './takes.ts'

/** What lists show and what appending checks. Small: a list reads all of them, and no log. */
export interface SessionRow extends KeptSummary {
  /** Entries in the log. */
  length: number
  /** The version of the log's header and entries. */
  logVersion: number
  /** Wall time in ms at which it was removed; 0 while it is not. */
  removedAt: number
  /** Recordings of other sessions that its log names, sorted; absent where there are none. */
  borrowed?: string[]
}

interface HeaderRow {
  session: string
  header: Header
}

interface EntryRow {
  session: string
  index: number
  entry: Entry
}

interface TextsRow extends Texts {
  session: string
}

interface Schema extends DBSchema {
  sessions: { key: string; value: SessionRow; indexes: { removedAt: number; borrowed: string } }
  headers: { key: string; value: HeaderRow }
  entries: { key: [string, number]; value: EntryRow }
  chunks: { key: [string, number]; value: AudioChunk; indexes: { session: string } }
  takes: { key: string; value: StoredTake; indexes: { session: string } }
  /** A row for each of `takes`, so that sizes are known without reading audio. */
  sizes: { key: string; value: TakeSize; indexes: { session: string } }
  /** What was said in each session, so that a search reads no logs. */
  texts: { key: string; value: TextsRow }
  /** What was measured of each session's answers, so that progress reads no logs. */
  measured: { key: string; value: KeptMeasured }
}

export const allTables = [
  'sessions',
  'headers',
  'entries',
  'chunks',
  'takes',
  'sizes',
  'texts',
  'measured',
] as const
export type TableName = (typeof allTables)[number]
type Mode = 'readonly' | 'readwrite'
type Upgrade = IDBPTransaction<Schema, TableName[], 'versionchange'>

/** The tables that a transaction names. Outside of it, and once it waited for anything else, they refuse. */
export type Tables<M extends Mode = 'readwrite', Name extends TableName = TableName> = {
  readonly [N in Name]: IDBPObjectStore<Schema, TableName[], N, M>
}

/** Some of the tables, in a transaction that may write. */
export type At<Name extends TableName> = Tables<'readwrite', Name>

/** What each version of the tables adds to the one before. A change adds a step and keeps the old ones. */
const steps: readonly ((upgrade: Upgrade) => void | Promise<void>)[] = [
  createTables,
  tallySessions,
  measureTakes,
  shareTakesKeepTexts,
  keepMeasured,
]
/** The version of the tables. */
export const databaseVersion = steps.length
/** The database of the app; others of its kind are for trials. */
export const databaseName = 'mockloop'
/** Versions are stored as ten times the app's. */
const stored = (version: number) => version * 10
/** The version of the tables, as the app counts, of a database that `openDatabase` made. */
export const versionOf = (storedVersion: number): number => storedVersion / stored(1)

function createTables({ db }: Upgrade): void {
  db.createObjectStore('sessions', { keyPath: 'id' }).createIndex('removedAt', 'removedAt')
  db.createObjectStore('headers', { keyPath: 'session' })
  db.createObjectStore('entries', { keyPath: ['session', 'index'] })
  db.createObjectStore('chunks', { keyPath: ['take', 'index'] }).createIndex('session', 'session')
  db.createObjectStore('takes', { keyPath: 'take' }).createIndex('session', 'session')
}

/** Version 2: which answers wait for their words is kept beside each session. */
async function tallySessions(upgrade: Upgrade): Promise<void> {
  const [sessions, entries] = [upgrade.objectStore('sessions'), upgrade.objectStore('entries')]
  for (const row of await sessions.getAll()) {
    const log = (await entries.getAll(placesOf(row.id))).map(({ entry }) => entry)
    await sessions.put({ ...row, tally: tallyAfter(emptyTally, log) })
  }
}

/** Version 3: a take may be packed, and how large each is stands beside it. */
async function measureTakes(upgrade: Upgrade): Promise<void> {
  const sizes = upgrade.db.createObjectStore('sizes', { keyPath: 'take' })
  sizes.createIndex('session', 'session')
  const takes = upgrade.objectStore('takes')
  // One at a time: all the audio there is need not fit into memory.
  for (const key of await takes.getAllKeys()) {
    const record = await takes.get(key)
    if (record) await sizes.put(sizeOf(record))
  }
}

/** Version 4. */
async function shareTakesKeepTexts(upgrade: Upgrade): Promise<void> {
  addTexts(upgrade)
  await shareTakes(upgrade)
}

/** Sessions may share recordings, and logs are of version 2. */
async function shareTakes(upgrade: Upgrade): Promise<void> {
  upgrade.objectStore('sessions').createIndex('borrowed', 'borrowed', { multiEntry: true })
  await raiseLogs(upgrade, 1, 2)
}

/** Logs of a version that the next one only adds to are of that one from now on. What is of no version is left as it is. */
async function raiseLogs(upgrade: Upgrade, from: number, to: number): Promise<void> {
  const [sessions, headers] = [upgrade.objectStore('sessions'), upgrade.objectStore('headers')]
  // One at a time: each header holds its questions.
  for (let at = await headers.openCursor(); at; at = await at.continue()) {
    const { session, header } = at.value
    if ((header as { version?: unknown } | undefined)?.version !== from) continue
    await at.update({ session, header: { ...header, version: to as Header['version'] } })
    const row = await sessions.get(session)
    if (row?.logVersion === from) await sessions.put({ ...row, logVersion: to })
  }
}

/**
 * What was said stands beside each session. What older versions stored gets its texts when they are first asked for: all
 * of it at once would keep the app from opening for as long as reading every log takes.
 */
function addTexts({ db }: Upgrade): void {
  db.createObjectStore('texts', { keyPath: 'session' })
}

/**
 * Version 5: what was measured stands beside each session, made when it is first asked for; and logs are of version 3.
 */
async function keepMeasured(upgrade: Upgrade): Promise<void> {
  upgrade.db.createObjectStore('measured', { keyPath: 'session' })
  await raiseLogs(upgrade, 2, 3)
}

/** The row of a take among the sizes. */
export const sizeOf = (record: StoredTake): TakeSize => ({
  take: record.take,
  session: record.session,
  bytes: bytesOf(record),
  form: isPacked(record) ? 'packed' : 'pcm',
})

/**
 * The table that every write names beside its own, so that the browser has one follow the other, whichever tab or worker
 * they come from. Chromium, killed while two writes are under way at once, takes its database for corrupt at the next
 * start and deletes all of it. This one is seldom read: who reads a table waits for the writes that name it.
 */
const oneByOne: TableName = 'measured'

/** The keys of a session's entries, or of a take's chunks, from a place on, in their order. */
export const placesOf = (of: string, from = 0): IDBKeyRange => IDBKeyRange.bound([of, from], [of, []])

/** The database, open; made by `openDatabase`. Where the browser closed it by itself, it is opened again. */
export class MockloopDatabase {
  readonly name: string
  #connection: IDBPDatabase<Schema>
  #reopening: Promise<void> | null = null
  #closed = false
  #evicted: (event: IDBVersionChangeEvent) => void = () => {}

  constructor(connection: IDBPDatabase<Schema>) {
    this.name = connection.name
    this.#connection = connection
    this.#makeWay()
  }

  /** Calls back when another tab upgrades or deletes the database; it is closed then, and stays so. */
  onVersionChange(listener: (event: IDBVersionChangeEvent) => void): void {
    this.#evicted = listener
  }

  /**
   * Runs the operation in one transaction. Writes follow each other. One that resolves has reached the disk: 'strict' is
   * what survived power cuts. Of one that rejects, nothing stays. The operation must wait for nothing but the tables: the
   * transaction ends as soon as nothing is asked of it.
   */
  async transaction<M extends Mode, Name extends TableName, T>(
    mode: M,
    names: readonly Name[],
    operation: (at: Tables<M, Name>) => Promise<T>,
  ): Promise<T> {
    const transaction = await this.#begin(mode, names)
    const tables = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]))
    return whole(transaction, () => operation(tables as unknown as Tables<M, Name>))
  }

  close(): void {
    this.#closed = true
    this.#connection.close()
  }

  async #begin<M extends Mode>(mode: M, names: readonly TableName[]) {
    const all = mode === 'readwrite' ? [...new Set([...names, oneByOne])] : [...names]
    const begin = () => {
      if (this.#closed) throw new Error('Database has been closed')
      return this.#connection.transaction<TableName[], M>(all, mode, { durability: 'strict' })
    }
    try {
      return begin()
    } catch (error) {
      if (this.#closed || !hasName(error, 'InvalidStateError')) throw error
      // Several may find it closed at once.
      this.#reopening ??= this.#reopen().finally(() => (this.#reopening = null))
      await this.#reopening
      return begin()
    }
  }

  async #reopen(): Promise<void> {
    this.#connection.close()
    this.#connection = await connect(this.name)
    this.#makeWay()
  }

  #makeWay(): void {
    if (this.#closed) this.#connection.close()
    this.#connection.addEventListener('versionchange', (event) => {
      this.#evicted(event)
      // Kept closed: opened again, it would write the old way into what is new.
      this.close()
    })
  }
}

/** Opens the database, making or upgrading it. Throws a StoreError; one of a newer app is `blocked` and left as it is. */
export async function openDatabase(name = databaseName): Promise<MockloopDatabase> {
  try {
    return new MockloopDatabase(await connect(name))
  } catch (error) {
    throw storeErrorOf('opening the database', error)
  }
}

/** `tries`: some browsers fail now and then to open, with an UnknownError, what opens the next time. */
async function connect(name: string, tries = 3): Promise<IDBPDatabase<Schema>> {
  let undone: unknown = null
  let blocked: (error: StoreError) => void
  const refusal = new Promise<never>((_, reject) => (blocked = reject))
  const opening = openDB<Schema>(name, stored(databaseVersion), {
    upgrade: (_db, from, _to, upgrade) => {
      const todo = steps.slice(Math.floor(from / stored(1)))
      whole(upgrade, async () => {
        for (const step of todo) await step(upgrade)
      }).catch((error: unknown) => (undone = error))
    },
    blocked: () => {
      blocked(
        new StoreError('blocked', 'Another tab runs an older version of this app. Close it and reload.'),
      )
      // It may still open, once that tab is gone.
      opening.then((connection) => connection.close()).catch(() => {})
    },
  })
  try {
    return await Promise.race([opening, refusal])
  } catch (error) {
    if (hasName(error, 'VersionError'))
      throw new StoreError(
        'blocked',
        'The sessions here were stored by a newer version of this app. They were left untouched; reload to update.',
      )
    if (hasName(error, 'UnknownError') && tries > 1) return connect(name, tries - 1)
    throw undone ?? error
  }
}

/** Waits until all of the transaction is on disk. Where anything fails, nothing of it stays. */
async function whole<T>(
  transaction: Pick<IDBPTransaction, 'abort' | 'done' | 'error'>,
  operation: () => Promise<T>,
): Promise<T> {
  try {
    const result = await operation()
    await transaction.done
    return result
  } catch (error) {
    try {
      transaction.abort()
    } catch {
      // It ended already.
    }
    await transaction.done.catch(() => {})
    throw transaction.error ?? (hasName(error, 'AbortError') ? new Error('Transaction aborted') : error)
  }
}

const hasName = (error: unknown, name: string) => error instanceof DOMException && error.name === name

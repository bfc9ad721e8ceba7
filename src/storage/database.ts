import { Dexie, type Table, type Transaction } from 'dexie'
import { StoreError, type AudioChunk } from '../session/store.ts'
import type { Entry, Header } from '../session/log.ts'
import { emptyTally, tallyAfter, type Tally } from '../session/tally.ts'
import { storeErrorOf } from './errors.ts'
import type { KeptSummary } from './summary.ts'
import type { TakeRecord } from './takes.ts'

/** The version of the tables. A change adds a `version(n + 1)` below and keeps the old ones. */
export const databaseVersion = 2

/** What lists show and what appending checks. Small: a list reads all of them, and no log. */
export interface SessionRow extends KeptSummary {
  /** Entries in the log. */
  length: number
  /** The version of the log's header and entries. */
  logVersion: number
  /** Wall time in ms at which it was removed; 0 while it is not. */
  removedAt: number
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

export type MockloopDatabase = Dexie & {
  sessions: Table<SessionRow, string>
  headers: Table<HeaderRow, string>
  entries: Table<EntryRow, [string, number]>
  chunks: Table<AudioChunk, [string, number]>
  takes: Table<TakeRecord, string>
}

/**
 * Opens the database, making or upgrading it. A committed write has reached the disk: 'strict' is what survived
 * power cuts. Throws a StoreError; a database of a newer app is `blocked` and left as it is.
 */
export async function openDatabase(name = 'mockloop'): Promise<MockloopDatabase> {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' }) as MockloopDatabase
  db.version(1).stores({
    sessions: 'id, removedAt',
    headers: 'session',
    entries: '[session+index]',
    chunks: '[take+index], session',
    takes: 'take, session',
  })
  db.version(2).upgrade(tallySessions)
  try {
    await refuseNewer(name)
    await Promise.race([db.open(), blockedBy(db)])
    return db
  } catch (error) {
    db.close()
    throw storeErrorOf('opening the database', error)
  }
}

/** Version 2: which answers wait for their words is kept beside each session. */
async function tallySessions(upgrade: Transaction): Promise<void> {
  const tallies = new Map<string, Tally>()
  // In the order of the key: by session, then by place.
  await upgrade.table<EntryRow>('entries').each(({ session, entry }) => {
    tallies.set(session, tallyAfter(tallies.get(session) ?? emptyTally, [entry]))
  })
  await upgrade
    .table<SessionRow>('sessions')
    .toCollection()
    .modify((row) => {
      row.tally = tallies.get(row.id) ?? emptyTally
    })
}

/** Dexie would open a newer database and even add to it what it misses. */
async function refuseNewer(name: string): Promise<void> {
  const databases = (await indexedDB.databases?.()) ?? []
  const installed = databases.find((database) => database.name === name)?.version ?? 0
  // Dexie multiplies versions by ten.
  if (Math.floor(installed / 10) > databaseVersion)
    throw new StoreError(
      'blocked',
      'The sessions here were stored by a newer version of this app. They were left untouched; reload to update.',
    )
}

/** Rejects when a tab with an older version keeps the database from being upgraded. */
const blockedBy = (db: Dexie): Promise<never> =>
  new Promise((_, reject) => {
    db.on('blocked', () => {
      reject(new StoreError('blocked', 'Another tab runs an older version of this app. Close it and reload.'))
      return false
    })
  })

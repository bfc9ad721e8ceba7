import type { Entry, Header } from '../session/log.ts'
import { logVersion } from '../session/version.ts'
import { placesOf, type At, type SessionRow, type TableName } from './database.ts'
import { releaseTakes } from './shared.ts'
import { summaryAfter, summaryOf } from './summary.ts'
import { extendTexts } from './texts.ts'
import { mustExist, otherFormat, wrongLength } from './words.ts'

/** The row of a session, or a StoreError where there is none. */
export const rowOf = async (at: At<'sessions'>, session: string): Promise<SessionRow> =>
  mustExist(await at.sessions.get(session), session)

export const isRemoved = ({ removedAt }: SessionRow): boolean => removedAt > 0

/** Adds a session before its first entry. */
export async function addSession(
  at: At<'sessions' | 'headers'>,
  header: Header,
  title: string,
  tags: string[] = [],
): Promise<void> {
  const fresh = { length: 0, logVersion: header.version, removedAt: 0 }
  await at.sessions.add({ ...summaryOf(header, title), tags, ...fresh })
  await at.headers.add({ session: header.id, header })
}

/** Throws a StoreError where the log has another version or length. */
export async function extendSession(
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

/** Deletes a session; its recordings too, but those that are named here and those that others share. */
export async function eraseSession(
  at: At<TableName>,
  session: string,
  keep: readonly string[] = [],
): Promise<void> {
  await at.entries.delete(placesOf(session))
  await at.headers.delete(session)
  await at.texts.delete(session)
  await at.measured.delete(session)
  await at.sessions.delete(session)
  await releaseTakes(at, session, new Set(keep))
}

import type { Entry } from '../session/log.ts'
import { StoreError } from '../session/store.ts'

/** The record, or a StoreError where there is none. */
export function mustExist<T>(record: T | undefined, session: string): T {
  if (record === undefined)
    throw new StoreError('deleted', `there is no session ${session}; it may have been deleted`)
  return record
}

/**
 * The entries that are still to be appended to a log of that length, which has `stored` from place `from` on: a write
 * that is repeated may have been done. Throws a StoreError where the log has others there, or ends before.
 */
export function leftToAppend(
  { id, length }: { id: string; length: number },
  from: number,
  stored: readonly Entry[],
  entries: readonly Entry[],
): readonly Entry[] {
  const same = stored.every((entry, i) => !entries[i] || JSON.stringify(entry) === JSON.stringify(entries[i]))
  if (from < 0 || from > length || !same) throw wrongLength(id, length, from)
  return entries.slice(length - from)
}

export const wrongLength = (session: string, length: number, from: number): StoreError =>
  new StoreError('failed', `another tab wrote to session ${session}: it has ${length} entries, not ${from}`)

export const alreadyThere = (session: string): StoreError =>
  new StoreError('failed', `there is already a session ${session}`)

export const otherFormat = (session: string): StoreError =>
  new StoreError('failed', `session ${session} is kept in another version of this app's format`)

export const alreadyPacked = (take: string): StoreError =>
  new StoreError('failed', `recording ${take} was packed; nothing can be added to it`)

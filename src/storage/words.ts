import { StoreError } from '../session/store.ts'

/** The record, or a StoreError where there is none. */
export function mustExist<T>(record: T | undefined, session: string): T {
  if (record === undefined)
    throw new StoreError('failed', `there is no session ${session}; it may have been deleted`)
  return record
}

export const wrongLength = (session: string, length: number, from: number): StoreError =>
  new StoreError('failed', `another tab wrote to session ${session}: it has ${length} entries, not ${from}`)

export const alreadyThere = (session: string): StoreError =>
  new StoreError('failed', `there is already a session ${session}`)

export const otherFormat = (session: string): StoreError =>
  new StoreError('failed', `session ${session} is kept in another version of this app's format`)

export const alreadyPacked = (take: string): StoreError =>
  new StoreError('failed', `recording ${take} was packed; nothing can be added to it`)

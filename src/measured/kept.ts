import type { Measured } from '../debrief/measured.ts'
import type { KeptMeasured } from '../session/store.ts'
import { packRows, unpackRows } from './columns.ts'

/**
 * Which way rows are made. To be raised whenever `measuredOf` gives other rows for the same log: what was kept is made
 * anew then.
 */
export const madeBy = 1

/** Rows of a session, and how many entries of its log they were made of. */
export interface Made {
  entries: number
  rows: readonly Measured[]
}

export const keptAs = (session: string, { entries, rows }: Made): KeptMeasured => ({
  session,
  made: { entries, by: madeBy },
  rows: packRows(rows),
})

/** What was kept, where it was made as it is made now and can be read. */
export function madeFrom({ session, made, rows }: KeptMeasured): Made | null {
  if (made?.by !== madeBy || !Number.isSafeInteger(made.entries) || typeof rows !== 'string') return null
  try {
    const read: Partial<Measured>[] = unpackRows(rows)
    return read.every((row) => isRow(row, session))
      ? { entries: made.entries, rows: read as Measured[] }
      : null
  } catch {
    return null
  }
}

/** Only what would lead astray is looked at: rows are written whole or not at all. */
const isRow = (row: Partial<Measured>, session: string): boolean =>
  row.session === session &&
  typeof row.at === 'number' &&
  typeof row.day === 'string' &&
  typeof row.prompt === 'string' &&
  Array.isArray(row.principles) &&
  Array.isArray(row.signals)

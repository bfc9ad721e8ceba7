import type { SessionSummary } from '../session/store.ts'
import { newestFirst } from './summary.ts'

/** Reads summaries from the database: all that are listed, or those of these sessions that are. */
export interface ListingParts {
  all(): Promise<SessionSummary[]>
  some(sessions: readonly string[]): Promise<SessionSummary[]>
}

/** The list of sessions, read once and then kept up with what changes: with thousands of them, each event would cost. */
export interface Listing {
  /** Newest first. A summary that has not changed is the same object as before. */
  list(): Promise<readonly SessionSummary[]>
  /** The session may have changed, or, where none is named, any of them. To be told before anybody lists again. */
  changed(session: string | null): void
}

export function createListing({ all, some }: ListingParts): Listing {
  let known: readonly SessionSummary[] | null = null
  /** What is to be read again, each with a number that grows with every change. */
  const dirty = new Map<string, number>()
  let changes = 0

  // Each reads for itself: one that the database never answers holds nobody else up.
  async function read(): Promise<readonly SessionSummary[]> {
    const looked = new Map(dirty)
    if (known === null) {
      const found = newestFirst(await all())
      // Another may have been quicker, and begun earlier.
      if (known !== null) return read()
      known = found
    } else if (looked.size > 0) {
      const found = await some([...looked.keys()])
      // Another may have read it later meanwhile, and newer.
      const latest = new Set([...looked].flatMap(([id, change]) => (dirty.get(id) === change ? [id] : [])))
      const ofThese = found.filter(({ id }) => latest.has(id))
      if (known !== null) known = updated(known, latest, ofThese)
    }
    for (const [id, change] of looked) if (dirty.get(id) === change) dirty.delete(id)
    return known === null || dirty.size > 0 ? read() : known
  }

  return {
    list: read,
    changed(session) {
      if (session === null) known = null
      else dirty.set(session, ++changes)
    },
  }
}

/** The list with these sessions as they are now; those that are not among `found` are gone. */
function updated(
  list: readonly SessionSummary[],
  looked: ReadonlySet<string>,
  found: readonly SessionSummary[],
): readonly SessionSummary[] {
  const now = new Map(found.map((summary) => [summary.id, summary]))
  const before = list.filter(({ id }) => looked.has(id))
  const stays =
    before.length === found.length && before.every((was) => now.get(was.id)?.createdAt === was.createdAt)
  if (stays) return list.map((summary) => now.get(summary.id) ?? summary)
  return newestFirst([...list.filter(({ id }) => !looked.has(id)), ...found])
}

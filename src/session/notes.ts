import type { Entry, EntryOf } from './log.ts'

/** What the candidate noted at a moment of the session. */
export interface Note {
  id: string
  /** Session ms. */
  at: number
  /** "" is a bookmark. */
  text: string
  /** When it was written, ISO 8601 in UTC. */
  when: string
}

/**
 * The notes that stand after all of these entries, in order of their moments; those of one moment in the order in which
 * they were written. Of two with one id the later stands; removing one that is not there changes nothing.
 */
export function notesOf(entries: readonly Entry[]): Note[] {
  const notes = new Map<string, EntryOf<'note.added'>>()
  for (const entry of entries) {
    if (entry.type !== 'note.added' && entry.type !== 'note.removed') continue
    // A later one takes its own place in the order of writing.
    notes.delete(entry.id)
    if (entry.type === 'note.added') notes.set(entry.id, entry)
  }
  return [...notes.values()]
    .map(({ id, at, text, when }) => ({ id, at, text, when }))
    .toSorted((a, b) => a.at - b.at)
}

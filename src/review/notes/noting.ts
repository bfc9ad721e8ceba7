import type { Log } from '../../session/log.ts'
import type { Note } from '../../session/notes.ts'
import { record, type RecordPorts } from '../record.ts'

const now = () => new Date().toISOString()

/** Notes something at a session time, in ms; without text it is a bookmark. Rejects as `record` does. */
export async function addNote(
  log: Log,
  { at, text, id = crypto.randomUUID() }: Pick<Note, 'at' | 'text'> & { id?: string },
  ports: RecordPorts,
): Promise<{ log: Log; id: string }> {
  const added = { type: 'note.added' as const, when: now(), id, at: Math.round(at), text }
  return { log: await record(log, added, ports), id }
}

/** Takes a note away. Rejects as `record` does. */
export const removeNote = (log: Log, id: string, ports: RecordPorts): Promise<Log> =>
  record(log, { type: 'note.removed', when: now(), id }, ports)

/** The note with another text: a new one in the place of the old. Nothing is lost where the second step fails. */
export async function editNote(log: Log, note: Note, text: string, ports: RecordPorts): Promise<Log> {
  const added = await addNote(log, { at: note.at, text }, ports)
  return removeNote(added.log, note.id, ports)
}

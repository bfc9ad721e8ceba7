import { useRef, useState } from 'react'
import type { Log } from '../../session/log.ts'
import type { Note } from '../../session/notes.ts'
import { Amends, useIsFixed } from '../../ui/Amends.tsx'
import { Button } from '../../ui/Button.tsx'
import { useServices } from '../../ui/services.ts'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { clockTime, Time } from '../../ui/Time.tsx'
import { showToast } from '../../ui/toasts.ts'
import type { Player } from '../player.ts'
import { NoteForm } from './NoteForm.tsx'
import styles from './Notes.module.css'
import { addNote, editNote, removeNote } from './noting.ts'
import { messageOf } from '../../platform/messageOf.ts'

/** What the candidate notes at moments of the session, by key while it plays on. */
export function Notes(props: {
  notes: readonly Note[]
  player: Player
  /** The log as it is now. */
  log: () => Log
  onLog: (log: Log) => void
}) {
  const { notes, player, log, onLog } = props
  const services = useServices()
  const isFixed = useIsFixed()
  /** What is being written: at which moment, or which note anew. */
  const [writing, setWriting] = useState<{ at: number; note: Note | null } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const cameFrom = useRef<Element | null>(null)

  const attempt = async (deed: () => Promise<Log>): Promise<boolean> => {
    setProblem(null)
    try {
      onLog(await deed())
      return true
    } catch (error) {
      setProblem(messageOf(error))
      return false
    }
  }
  const add = (note: Pick<Note, 'at' | 'text'>) =>
    attempt(async () => {
      const added = await addNote(log(), note, services)
      const what = note.text === '' ? 'Bookmark' : 'Note'
      showToast({
        message: `${what} at ${clockTime(note.at)}.`,
        undo: () => void attempt(() => removeNote(log(), added.id, services)),
      })
      return added.log
    })
  const remove = (note: Note) =>
    attempt(async () => {
      const rest = await removeNote(log(), note.id, services)
      showToast({
        message: `${note.text === '' ? 'Bookmark' : 'Note'} at ${clockTime(note.at)} removed.`,
        undo: () => void attempt(async () => (await addNote(log(), note, services)).log),
      })
      return rest
    })

  const write = (note: Note | null) => {
    cameFrom.current = document.activeElement
    setWriting({ at: note?.at ?? player.state().at, note })
  }
  /** The focus goes back to where it was, so that keys mean the player again. */
  const close = () => {
    setWriting(null)
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus({ preventScroll: true })
  }
  const save = async (text: string) => {
    if (!writing) return
    const { at, note } = writing
    const done = await (note
      ? attempt(() => editNote(log(), note, text, services))
      : text === ''
        ? Promise.resolve(true)
        : add({ at, text }))
    if (done) close()
  }
  const bookmark = () => void add({ at: player.state().at, text: '' })
  useShortcuts(
    isFixed
      ? []
      : [
          { key: 'n', label: 'a note at this moment', action: () => write(null) },
          { key: 'b', label: 'a bookmark at this moment', action: bookmark },
        ],
  )

  return (
    <section className={styles.notes} aria-labelledby="notes">
      <header className={styles.header}>
        <h2 id="notes">Your notes</h2>
        <Amends>
          <span className="no-print">
            <Button size="small" kind="quiet" shortcut="n" onClick={() => write(null)}>
              Note here
            </Button>
            <Button size="small" kind="quiet" shortcut="b" onClick={bookmark}>
              Bookmark
            </Button>
          </span>
        </Amends>
      </header>
      {writing && (
        <NoteForm
          key={writing.note?.id ?? writing.at}
          at={writing.at}
          text={writing.note?.text ?? ''}
          onSave={save}
          onCancel={close}
        />
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {notes.length > 0 && (
        <ul className={styles.list}>
          {notes.map((note) => (
            <li key={note.id} className={styles.note}>
              <button
                type="button"
                className={styles.time}
                aria-label={`Play from ${clockTime(note.at)}`}
                onClick={() => {
                  player.seek(note.at)
                  player.play()
                }}
              >
                <Time ms={note.at} />
              </button>
              <p className={note.text === '' ? styles.bookmark : styles.text}>{note.text || 'bookmark'}</p>
              <Amends>
                <span className={`${styles.actions} no-print`}>
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={`${note.text === '' ? 'Write at the bookmark' : 'Edit the note'} at ${clockTime(note.at)}`}
                    onClick={() => write(note)}
                  >
                    {note.text === '' ? 'Write' : 'Edit'}
                  </Button>
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={`Remove the ${note.text === '' ? 'bookmark' : 'note'} at ${clockTime(note.at)}`}
                    onClick={() => void remove(note)}
                  >
                    Remove
                  </Button>
                </span>
              </Amends>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

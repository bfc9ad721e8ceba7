import type { StoreApi } from 'zustand/vanilla'
import type { Session } from '../session/door.ts'
import type { Clock } from '../speech/ports.ts'
import type { Room } from './room.ts'

/** Ms between two saves of what is being typed. */
const draftEveryMs = 500

interface Parts {
  session: Session
  clock: Clock
  room: StoreApi<Room>
  /** Told what was saved. */
  onSaved: (text: string) => void
}

/** Keeps what is typed on disk while it is being typed. */
export interface Drafts {
  /** Notes that something was typed: it is saved soon. */
  changed(): void
  /** Saves what there is; `at` as in `Session.send`. */
  save(at?: number): void
}

export function keepDrafts({ session, clock, room, onSaved }: Parts): Drafts {
  let cancel: (() => void) | null = null
  const save = (at?: number) => {
    cancel?.()
    cancel = null
    const { draft } = room.getState()
    if (draft && session.send({ type: 'draft.saved', text: draft }, at)) onSaved(draft)
  }
  return {
    changed() {
      cancel ??= clock.after(draftEveryMs, () => save())
    },
    save,
  }
}

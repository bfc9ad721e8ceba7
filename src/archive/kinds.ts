import type { SessionStore } from '../session/store.ts'
import type { FileRef } from './manifest.ts'
import { sessionKind } from './session.ts'
import { settingsKind } from './settings.ts'

/** Where the stored things are that archives are made from and taken into. */
export interface Places {
  store: SessionStore
  settings: SettingsPlace
  /** Claims a thing among all tabs; null where another tab has it. Returns what gives it back. */
  claim(name: string): Promise<(() => void) | null>
}

export interface SettingsPlace {
  read(): Record<string, unknown>
  /** Takes what is right of them; what is wrong stays as it is. */
  write(settings: Record<string, unknown>): void
  /** Whether they are as at first. */
  isUntouched(): boolean
}

/** A thing on its way into an archive. */
export interface Outgoing {
  data: unknown
  /** Parts of it that could not be read, and stay behind. */
  lost: string[]
}

/** Adds a file to the item that is being written; it is stored as it is. */
export type AddFile = (type: string, bytes: Uint8Array) => Promise<void>

/** What the preview says of a thing in an archive. Plain data. */
export interface Description {
  title: string
  /** ISO 8601, where it has a time. */
  createdAt: string | null
  answers: number | null
}

/** A thing in an archive, read and held against its hashes on demand. */
export interface Incoming {
  /** Its data as JSON, checked for nothing but that it is harmless to hold. */
  data(): Promise<unknown>
  /** Its files, as they are listed. */
  files: readonly FileRef[]
  file(index: number): Promise<Uint8Array<ArrayBuffer>>
  id: string
}

/**
 * What becomes of a thing: `new`; `same`: it is here already; `extends`: what is here is the beginning of it; `older`: it
 * is the beginning of what is here, which stays; `copy`: both went on from a common beginning, or differ, so it comes
 * in beside what is here.
 */
export type Verdict = 'new' | 'same' | 'extends' | 'older' | 'copy'

/** Takes back what was taken in. */
export interface Undo {
  undo(): Promise<void>
  /** Once it stands for good. */
  settle(): Promise<void>
}

/** A kind of stored things. A new kind joins by one more entry in `kinds`. */
export interface Kind {
  id: string
  /** Of its data within archives. */
  version: number
  /** Ids of what is stored, sorted. */
  list(places: Places): Promise<string[]>
  /** Null where it is gone meanwhile. */
  give(places: Places, id: string, add: AddFile): Promise<Outgoing | null>
  /** Says what it is, or throws an ArchiveError or LogError. Pure: it runs in a worker, on what strangers wrote. */
  check(data: unknown, item: Pick<Incoming, 'id' | 'files'>): Description
  plan(places: Places, item: Incoming): Promise<Verdict>
  /** Takes it in as the verdict says, whole or not at all; null where there is nothing to take back. */
  take(places: Places, item: Incoming, verdict: Verdict): Promise<Undo | null>
}

/** Everything that archives hold, in the order in which it is written. */
export const kinds: readonly Kind[] = [sessionKind, settingsKind]

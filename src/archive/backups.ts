import { workClaim } from '../platform/claim.ts'
import type { SessionStore, SessionSummary } from '../session/store.ts'
import { openChanges } from '../storage/changes.ts'
import { changeRecord, readRecord, type BackupRecord } from './backupRecord.ts'
import { ArchiveError, isCancel } from './errors.ts'
import { folderWords, mayWrite, pickFolder, writeFolder, type FolderResult } from './folder.ts'
import type { Places } from './kinds.ts'
import { nothingSaved, savedAfter, type Marks, type Saved } from './schedule.ts'

export interface BackupState {
  saved: Saved
  /** Name of the folder that backups are written into; null where none was chosen. */
  folder: string | null
  /** How far writing into it has come; null while nothing is written. */
  writing: { done: number; of: number } | null
}

/** Regular backups: what was saved when, and the folder that is kept up to date. */
export interface Backups {
  state(): BackupState
  subscribe(listener: () => void): () => void
  /** Remembers that these sessions, as they were listed before, were saved in some other way. */
  note(written: readonly SessionSummary[]): Promise<void>
  putOff(): Promise<void>
  /** Asks for a folder; from a click. Rejects with an AbortError when the person thinks better of it. */
  chooseFolder(): Promise<void>
  /** Writes there no more. What is in it stays. */
  leaveFolder(): Promise<void>
  /** Whether the folder can be written into without asking the person. */
  mayWrite(): Promise<boolean>
  /**
   * Writes what changed into the folder, the session left out that is being taken; from a click, as the browser may ask
   * for leave. @throws ArchiveError in words for the person
   */
  write(signal?: AbortSignal): Promise<Pick<FolderResult, 'written' | 'leftOut'>>
}

export interface BackupPorts {
  store: Pick<SessionStore, 'list'>
  places: Places
  /** The session that is being taken, in whichever tab; null while none is. */
  taken(): string | null
  /** Wall time in ms. */
  now(): number
  /** Of the database that remembers. */
  name?: string
  pick?: () => Promise<FileSystemDirectoryHandle>
}

/** Opens what is remembered; other tabs' changes are followed. Rejects with a StoreError where nothing is kept. */
export async function openBackups(ports: BackupPorts): Promise<Backups> {
  const { store, places, taken, now, name, pick = pickFolder } = ports
  const changes = openChanges(name ?? 'mockloop.backup')
  const listeners = new Set<() => void>()
  let record: BackupRecord = { saved: nothingSaved, folder: null }
  let state: BackupState = { saved: nothingSaved, folder: null, writing: null }

  const show = (change: Partial<BackupState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const follow = (found: BackupRecord) => {
    record = found
    show({ saved: found.saved, folder: found.folder?.handle.name ?? null })
  }
  const remember = async (change: (before: BackupRecord) => BackupRecord) => {
    follow(await changeRecord(change, name))
    changes.announce()
  }
  follow(await readRecord(name))
  changes.watch(() => void readRecord(name).then(follow, () => {}))

  /** Those of the folder, unless another one was chosen meanwhile. */
  const keepMarks = async (chosenAt: number, marks: Marks) => {
    record = await changeRecord(
      (before) =>
        before.folder?.chosenAt === chosenAt ? { ...before, folder: { ...before.folder, marks } } : before,
      name,
    )
  }
  const note = async (written: readonly SessionSummary[]) => {
    const all = await store.list()
    await remember((before) => ({ ...before, saved: savedAfter(before.saved, written, all, now()) }))
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    note,
    putOff: () => remember((before) => ({ ...before, saved: { ...before.saved, putOffAt: now() } })),
    async chooseFolder() {
      const handle = await pick()
      const isSame = (await record.folder?.handle.isSameEntry(handle)) ?? false
      await remember((before) => ({
        ...before,
        folder: { handle, chosenAt: now(), marks: isSame && before.folder ? before.folder.marks : new Map() },
      }))
    },
    leaveFolder: () => remember((before) => ({ ...before, folder: null })),
    mayWrite: async () => record.folder !== null && (await mayWrite(record.folder.handle, false)),
    async write(signal) {
      const { folder } = record
      if (!folder) throw new ArchiveError('foreign', 'No folder was chosen.')
      const { handle, chosenAt } = folder
      const release = await places.claim(workClaim('backup'))
      if (!release) throw new ArchiveError('busy', 'Another tab is writing a backup.')
      try {
        if (!(await mayWrite(handle, true))) throw new DOMException('', 'NotAllowedError')
        show({ writing: { done: 0, of: 0 } })
        const sessions = (await store.list()).filter(({ id }) => id !== taken())
        const result = await writeFolder(places, handle, sessions, folder.marks, {
          signal,
          onProgress: (done, of) => show({ writing: { done, of } }),
          onMark: (marks) => keepMarks(chosenAt, marks),
        })
        // What cannot be read is saved as far as it can be, and told by the library: no reminder would mend it.
        await note(sessions)
        return result
      } catch (error) {
        if (isCancel(error)) throw error
        throw new ArchiveError('damaged', folderWords(error, handle.name), { cause: error })
      } finally {
        show({ writing: null })
        release()
      }
    },
  }
}

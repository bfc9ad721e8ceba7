import type { SessionSummary } from '../session/store.ts'
import { ArchiveError } from './errors.ts'
import type { Places } from './kinds.ts'
import { writeTo } from './saving.ts'
import { markOf, unsaved, type Marks } from './schedule.ts'
import { writeArchive, type Choice, type LeftOut } from './write.ts'
import { messageOf } from '../platform/messageOf.ts'

/** A handle with what Chromium adds: leave to write is asked for again at every visit. */
export interface Folder extends FileSystemDirectoryHandle {
  queryPermission?(wanted: { mode: 'readwrite' }): Promise<PermissionState>
  requestPermission?(wanted: { mode: 'readwrite' }): Promise<PermissionState>
}

interface Picker {
  showDirectoryPicker?: (options: {
    id: string
    mode: 'readwrite'
    startIn: string
  }) => Promise<FileSystemDirectoryHandle>
}

/** Whether this browser lets a page write into a folder of the person's choice. Chromium's do, on computers. */
export const canPickFolder = (): boolean => (globalThis as Picker).showDirectoryPicker !== undefined

/** Asks the person for a folder; from a click. Rejects with an AbortError when the person thinks better of it. */
export function pickFolder(): Promise<FileSystemDirectoryHandle> {
  const { showDirectoryPicker } = globalThis as Picker
  if (!showDirectoryPicker) throw new ArchiveError('foreign', 'this browser writes into no folders')
  return showDirectoryPicker({ id: 'mockloop-backup', mode: 'readwrite', startIn: 'documents' })
}

/** `ask`: may ask the person, which browsers allow from a click only. */
export async function mayWrite(folder: Folder, ask: boolean): Promise<boolean> {
  const wanted = { mode: 'readwrite' } as const
  if (((await folder.queryPermission?.(wanted)) ?? 'granted') === 'granted') return true
  return ask && (await folder.requestPermission?.(wanted)) === 'granted'
}

/** Under which the mark of the settings is kept; no session can have this id. */
const settingsMark = 'settings:'
const settingsFile = 'mockloop-settings.zip'

/** One file a session. Its name never changes, so that what is saved anew takes the place of what was there. */
export const fileOf = ({ id, createdAt }: Pick<SessionSummary, 'id' | 'createdAt'>): string =>
  `mockloop-${createdAt.slice(0, 10).replaceAll(/[^\d-]/g, '')}-${id}.zip`

export interface FolderOptions {
  signal?: AbortSignal
  onProgress?: (done: number, of: number) => void
}

export interface FolderResult {
  /** What the folder holds now. */
  marks: Marks
  written: SessionSummary[]
  leftOut: LeftOut[]
}

/**
 * Writes into the folder what changed since `marks`, or is no longer there: each session as an archive of its own, which
 * takes its place only once it is whole. Nothing in the folder is removed. Cut short, what is done is remembered in
 * what `onMark` was told.
 */
export async function writeFolder(
  places: Places,
  folder: FileSystemDirectoryHandle,
  sessions: readonly SessionSummary[],
  marks: Marks,
  { signal, onProgress, onMark }: FolderOptions & { onMark: (marks: Marks) => Promise<unknown> },
): Promise<FolderResult> {
  const there = await namesIn(folder)
  const changed = unsaved(sessions, new Map([...marks].filter(([id]) => isThere(id, sessions, there))))
  const settings = JSON.stringify(places.settings.read())
  const now = new Map(marks)
  const result: FolderResult = { marks: now, written: [], leftOut: [] }
  const write = async (choice: Choice, name: string, mark: string, at: string): Promise<boolean> => {
    const { items, leftOut } = await writeOne(places, folder, choice, name, there.has(name), signal)
    result.leftOut.push(...leftOut)
    if (items === 0) return false
    await onMark(now.set(at, mark))
    return true
  }
  if (now.get(settingsMark) !== settings || !there.has(settingsFile))
    await write({ kind: 'settings', id: 'settings' }, settingsFile, settings, settingsMark)
  for (const [i, session] of changed.entries()) {
    signal?.throwIfAborted()
    onProgress?.(i, changed.length)
    const choice = { kind: 'session', id: session.id }
    if (await write(choice, fileOf(session), markOf(session), session.id)) result.written.push(session)
  }
  onProgress?.(changed.length, changed.length)
  return result
}

function isThere(id: string, sessions: readonly SessionSummary[], names: ReadonlySet<string>): boolean {
  const session = sessions.find((each) => each.id === id)
  return session !== undefined && names.has(fileOf(session))
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<Set<string>> {
  const names = new Set<string>()
  for await (const name of folder.keys()) names.add(name)
  return names
}

async function writeOne(
  places: Places,
  folder: FileSystemDirectoryHandle,
  choice: Choice,
  name: string,
  isOld: boolean,
  signal?: AbortSignal,
) {
  const file = await writeTo(await folder.getFileHandle(name, { create: true }))
  const giveUp = async () => {
    await file.abort().catch(() => {})
    // The name came with the handle; nothing that was there before is touched.
    if (!isOld) await folder.removeEntry(name).catch(() => {})
  }
  try {
    const written = await writeArchive(places, [choice], file, { signal })
    if (written.items === 0) await giveUp()
    else await file.close()
    return written
  } catch (error) {
    await giveUp()
    throw error
  }
}

/** What went wrong with a folder, for the person. */
export function folderWords(error: unknown, folder: string): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotFoundError')
    return `The folder “${folder}” is no longer there. Choose it, or another one, anew.`
  if (name === 'NotAllowedError')
    return `The browser may not write into “${folder}”. Back up once more and allow it, or choose another folder.`
  if (name === 'QuotaExceededError')
    return `There is no space left where “${folder}” is. Make room, then back up again.`
  return `It could not be written into “${folder}”: ${messageOf(error)}`
}

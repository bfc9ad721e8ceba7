import { sha256, type Source } from './bytes.ts'
import { ArchiveError, isCancel, shown } from './errors.ts'
import { readJson } from './json.ts'
import { kinds, type Description, type Incoming } from './kinds.ts'
import { manifestName, parseManifest, type FileRef, type ItemRef } from './manifest.ts'
import { openZip, readEntry, type ZipEntry } from './zipRead.ts'
import { messageOf } from '../platform/messageOf.ts'

/** A thing in an archive that is whole and can be taken in. */
export interface Found extends Description {
  kind: string
  item: ItemRef
  /** Bytes of its files. */
  bytes: number
}

export interface Refused {
  name: string
  why: string
}

/** What an archive holds, and what of it is refused. Plain data. */
export interface Catalogue {
  found: Found[]
  refused: Refused[]
  /** Where each of its files lies. */
  entries: ReadonlyMap<string, ZipEntry>
}

export interface CheckOptions {
  signal?: AbortSignal
  onProgress?: (doneBytes: number, ofBytes: number) => void
}

/**
 * Reads an archive through and writes nothing: every hash is computed, every log replayed. Throws an ArchiveError where
 * the whole of it is refused; what is wrong with one thing in it is told with that thing.
 */
export async function checkArchive(source: Source, options: CheckOptions = {}): Promise<Catalogue> {
  const { signal, onProgress } = options
  const entries = await openZip(source)
  const list = entries.get(manifestName)
  if (!list)
    throw new ArchiveError('foreign', 'it is no archive of this app: it has no list of what it holds')
  const manifest = parseManifest(readJson(manifestName, await readEntry(source, list, signal)))
  const found: Found[] = []
  const refused: Refused[] = []
  const named = new Set([manifestName])
  let doneBytes = list.storedBytes
  for (const { kind: id, version, items } of manifest.kinds) {
    const kind = kinds.find((each) => each.id === id)
    for (const item of items) {
      signal?.throwIfAborted()
      const files = [item.data, ...item.files]
      for (const { path } of files) named.add(path)
      const name = shown(item.id)
      try {
        if (!kind)
          throw new ArchiveError('newer', `things of this kind (${shown(id)}) are not known to this version`)
        if (version > kind.version)
          throw new ArchiveError('newer', 'it was made by a newer version of this app')
        const incoming = incomingOf(source, entries, item, signal)
        const description = kind.check(await incoming.data(), item)
        for (const i of item.files.keys()) await incoming.file(i)
        const bytes = item.files.reduce((sum, file) => sum + file.bytes, 0)
        found.push({ kind: id, item, bytes, ...description })
      } catch (error) {
        if (isCancel(error) || !(error instanceof ArchiveError)) throw error
        refused.push({ name, why: error.message })
      }
      doneBytes += files.reduce((sum, { path }) => sum + (entries.get(path)?.storedBytes ?? 0), 0)
      onProgress?.(doneBytes, source.size)
    }
  }
  for (const path of entries.keys())
    if (!named.has(path)) refused.push({ name: shown(path), why: 'the archive’s list does not name it' })
  return { found, refused, entries }
}

/** A thing in an archive; whatever is read of it is held against its hash. */
export function incomingOf(
  source: Source,
  entries: ReadonlyMap<string, ZipEntry>,
  { id, data, files }: ItemRef,
  signal?: AbortSignal,
): Incoming {
  const read = async (ref: FileRef) => {
    const entry = entries.get(ref.path)
    if (!entry) throw new ArchiveError('damaged', `${shown(ref.path)} is missing`)
    if (entry.bytes !== ref.bytes) throw new ArchiveError('damaged', `${shown(ref.path)} has another length`)
    const bytes = await readEntry(source, entry, signal)
    if ((await sha256(bytes)) !== ref.sha256)
      throw new ArchiveError('damaged', `${shown(ref.path)} is not what was written`)
    return bytes
  }
  return {
    id,
    files,
    data: async () => readJson(data.path, await read(data)),
    file(index) {
      const ref = files[index]
      if (!ref) throw new RangeError(`there is no file ${index}`)
      return read(ref)
    },
  }
}

/** An unexpected failure, as a refusal that names it. */
export const refusalOf = (error: unknown): ArchiveError =>
  error instanceof ArchiveError ? error : new ArchiveError('damaged', messageOf(error), { cause: error })

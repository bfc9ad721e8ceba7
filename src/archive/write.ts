import { sha256 } from './bytes.ts'
import { ArchiveError, isCancel } from './errors.ts'
import { writeJson } from './json.ts'
import { kinds, type Kind, type Places } from './kinds.ts'
import { limits } from './limits.ts'
import { formatVersion, manifestName, type FileRef, type ItemRef, type Manifest } from './manifest.ts'
import { writeZip, type Sink, type ZipWriter } from './zipWrite.ts'
import { messageOf } from '../platform/messageOf.ts'

/** One thing to be exported. */
export interface Choice {
  kind: string
  id: string
}

/** What an export left out, by which name and why. */
export interface LeftOut {
  name: string
  why: string
}

export interface Written {
  items: number
  bytes: number
  leftOut: LeftOut[]
}

export interface WriteOptions {
  signal?: AbortSignal
  onProgress?: (done: number, of: number, bytes: number) => void
}

/** All that is stored, or of the kinds that are named. */
export async function everything(places: Places, only?: readonly string[]): Promise<Choice[]> {
  const wanted = kinds.filter(({ id }) => only?.includes(id) ?? true)
  const lists = await Promise.all(
    wanted.map(async (kind) => (await kind.list(places)).map((id) => ({ kind: kind.id, id }))),
  )
  return lists.flat()
}

/**
 * Writes an archive of the chosen things, one after the other, holding one recording at a time. The same things give
 * the same bytes. What cannot be read is left out and told; it never keeps the rest from being written.
 */
export async function writeArchive(
  places: Places,
  choices: readonly Choice[],
  sink: Sink,
  { signal, onProgress }: WriteOptions = {},
): Promise<Written> {
  const zip = writeZip(sink, signal)
  const leftOut: LeftOut[] = []
  const manifest: Manifest = { format: formatVersion, kinds: [] }
  let done = 0
  let items = 0
  for (const kind of kinds) {
    const wanted = choices.filter((choice) => choice.kind === kind.id).map(({ id }) => id)
    const written: ItemRef[] = []
    for (const id of [...new Set(wanted)].toSorted()) {
      signal?.throwIfAborted()
      const item = await writeItem(zip, places, kind, id, leftOut)
      if (item) written.push(item)
      onProgress?.(++done, choices.length, zip.bytes)
      if (zip.bytes > limits.file)
        throw new ArchiveError('large', `more than ${limits.file / 1e9} GB; choose fewer sessions at once`)
    }
    items += written.length
    if (written.length > 0) manifest.kinds.push({ kind: kind.id, version: kind.version, items: written })
  }
  await zip.add(manifestName, writeJson(manifest), true)
  await zip.finish()
  return { items, bytes: zip.bytes, leftOut }
}

async function writeItem(
  zip: ZipWriter,
  places: Places,
  kind: Kind,
  id: string,
  leftOut: LeftOut[],
): Promise<ItemRef | null> {
  const files: FileRef[] = []
  let unwritten: unknown = null
  const put = async (name: string, type: string, bytes: Uint8Array, pack: boolean): Promise<FileRef> => {
    const path = `${kind.id}/${id}/${name}`
    const ref = { path, type, bytes: bytes.length, sha256: await sha256(bytes.slice()) }
    await zip.add(path, bytes, pack)
    return ref
  }
  let given: Awaited<ReturnType<Kind['give']>>
  try {
    given = await kind.give(places, id, async (type, bytes) => {
      const number = String(files.length).padStart(4, '0')
      const name = `${number}.${type.split('/')[1] ?? 'bin'}`
      files.push(
        await put(name, type, bytes, false).catch((error: unknown) => {
          unwritten = error
          throw error
        }),
      )
    })
  } catch (error) {
    // What cannot be read is left out; where it cannot be written there is no going on.
    if (unwritten !== null || isCancel(error)) throw error
    leftOut.push({ name: id, why: messageOf(error) })
    return null
  }
  if (!given) return null
  const data = writeJson(given.data)
  leftOut.push(...given.lost.map((why) => ({ name: id, why })))
  if (data.length > limits.json) leftOut.push({ name: id, why: 'its log is too long to be read again' })
  return { id, data: await put(`${kind.id}.json`, 'application/json', data, true), files }
}

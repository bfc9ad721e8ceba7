import * as v from 'valibot'
import { TransferError } from '../../platform/transfer.ts'
import { bytesOf, type ModelFile, type SpeechModel } from './catalogue.ts'

/** Bytes of a part. A transfer that breaks loses less than this. */
export const partBytes = 1 << 21

export type Caches = Pick<CacheStorage, 'open' | 'delete' | 'has'>

/** What is kept of a model: SHA-256 of each file, as it was when it was first kept. */
const recordSchema = v.object({
  version: v.literal(1),
  files: v.record(v.string(), v.object({ bytes: v.number(), sha256: v.string() })),
})

export interface Kept {
  state: 'none' | 'part' | 'whole'
  bytes: number
}

/**
 * Keeps one model in the browser's Cache Storage. Files lie there in parts, so that a transfer that broke goes on
 * where it was, also after the tab was closed; a record that is written last says that all is there and what it is.
 */
export interface Shelf {
  /** @throws TransferError where nothing can be kept */
  ready(): Promise<void>
  kept(): Promise<Kept>
  /** Bytes of a file's parts from its start on. */
  partsOf(file: ModelFile): Promise<number>
  /** @throws TransferError where there is no room */
  putPart(file: ModelFile, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** All parts of a file as one; shorter than the file where parts are missing. */
  assemble(file: ModelFile): Promise<Uint8Array<ArrayBuffer>>
  /** Takes a file away; the model is not whole any more. */
  drop(file: ModelFile): Promise<void>
  /** Says that all files are there. */
  seal(sha256: Readonly<Record<string, string>>): Promise<void>
  /** SHA-256 of each file; null until all are there. */
  sealed(): Promise<Record<string, string> | null>
  remove(): Promise<void>
}

export function shelfFor(model: SpeechModel, caches: Caches | null): Shelf {
  const name = `mockloop.speech.${model.id}`
  const folder = `/kept-models/${model.id}/`
  const recordUrl = `${folder}record.json`
  const partUrl = (file: ModelFile, index: number) => `${folder}${file.name}?part=${index}`
  const partsIn = (file: ModelFile) => Math.ceil(file.bytes / partBytes)

  const open = async (): Promise<Cache> => {
    if (!caches) throw unkept()
    return caches.open(name).catch((cause: unknown) => {
      throw unkept(cause)
    })
  }
  const isThere = async (): Promise<boolean> => (await caches?.has(name).catch(() => false)) ?? false

  async function sealed(): Promise<Record<string, string> | null> {
    if (!(await isThere())) return null
    const response = await (await open()).match(recordUrl)
    const record = v.safeParse(recordSchema, await response?.json().catch(() => null))
    if (!record.success) return null
    // A catalogue that has moved on means other files.
    const fits = model.files.every(({ name: file, bytes }) => record.output.files[file]?.bytes === bytes)
    if (!fits) return null
    return Object.fromEntries(Object.entries(record.output.files).map(([file, { sha256 }]) => [file, sha256]))
  }

  async function partsOf(file: ModelFile): Promise<number> {
    if (!(await isThere())) return 0
    const cache = await open()
    let parts = 0
    while (parts < partsIn(file) && (await cache.match(partUrl(file, parts)))) parts++
    return Math.min(parts * partBytes, file.bytes)
  }

  return {
    sealed,
    partsOf,
    ready: async () => void (await open()),
    async kept() {
      if ((await sealed()) !== null) return { state: 'whole', bytes: bytesOf(model) }
      let bytes = 0
      for (const file of model.files) bytes += await partsOf(file)
      return { state: bytes > 0 ? 'part' : 'none', bytes }
    },
    async putPart(file, index, bytes) {
      const cache = await open()
      await cache.put(partUrl(file, index), new Response(bytes)).catch((cause: unknown) => {
        throw new TransferError('full', `${file.name} could not be kept`, { cause })
      })
    },
    async assemble(file) {
      const cache = await open()
      const all = new Uint8Array(file.bytes)
      let at = 0
      for (let index = 0; index < partsIn(file); index++) {
        const part = await cache.match(partUrl(file, index))
        if (!part) break
        const bytes = new Uint8Array(await part.arrayBuffer())
        if (at + bytes.length > all.length) break
        all.set(bytes, at)
        at += bytes.length
      }
      return all.subarray(0, at)
    },
    async drop(file) {
      const cache = await open()
      await cache.delete(recordUrl)
      for (let index = 0; index < partsIn(file); index++) await cache.delete(partUrl(file, index))
    },
    async seal(sha256) {
      const files = Object.fromEntries(
        model.files.map(({ name: file, bytes }) => [file, { bytes, sha256: sha256[file] ?? '' }]),
      )
      const cache = await open()
      await cache.put(recordUrl, Response.json({ version: 1, files })).catch((cause: unknown) => {
        throw new TransferError('full', `${model.id} could not be kept`, { cause })
      })
    },
    async remove() {
      await caches?.delete(name)
    },
  }
}

const unkept = (cause?: unknown) =>
  new TransferError('unkept', 'This browser or window keeps no files', { cause })

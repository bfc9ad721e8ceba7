import { ask, piecesOf, TransferError, type Fetch } from '../../platform/transfer.ts'
import type { EngineFiles } from '../engines/protocol.ts'
import { bytesOf, type ModelFile, type SpeechModel } from './catalogue.ts'
import { check } from './check.ts'
import { partBytes, type Shelf } from './shelf.ts'

/** Bytes that stay free beside a model: what is recorded meanwhile needs room, too. */
const margin = 50_000_000

export interface ObtainParts {
  fetch: Fetch
  /** Bytes that may still be kept; null where the browser does not tell. */
  freeBytes: () => Promise<number | null>
}

export interface Source {
  /** Address of the folder. */
  folder: string
  /** SHA-256 of each file, where the source states it. */
  sha256?: Readonly<Record<string, string>>
}

export interface Watch {
  signal?: AbortSignal
  /** Bytes of the model that are here by now. */
  onProgress?: (bytes: number) => void
}

/**
 * Fetches what of the model is not here yet, checks each file and keeps it. What breaks off goes on there as long as
 * something comes, and at the next call.
 * @throws TransferError; a cancelled one throws the signal's reason
 */
export async function obtain(
  model: SpeechModel,
  shelf: Shelf,
  source: Source,
  parts: ObtainParts,
  watch: Watch = {},
): Promise<void> {
  await makeSureOfRoom(model, shelf, parts)
  const sha256: Record<string, string> = {}
  let before = 0
  for (const file of model.files) {
    const onProgress = (bytes: number) => watch.onProgress?.(before + bytes)
    await fetchFile(file, shelf, source, parts.fetch, { signal: watch.signal, onProgress })
    const checked = await check(file, await shelf.assemble(file), { sha256: source.sha256?.[file.name] })
    if ('fault' in checked) {
      await shelf.drop(file)
      throw new TransferError('damaged', checked.fault)
    }
    sha256[file.name] = checked.sha256
    before += file.bytes
  }
  await shelf.seal(sha256)
}

async function makeSureOfRoom(model: SpeechModel, shelf: Shelf, { freeBytes }: ObtainParts): Promise<void> {
  await shelf.ready()
  const free = await freeBytes()
  if (free === null) return
  const needed = bytesOf(model) - (await shelf.kept()).bytes + margin
  if (free < needed)
    throw new TransferError('full', `${needed} bytes are needed and ${free} are free for this site`)
}

/** Fetches a file from where its parts end. Goes on after a break as long as parts come. */
async function fetchFile(
  file: ModelFile,
  shelf: Shelf,
  { folder }: Source,
  fetch: Fetch,
  watch: Watch,
): Promise<void> {
  for (;;) {
    const had = await shelf.partsOf(file)
    watch.onProgress?.(had)
    if (had === file.bytes) return
    try {
      await fetchRest(file, shelf, `${folder}${file.name}`, had, fetch, watch)
    } catch (error) {
      watch.signal?.throwIfAborted()
      const broke = error instanceof TransferError && error.problem === 'unreachable'
      if (!broke || (await shelf.partsOf(file)) <= had) throw error
    }
  }
}

async function fetchRest(
  file: ModelFile,
  shelf: Shelf,
  url: string,
  had: number,
  fetch: Fetch,
  { signal, onProgress }: Watch,
): Promise<void> {
  const { body, status } = await askForRest(fetch, url, had, signal)
  // A server that knows no ranges sends all of it again.
  const from = status === 206 ? had : 0
  let index = from / partBytes
  const part = new Uint8Array(partBytes)
  let filled = 0
  const keep = async () => {
    await shelf.putPart(file, index++, part.slice(0, filled))
    filled = 0
  }
  let came = from
  try {
    for await (const piece of piecesOf({ url, body }, file.bytes - from, signal)) {
      for (let at = 0; at < piece.length;) {
        const taken = piece.subarray(at, at + partBytes - filled)
        part.set(taken, filled)
        filled += taken.length
        at += taken.length
        if (filled === partBytes) await keep()
      }
      came += piece.length
      onProgress?.(came)
    }
  } catch (error) {
    // Too long: what was kept of it is another file.
    if (error instanceof TransferError && error.problem === 'damaged') await shelf.drop(file)
    throw error
  }
  if (came < file.bytes)
    throw new TransferError('unreachable', `${url} ended after ${came} of ${file.bytes} bytes`)
  if (filled > 0) await keep()
}

/** Where asking for the rest fails, the whole is asked for: some servers refuse a page to ask for a range. */
async function askForRest(fetch: Fetch, url: string, from: number, signal?: AbortSignal) {
  try {
    return await ask(fetch, url, { signal, from })
  } catch (error) {
    if (from === 0 || signal?.aborted) throw error
    return ask(fetch, url, { signal })
  }
}

/**
 * Keeps those of the picked files that belong to the model and are whole. Whatever is still missing then is named.
 * @throws TransferError
 */
export async function takePicked(
  model: SpeechModel,
  shelf: Shelf,
  picked: readonly File[],
  parts: ObtainParts,
  watch: Watch = {},
): Promise<void> {
  const names = new Set(model.files.map(({ name }) => name.split('/').at(-1)))
  if (!picked.some(({ name }) => names.has(name)))
    throw new TransferError('strange', picked.map(({ name }) => name).join(', '))
  await makeSureOfRoom(model, shelf, parts)
  const sha256: Record<string, string> = {}
  const missing: string[] = []
  let here = 0
  for (const file of model.files) {
    watch.signal?.throwIfAborted()
    const given = picked.find(({ name }) => name === file.name.split('/').at(-1))
    if (given && given.size !== file.bytes)
      throw new TransferError('damaged', `${given.name} has ${given.size} bytes instead of ${file.bytes}`)
    if (given) await takeFile(file, shelf, given)
    const checked = await check(file, await shelf.assemble(file))
    if ('sha256' in checked) {
      sha256[file.name] = checked.sha256
      here += file.bytes
    } else if (given) {
      await shelf.drop(file)
      throw new TransferError('damaged', checked.fault)
    } else missing.push(file.name.split('/').at(-1) ?? file.name)
    watch.onProgress?.(here)
  }
  if (missing.length > 0) throw new TransferError('incomplete', missing.join(', '))
  await shelf.seal(sha256)
}

async function takeFile(file: ModelFile, shelf: Shelf, given: File): Promise<void> {
  for (let index = 0; index * partBytes < given.size; index++) {
    const part = given.slice(index * partBytes, (index + 1) * partBytes)
    await shelf.putPart(file, index, new Uint8Array(await part.arrayBuffer()))
  }
}

/**
 * The files of a model that is kept, checked against what they were when they were first kept. What is damaged is
 * dropped, so that it can be had anew.
 * @throws TransferError
 */
export async function readKept(model: SpeechModel, shelf: Shelf): Promise<EngineFiles> {
  const sealed = await shelf.sealed()
  if (!sealed) throw new TransferError('incomplete', model.id)
  const files: EngineFiles = []
  for (const file of model.files) {
    const bytes = await shelf.assemble(file)
    const checked = await check({ name: file.name, bytes: file.bytes }, bytes, { sha256: sealed[file.name] })
    if ('fault' in checked) {
      await shelf.drop(file)
      throw new TransferError('damaged', checked.fault)
    }
    files.push([file.name, bytes])
  }
  return files
}

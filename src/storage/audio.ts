import {
  isPacked,
  StoreError,
  type AudioChunk,
  type KeptAudio,
  type PackedAudio,
  type TakeAudio,
  type TakeSize,
} from '../session/store.ts'
import { placesOf, sizeOf, type At, type MockloopDatabase } from './database.ts'
import { rowOf } from './rows.ts'
import {
  checkChunk,
  isOf,
  isStored,
  mergeTake,
  packedOf,
  piecesOf,
  playable,
  unpackedRecord,
  wholeTake,
  type StoredTake,
  type TakeRecord,
} from './takes.ts'
import { mustExist } from './words.ts'

/** Adds chunks, all or none; where some are there already, those are not added again, and the others one by one. */
export async function addChunks(db: MockloopDatabase, chunks: readonly AudioChunk[]): Promise<void> {
  try {
    await addNew(db, chunks)
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'ConstraintError') throw error
    // They may have been written before, and nobody heard of it.
    for (const chunk of chunks)
      if (chunks.length > 1) await addChunks(db, [chunk])
      else await checkSame(db, chunk)
  }
}

/** Asks everything at once: a page that is busy takes its time for each turn, and sound comes eight times a second. */
function addNew(db: MockloopDatabase, chunks: readonly AudioChunk[]): Promise<void> {
  return db.transaction('readwrite', ['sessions', 'chunks', 'takes'], async (at) => {
    await Promise.all(chunks.map((chunk) => addOne(at, chunk)))
  })
}

async function addOne(at: At<'sessions' | 'chunks' | 'takes'>, chunk: AudioChunk): Promise<void> {
  const { session, take, index } = chunk
  const [stored, first] = await Promise.all([
    at.takes.get(take),
    at.chunks.get(placesOf(take)),
    rowOf(at, session),
    at.chunks.add(chunk),
  ])
  const record = unpackedRecord(stored)
  checkChunk(chunk, record ?? first)
  const merged = record && piecesOf(record).find((piece) => piece.index === index)
  // Merged already, it is not kept a second time.
  if (isStored(chunk, merged)) await at.chunks.delete([take, index])
}

function checkSame(db: MockloopDatabase, chunk: AudioChunk): Promise<void> {
  const { session, take, index } = chunk
  return db.transaction('readonly', ['sessions', 'chunks'], async (at) => {
    mustExist(await at.sessions.get(session), session)
    const there = await at.chunks.get([take, index])
    checkChunk(chunk, there)
    isStored(chunk, there)
  })
}

/** One transaction writes the record, reads it back, checks it and drops the chunks: cut short, it did nothing. */
export function seal(db: MockloopDatabase, take: string): Promise<void> {
  return db.transaction('readwrite', ['chunks', 'takes', 'sizes'], async (at) => {
    const chunks = await at.chunks.getAll(placesOf(take))
    const [first] = chunks
    if (!first) return
    const record = unpackedRecord(await at.takes.get(take))
    const merged = mergeTake(first, [...(record ? piecesOf(record) : []), ...chunks])
    await putTake(at, merged)
    const written = unpackedRecord(await at.takes.get(take))
    if (!written || !isSameTake(written, merged)) throw notAsWritten(take)
    piecesOf(written)
    await at.chunks.delete(placesOf(take))
  })
}

/** One transaction puts one in the other's place and reads it back: cut short, it did nothing. */
export function packTake(db: MockloopDatabase, original: TakeAudio, packed: PackedAudio): Promise<boolean> {
  const { take } = original
  return db.transaction('readwrite', ['chunks', 'takes', 'sizes'], async (at) => {
    const record = await at.takes.get(take)
    if (!record || isPacked(record) || !isOf(record, original)) return false
    if (await at.chunks.get(placesOf(take))) return false
    await putTake(at, wholeTake(record.session, packed))
    const written = await at.takes.get(take)
    if (!written || !isPacked(written) || indexedDB.cmp(packedOf(written).file, packed.file) !== 0)
      throw notAsWritten(take)
    return true
  })
}

export async function putTake(at: At<'takes' | 'sizes'>, record: StoredTake): Promise<void> {
  await at.takes.put(record)
  await at.sizes.put(sizeOf(record))
}

/** A recording in the form in which it is kept; null where there is none. */
export async function keptTake(db: MockloopDatabase, take: string): Promise<KeptAudio | null> {
  const { record, chunks } = await db.transaction('readonly', ['chunks', 'takes'], async (at) => ({
    record: await at.takes.get(take),
    chunks: await at.chunks.getAll(placesOf(take)),
  }))
  if (record && isPacked(record)) return packedOf(record)
  const info = record ?? chunks[0]
  return info ? playable(info, [...(record ? piecesOf(record) : []), ...chunks]) : null
}

/** How much room each recording takes, found without reading more than a piece of any. */
export function measured(db: MockloopDatabase): Promise<TakeSize[]> {
  return db.transaction('readonly', ['chunks', 'sizes'], async (at) => {
    const sizes = new Map((await at.sizes.getAll()).map((size) => [size.take, size]))
    const pieces = new Map<string, { session: string; first: number; count: number }>()
    let cursor = await at.chunks.index('session').openKeyCursor()
    for (; cursor; cursor = await cursor.continue()) {
      const [take, index] = cursor.primaryKey
      const before = pieces.get(take)
      if (before) before.count++
      else pieces.set(take, { session: cursor.key, first: index, count: 1 })
    }
    for (const [take, { session, first, count }] of pieces) {
      // All are as long as the first, but for the last.
      const each = (await at.chunks.get([take, first]))?.samples.byteLength ?? 0
      const bytes = (sizes.get(take)?.bytes ?? 0) + count * each
      sizes.set(take, { take, session, bytes, form: 'pieces' })
    }
    return [...sizes.values()]
  })
}

const isSameTake = (a: TakeRecord, b: TakeRecord) =>
  a.checksum === b.checksum && a.samples.length === b.samples.length && a.indexes.length === b.indexes.length

const notAsWritten = (take: string) =>
  new StoreError('corrupt', `recording ${take} did not come back as it was written`)

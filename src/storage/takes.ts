import {
  isPacked,
  StoreError,
  type AudioChunk,
  type KeptAudio,
  type PackedAudio,
  type TakeAudio,
} from '../session/store.ts'
import { alreadyPacked } from './words.ts'

/** One chunk of a take, at its place. */
export interface Piece {
  index: number
  samples: Int16Array<ArrayBuffer>
}

/**
 * A take whose chunks were merged. It keeps which chunks came in and how long each was, so that one that comes late
 * still finds its place.
 */
export interface TakeRecord {
  take: string
  session: string
  sampleRate: number
  indexes: number[]
  lengths: number[]
  /** All chunks that came in, without the silence that stands for missing ones. */
  samples: Int16Array<ArrayBuffer>
  checksum: string
}

/** A take that was packed. Nothing can be added to it. */
export interface PackedRecord extends PackedAudio {
  session: string
  /** Of the file's bytes. */
  checksum: string
}

export type StoredTake = TakeRecord | PackedRecord

type TakeInfo = Pick<TakeRecord, 'take' | 'session' | 'sampleRate'>

/** Merges chunks; each index must come once. */
export function mergeTake({ take, session, sampleRate }: TakeInfo, pieces: readonly Piece[]): TakeRecord {
  const ordered = inOrder(pieces)
  const samples = new Int16Array(ordered.reduce((sum, piece) => sum + piece.samples.length, 0))
  let at = 0
  for (const piece of ordered) {
    samples.set(piece.samples, at)
    at += piece.samples.length
  }
  return {
    take,
    session,
    sampleRate,
    indexes: ordered.map((piece) => piece.index),
    lengths: ordered.map((piece) => piece.samples.length),
    samples,
    checksum: checksum(samples),
  }
}

/** The record of a take that came in one piece; its samples are not copied. */
export function wholeTake(session: string, audio: KeptAudio): StoredTake {
  const { take, sampleRate } = audio
  if (isPacked(audio)) return { ...audio, session, checksum: checksum(audio.file) }
  const { samples } = audio
  const [indexes, lengths] = [[0], [samples.length]]
  return { take, session, sampleRate, indexes, lengths, samples, checksum: checksum(samples) }
}

export const bytesOf = (record: StoredTake): number =>
  isPacked(record) ? record.file.byteLength : record.samples.byteLength

/** What was packed, as it is given out. Throws a StoreError, `corrupt`, if it is not what was written. */
export function packedOf({ take, sampleRate, length, file, ...record }: PackedRecord): PackedAudio {
  if (checksum(file) !== record.checksum)
    throw new StoreError('corrupt', `recording ${take}: its bytes are not those that were written`)
  return { take, sampleRate, length, file }
}

/** The PCM of a record. Throws a StoreError where it was packed: nothing can be added to it. */
export function unpackedRecord(record: StoredTake | undefined): TakeRecord | undefined {
  if (record && isPacked(record)) throw alreadyPacked(record.take)
  return record
}

/** Whether the PCM is exactly that of the record. */
export const isOf = (record: TakeRecord, original: TakeAudio): boolean =>
  record.sampleRate === original.sampleRate &&
  sameSamples(playable(record, piecesOf(record)).samples, original.samples)

/** Throws a StoreError if the take is another session's. */
export function checkOwner(session: string, take: string, known: { session: string } | undefined): void {
  if (known && known.session !== session)
    throw new StoreError('failed', `recording ${take} belongs to session ${known.session}, not to ${session}`)
}

/** The chunks that a record was merged from. Throws a StoreError, `corrupt`, if it is not what was written. */
export function piecesOf(record: TakeRecord): Piece[] {
  const { take, indexes, lengths, samples } = record
  const expected = lengths.reduce((sum, length) => sum + length, 0)
  if (samples.length !== expected || indexes.length !== lengths.length)
    throw new StoreError('corrupt', `recording ${take}: ${samples.length} samples instead of ${expected}`)
  if (checksum(samples) !== record.checksum)
    throw new StoreError('corrupt', `recording ${take}: its samples are not those that were written`)
  let at = 0
  return indexes.map((index, i) => ({ index, samples: samples.subarray(at, (at += lengths[i] ?? 0)) }))
}

/**
 * The audio to be played. Silence of a full chunk's length stands for a chunk that is missing: what came after it is
 * kept, and at its time.
 */
export function playable({ take, sampleRate }: TakeInfo, pieces: readonly Piece[]): TakeAudio {
  const ordered = inOrder(pieces)
  const fullChunk = ordered.reduce((longest, piece) => Math.max(longest, piece.samples.length), 0)
  const known = ordered.reduce((sum, piece) => sum + piece.samples.length, 0)
  const missing = ordered.length > 0 ? (ordered.at(-1)?.index ?? 0) + 1 - ordered.length : 0
  const samples = new Int16Array(known + missing * fullChunk)
  let at = 0
  let next = 0
  for (const piece of ordered) {
    at += (piece.index - next) * fullChunk
    samples.set(piece.samples, at)
    at += piece.samples.length
    next = piece.index + 1
  }
  return { take, sampleRate, samples }
}

/** A copy that holds its own samples only: storing a view would store all that lies behind it. */
export const copyOf = (chunk: AudioChunk): AudioChunk => ({ ...chunk, samples: chunk.samples.slice() })

/** Throws a StoreError if the chunk cannot belong to the take that `known` is of. */
export function checkChunk(chunk: AudioChunk, known: TakeInfo | undefined): void {
  const { take, index, session, sampleRate } = chunk
  if (!Number.isSafeInteger(index) || index < 0)
    throw new StoreError('failed', `recording ${take}: a chunk cannot have place ${index}`)
  checkOwner(session, take, known)
  if (known && known.sampleRate !== sampleRate)
    throw new StoreError(
      'failed',
      `recording ${take} has ${known.sampleRate} samples a second, not ${sampleRate}`,
    )
}

/** Whether the chunk is already there. Throws a StoreError if another one has its place. */
export function isStored(chunk: AudioChunk, stored: Piece | undefined): boolean {
  if (!stored) return false
  if (sameSamples(chunk.samples, stored.samples)) return true
  throw new StoreError('failed', `recording ${chunk.take}: another chunk is already at place ${chunk.index}`)
}

/** 64 bits over length and samples, in one pass; for finding damage, not for proving who wrote it. */
export function checksum(samples: Int16Array | Uint8Array): string {
  let a = 0x811c9dc5 ^ samples.length
  let b = 0x9e3779b9
  for (const sample of samples) {
    a = Math.imul(a ^ sample, 0x01000193)
    b = Math.imul(b ^ sample ^ (b >>> 15), 0x85ebca6b)
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

const inOrder = (pieces: readonly Piece[]) => pieces.toSorted((a, b) => a.index - b.index)

const sameSamples = (a: Int16Array, b: Int16Array) =>
  a.length === b.length && a.every((sample, i) => sample === b[i])

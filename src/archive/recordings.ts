import { readOpus } from '../packing/opusFile.ts'
import { isPacked, type KeptAudio } from '../session/store.ts'
import { sha256 } from './bytes.ts'
import { ArchiveError } from './errors.ts'
import type { FileRef } from './manifest.ts'
import { limits } from './limits.ts'
import { isStart, type Compared } from './merge.ts'
import { messageOf } from '../platform/messageOf.ts'

/** 16 bit, mono, little-endian: as it was recorded. */
const pcm = 'audio/pcm'
/** Packed: Opus. */
const ogg = 'audio/ogg'

/** What an archive says of a recording beside its file. */
export interface TakeInfo {
  take: string
  sampleRate: number
}

/** What tells a recording, packed or not: how long it is, and the hash of its PCM; null where that is not known. */
interface Identity {
  length: number
  original: string | null
}

/** The file of a recording as it is kept: nothing is unpacked, so that it comes back byte for byte. */
export const fileOf = (audio: KeptAudio): { type: string; bytes: Uint8Array<ArrayBuffer> } =>
  isPacked(audio)
    ? { type: ogg, bytes: audio.file }
    : {
        type: pcm,
        bytes: new Uint8Array(audio.samples.buffer, audio.samples.byteOffset, audio.samples.byteLength),
      }

/** How many samples it is of. */
export const lengthOf = (audio: KeptAudio): number => (isPacked(audio) ? audio.length : audio.samples.length)

/** Throws an ArchiveError where a file cannot be a recording. */
export function checkType({ type, bytes }: FileRef): void {
  if (type !== pcm && type !== ogg)
    throw new ArchiveError('newer', `it has recordings of a kind that is not known here (${type})`)
  if (type === pcm && bytes % 2 !== 0) throw new ArchiveError('damaged', 'a recording ends within a sample')
}

/** A recording out of its file. Throws an ArchiveError where a packed one is not what it should be. */
export function readRecording(
  { take, sampleRate }: TakeInfo,
  { type }: FileRef,
  bytes: Uint8Array<ArrayBuffer>,
): KeptAudio {
  if (type === pcm) return { take, sampleRate, samples: new Int16Array(bytes.buffer) }
  const { length } = readPacked(bytes, sampleRate)
  return { take, sampleRate, length, file: bytes }
}

function readPacked(bytes: Uint8Array, sampleRate: number): Identity {
  try {
    const audio = readOpus(bytes)
    if (audio.sampleRate !== sampleRate) throw new Error('it has another rate')
    if (audio.length * 2 > limits.entry) throw new Error('it is too long')
    return audio
  } catch (error) {
    throw new ArchiveError('damaged', `a recording cannot be read: ${messageOf(error)}`, { cause: error })
  }
}

const identityOf = async (audio: KeptAudio): Promise<Identity> =>
  isPacked(audio)
    ? readPacked(audio.file, audio.sampleRate)
    : { length: audio.samples.length, original: await sha256(fileOf(audio).bytes.slice()) }

/** Whether it is what the archive has, by its hash alone: nothing is read from the archive for that. */
export async function isListed(here: KeptAudio, { sampleRate }: TakeInfo, file: FileRef): Promise<boolean> {
  if (here.sampleRate !== sampleRate) return false
  const { type, bytes } = fileOf(here)
  if (type === file.type) return bytes.length === file.bytes && (await sha256(bytes.slice())) === file.sha256
  if (!isPacked(here)) return false
  const { length, original } = readPacked(here.file, here.sampleRate)
  return length * 2 === file.bytes && original === file.sha256
}

/**
 * How a recording in an archive stands to the one here. One of them may have been packed since: then the hash of what
 * they were made from tells.
 */
export async function compareRecordings(here: KeptAudio, archived: KeptAudio): Promise<Compared> {
  if (here.sampleRate !== archived.sampleRate) return 'differs'
  const [ours, theirs] = [fileOf(here).bytes, fileOf(archived).bytes]
  if (isPacked(here) === isPacked(archived)) {
    if (ours.length === theirs.length && isStart(ours, theirs)) return 'same'
    // One that was still being recorded when the archive was made says nothing against the longer one.
    if (!isPacked(here) && isStart(theirs, ours)) return 'older'
    if (!isPacked(here) && isStart(ours, theirs)) return 'extends'
  }
  const [a, b] = [await identityOf(here), await identityOf(archived)]
  return a.length === b.length && a.original !== null && a.original === b.original ? 'same' : 'differs'
}

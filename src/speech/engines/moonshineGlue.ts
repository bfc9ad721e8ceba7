import type { SaidLine } from './words.ts'
import { messageOf } from '../../platform/messageOf.ts'

/** What Moonshine's WebAssembly gives, as far as it is used. Lists may be JavaScript's or C++'s own. */
export interface MoonshineModule {
  Transcriber: new (
    fileNames: string[],
    files: Uint8Array[],
    arch: number,
    optionNames: string[],
    optionValues: string[],
  ) => RawTranscriber
  Stream: new (transcriber: RawTranscriber, flags: number) => RawStream
  getExceptionMessage?: (pointer: number) => string | string[]
}
interface RawTranscriber {
  close(): void
}
export interface RawStream {
  start(): void
  stop(): void
  addAudio(audio: Float32Array, sampleRate: number, flags: number): void
  transcribe(flags: number): { lines?: unknown }
  close(): void
}

/** A phrase that the engine found; times in ms from the stream's start. */
export interface Line extends SaidLine {
  startMs: number
  endMs: number
}

interface RawLine {
  text?: string
  startTime?: number
  duration?: number
  words?: unknown
}
interface RawWord {
  text?: string
  start?: number
  end?: number
  confidence?: number
}

const toMs = (seconds = 0): number => seconds * 1000

/** The phrases of a transcript, which owns nothing of the engine's memory any more. */
export function readLines(raw: { lines?: unknown }): Line[] {
  return listOf<RawLine>(raw.lines).map(({ text = '', startTime, duration = 0, words }) => ({
    text,
    startMs: toMs(startTime),
    endMs: toMs((startTime ?? 0) + duration),
    words: listOf<RawWord>(words).map((word) => ({
      text: word.text ?? '',
      startMs: toMs(word.start),
      endMs: toMs(word.end),
      confidence: word.confidence ?? null,
    })),
  }))
}

interface Vector<T> {
  size(): number
  get(index: number): T
  delete?: () => void
}

/** A list of either kind as an array; the engine's own is given back to it. */
function listOf<T>(list: unknown): T[] {
  if (Array.isArray(list)) return list as T[]
  const vector = list as Partial<Vector<T>> | null | undefined
  if (typeof vector?.size !== 'function' || typeof vector.get !== 'function') return []
  const all = Array.from({ length: vector.size() }, (_, index) => (vector as Vector<T>).get(index))
  vector.delete?.()
  return all
}

/** What the engine threw, in words: C++ throws a place in its memory. */
export function moonshineMessage(thrown: unknown, module?: MoonshineModule): string {
  if (typeof thrown === 'number' && module?.getExceptionMessage) {
    const message = module.getExceptionMessage(thrown)
    return Array.isArray(message) ? (message[1] ?? message.join(' ')) : message
  }
  return messageOf(thrown)
}

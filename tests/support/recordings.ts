import type { Phrase } from '../../src/speech/ports.ts'

/** What a recording's JSON says of it: phrases as start and end in seconds and the words. */
export interface RecordingFacts {
  segments: (string | number)[][]
}

/** The phrases that were really spoken, in ms. */
export function spokenPhrases(facts: RecordingFacts): Phrase[] {
  return facts.segments.map(([start, end]) => ({ startMs: Number(start) * 1000, endMs: Number(end) * 1000 }))
}

/** Samples of a 16-bit mono WAV file with a 44-byte header. */
export function wavSamples(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  return new Int16Array(bytes.slice(44, bytes.length - (bytes.length % 2)).buffer)
}

/** How far each spoken phrase's start and end are from the nearest found ones, in ms. */
export function edgeErrors(spoken: readonly Phrase[], found: readonly Phrase[]) {
  const nearest = (edge: 'startMs' | 'endMs', at: number) =>
    Math.min(...found.map((phrase) => Math.abs(phrase[edge] - at)))
  return {
    starts: spoken.map(({ startMs }) => nearest('startMs', startMs)),
    ends: spoken.map(({ endMs }) => nearest('endMs', endMs)),
  }
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  return middle.reduce((sum, value) => sum + value, 0) / middle.length
}

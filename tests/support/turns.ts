import { CHUNK_SAMPLES, FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../../src/speech/format.ts'
import { loudnessOf } from '../../src/speech/level.ts'
import { createPhraseFinder } from '../../src/speech/phrases.ts'
import type { Silero } from '../../src/speech/silero.ts'
import type { TurnMode } from '../../src/speech/turn/modes.ts'
import { noHabits, watchTurn, type Habits } from '../../src/speech/turn/watch.ts'
import { random } from './random.ts'

/** A word of a recording: from and to in ms, and as it is written, punctuation included. */
export type SpokenWord = [startMs: number, endMs: number, word: string]

export interface Recording {
  name: string
  samples: Int16Array<ArrayBuffer>
  words: readonly SpokenWord[]
}

/** Ms by which the app knows of sound later than it was made: the worklet's blocks, the model's frames, the messages. */
const BEHIND_MS = 60

/**
 * The recording as far as the given word, then a pause; the pause holds the recording's own background, taken from its
 * beginning, where nobody speaks.
 */
export function stoppedAfter({ name, samples, words }: Recording, word: number, pauseMs: number): Recording {
  const end = words[word]?.[1] ?? 0
  const background = samples.subarray(0, SAMPLE_RATE)
  const pause = Int16Array.from(
    { length: (pauseMs * SAMPLE_RATE) / 1000 },
    (_, i) => background[i % background.length] ?? 0,
  )
  const until = Math.round((end * SAMPLE_RATE) / 1000)
  const all = new Int16Array(until + pause.length)
  all.set(samples.subarray(0, until))
  all.set(pause, until)
  return { name, samples: all, words: words.slice(0, word + 1) }
}

/** The recording with so much silence after each of the given words. */
export function withPauses(recording: Recording, pauses: ReadonlyMap<number, number>): Recording {
  let rest = recording
  let first = 0
  const parts: Recording[] = []
  const cut = (whole: Recording, word: number) => ({
    samples: whole.samples.subarray(Math.round(((whole.words[word]?.[1] ?? 0) * SAMPLE_RATE) / 1000)),
  })
  for (const [word, ms] of [...pauses].toSorted(([a], [b]) => a - b)) {
    parts.push(stoppedAfter(rest, word - first, ms))
    const from = rest.words[word - first]?.[1] ?? 0
    rest = {
      ...rest,
      samples: cut(rest, word - first).samples.slice(),
      words: rest.words.slice(word - first + 1).map(([a, b, text]) => [a - from, b - from, text]),
    }
    first = word + 1
  }
  parts.push(rest)
  const samples = new Int16Array(parts.reduce((sum, part) => sum + part.samples.length, 0))
  const words: SpokenWord[] = []
  let at = 0
  for (const part of parts) {
    samples.set(part.samples, at)
    const shift = (at * 1000) / SAMPLE_RATE
    words.push(...part.words.map(([a, b, text]): SpokenWord => [a + shift, b + shift, text]))
    at += part.samples.length
  }
  return { name: recording.name, samples, words }
}

/** How likely each frame of it is speech, by the voice model. */
export async function likelihoodsOf(silero: Silero, samples: Int16Array): Promise<Float32Array> {
  silero.reset()
  const likelihoods = new Float32Array(Math.ceil(samples.length / FRAME_SAMPLES))
  for (let i = 0; i < likelihoods.length; i++)
    likelihoods[i] = await silero.likelihood(samples.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES))
  return likelihoods
}

/**
 * How a recogniser gives the words: `punctuated` writes a stop or comma once it has closed the phrase; `stopping` writes
 * a full stop at every pause, wherever it is; `bare` writes none and no capitals.
 */
type Writing = 'punctuated' | 'stopping' | 'bare'

interface Written {
  atMs: number
  text: string
}

/** What a streaming recogniser shows, and when: each word up to 300 ms late, its punctuation 300 to 600 ms after a pause began. */
function written(words: readonly SpokenWord[], writing: Writing, seed: number): Written[] {
  const { between } = random(seed)
  const events: Written[] = []
  let before = ''
  let last = 0
  words.forEach(([, end, word], i) => {
    const next = words[i + 1]?.[0] ?? Infinity
    const bare = word.replace(/[.,?!;:]+$/, '')
    const shown = writing === 'bare' ? bare.toLowerCase() : bare
    last = Math.max(last, end + between(100, 300))
    events.push({ atMs: last, text: `${before}${shown}` })
    const pauses = next - end > 200
    const marked = writing === 'bare' ? shown : writing === 'stopping' && pauses ? `${bare}.` : word
    if (marked !== shown && pauses) {
      last = Math.max(last, end + between(300, 600))
      events.push({ atMs: last, text: `${before}${marked}` })
    }
    before += `${marked} `
  })
  return events
}

export interface Sitting {
  recording: Recording
  likelihoods: Float32Array
  /** Null without a recogniser. */
  writing: Writing | null
  mode?: TurnMode
  habits?: Habits
  seed?: number
}

/** Ms of the recording at which silence ends the answer; null where it does not. */
export function endOfTurn(sitting: Sitting): number | null {
  const { recording, likelihoods, writing, mode = 'hands-free', seed = 1 } = sitting
  const watch = watchTurn(sitting.habits ?? noHabits)
  const finder = createPhraseFinder()
  const coming = writing === null ? [] : written(recording.words, writing, seed)
  let chunked = 0
  for (const [frame, likelihood] of likelihoods.entries()) {
    for (; chunked + CHUNK_SAMPLES <= (frame + 1) * FRAME_SAMPLES; chunked += CHUNK_SAMPLES)
      watch.sound(recording.samples.subarray(chunked, chunked + CHUNK_SAMPLES))
    const heardMs = (frame + 1) * FRAME_MS
    const nowMs = heardMs + BEHIND_MS
    const at = frame * FRAME_SAMPLES
    const level = loudnessOf(recording.samples.subarray(at, at + FRAME_SAMPLES))
    if (finder.push(likelihood, level)) {
      watch.speech(finder.phrases(), finder.speaking)
    }
    for (const { text } of take(coming, nowMs)) watch.words(text, nowMs)
    if (watch.at(heardMs, mode).is === 'over') return nowMs
  }
  return null
}

/** Takes what is due out of the list. */
function take(coming: Written[], nowMs: number): Written[] {
  const due = coming.findIndex(({ atMs }) => atMs > nowMs)
  return coming.splice(0, due < 0 ? coming.length : due)
}

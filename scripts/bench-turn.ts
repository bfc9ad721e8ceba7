/**
 * Prints when spoken answers end by silence: recordings are stopped within sentences and after them, with the real voice
 * model, with words as a streaming recogniser shows them or without. The voices are synthetic; their words' times were
 * found by aligning the texts with soundswallower. An argument of n takes every n-th word only.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { env } from 'onnxruntime-web/wasm'
import { createSilero, type Silero } from '../src/speech/silero.ts'
import { noHabits } from '../src/speech/turn/watch.ts'
import { wavSamples } from '../tests/support/recordings.ts'
import {
  endOfTurn,
  likelihoodsOf,
  stoppedAfter,
  withPauses,
  type Recording,
  type Sitting,
  type SpokenWord,
} from '../tests/support/turns.ts'

const audio = new URL('../tests/fixtures/audio/', import.meta.url)
const { resolve } = createRequire(import.meta.url)

/** Longer than any silence that ends an answer of these. */
const longMs = 7_000
/** Pauses that are put into whole answers. */
export const pauseLengths = [500, 1000, 1500, 2000, 2500, 3000, 3500, 4000]

/** How the words come. The last two are what the first answers have taught of such a recogniser. */
const ways = {
  words: { writing: 'punctuated' },
  'no words': { writing: null },
  'words, stops anywhere': { writing: 'stopping' },
  'words, no punctuation': { writing: 'bare' },
  'words, stops anywhere, known': {
    writing: 'stopping',
    habits: { ...noHabits, punctuates: true, stops: { kept: 1, taken: 3 } },
  },
  'words, no punctuation, known': { writing: 'bare', habits: { ...noHabits, punctuates: false } },
} as const satisfies Record<string, Pick<Sitting, 'writing' | 'habits'>>
type Way = keyof typeof ways
const allWays = Object.keys(ways) as Way[]

export interface TurnRow {
  what: string
  value: string
  /** What is promised; empty where nothing is. */
  limit: string
  holds: boolean
}

/** The voice model, as the app runs it. */
export async function openSilero(): Promise<Silero> {
  env.wasm.numThreads = 1
  env.wasm.wasmBinary = new Uint8Array(
    readFileSync(resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')),
  ).buffer
  return createSilero(new Uint8Array(readFileSync(resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx'))))
}

function recordings(): Recording[] {
  const words = JSON.parse(readFileSync(new URL('words.json', audio), 'utf8')) as Record<string, SpokenWord[]>
  return Object.entries(words).map(([name, spoken]) => ({
    name,
    samples: wavSamples(readFileSync(new URL(`${name}.wav`, audio))),
    words: spoken,
  }))
}

/** Where a recording's speaker stopped for good, and the ms from there to the end of the answer; Infinity for none. */
interface Stop {
  /** A sentence is complete there. */
  finished: boolean
  waits: Record<Way, number>
}

/** An answer with three pauses, and the ms from its end to when it was over: less than 0 where it was cut off. */
interface PausedAnswer {
  pauseMs: number
  /** The pauses are within its sentences; else between them. */
  within: boolean
  waits: Record<Way, number>
}

async function waitsAfter(silero: Silero, whole: Recording, word: number): Promise<Record<Way, number>> {
  const recording = stoppedAfter(whole, word, longMs)
  const likelihoods = await likelihoodsOf(silero, recording.samples)
  const endMs = whole.words[word]?.[1] ?? 0
  const wait = (way: Way) =>
    (endOfTurn({ recording, likelihoods, seed: word, ...ways[way] }) ?? Infinity) - endMs
  return Object.fromEntries(allWays.map((way) => [way, wait(way)])) as Record<Way, number>
}

/** Stops each recording after every `step`-th word within its sentences, and after each sentence. */
export async function stopRecordings(silero: Silero, step: number): Promise<Stop[]> {
  const stops: Stop[] = []
  for (const recording of recordings())
    for (const [i, [, , word]] of recording.words.entries()) {
      const finished = /[.?!]$/.test(word)
      if (finished || i % step === 0) stops.push({ finished, waits: await waitsAfter(silero, recording, i) })
    }
  return stops
}

/** Each recording with three pauses of each length, within its sentences or between them, where it may pause longer by itself. */
export async function pauseRecordings(
  silero: Silero,
  lengths: readonly number[],
  within: boolean,
): Promise<PausedAnswer[]> {
  const answers: PausedAnswer[] = []
  for (const recording of recordings())
    for (const pauseMs of lengths) {
      const inner = recording.words.flatMap(([, , word], i) => (/[.?!,]$/.test(word) ? [] : [i]))
      const ends = recording.words.flatMap(([, , word], i) => (/[.?!]$/.test(word) ? [i] : []))
      const places = [0.3, 0.55, 0.8].map((share) => inner[Math.floor(share * inner.length)] ?? 0)
      const more = (place: number) => {
        const [next = 0, end = 0] = [recording.words[place + 1]?.[0], recording.words[place]?.[1]]
        return Math.max(0, pauseMs - (next - end))
      }
      const pauses = new Map((within ? places : ends.slice(0, 3)).map((place) => [place, more(place)]))
      const paused = withPauses(recording, pauses)
      answers.push({ pauseMs, within, waits: await waitsAfter(silero, paused, paused.words.length - 1) })
    }
  return answers
}

const seconds = (ms: number) => (ms === Infinity ? 'never' : `${(ms / 1000).toFixed(2)} s`)

/** What is promised of hands-free, measured, and below it what is not. */
export function turnTable(stops: readonly Stop[], paused: readonly PausedAnswer[]): TurnRow[] {
  const waits = (way: Way, finished: boolean) =>
    stops.filter((stop) => stop.finished === finished).map((stop) => stop.waits[way])
  const within = (way: Way, limit: number | null): TurnRow => {
    const earliest = Math.min(...waits(way, false))
    return {
      what: `${way}: earliest end, ${waits(way, false).length} stops within sentences`,
      value: seconds(earliest),
      limit: limit === null ? '' : `at least ${seconds(limit)}`,
      holds: limit === null || earliest >= limit,
    }
  }
  const after = (way: Way, limit: number | null): TurnRow => {
    const latest = Math.max(...waits(way, true))
    return {
      what: `${way}: latest end, ${waits(way, true).length} stops after sentences`,
      value: seconds(latest),
      limit: limit === null ? '' : `at most ${seconds(limit)}`,
      holds: limit === null || latest <= limit,
    }
  }
  const cut = (way: Way): TurnRow => ({
    what: `${way}: stops within sentences ended before 4 s`,
    value: `${waits(way, false).filter((wait) => wait < 4000).length} of ${waits(way, false).length}`,
    limit: '',
    holds: true,
  })
  const paces = [...new Set(paused.map(({ pauseMs }) => pauseMs))]
  const offs = (way: Way, isWithin: boolean, promisedMs: number): TurnRow[] =>
    paces.flatMap((pauseMs) => {
      const these = paused.filter((answer) => answer.pauseMs === pauseMs && answer.within === isWithin)
      if (these.length === 0) return []
      const early = these.filter((answer) => answer.waits[way] < 0).length
      const promised = pauseMs <= promisedMs
      return {
        what: `${way}: answers cut off, three pauses of ${seconds(pauseMs)} ${isWithin ? 'within' : 'between'} sentences`,
        value: `${early} of ${these.length}`,
        limit: promised ? 'none' : '',
        holds: !promised || early === 0,
      }
    })
  const others: Way[] = [
    'words, stops anywhere',
    'words, stops anywhere, known',
    'words, no punctuation',
    'words, no punctuation, known',
  ]
  return [
    within('words', 4000),
    after('words', 1500),
    ...offs('words', true, 4000),
    within('no words', 2500),
    after('no words', 3500),
    ...offs('no words', true, 2500),
    // A sentence that is complete may be the answer's last: between sentences no more than a second is promised.
    ...offs('words', false, 1000),
    ...offs('no words', false, 2500),
    ...others.flatMap((way) => [within(way, null), cut(way), after(way, null)]),
  ]
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const silero = await openSilero()
  const rows = turnTable(await stopRecordings(silero, Number(process.argv[2] ?? 1)), [
    ...(await pauseRecordings(silero, pauseLengths, true)),
    ...(await pauseRecordings(silero, pauseLengths, false)),
  ])
  const [whats, values] = [rows.map(({ what }) => what.length), rows.map(({ value }) => value.length)]
  for (const { what, value, limit, holds } of rows) {
    const verdict = limit && `${limit}  ${holds ? 'holds' : 'MISSED'}`
    console.log(`${what.padEnd(Math.max(...whats))}  ${value.padStart(Math.max(...values))}  ${verdict}`)
  }
  if (rows.some(({ holds }) => !holds)) process.exitCode = 1
}

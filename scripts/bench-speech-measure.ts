import type { Phrase } from '../src/speech/ports.ts'
import { findPiece } from './bench-speech-align.ts'
import type { Load } from './bench-speech-load.ts'
import { listenTo, type Answered, type Heard, type Used } from './bench-speech-page.ts'
import type { Sound } from './bench-speech-sounds.ts'
import { quantile } from './quantile.ts'

export interface Row {
  what: string
  value: string
  /** What is promised; empty where nothing is. */
  limit: string
  holds: boolean
}

/** How far what was found is from what was spoken, in ms: later is positive. */
interface Errors {
  starts: number[]
  ends: number[]
  /** Of the length of each pause between phrases. */
  pauses: number[]
  /** Of the length of each phrase. */
  lengths: number[]
  /** Of the speaking time of the answer. */
  totals: number[]
}

interface Measured {
  sound: Sound
  heard: Heard
  errors: Errors
  /** Phrases where nobody speaks. */
  false: number
  /** By how much the recording slipped against the file within the take, in ms: sound that the system dropped. */
  slipMs: number
}

/** In ms. */
type Limit = readonly [median: number, p95: number]

const SAMPLES_PER_MS = 16
/** A piece that is less like what was recorded than this was not found. */
const LEAST_LIKENESS = 0.3
/** Within this of speech a found phrase is of it. */
const NEAR_MS = 300

export async function measureSound(sound: Sound, address: string): Promise<Measured> {
  const heard = await listenTo(sound, address)
  const { phrases: spoken, slipMs } = placed(sound, heard)
  const errors: Errors = { starts: [], ends: [], pauses: [], lengths: [], totals: [] }
  const found = heard.phrases
  for (const [i, { startMs, endMs }] of spoken.entries()) {
    errors.starts.push(nearest(found, 'startMs', startMs))
    errors.ends.push(nearest(found, 'endMs', endMs))
    errors.lengths.push((errors.ends[i] ?? 0) - (errors.starts[i] ?? 0))
    const before = spoken[i - 1]
    if (!before) continue
    const pause = (errors.starts[i] ?? 0) - (errors.ends[i - 1] ?? 0)
    errors.pauses.push(pause)
  }
  const [first, last] = [spoken[0], spoken.at(-1)]
  if (first && last) errors.totals.push(heard.speakingMs - (last.endMs - first.startMs))
  const apart = ({ startMs, endMs }: Phrase) =>
    !spoken.some((phrase) => startMs < phrase.endMs + NEAR_MS && endMs > phrase.startMs - NEAR_MS)
  return { sound, heard, errors, false: found.filter(apart).length, slipMs }
}

function nearest(found: readonly Phrase[], edge: keyof Phrase, at: number): number {
  const errors = found.map((phrase) => phrase[edge] - at).toSorted((a, b) => Math.abs(a) - Math.abs(b))
  return errors[0] ?? Infinity
}

/**
 * Where the spoken phrases lie in the take. It began some time after the file did, and each edge is looked for by itself:
 * what the system dropped on the way to the browser is no error of the app's.
 */
function placed(sound: Sound, { samples }: Heard): { phrases: Phrase[]; slipMs: number } {
  const [first] = sound.phrases
  if (!first) return { phrases: [], slipMs: 0 }
  const find = (atMs: number, near: readonly [number, number]) => {
    const from = Math.round(atMs * SAMPLES_PER_MS)
    const { at, likeness } = findPiece(sound.samples, from, samples, near)
    if (likeness < LEAST_LIKENESS)
      throw new Error(`${sound.name}: the recording does not hold what was played at ${Math.round(atMs)} ms`)
    return at - from
  }
  const start = find(first.startMs, [0, samples.length])
  const slips: number[] = []
  const moved = (atMs: number, pieceMs: number): number => {
    const at = Math.round(pieceMs * SAMPLES_PER_MS) + start
    const slip = find(pieceMs, [at - 8000, at + 8000])
    slips.push(slip / SAMPLES_PER_MS)
    return atMs + slip / SAMPLES_PER_MS
  }
  const phrases = sound.phrases.map(({ startMs, endMs }) => ({
    startMs: moved(startMs, startMs),
    endMs: moved(endMs, Math.max(startMs, endMs - 1500)),
  }))
  return { phrases, slipMs: Math.max(...slips) - Math.min(...slips) }
}

const ms = (value: number) => `${Math.round(value)} ms`
const signed = (values: readonly number[]) =>
  values.map((value) => `${value > 0 ? '+' : ''}${Math.round(value)}`).join(' ')

/** One recording. */
export function soundRows({ sound, errors, false: mistaken, slipMs, heard }: Measured): Row[] {
  const row = (what: string, value: string): Row => ({
    what: `${sound.name}: ${what}`,
    value,
    limit: '',
    holds: true,
  })
  if (sound.phrases.length === 0)
    return [row('speech found', mistaken === 0 ? 'none' : `${mistaken} phrases`)]
  return [
    row('start errors, ms', signed(errors.starts)),
    row('end errors, ms', signed(errors.ends)),
    row('pause errors, ms', signed(errors.pauses)),
    row('speaking time error, ms', signed(errors.totals)),
    row('phrases', `${heard.phrases.length} for ${sound.phrases.length}, ${mistaken} where nobody speaks`),
    ...(slipMs > 1 ? [row('dropped on the way to the browser', ms(slipMs))] : []),
  ]
}

/** All recordings against what is promised. */
export function hearingRows(measured: readonly Measured[]): Row[] {
  const groups: [string, (sound: Sound) => boolean, edges: Limit, timing: Limit | null][] = [
    ['clean', ({ snr }) => snr === null, [60, 150], [50, 150]],
    ['20 dB', ({ snr }) => snr !== null && snr > 10, [60, 150], [50, 150]],
    ['10 dB', ({ snr }) => snr !== null && snr <= 10, [250, 250], null],
  ]
  const rows = groups.flatMap(([name, belongs, edges, timing]) => {
    const these = measured.filter(({ sound }) => sound.phrases.length > 0 && belongs(sound))
    if (these.length === 0) return []
    const of = (kind: keyof Errors, limit: Limit | null, what: string = kind): Row => {
      const values = these.flatMap(({ errors }) => errors[kind].map(Math.abs))
      const [m, p] = [quantile(values, 0.5), quantile(values, 0.95)]
      return {
        what: `${name}: ${what}, ${values.length} of them, median and 95th percentile`,
        value: `${ms(m)}, ${ms(p)}`,
        limit: limit ? `at most ${ms(limit[0])}, ${ms(limit[1])}` : '',
        holds: !limit || (m <= limit[0] && p <= limit[1]),
      }
    }
    return [
      of('starts', edges),
      of('ends', edges),
      of('pauses', null),
      ...(timing
        ? [
            of('starts', timing, 'starts, for drills'),
            of('ends', timing, 'ends, for drills'),
            of('lengths', timing, 'lengths of phrases, for drills'),
            of('totals', timing, 'speaking times, for drills'),
          ]
        : []),
    ]
  })
  const mistaken = measured.reduce((sum, one) => sum + one.false, 0)
  return [
    ...rows,
    {
      what: 'phrases found where nobody speaks, all recordings',
      value: String(mistaken),
      limit: 'none',
      holds: mistaken === 0,
    },
  ]
}

/** Threads that take sound in and judge it: the audio's own, and workers. */
const listeners = /^(DedicatedWorker|Realtime AudioW|AudioInputDevic|AudioThread|AudioWorklet)/

/** What listening costs, over what the same screen costs while it does not listen. */
export function loadRows({ listening, paused }: { listening: Used; paused: Used }): Row[] {
  const share = ({ from, to, seconds }: Used, read: (load: Load) => number) =>
    (100 * (read(to) - read(from))) / seconds
  const row = (what: string, percent: number, limit = Infinity): Row => ({
    what,
    value: `${percent.toFixed(1)} % of a core`,
    limit: limit < Infinity ? `at most ${limit} %` : '',
    holds: percent <= limit,
  })
  const more = (read: (load: Load) => number) => share(listening, read) - share(paused, read)
  const threads = [...listening.to.threads.keys()]
  const oneOf = (name: string) => (load: Load) => load.threads.get(name) ?? 0
  const hearing = (load: Load) =>
    threads.filter((name) => listeners.test(name)).reduce((sum, name) => sum + oneOf(name)(load), 0)
  return [
    row('listening: taking sound in and judging it, over a pause', more(hearing), 10),
    row(
      'listening: the page’s process, with its drawing, over a pause',
      more((load) => load.page),
    ),
    row(
      'listening: the page’s process',
      share(listening, (load) => load.page),
    ),
    row(
      'listening: all processes of the browser',
      share(listening, (load) => load.all),
    ),
    ...threads
      .map((name) => ({ name, percent: share(listening, oneOf(name)) }))
      .filter(({ percent }) => percent > 0.1)
      .toSorted((a, b) => b.percent - a.percent)
      .map(({ name, percent }) => row(`  of the page’s, threads named ${name}`, percent)),
  ]
}

/** From the end of a turn to the interviewer's first sound. */
export function answeredRows(answered: readonly Answered[]): Row[] {
  const of = (read: (one: Answered) => number) => answered.map(read)
  const sound = of((one) => one.sound)
  const p95 = quantile(sound, 0.95)
  const part = (what: string, values: number[]): Row => ({
    what: `  of that, ${what}`,
    value: ms(quantile(values, 0.5)),
    limit: '',
    holds: true,
  })
  return [
    {
      what: `end of turn to the interviewer’s first sound, ${answered.length} answers: median and 95th percentile`,
      value: `${ms(quantile(sound, 0.5))}, ${ms(p95)}`,
      limit: 'at most 300 ms',
      holds: p95 <= 300,
    },
    part(
      'to the words (transcription is none here)',
      of((one) => one.words),
    ),
    part(
      'assessment',
      of((one) => one.assessed - one.words),
    ),
    part(
      'choosing and writing down',
      of((one) => one.line - one.assessed),
    ),
    part(
      'the voice’s first sound',
      of((one) => one.sound - one.line),
    ),
  ]
}

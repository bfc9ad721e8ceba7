import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SAMPLE_RATE } from '../src/speech/format.ts'
import type { Phrase } from '../src/speech/ports.ts'
import { random } from '../tests/support/random.ts'
import { spokenPhrases, wavSamples, type RecordingFacts } from '../tests/support/recordings.ts'

/** A recording for the fake microphone, and what is said in it. */
export interface Sound {
  name: string
  samples: Int16Array<ArrayBuffer>
  /** Empty where nobody speaks. */
  phrases: Phrase[]
  /** In dB; null for clean, or where nobody speaks. */
  snr: number | null
}

/** All recordings begin with so much of their own background: time in which the interview can begin. */
export const LEAD_MS = 8000

const fixtures = fileURLToPath(new URL('../tests/fixtures/audio', import.meta.url))

function readSound(folder: string, name: string): Sound {
  const samples = wavSamples(readFileSync(join(folder, `${name}.wav`)))
  try {
    const facts = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as RecordingFacts & {
      snr?: number | null
    }
    return { name, samples, phrases: spokenPhrases(facts), snr: facts.snr ?? null }
  } catch {
    return { name, samples, phrases: [], snr: null }
  }
}

/** The recordings that the project has, and of some what they sound like in noise. */
export function ownSounds(): Sound[] {
  const flite = readSound(fixtures, 'ans_flite_clean')
  const espeak = readSound(fixtures, 'ans_espeak_snr20')
  const silent = ['neg_keyboard', 'neg_music', 'neg_breath'].map((name) => readSound(fixtures, name))
  return [
    flite,
    { ...noisy(flite, 20), name: 'ans_flite + noise 20 dB' },
    espeak,
    { ...noisy(flite, 10), name: 'ans_flite + noise 10 dB' },
    { ...noisy(espeak, 10), name: 'ans_espeak + noise 10 dB' },
    ...silent,
  ].map(withLead)
}

/** Every WAV file of a folder: 16-bit mono at 16 kHz, with a JSON file of the same name where somebody speaks. */
export const soundsIn = (folder: string): Sound[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.wav'))
    .map((file) => withLead(readSound(folder, file.slice(0, -'.wav'.length))))

function withLead(sound: Sound): Sound {
  const lead = (LEAD_MS * SAMPLE_RATE) / 1000
  // Recordings of speech begin with a second or more of their background.
  const background = sound.phrases.length > 0 ? sound.samples.subarray(0, SAMPLE_RATE) : hiss(SAMPLE_RATE)
  const samples = new Int16Array(lead + sound.samples.length)
  for (let i = 0; i < lead; i++) samples[i] = background[i % background.length] ?? 0
  samples.set(sound.samples, lead)
  const phrases = sound.phrases.map(({ startMs, endMs }) => ({
    startMs: startMs + LEAD_MS,
    endMs: endMs + LEAD_MS,
  }))
  return { ...sound, samples, phrases }
}

/** With pink noise that is softer than the speech by so much. Always the same noise. */
function noisy(sound: Sound, snr: number): Sound {
  const noise = pinkNoise(sound.samples.length)
  const spoken = sound.phrases.flatMap(({ startMs, endMs }) => [
    ...sound.samples.subarray((startMs * SAMPLE_RATE) / 1000, (endMs * SAMPLE_RATE) / 1000),
  ])
  const gain = (rms(spoken) / rms(noise)) * 10 ** (-snr / 20)
  const samples = sound.samples.map((sample, i) =>
    Math.max(-32768, Math.min(32767, Math.round(sample + gain * (noise[i] ?? 0)))),
  )
  return { ...sound, samples, snr }
}

function rms(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2
  return Math.sqrt(sum / values.length)
}

/** Noise that falls by 3 dB an octave: white noise through a few slow averages. */
function pinkNoise(length: number): Float32Array {
  const { next } = random(20)
  const slow = [0.99765, 0.963, 0.57]
  const gains = [0.099046, 0.2965164, 1.0526913]
  const state = [0, 0, 0]
  return Float32Array.from({ length }, () => {
    const white = next() * 2 - 1
    for (const [i, keep] of slow.entries()) state[i] = keep * (state[i] ?? 0) + (gains[i] ?? 0) * white
    return state.reduce((sum, value) => sum + value, 0.1848 * white)
  })
}

function hiss(length: number): Int16Array<ArrayBuffer> {
  const { next } = random(7)
  return Int16Array.from({ length }, () => Math.round((next() - 0.5) * 30))
}

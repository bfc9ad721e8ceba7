import { SAMPLE_RATE } from '../format.ts'

/** Whether the voice sounds as at the end of what it has to say, or as if it went on; null where neither is clear. */
export type Tune = 'ends' | 'goes-on' | null

/** Ms of speech that are looked at, up to its last sound. */
export const TUNE_MS = 1200

/** Pitch is looked for at a quarter of the rate: 4 kHz holds every voice's. */
const STEP = 4
const RATE = SAMPLE_RATE / STEP
const FRAME = 128
const HOP = 40
const [HIGHEST, LOWEST] = [400, 65].map((hertz) => Math.round(RATE / hertz)) as [number, number]
/** How alike two periods of a voice are at least, 0..1. */
const VOICED = 0.6
/** Voiced frames, of 10 ms, that the end and the rest need. */
const NEEDED = { end: 5, rest: 15 }
const END_FRAMES = 12

/** Semitones by which an end falls below the voice's middle, and below which it goes on. */
const FALLS = -2
const STAYS = -1
/** Decibels by which an end is softer than the rest, and by which one that goes on is not. */
const FADES = -3
const HOLDS = -2

interface Frame {
  /** Hz; null where there is no voice. */
  pitch: number | null
  power: number
}

/**
 * Judges the melody of an end: a voice that has fallen and faded is most likely done, one that stays up is not.
 * @param samples 16-bit PCM at 16 kHz whose last sample is the last of the speech; of more than 1.2 s only the end counts
 */
export function tuneOf(samples: Int16Array): Tune {
  const frames = framesOf(samples.subarray(-(TUNE_MS * SAMPLE_RATE) / 1000))
  const loudest = Math.max(0, ...frames.map(({ power }) => power))
  const voiced = frames.filter((frame) => frame.pitch !== null && frame.power > loudest / 1000)
  const end = voiced.slice(-END_FRAMES)
  const rest = voiced.slice(0, -END_FRAMES)
  if (end.length < NEEDED.end || rest.length < NEEDED.rest) return null
  const pitch = (part: readonly Frame[]) => middle(part.map((frame) => frame.pitch ?? 0))
  const loudness = (part: readonly Frame[]) => 10 * Math.log10(middle(part.map(({ power }) => power)))
  const rise = withinOctave(12 * Math.log2(pitch(end.slice(-NEEDED.end)) / pitch(rest)))
  const gain = loudness(end.slice(-NEEDED.end)) - loudness(rest)
  if (rise <= FALLS && gain <= FADES) return 'ends'
  return rise >= STAYS && gain >= HOLDS ? 'goes-on' : null
}

/** A voice does not leap by an octave at its end: that is one period taken for two, or two for one. */
const withinOctave = (semitones: number) => semitones - 12 * Math.round(semitones / 12)

function framesOf(samples: Int16Array): Frame[] {
  const slow = new Float32Array(Math.floor(samples.length / STEP))
  for (let i = 0; i < slow.length; i++) {
    let sum = 0
    for (let j = 0; j < STEP; j++) sum += samples[i * STEP + j] ?? 0
    slow[i] = sum / STEP
  }
  const frames: Frame[] = []
  for (let at = 0; at + FRAME + LOWEST <= slow.length; at += HOP) frames.push(frameAt(slow, at))
  return frames
}

/** The pitch at which a stretch is most like the one a period later. */
function frameAt(slow: Float32Array, at: number): Frame {
  const alike: number[] = []
  let power = 0
  for (let i = 0; i < FRAME; i++) power += (slow[at + i] ?? 0) ** 2
  let best = 0
  for (let lag = HIGHEST; lag <= LOWEST; lag++) {
    let product = 0
    let later = 0
    for (let i = 0; i < FRAME; i++) {
      const there = slow[at + i + lag] ?? 0
      product += (slow[at + i] ?? 0) * there
      later += there * there
    }
    const likeness = product / Math.sqrt(power * later + 1)
    alike[lag] = likeness
    best = Math.max(best, likeness)
  }
  // Two periods are as alike as one: the shortest that is nearly the best is the voice's own.
  const lag = alike.findIndex(
    (value, i) => value >= best * 0.9 && value >= (alike[i - 1] ?? 0) && value >= (alike[i + 1] ?? 0),
  )
  return { pitch: best >= VOICED && lag > 0 ? RATE / lag : null, power: power / FRAME }
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

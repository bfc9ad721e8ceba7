import { SAMPLE_RATE } from '../format.ts'
import { levelOf } from '../level.ts'
import type { Phrase } from '../ports.ts'

/** What lies within this of a phrase, in ms, is left as loud as it is: where speech ends is not known to the sample. */
const marginMs = 100
/** Noise between the phrases, against the speech in them, from which on it is taken for words: -26 dB. */
const loudNoise = 0.05
const softer = 0.1
/** The background that the model of sounds was made for: -34 dB against speech. */
const background = 0.02
const frameSamples = SAMPLE_RATE / 50

/**
 * The recording in the forms in which the decoder may follow it, the best first. Noise that is loud between the
 * phrases is made softer there, for words are heard in it. Silence, as noise suppression leaves it, keeps the edges of
 * words sharpest; but one clear recording in ten is followed to its end only over a hiss.
 */
export function* forms(samples: Int16Array, phrases: readonly Phrase[]): Generator<Int16Array> {
  const isSpeech = new Uint8Array(samples.length)
  const at = (ms: number) => Math.max(0, Math.round((ms * SAMPLE_RATE) / 1000))
  for (const { startMs, endMs } of phrases) isSpeech.fill(1, at(startMs - marginMs), at(endMs + marginMs))
  const noise: number[] = []
  const speech: number[] = []
  for (let from = 0; from + frameSamples <= samples.length; from += frameSamples) {
    const { rms } = levelOf(samples.subarray(from, from + frameSamples))
    if (isSpeech[from] === 1) speech.push(rms)
    else noise.push(rms)
  }
  const [loudness, floor] = [middle(speech), middle(noise)]
  if (floor >= loudness * loudNoise) {
    yield samples.map((sample, i) => (isSpeech[i] === 1 ? sample : Math.round(sample * softer)))
    return
  }
  yield samples
  const hiss = createHiss(loudness * background * 32_768)
  yield samples.map((sample) => Math.max(-32_768, Math.min(32_767, sample + hiss())))
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** Whole numbers around 0, of the given root mean square; the same ones each time. */
function createHiss(rms: number): () => number {
  let seed = 1
  const next = () => {
    seed = (seed * 48_271) % 0x7f_ff_ff_ff
    return (2 * seed) / 0x7f_ff_ff_ff - 1
  }
  // Three even ones, -1 to 1, sum up to a root mean square of 1.
  return () => Math.round((next() + next() + next()) * rms)
}

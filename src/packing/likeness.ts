/** Samples that are held against each other at a time: 250 ms. */
const blockSamples = 4_000
/** Over the whole recording, and over every block that can be heard well beside the loudest one. */
const leastWhole = 0.9
const leastBlock = 0.6
/** By how much quieter a block may be than the loudest one to be among these: 26 dB. */
const audible = 0.05
/** Root mean square below which there is nothing but the last bits' noise. */
const silence = 4

/**
 * Whether what was packed sounds as it was recorded: as long, at the same times, as loud. 16-bit PCM at 16 kHz. Codecs
 * keep waveforms of speech, not sample values; of noise they keep less, which is then told as unlike.
 */
export function isAlike(original: Int16Array, packed: Int16Array): boolean {
  if (original.length !== packed.length) return false
  const blocks = []
  for (let from = 0; from < original.length; from += blockSamples)
    blocks.push(compare(original, packed, from, Math.min(from + blockSamples, original.length)))
  const whole = blocks.reduce(sum, none)
  if (isQuiet(whole)) return true
  const loudest = Math.max(...blocks.map(levelOf))
  return (
    correlation(whole) >= leastWhole &&
    blocks
      .filter((block) => levelOf(block) >= loudest * audible && !isQuiet(block))
      .every((block) => correlation(block) >= leastBlock && isAsLoud(block))
  )
}

interface Compared {
  samples: number
  /** Sums of squares, and of products. */
  before: number
  after: number
  both: number
}

const none: Compared = { samples: 0, before: 0, after: 0, both: 0 }

function compare(original: Int16Array, packed: Int16Array, from: number, to: number): Compared {
  const found = { ...none, samples: to - from }
  for (let i = from; i < to; i++) {
    const [a, b] = [original[i] ?? 0, packed[i] ?? 0]
    found.before += a * a
    found.after += b * b
    found.both += a * b
  }
  return found
}

const sum = (a: Compared, b: Compared): Compared => ({
  samples: a.samples + b.samples,
  before: a.before + b.before,
  after: a.after + b.after,
  both: a.both + b.both,
})

const levelOf = ({ samples, before }: Compared) => Math.sqrt(before / Math.max(1, samples))
const isQuiet = ({ samples, before, after }: Compared) =>
  Math.sqrt(Math.max(before, after) / Math.max(1, samples)) < silence
const correlation = ({ before, after, both }: Compared) => both / Math.sqrt(Math.max(1, before * after))
/** Within 6 dB. */
const isAsLoud = ({ before, after }: Compared) => after > before / 4 && after < before * 4

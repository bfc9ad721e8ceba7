import { SAMPLE_RATE } from '../src/speech/format.ts'

/** How much of a sound is looked for. */
const PIECE_S = 1.5
/** The coarse search goes in steps of so many samples. */
const COARSE = 8

/**
 * Where a piece of a sound lies in what was recorded of it, in samples: recorded[at + i] is the same as sound[from + i]
 * but for gain and noise. Looked for from `first` on up to `last`. Also how alike they are, 0..1.
 */
export function findPiece(
  sound: Int16Array,
  from: number,
  recorded: Int16Array,
  [first, last]: readonly [number, number],
): { at: number; likeness: number } {
  const piece = sound.subarray(from, from + PIECE_S * SAMPLE_RATE)
  const coarse = bestOf(slow(piece), slow(recorded), Math.floor(first / COARSE), Math.ceil(last / COARSE))
  return bestOf(piece, recorded, (coarse.at - 1) * COARSE, (coarse.at + 1) * COARSE)
}

/** Means of so many samples each. */
function slow(samples: Int16Array): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / COARSE) }, (_, i) => {
    let sum = 0
    for (let j = 0; j < COARSE; j++) sum += samples[i * COARSE + j] ?? 0
    return sum / COARSE
  })
}

function bestOf(piece: ArrayLike<number>, recorded: ArrayLike<number>, first: number, last: number) {
  let best = { at: first, likeness: -Infinity }
  for (let at = Math.max(0, first); at <= Math.min(last, recorded.length - piece.length); at++) {
    let product = 0
    let ours = 0
    let theirs = 0
    for (let i = 0; i < piece.length; i++) {
      const a = piece[i] ?? 0
      const b = recorded[at + i] ?? 0
      product += a * b
      ours += a * a
      theirs += b * b
    }
    const likeness = product / Math.sqrt(ours * theirs + 1)
    if (likeness > best.likeness) best = { at, likeness }
  }
  return best
}

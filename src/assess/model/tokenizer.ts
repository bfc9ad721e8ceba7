/** A piece of the vocabulary with its log likelihood. */
export type Piece = readonly [text: string, score: number]

/** Divides text into pieces of the encoder's vocabulary; gives their ids. */
export interface Tokenizer {
  encode(text: string): number[]
}

/** Pieces of a sentence that the encoder reads; the rest of a longer one it does not. */
export const mostPieces = 96

/** Ids below this stand for no text: unknown, begin, end and spares. */
const RESERVED = 6
const UNKNOWN = 0
/** What a character outside the vocabulary costs: more than any piece. */
const UNKNOWN_SCORE = -20
const SPACE = '\u2581'

/**
 * The unigram tokenizer that the encoder was trained with: the division of the text whose pieces are likeliest
 * together (Viterbi). Time grows with the text's length.
 */
export function createTokenizer(pieces: readonly Piece[]): Tokenizer {
  const known = new Map<string, { id: number; score: number }>()
  let longest = 1
  pieces.forEach(([text, score], id) => {
    if (id < RESERVED) return
    known.set(text, { id, score })
    longest = Math.max(longest, Array.from(text).length)
  })
  return {
    encode(text) {
      const normal = text.normalize('NFKC')
      if (normal === '') return []
      const symbols = Array.from(SPACE + normal.replaceAll(' ', SPACE))
      return best(symbols, known, longest)
    },
  }
}

function best(
  symbols: readonly string[],
  known: ReadonlyMap<string, { id: number; score: number }>,
  longest: number,
): number[] {
  const scores = new Float64Array(symbols.length + 1).fill(-Infinity)
  const starts = new Int32Array(symbols.length + 1)
  const ids = new Int32Array(symbols.length + 1)
  scores[0] = 0
  const offer = (from: number, to: number, id: number, score: number): void => {
    const sum = (scores[from] ?? 0) + score
    if (sum <= (scores[to] ?? 0)) return
    scores[to] = sum
    starts[to] = from
    ids[to] = id
  }
  for (let from = 0; from < symbols.length; from++) {
    let text = ''
    for (let to = from + 1; to <= Math.min(symbols.length, from + longest); to++) {
      text += symbols[to - 1] ?? ''
      const piece = known.get(text)
      if (piece) offer(from, to, piece.id, piece.score)
    }
    if (!known.has(symbols[from] ?? '')) offer(from, from + 1, UNKNOWN, UNKNOWN_SCORE)
  }
  const found: number[] = []
  for (let at = symbols.length; at > 0; at = starts[at] ?? 0) found.push(ids[at] ?? UNKNOWN)
  found.reverse()
  return found.filter((id, at) => id !== UNKNOWN || found[at - 1] !== UNKNOWN)
}

import type { Phrase } from '../ports.ts'

/** Ms of recording that are searched at once: the time it takes grows with the square of the words. */
const pieceMs = 20_000
/** A phrase that is longer than this is cut, at whatever is said there. */
const longestPhraseMs = 30_000

/** Cuts a recording in the middle of its pauses into pieces without gaps, of about 20 s; ms. */
export function piecesOf(phrases: readonly Phrase[], durationMs: number): Phrase[] {
  const cuts: number[] = []
  let from = 0
  const parts = phrases.flatMap(shorter)
  parts.forEach((phrase, i) => {
    const next = parts[i + 1]
    if (!next || next.endMs - from <= pieceMs) return
    from = (phrase.endMs + next.startMs) / 2
    cuts.push(from)
  })
  return [...cuts, durationMs].map((endMs, i) => ({ startMs: cuts[i - 1] ?? 0, endMs }))
}

function shorter({ startMs, endMs }: Phrase): Phrase[] {
  const count = Math.ceil((endMs - startMs) / longestPhraseMs)
  const length = (endMs - startMs) / count
  return Array.from({ length: count }, (_, i) => ({
    startMs: startMs + i * length,
    endMs: startMs + (i + 1) * length,
  }))
}

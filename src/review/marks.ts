import type { Finding } from '../../questions/finding.ts'

/** A piece of an answer's text, with the findings that stand on it (their places in the list of findings). */
export interface Piece {
  text: string
  findings: readonly number[]
}

/** Cuts a text where quotes begin and end. Quotes may overlap; one that does not lie within the text is left out. */
export function piecesOf(text: string, findings: readonly Finding[]): Piece[] {
  const quotes = findings.flatMap(({ start, end }, index) =>
    start !== null && end !== null && start < end && end <= text.length ? [{ start, end, index }] : [],
  )
  const cuts = [...new Set([0, text.length, ...quotes.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  )
  return cuts.slice(0, -1).map((from, i) => ({
    text: text.slice(from, cuts[i + 1]),
    findings: quotes.filter((q) => q.start <= from && from < q.end).map((q) => q.index),
  }))
}

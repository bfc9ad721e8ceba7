import type { SheetPrompt } from './sheet.ts'

/** A piece of an answer's text. */
export interface Piece {
  text: string
  /** Places of the findings that stand on it. */
  findings: readonly number[]
  /** Those of them whose words end here. */
  ending: readonly number[]
  /** Ms into the recording of the word that it belongs to; null between words, and where times are not known. */
  takeMs: number | null
}

/** Cuts an answer's text where words and quotes begin and end. Together the pieces are the text. */
export function piecesOf({
  text,
  findings,
  words,
}: Pick<SheetPrompt, 'text' | 'findings' | 'words'>): Piece[] {
  const quotes = findings.flatMap(({ start, end }, index) =>
    start !== null && end !== null && start < end && end <= text.length ? [{ start, end, index }] : [],
  )
  const spoken = words.filter(({ start, end }) => start < end && end <= text.length)
  const bounds = [...quotes, ...spoken].flatMap(({ start, end }) => [start, end])
  const cuts = [...new Set([0, text.length, ...bounds])].toSorted((a, b) => a - b)
  let word = 0
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? text.length
    while ((spoken[word]?.end ?? Infinity) <= from) word++
    const here = spoken[word]
    const within = quotes.filter((quote) => quote.start <= from && from < quote.end)
    return {
      text: text.slice(from, to),
      findings: within.map(({ index }) => index),
      ending: within.filter(({ end }) => end === to).map(({ index }) => index),
      takeMs: here && here.start <= from ? here.takeMs : null,
    }
  })
}

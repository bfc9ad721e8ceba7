/** Words of a query that count, at most. */
const mostTerms = 8

const word = /[\p{L}\p{N}\p{M}]+/gu
const plain = /^[a-z0-9]*$/
const marks = /\p{M}+/gu

/** As it is compared: without capitals and accents. */
const folded = (text: string): string => {
  const lower = text.toLowerCase()
  return plain.test(lower) ? lower : lower.normalize('NFD').replace(marks, '')
}

/** The words of a text, folded, in their order. */
export const wordsOf = (text: string): string[] => (text.match(word) ?? []).map(folded)

/** What a query asks for: words that begin with each of these, at most 8. */
export const termsOf = (query: string): string[] => [...new Set(wordsOf(query))].slice(0, mostTerms)

/** A word of a text that a term asks for. UTF-16, end exclusive. */
export interface Match {
  start: number
  end: number
  /** Place of the term, from 0. */
  term: number
}

/** Every word of the text that begins with one of the terms. */
export function matchesIn(text: string, terms: readonly string[]): Match[] {
  const found: Match[] = []
  for (const match of text.matchAll(word)) {
    const as = folded(match[0])
    const term = terms.findIndex((each) => as.startsWith(each))
    if (term !== -1) found.push({ start: match.index, end: match.index + match[0].length, term })
  }
  return found
}

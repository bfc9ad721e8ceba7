import { findAll } from './phrases.ts'
import type { Span } from './phrases.ts'

/** A word, a number or a mark, as it stands in the plain text. */
export interface Token extends Span {
  text: string
  kind: 'word' | 'number' | 'mark'
  /** Written with a capital in the original. */
  capital: boolean
}

/** A stretch between full stops, or between the joints of a long unpunctuated one; tokens by index, end exclusive. */
export interface Sentence extends Span {
  from: number
  to: number
}

const TOKEN =
  /[$£¥¤]?\d{1,15}(?:,\d{2,3}(?!\d)){0,5}(?:\.\d{1,6})?(?:%|(?:k|m|mm|bn|b|x|ms|mn|mil|st|nd|rd|th|am|pm|s|h|gb|tb|mb)(?![a-z0-9]))?|[a-z\d]+(?:'[a-z]+)*|[^\sa-z\d]/g

/** Tokens of a plain text. */
export function tokensOf(plain: string, text: string): Token[] {
  return findAll(TOKEN, plain).map(({ start, end }) => {
    const first = text.charAt(start)
    // Which money it is stands only in the original.
    const word = plain.slice(start, end).replace('¤', first)
    const kind = /^[$€£¥₹₦]?\d/.test(word) ? 'number' : /^[a-z]/.test(word) ? 'word' : 'mark'
    return { text: word, start, end, kind, capital: first !== first.toLowerCase() }
  })
}

const ABBREVIATIONS = new Set(['mr', 'mrs', 'ms', 'dr', 'vs', 'eg', 'ie', 'etc', 'approx', 'st', 'no'])
const JOINTS = new Set([
  'so',
  'but',
  'then',
  'because',
  'anyway',
  'and',
  'or',
  'which',
  'while',
  'after',
  'when',
])
const STARTERS = new Set([
  'i',
  'we',
  'he',
  'she',
  'they',
  'it',
  'there',
  'then',
  'so',
  'this',
  'that',
  'my',
  'our',
  'the',
])
const LONG = 28

/**
 * Sentences. Where a recogniser gave no full stops, a stretch of more than about thirty words is divided where a
 * joining word meets the subject of a new clause.
 */
export function sentencesOf(tokens: readonly Token[], plain: string): Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  const close = (to: number): void => {
    const first = tokens[from]
    const last = tokens[to - 1]
    if (first && last) sentences.push({ from, to, start: first.start, end: last.end })
    from = to
  }
  tokens.forEach((token, index) => {
    const next = tokens[index + 1]
    const previous = tokens[index - 1]
    const stops =
      '.!?'.includes(token.text) &&
      !(token.text === '.' && previous !== undefined && ABBREVIATIONS.has(previous.text)) &&
      (next === undefined || next.start > token.end || next.kind === 'mark')
    const newline = next !== undefined && plain.slice(token.end, next.start).includes('\n')
    const joint =
      index - from > LONG && JOINTS.has(next?.text ?? '') && STARTERS.has(tokens[index + 2]?.text ?? '')
    if (stops || newline || joint) close(index + 1)
  })
  close(tokens.length)
  return sentences
}

/** The sentence that holds a place of the text. */
export function sentenceAt(sentences: readonly Sentence[], place: number): Sentence | undefined {
  let low = 0
  let high = sentences.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((sentences[middle]?.start ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return sentences[low]
}

/** Index of the first token that starts at or after a place of the text. */
export function tokenAt(tokens: readonly Token[], place: number): number {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.start ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

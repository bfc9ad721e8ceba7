import { signals } from '../../questions/signals.ts'
import type { SaidText } from '../session/texts.ts'
import { matchesIn, termsOf, type Match } from './words.ts'

/** A piece of text; `hit` where it is what was looked for. */
export interface Piece {
  text: string
  hit: boolean
}

/** Where a query was found in a session. */
export interface Hit {
  /** `found`: among the findings of the answer. */
  in: 'answer' | 'found'
  /** Place of the answer, from 0, and session ms at which it began. */
  answer: number
  at: number
  pieces: Piece[]
}

/** Characters of an answer that are shown around what was found, about. */
const length = 120

/** The text in pieces, with what the query asks for told apart. */
export const highlighted = (text: string, query: string): Piece[] =>
  cut(text, matchesIn(text, termsOf(query)), 0, text.length)

/** The best places of a session, at most `most`, in their order: those with most of the query's words. */
export function hitsIn(answers: readonly SaidText[], query: string, most = 2): Hit[] {
  const terms = termsOf(query)
  if (terms.length === 0) return []
  const hits = answers.flatMap(({ at, text, signals: found }, answer) => {
    const said = matchesIn(text, terms)
    const place: { hit: Hit; words: number }[] = []
    if (said.length > 0) {
      const [from, to] = around(text, said)
      place.push({
        hit: { in: 'answer', answer, at, pieces: cut(text, said, from, to) },
        words: distinct(said),
      })
    }
    for (const signal of found) {
      const { label } = signals[signal]
      const named = matchesIn(label, terms)
      // A single common word of several says nothing of a finding.
      if (distinct(named) === terms.length)
        place.push({
          hit: { in: 'found', answer, at, pieces: cut(label, named, 0, label.length) },
          words: distinct(named),
        })
    }
    return place
  })
  return hits
    .toSorted((a, b) => b.words - a.words || a.hit.answer - b.hit.answer)
    .slice(0, most)
    .toSorted((a, b) => a.hit.answer - b.hit.answer)
    .map(({ hit }) => hit)
}

const distinct = (matches: readonly Match[]) => new Set(matches.map(({ term }) => term)).size

/** The stretch that holds most of what was asked for, from the start of a word to the end of one. */
function around(text: string, matches: readonly Match[]): [number, number] {
  const within = (first: Match) =>
    matches.filter((m) => m.start >= first.start && m.end <= first.start + length)
  const best = matches.reduce((a, b) => (distinct(within(b)) > distinct(within(a)) ? b : a))
  const last = within(best).at(-1) ?? best
  const spare = Math.max(0, length - (last.end - best.start))
  const wantedFrom = Math.max(0, best.start - Math.round(spare / 3))
  const from = wantedFrom === 0 ? 0 : text.indexOf(' ', wantedFrom) + 1
  const wantedTo = Math.max(last.end, from + length)
  const space = text.indexOf(' ', wantedTo)
  return [from > 0 && from <= best.start ? from : wantedFrom, space === -1 ? text.length : space]
}

function cut(text: string, matches: readonly Match[], from: number, to: number): Piece[] {
  const pieces: Piece[] = []
  const add = (piece: string, hit: boolean) => {
    if (piece !== '') pieces.push({ text: piece, hit })
  }
  let at = from
  for (const { start, end } of matches) {
    if (start < from || end > to) continue
    add(`${at === from && from > 0 ? '…' : ''}${text.slice(at, start)}`, false)
    add(text.slice(start, end), true)
    at = end
  }
  add(`${at === from && from > 0 ? '…' : ''}${text.slice(at, to)}${to < text.length ? '…' : ''}`, false)
  return pieces
}

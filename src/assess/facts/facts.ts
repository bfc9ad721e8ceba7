import { createMemory } from '../memory.ts'
import type { AnswerContext } from '../types.ts'
import { clausesOf } from './clauses.ts'
import type { Clause } from './clauses.ts'
import { plainOf } from './plain.ts'
import type { Span } from './phrases.ts'
import { quantitiesOf } from './quantities.ts'
import type { Quantity } from './quantities.ts'
import { timesOf } from './times.ts'
import type { TimeMention } from './times.ts'
import { sentencesOf, tokenAt, tokensOf } from './tokens.ts'
import type { Sentence, Token } from './tokens.ts'

/** What the grammar found in one answer. All offsets are UTF-16 offsets into `text`. */
export interface Facts {
  text: string
  /** Same length as `text`; see plainOf. */
  plain: string
  tokens: readonly Token[]
  sentences: readonly Sentence[]
  clauses: readonly Clause[]
  quantities: readonly Quantity[]
  times: readonly TimeMention[]
  /** Number of words and numbers. */
  words: number
}

/** Enough for all answers to one question, and for the beginnings of the one under way. */
const known = createMemory<Facts>(32)

/** Reads one answer. One that was read lately costs nothing: signals, coverage and the model all start from its facts. */
export function factsOf(text: string, { today }: Pick<AnswerContext, 'today'>): Facts {
  const key = `${today} ${text}`
  return known.recall(key) ?? known.keep(key, read(text, today))
}

/**
 * Makes something of facts once, and remembers it for as long as the facts themselves. `keyOf` names all that counts
 * beside them.
 */
export function onceFor<T, Beside extends unknown[]>(
  make: (facts: Facts, ...beside: Beside) => T,
  keyOf: (...beside: Beside) => string = () => '',
): (facts: Facts, ...beside: Beside) => T {
  const made = new WeakMap<Facts, Map<string, T>>()
  return (facts, ...beside) => {
    const ofThese = made.get(facts) ?? new Map<string, T>()
    made.set(facts, ofThese)
    const key = keyOf(...beside)
    const before = ofThese.get(key)
    if (before !== undefined) return before
    const value = make(facts, ...beside)
    ofThese.set(key, value)
    return value
  }
}

function read(text: string, today: string): Facts {
  const plain = plainOf(text)
  const tokens = tokensOf(plain, text)
  const sentences = sentencesOf(tokens, plain)
  const quantities = quantitiesOf(tokens, sentences, plain)
  return {
    text,
    plain,
    tokens,
    sentences,
    clauses: clausesOf(tokens, sentences),
    quantities,
    times: timesOf(plain, quantities, today),
    words: tokens.filter(({ kind }) => kind !== 'mark').length,
  }
}

const MAX_WORDS = 15
const LEAD = /^(?:and|so|but|or|then|because|well|yeah|yes|okay|ok|right|now|anyway|that|which|who|um|uh)$/

/** The words to quote for a find: its clause, cut to about fifteen words that include it. */
export function quoteAround({ tokens, clauses }: Facts, span: Span): Span {
  const clause = clauseAt(clauses, span.start)
  const first = tokenAt(tokens, span.start)
  const last = Math.max(first, tokenAt(tokens, span.end) - 1)
  let from = clause && clause.start <= span.start ? tokenAt(tokens, clause.start) : first
  let to = clause ? Math.max(last, tokenAt(tokens, clause.end) - 1) : last
  if (first - from > MAX_WORDS - 6) from = first
  to = Math.max(last, Math.min(to, from + MAX_WORDS))
  while (from < first && (tokens[from]?.kind === 'mark' || LEAD.test(tokens[from]?.text ?? ''))) from++
  while (to > last && (tokens[to]?.kind === 'mark' || LEAD.test(tokens[to]?.text ?? ''))) to--
  while (to > from && tokens[to]?.kind === 'mark') to--
  const start = Math.min(tokens[from]?.start ?? span.start, span.start)
  return { start, end: Math.max(tokens[to]?.end ?? span.end, Math.min(span.end, start + 1)) }
}

/** A sentence as a quote: all of it, or as many words of a long one as can be read at a glance. */
export function quoteOf({ tokens }: Facts, { start, end }: Span): Span {
  let from = tokenAt(tokens, start)
  let to = Math.min(tokenAt(tokens, end), from + MAX_WORDS) - 1
  while (from < to && (tokens[from]?.kind === 'mark' || LEAD.test(tokens[from]?.text ?? ''))) from++
  while (to > from && (tokens[to]?.kind === 'mark' || LEAD.test(tokens[to]?.text ?? ''))) to--
  return { start: tokens[from]?.start ?? start, end: tokens[to]?.end ?? end }
}

function clauseAt(clauses: readonly Clause[], place: number): Clause | undefined {
  let low = 0
  let high = clauses.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((clauses[middle]?.start ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return clauses[low]
}

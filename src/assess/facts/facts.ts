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

/** Readings that are remembered: the answers to one question, and an answer's beginnings. */
const REMEMBERED = 24
const known = new Map<string, Facts>()

/** Reads one answer. One that was read lately costs nothing: signals, coverage and the model all start from its facts. */
export function factsOf(text: string, { today }: Pick<AnswerContext, 'today'>): Facts {
  const key = `${today} ${text}`
  const facts = known.get(key) ?? read(text, today)
  known.delete(key)
  known.set(key, facts)
  for (const oldest of known.keys()) {
    if (known.size <= REMEMBERED) break
    known.delete(oldest)
  }
  return facts
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

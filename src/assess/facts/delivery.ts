import { agencyOf, clausesOf } from './clauses.ts'
import { findAll, phrases, type Span } from './phrases.ts'
import { plainOf } from './plain.ts'
import { sentencesOf, tokensOf } from './tokens.ts'

/** How an answer was said, from its words and its length. */
export interface WordDelivery {
  words: number
  /** Null when no length is known. */
  wordsPerMinute: number | null
  /** "um", "uh", "you know" … A lower bound: recognisers drop many. */
  fillers: number
  /** "maybe", "I think", "sort of" … */
  hedges: number
  /** Of the clauses in which somebody does something, the share that is the speaker's own (0..1); null without any. */
  iShare: number | null
}

const FILLERS =
  /(?<![\w'])(?:u+m+|u+h+m*|e+r+m*|h+m+|a+h+|mm+|you know(?! (?:how|what|that|who|when|where|why|if|the|i))|(?<=[,.] ?)i mean|(?<=[,.] ?)like(?=,)|basically|literally|or whatever|and stuff)(?![\w'])/g
const HEDGES = phrases(
  '(?:maybe|perhaps|probably|possibly|somewhat|arguably|supposedly|presumably|hopefully)',
  '(?:sort|kind) of',
  'i (?:think|guess|suppose|believe|feel like|would say|want to say|hope)',
  "i'd (?:say|guess|imagine)",
  "(?:more or less|or something|or so|a (?:little )?bit|a little|if i remember(?: right| correctly)?|not (?:entirely |quite |really )?sure|i don't know|in a way|to some extent)",
)

/** Pace, fillers, hedges and the share of "I". */
export function deliveryOf(text: string, seconds: number): WordDelivery {
  const lower = text.toLowerCase().replaceAll('’', "'")
  const plain = plainOf(text)
  const tokens = tokensOf(plain, text)
  const words = countWords(text)
  const agency = agencyOf(clausesOf(tokens, sentencesOf(tokens, plain)))
  return {
    words,
    wordsPerMinute: seconds > 0 && Number.isFinite(seconds) ? (words * 60) / seconds : null,
    fillers: [...lower.matchAll(FILLERS)].length,
    hedges: findAll(HEDGES, lower).length,
    iShare: agency.total === 0 ? null : agency.own,
  }
}

/** Words of a text, as a listener would count them. */
function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu)?.length ?? 0
}

/** Share of this answer's runs of four words that an earlier take had too (0..1): how far it is recited. */
export function repeatedShare(text: string, earlier: string): number {
  const runs = runsOf(text)
  if (runs.length === 0) return 0
  const known = new Set(runsOf(earlier).map(({ words }) => words))
  return runs.filter(({ words }) => known.has(words)).length / runs.length
}

/** Where those runs stand in the text: each stretch of words that the earlier take had too, in order. */
export function repeatedSpans(text: string, earlier: string): Span[] {
  const known = new Set(runsOf(earlier).map(({ words }) => words))
  const spans: Span[] = []
  for (const { words, start, end } of runsOf(text)) {
    if (!known.has(words)) continue
    const last = spans.at(-1)
    if (last && start <= last.end) last.end = end
    else spans.push({ start, end })
  }
  return spans
}

/** How many words in a row count as repeated. */
const runLength = 4

function runsOf(text: string): (Span & { words: string })[] {
  const words = [...text.toLowerCase().matchAll(/[\p{L}\p{N}']+/gu)]
  return words.slice(runLength - 1).flatMap((last, at) => {
    const first = words[at]
    if (!first) return []
    const run = words.slice(at, at + runLength).map(([word]) => word)
    return [{ words: run.join(' '), start: first.index, end: last.index + last[0].length }]
  })
}

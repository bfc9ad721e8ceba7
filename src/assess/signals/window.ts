import type { Span } from '../facts/phrases.ts'
import { sentenceAt } from '../facts/tokens.ts'
import type { Sentence } from '../facts/tokens.ts'

/** The words around a place, within its sentence. */
export interface Window {
  left: string
  right: string
}

const UNREAL =
  /(?:would(?!(?:'ve| have))|should|might(?! have)|want(?:ed|s)? to|going to|gonna|plan(?:ned|s)? to|hop(?:ed|ing) to|supposed to|need(?:ed|s)? to|tr(?:y|ied|ying) to|aim(?:ed|ing)? (?:to|for|at)|targets?(?: was| of| is)?|goals?(?: was| of| is)?|asked (?:me|us) (?:to|for)|have to|had to|if (?:i|we|you|they|it)|promised|promise (?:for|of)|cap(?:ped)? at|limit (?:of|was)|until|at least|up to|threshold|sla)(?:[\s,]+[a-z']+){0,5}[\s,]*$/

/** Whether what follows is only wished, planned, required or supposed. */
export function unreal(left: string): boolean {
  return UNREAL.test(left)
}

/** Words around a span: at most so many letters each way, and no further than the sentence. */
export function windowOf(
  plain: string,
  sentences: readonly Sentence[],
  span: Span,
  before = 90,
  after = 60,
): Window {
  const sentence = sentenceAt(sentences, span.start)
  return {
    left: plain.slice(Math.max(sentence?.start ?? 0, span.start - before), span.start),
    right: plain.slice(span.end, Math.min(Math.max(sentence?.end ?? span.end, span.end), span.end + after)),
  }
}

/** As windowOf, but across the joints at which a long unpunctuated stretch was divided; real stops still bound it. */
export function wideWindow(
  plain: string,
  sentences: readonly Sentence[],
  span: Span,
  before = 120,
  after = 70,
): Window {
  const narrow = windowOf(plain, sentences, span, before, after)
  const from = Math.max(0, span.start - before)
  const reach = plain.slice(from, span.start)
  const stop = Math.max(reach.lastIndexOf('. '), reach.lastIndexOf('? '), reach.lastIndexOf('! '))
  const ahead = plain.slice(span.end, span.end + after)
  const end = ahead.search(/[.!?](?:\s|$)/)
  return {
    left:
      stop < 0
        ? reach
        : reach.slice(stop + 1).length > narrow.left.length
          ? reach.slice(stop + 1)
          : narrow.left,
    right: end < 0 ? ahead : ahead.slice(0, end),
  }
}

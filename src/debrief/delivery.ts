import type { SignalId } from '../../questions/ids.ts'
import { deliveryOf as wordsOf, repeatedShare } from '../assess/facts/delivery.ts'
import { sentencesOf, tokensOf } from '../assess/facts/tokens.ts'
import { plainOf } from '../assess/facts/plain.ts'
import { isTypedAlong, shown, wordTimes, type Answer } from '../session/answers.ts'

/** How an answer was given, from its times and its words. Null stands for what cannot be known of it. */
export interface Delivery {
  /** From the interviewer's last word to the candidate's first, in ms; null where only words were typed along. */
  thinkingMs: number | null
  /** Speech, and the pauses between its phrases, in ms; null for a typed answer. */
  speakingMs: number | null
  pausesMs: number | null
  words: number | null
  /** From the first word to the last, pauses included; null for a typed answer. */
  wordsPerMinute: number | null
  fillers: number | null
  /** The recogniser leaves fillers out, so that there were at least so many. */
  fillersAtLeast: boolean
  hedges: number | null
  /** Of a spoken answer with words, why it is not known when each was said; null where it is. */
  timesUnknown: 'unsearched' | 'unfit' | null
  /** When the point was made: what it was, or the result. Null where it never was. */
  bottomLine: BottomLine | null
  /** Share of what is done in the answer that the speaker did, 0..1. */
  iShare: number | null
}

/** Ms from the first word to the end of the sentence that makes the point; `about` where no word has a time. */
export interface BottomLine {
  ms: number
  about: boolean
}

/** What makes the point of an answer: the bottom line said first, or a result (guide: the bottom line belongs up front). */
const points: ReadonlySet<SignalId> = new Set<SignalId>([
  'headline-first',
  'impact-money',
  'impact-metric',
  'impact-anecdote',
])

/** How the answer was given. Of one without words only the times are known. */
export function deliveryOf(answer: Answer): Delivery {
  const { thinkingMs, phrases, input, seconds } = answer
  const spoken = input === 'microphone' && seconds !== null
  const { text, heard } = shown(answer)
  const speakingMs = phrases.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)
  const has = text !== null && text.trim() !== ''
  const words = has ? wordsOf(text, seconds ?? 0) : null
  return {
    thinkingMs: seconds === null && isTypedAlong(answer) ? null : thinkingMs,
    speakingMs: spoken ? speakingMs : null,
    pausesMs: spoken ? Math.max(0, answer.speakingMs - speakingMs) : null,
    words: words?.words ?? null,
    wordsPerMinute: spoken ? (words?.wordsPerMinute ?? null) : null,
    fillers: words?.fillers ?? null,
    fillersAtLeast: heard?.fillers === 'dropped',
    hedges: words?.hedges ?? null,
    timesUnknown: has && spoken ? timesUnknown(answer) : null,
    bottomLine: has && seconds !== null ? bottomLineOf(answer, text) : null,
    iShare: words?.iShare ?? null,
  }
}

function timesUnknown(answer: Answer): Delivery['timesUnknown'] {
  if (wordTimes(answer).length > 0) return null
  return answer.aligned === null ? 'unsearched' : 'unfit'
}

function bottomLineOf(answer: Answer, text: string): BottomLine | null {
  const findings = shown(answer).assessment?.findings ?? []
  const quoted = findings.flatMap(({ signal, end }) => (points.has(signal) && end !== null ? [end] : []))
  if (quoted.length === 0) return null
  const end = sentenceEnd(text, Math.min(...quoted))
  const times = wordTimes(answer)
  const first = times[0]
  const last = times.findLast((word) => word.start < end)
  if (first && last) return { ms: Math.max(0, last.endMs - first.startMs), about: false }
  const length = (answer.seconds ?? 0) * 1000
  return { ms: Math.round((length * end) / text.length), about: true }
}

/** Where the sentence ends in which the given place is; the place itself where the text has no stops. */
function sentenceEnd(text: string, place: number): number {
  const plain = plainOf(text)
  const sentence = sentencesOf(tokensOf(plain, text), plain).find((s) => s.start < place && place <= s.end)
  return Math.min(text.length, Math.max(place, sentence?.end ?? place))
}

/** How far an answer repeats an earlier one to the same prompt, word for word, 0..1; null where either has no words. */
export function recitedShare(answer: Answer, earlier: string | null): number | null {
  const { text } = shown(answer)
  return text === null || text.trim() === '' || earlier === null ? null : repeatedShare(text, earlier)
}

import type { WordTime } from '../../../machines/heard.ts'
import type { Phrase } from '../ports.ts'
import type { FoundWord } from './grammar.ts'
import type { SpokenWord } from './spoken.ts'

/**
 * The share of words that have to be heard as they are written for a text to be one of this recording. Measured on
 * synthetic voices at 10 dB and better: see `npm run bench:align`.
 */
const leastHeard = 0.7

/** Words a second of speech, between which a text can be one of this recording. */
const slowest = 0.6
const fastest = 8

/** Whether so many words can have been said in the speech that there is. */
export function isSpeakable(words: number, phrases: readonly Phrase[]): boolean {
  const seconds = phrases.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / 1000
  return words >= seconds * slowest && words <= Math.max(seconds, 0.5) * fastest
}

/**
 * When the words of a text were said: empty where the text does not fit the recording. Words that were not said are
 * left out; those whose sound is not known keep the time that is left for them.
 */
export function timesOf(
  words: readonly SpokenWord[],
  found: readonly FoundWord[],
  phrases: readonly Phrase[],
  durationMs: number,
): WordTime[] {
  const known = words.flatMap(({ ways }, i) => (ways.length > 0 ? [found[i]?.heard === true] : []))
  const heard = known.filter(Boolean).length
  if (heard === 0 || heard < known.length * leastHeard) return []
  const timed = words.flatMap(({ start, end, ways }, i) => {
    const time = found[i]
    if (!time || (ways.length > 0 && !time.heard)) return []
    return [{ start, end, startMs: time.startMs, endMs: time.endMs }]
  })
  return ascending(toPhrases(timed, phrases), durationMs)
}

/**
 * Ms within which the edges of words are trusted beside a pause. Voice activity knows the edges of speech better in
 * noise (a breath or a hiss is taken for a word's end), the words know them better in quiet.
 */
const trustedMs = 80
/** Ms between the edge of a phrase and that of a word, beyond which something else was said there. */
const farMs = 400

/** Has the words beside a pause begin and end with the phrases of speech, where the two differ by much. */
function toPhrases(words: readonly WordTime[], phrases: readonly Phrase[]): WordTime[] {
  const at = words.map((word) => phraseOf(word, phrases))
  return words.map((word, i) => {
    const phrase = phrases[at[i] ?? -1]
    if (!phrase) return word
    const begins = at[i - 1] !== at[i] && isOff(word.startMs, phrase.startMs, word.startMs < phrase.startMs)
    const ends = at[i + 1] !== at[i] && isOff(word.endMs, phrase.endMs, word.endMs > phrase.endMs)
    const startMs = begins ? phrase.startMs : word.startMs
    const endMs = ends ? phrase.endMs : word.endMs
    return startMs < endMs ? { ...word, startMs, endMs } : word
  })
}

const isOff = (edge: number, phraseEdge: number, outside: boolean) => {
  const off = Math.abs(edge - phraseEdge)
  return off > trustedMs && (outside || off < farMs)
}

/** The phrase that most of the word lies in; -1 for one that lies in none. */
function phraseOf({ startMs, endMs }: WordTime, phrases: readonly Phrase[]): number {
  let [best, most] = [-1, 0]
  phrases.forEach((phrase, i) => {
    const shared = Math.min(endMs, phrase.endMs) - Math.max(startMs, phrase.startMs)
    if (shared > most) [best, most] = [i, shared]
  })
  return best
}

/** Each word within the recording, and none before the one before it. */
function ascending(words: readonly WordTime[], durationMs: number): WordTime[] {
  let from = 0
  return words.map((word) => {
    const startMs = Math.min(Math.max(word.startMs, from), durationMs)
    const endMs = Math.min(Math.max(word.endMs, startMs), durationMs)
    from = endMs
    return { ...word, startMs, endMs }
  })
}

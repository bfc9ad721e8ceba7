import type { WordTime } from '../../../machines/heard.ts'
import type { Phrase } from '../ports.ts'
import type { FoundWord } from './network.ts'
import type { SpokenWord } from './spoken.ts'

/**
 * How well a text has to fit to be one of this recording: the share of its words that are heard as they are written,
 * times the share of the speech that they fill. Of 34 recordings of ten synthetic voices, clean and at 20 and 10 dB,
 * true texts have 0.79 and more, texts of other recordings at most 0.72, and true ones in which every seventh word is
 * wrong lie above both but for one in thirty.
 */
export const leastFit = 0.73
/** Beyond this nothing better is to be found. */
export const goodFit = 0.85

/** Words a second of speech, between which a text can be one of this recording. */
const slowest = 0.6
const fastest = 8

/** Whether so many words can have been said in the speech that there is. */
export function isSpeakable(words: number, phrases: readonly Phrase[]): boolean {
  const seconds = lengthOf(phrases) / 1000
  return words >= seconds * slowest && words <= Math.max(seconds, 0.5) * fastest
}

/**
 * When the words of a text that fits were said. Words that were not said are left out; those whose sound is not known keep the time that is left for them.
 */
export function timesOf(
  words: readonly SpokenWord[],
  found: readonly (FoundWord | null)[],
  phrases: readonly Phrase[],
  durationMs: number,
): WordTime[] {
  const timed = words.flatMap(({ start, end, ways }, i) => {
    const time = found[i]
    if (!time || (ways.length > 0 && !time.heard)) return []
    return [{ start, end, startMs: time.startMs, endMs: time.endMs }]
  })
  return ascending(toPhrases(timed, phrases), durationMs)
}

/** How well the words fit, 0..1; those whose sound is not known, and the time that they take, count for nothing. */
export function fitOf(
  words: readonly SpokenWord[],
  found: readonly (FoundWord | null)[],
  phrases: readonly Phrase[],
): number {
  const known = words.filter(({ ways }) => ways.length > 0).length
  const heard = found.filter((word, i) => word?.heard === true && (words[i]?.ways.length ?? 0) > 0)
  const unknown = found.filter((_, i) => words[i]?.ways.length === 0)
  const speechMs = lengthOf(phrases) - withinMs(unknown, phrases)
  if (heard.length === 0 || speechMs <= 0) return 0
  return (heard.length / known) * Math.min(1, withinMs(heard, phrases) / speechMs)
}

/** Ms of speech. */
export const lengthOf = (phrases: readonly Phrase[]): number =>
  phrases.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)

const sharedMs = (a: Phrase, b: Phrase): number =>
  Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs))

/** Ms of speech within a stretch. */
export const speechWithin = (stretch: Phrase, phrases: readonly Phrase[]): number =>
  phrases.reduce((sum, phrase) => sum + sharedMs(stretch, phrase), 0)

const withinMs = (words: readonly (Phrase | null)[], phrases: readonly Phrase[]): number =>
  words.reduce((sum, word) => (word ? sum + speechWithin(word, phrases) : sum), 0)

/**
 * Ms within which the edges of words are trusted beside a pause. Voice activity knows the edges of speech better in
 * noise (a breath or a hiss is taken for a word's end), the words know them better in quiet.
 */
const trustedMs = 100
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
function phraseOf(word: WordTime, phrases: readonly Phrase[]): number {
  let [best, most] = [-1, 0]
  phrases.forEach((phrase, i) => {
    const shared = sharedMs(word, phrase)
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

import { verbOf } from '../../assess/facts/verbs.ts'
import { asksListener, CLOSING, LEADING_ON, searches } from './phrasing.ts'
import { stopOf } from './punctuation.ts'
import { FILLERS, JOINING, LEADING, OPENERS, SELDOM_LAST } from './wordlists.ts'

/**
 * What the last words of an answer say about its end.
 * - `nothing`: no word of it was said yet, at most an "um";
 * - `searching`: the speaker looks for words, asks for time or announces what is to come;
 * - `incomplete`: in the middle of a sentence;
 * - `unknown`: nothing tells, as mostly where no punctuation is written;
 * - `doubtful`: a full stop stands behind a word in which sentences seldom end;
 * - `complete`: a sentence is complete;
 * - `closing`: the speaker says that this was all, or asks whether it was.
 */
export type Ending = 'nothing' | 'searching' | 'incomplete' | 'unknown' | 'doubtful' | 'complete' | 'closing'

/** Letters at the end of a text in which all is that counts. */
const TAIL = 300

/**
 * Reads the end of what was said so far.
 * @param punctuates whether whoever wrote it down writes punctuation: then a missing full stop means something
 */
export function endingOf(text: string, punctuates: boolean): Ending {
  const said = text.trimEnd()
  const begun = beginsAnswer(said)
  if (begun === 'no') return 'nothing'
  const stop = stopOf(said)
  const sentence = wordsOf(lastSentence(said.slice(-TAIL)))
  const words = sentence.split(' ')
  const last = words.at(-1) ?? ''
  if (begun === 'barely' || FILLERS.has(last) || searches(sentence)) return 'searching'
  if (stop === 'question' && asksListener(sentence)) return 'closing'
  if (stop === 'pause' || JOINING.has(last)) return 'incomplete'
  if (stop !== 'none') {
    if (CLOSING.test(sentence)) return 'closing'
    return stop === 'full' && SELDOM_LAST.has(last) ? 'doubtful' : 'complete'
  }
  // Without a stop "that's all" may be on its way to "that's all we had".
  if (!punctuates && CLOSING.test(sentence)) return 'complete'
  if (punctuates || LEADING.has(last) || LEADING_ON.test(sentence) || needsObject(words)) return 'incomplete'
  return 'unknown'
}

/** Whether there are words of an answer; `barely` where there are only ones that lead up to it. */
function beginsAnswer(text: string): 'no' | 'barely' | 'yes' {
  let begun: 'no' | 'barely' = 'no'
  for (const [part] of text.matchAll(/\S+/g)) {
    const word = wordsOf(part)
    if (word === '' || FILLERS.has(word)) continue
    if (!OPENERS.has(word)) return 'yes'
    begun = 'barely'
  }
  return begun
}

const lastSentence = (text: string): string => text.split(/(?<=[.?!]["'”’)]?)\s+/).at(-1) ?? ''

/** Lower case, without marks. */
const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/[^\p{L}\p{N}'\s]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const SUBJECTS = new Set(['i', 'we', 'he', 'she', 'they', 'and', 'to', 'who'])

/** "and I pulled": a verb of doing or saying right after its subject, in which sentences hardly ever end. */
function needsObject(words: readonly string[]): boolean {
  const [before = '', last = ''] = words.slice(-2)
  const verb = verbOf(last)
  return verb !== undefined && verb.class !== 'state' && SUBJECTS.has(before)
}

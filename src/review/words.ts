import { OPENING, WRAP_UP, type Plan } from '../../machines/plan.ts'
import { spokenWordsPerMinute } from '../session/band.ts'
import { isTypedAlong, shown, type Answer, type AnswerOutcome } from '../session/answers.ts'
import { clockTime } from '../ui/Time.tsx'
import type { Aside } from './prompts.ts'

/** Why this was asked, as a clause: "asked because no result was named". */
export function whyAsked(answer: Pick<Answer, 'branch' | 'prompt'>, plan?: Pick<Plan, 'first'>): string {
  if (answer.branch) return `asked because ${answer.branch.because}`
  if (answer.prompt === OPENING) return 'the opening question'
  if (answer.prompt === plan?.first) return 'what this drill asks'
  if (answer.prompt === WRAP_UP) return 'asked to close the question'
  return 'placed here, not chosen by the interviewer'
}

/** What was asked, as a short name. */
export function promptLabel(plan: Plan | undefined, answer: Pick<Answer, 'prompt'>): string {
  if (answer.prompt === OPENING) return 'Opening'
  return plan?.prompts.get(answer.prompt)?.label ?? answer.prompt
}

/** What became of an answer that was not given to its end; null where it was. `ms` is what was recorded of it. */
export function outcomeWords(answer: Pick<Answer, 'outcome'>, ms: number | null): string | null {
  const after = ms === null ? '' : `: it stopped after ${clockTime(ms)}`
  switch (answer.outcome) {
    case 'assessed':
    case 'unheard':
      return null
    case 'finished':
      return 'Finished, but never assessed.'
    case 'open':
      return `The session was interrupted here${after}.`
    case 'broken-off':
      return `The session was ended here${after}.`
    case 'skipped':
      return 'Skipped.'
    case 'declined':
      return 'You said that you had no example.'
    case 'restarted':
      return `Not answered${after}.`
  }
}

/**
 * Why an answer that was given has no words, and what can be done; null where it has. `failure` is why they could not
 * be made out on this visit.
 */
export function noWords(answer: Answer, underWay: boolean, failure: string | null): string | null {
  if (answer.outcome !== 'unheard' || shown(answer).text?.trim()) return null
  if (answer.revised) return 'No words could be made out in this recording. Play it, and write what you said.'
  if (answer.take === null) return 'Not heard: there is a time, but no text, so nothing is judged.'
  if (answer.speakingMs === 0) return 'No speech was found in this recording, so there are no words to judge.'
  if (underWay) return 'Its words are being made out now.'
  if (failure !== null)
    return `It could not be transcribed: ${failure} Transcribe it again, or write what you said.`
  return 'It was recorded, but has no words yet. Have it transcribed, or write what you said.'
}

/** Of words that were typed beside a microphone that heard nobody. */
export const typedAlongWords = 'typed along, not timed'

/** "thought for 4 s", and for typed answers where the seconds come from. */
export function paceWords(
  answer: Pick<Answer, 'outcome' | 'thinkingMs' | 'speakingMs' | 'input' | 'seconds'>,
): string[] {
  if (answer.seconds === null)
    return answer.outcome === 'assessed' && isTypedAlong(answer) ? [typedAlongWords] : []
  const thought = Math.round(answer.thinkingMs / 1000)
  const words = [thought === 0 ? 'began at once' : `thought for ${thought} s`]
  if (answer.input === 'keyboard') words.push(`typed, timed as ${spokenWordsPerMinute} words a minute aloud`)
  return words
}

/** First letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What kept a prompt from being answered at once. `ms` is what was recorded until then. */
export function asideWords({ kind }: Pick<Aside, 'kind'>, ms: number | null): string {
  switch (kind) {
    case 'clarified':
      return 'You asked what it meant'
    case 'repeated':
      return 'You asked to hear it again'
    case 'interrupted':
      return ms === null ? 'Interrupted' : `Interrupted: it stopped after ${clockTime(ms)}`
  }
}

/** What became of a prompt that was not answered, in a word or two. */
export function tickWords(outcome: AnswerOutcome): string {
  switch (outcome) {
    case 'skipped':
      return 'skipped'
    case 'declined':
      return 'no example'
    case 'restarted':
      return 'asked again'
    default:
      return 'interrupted'
  }
}

/** How a prompt is named in the name of its button: "answer 3", or "“the result”" where it was not answered. */
export const promptName = (number: number | null, label: string): string =>
  number === null ? `“${label}”` : `answer ${number}`

/** Says so where less than the full assessment was at work; null where it was. */
export function formWords(engine: string): string | null {
  return /^(rules|light)-/.test(engine)
    ? 'Judged by single words only: the full listening had not been loaded yet.'
    : null
}

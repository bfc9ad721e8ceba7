import { OPENING, WRAP_UP, type Plan } from '../../machines/plan.ts'
import { spokenWordsPerMinute } from '../session/band.ts'
import type { Answer } from '../session/answers.ts'

/** Why this was asked, as a clause: "asked because no result was named". */
export function whyAsked(answer: Pick<Answer, 'branch' | 'prompt'>): string {
  if (answer.branch) return `asked because ${answer.branch.because}`
  if (answer.prompt === OPENING) return 'the opening question'
  if (answer.prompt === WRAP_UP) return 'asked to close the question'
  return 'placed here, not chosen by the interviewer'
}

/** What was asked, as a short name. */
export function promptLabel(plan: Plan | undefined, answer: Pick<Answer, 'prompt'>): string {
  if (answer.prompt === OPENING) return 'Opening'
  return plan?.prompts.get(answer.prompt)?.label ?? answer.prompt
}

/** What became of an answer that has no words to show; null where it was heard. */
export function outcomeWords(answer: Pick<Answer, 'outcome' | 'input'>): string | null {
  switch (answer.outcome) {
    case 'assessed':
      return null
    case 'unheard':
      return 'Not heard: there is a time, but no text, so nothing is judged.'
    case 'finished':
      return 'Finished, but never assessed.'
    case 'open':
      return 'The session was interrupted here.'
    case 'broken-off':
      return 'The session was ended here.'
    case 'skipped':
      return 'Skipped.'
    case 'declined':
      return 'You said that you had no example.'
    case 'restarted':
      return 'Not answered yet: it was asked again.'
  }
}

/** "thought for 4 s", and for typed answers where the seconds come from. */
export function paceWords(answer: Pick<Answer, 'thinkingMs' | 'input' | 'seconds'>): string[] {
  if (answer.seconds === null) return []
  const thought = Math.round(answer.thinkingMs / 1000)
  const words = [thought === 0 ? 'began at once' : `thought for ${thought} s`]
  if (answer.input === 'keyboard') words.push(`typed, timed as ${spokenWordsPerMinute} words a minute aloud`)
  return words
}

/** First letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

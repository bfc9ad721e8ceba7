import type { Phase } from '../../machines/run.ts'
import type { Entry } from '../session/log.ts'
import type { Room } from './room.ts'

/** What the candidate can do at the moment. */
export interface Moves {
  /** Take the floor before the interviewer is done. */
  ready: boolean
  finish: boolean
  repeat: boolean
  clarify: boolean
  /** Have no example, or skip. */
  pass: boolean
  pause: boolean
}

const interviewers: readonly Phase[] = ['speaking', 'clarifying', 'over']
const candidates: readonly Phase[] = ['thinking', 'answering']

/** Whose turn it is; null while an answer is taken in, or the interview rests. */
export function turnOf(phase: Phase): 'interviewer' | 'candidate' | null {
  if (hasFloor(phase)) return 'candidate'
  return phase === 'asking' || canTakeFloor(phase) ? 'interviewer' : null
}

/** Whether the interviewer is saying something that the candidate may cut short. */
export const canTakeFloor = (phase: Phase): boolean => interviewers.includes(phase)

/** Whether the candidate has the floor. */
export const hasFloor = (phase: Phase): boolean => candidates.includes(phase)

export function possible(phase: Phase, { input, draft, wantsText }: Room): Moves {
  const floor = hasFloor(phase)
  const asked = phase === 'speaking' || floor
  return {
    ready: canTakeFloor(phase),
    // A typed answer has to have words: the way on without any is to skip.
    finish: floor && (input === 'microphone' || draft.trim() !== ''),
    repeat: asked || phase === 'clarifying',
    clarify: asked,
    pass: asked,
    // While an answer is taken in there is nothing to hold up, unless its words are awaited.
    pause: asked || phase === 'clarifying' || (phase === 'assessing' && wantsText),
  }
}

/** What was asked last. */
export const lastAsked = (entries: readonly Entry[]): string =>
  entries.findLast((e) => e.type === 'prompt.asked')?.text ?? ''

/** How the caption is shown: along with the voice, whole while it is still of use, or not at all. */
export function captionMode(phase: Phase, entries: readonly Entry[]): 'follow' | 'whole' | 'none' {
  if (phase === 'speaking' || phase === 'clarifying') return 'follow'
  if (!hasFloor(phase)) return 'none'
  const said = entries.findLast((e) => e.type === 'prompt.asked' || e.type === 'clarification.given')
  return said?.type === 'clarification.given' ? 'whole' : 'none'
}

import type { RoundView } from '../../machines/run.ts'
import type { DrillRun } from '../drills/run/useDrill.ts'
import type { Interviewer } from './room.ts'

/** What taking an item of a drill again means at the moment; null where it means nothing. */
export function againOf(parts: {
  drill: DrillRun | null
  view: RoundView
  interviewer: Interviewer
  /** Told what will only be done in a moment. */
  tell: (words: string) => void
}): (() => void) | null {
  const { drill, view, interviewer, tell } = parts
  const { phase, question } = view
  if (!drill) return null
  const last = drill.lastPlace
  switch (phase) {
    case 'asking':
    case 'speaking':
    case 'clarifying':
    case 'thinking':
      return last === null ? interviewer.repeat : () => interviewer.retry(last)
    case 'over':
      return last === null ? null : () => interviewer.retry(last)
    case 'answering':
    case 'assessing':
      if (question === null) return null
      return () => {
        if (!interviewer.takingIn()) return interviewer.repeat()
        interviewer.retry(question)
        tell('Taken again as soon as it is taken in')
      }
    default:
      return null
  }
}

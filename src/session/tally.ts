import type { Entry } from './log.ts'

/**
 * Counts which answers wait for their words, entry by entry, so that lists need not fold logs. It agrees with `waits`
 * of answers.ts, which tells it of a whole log.
 */
export interface Tally {
  /** Whether a prompt was asked: before the first, there is no answer. */
  asked: boolean
  /** Answers that have begun. */
  begun: number
  /** The answer under way; `spokenMs` once it was finished. */
  open: { recorded: boolean; typed: boolean; spokenMs: number | null } | null
  /** Places of the answers that wait, from 0, in order. */
  waiting: number[]
}

export const emptyTally: Tally = { asked: false, begun: 0, open: null, waiting: [] }

/** The tally once these entries were added to the log. */
export const tallyAfter = (tally: Tally, entries: readonly Entry[]): Tally => entries.reduce(counted, tally)

function counted(tally: Tally, entry: Entry): Tally {
  const { asked, begun, open, waiting } = tally
  switch (entry.type) {
    case 'prompt.asked':
      return { ...tally, asked: true, open: open?.spokenMs == null ? null : open }
    case 'listening.started': {
      if (!asked) return tally
      const fresh = { recorded: entry.take !== null, typed: false, spokenMs: null }
      return { ...tally, begun: begun + 1, open: fresh }
    }
    case 'draft.saved':
      return open ? { ...tally, open: { ...open, typed: true } } : tally
    case 'answer.finished':
      return open ? { ...tally, open: { ...open, spokenMs: entry.speakingMs } } : tally
    case 'answer.unheard': {
      const waits = open?.recorded === true && !open.typed && (open.spokenMs ?? 0) > 0
      return { ...tally, open: null, waiting: waits ? [...waiting, begun - 1] : waiting }
    }
    case 'prompt.skipped':
    case 'example.declined':
      // Passed over while the interviewer still spoke, it is an answer of no length.
      return { ...tally, begun: open || !asked ? begun : begun + 1, open: null }
    case 'answer.assessed':
    case 'repeat.requested':
    case 'clarify.requested':
    case 'question.retried':
    case 'session.ended':
      return { ...tally, open: null }
    case 'assessment.revised':
      return { ...tally, waiting: waiting.filter((place) => place !== entry.answer) }
    default:
      return tally
  }
}

import { OPENING, WRAP_UP } from '../../machines/plan.ts'
import { answersOf, type Answer } from './answers.ts'
import { durationMs, isReviewEvent } from './entries.ts'
import type { Entry, Header, Log, ReviewEvent } from './log.ts'
import { emptyTally, tallyAfter } from './tally.ts'

/** What a take has of its own; everything else in its header is the original's. */
export interface NewTake extends Pick<Header, 'id' | 'createdAt'> {
  /** The local date on which it is taken, and what it runs on, where they are not the original's. */
  today?: Header['today']
  engines?: Header['engines']
}

/**
 * Another take of a session, from a prompt on: its log up to where that prompt was first asked, without it. `answer` is
 * any of the tries of the prompt. Recordings are named as they were, so that they are shared and not copied.
 *
 * What the review added about the answers that are kept, or about moments before the fork, is kept as well, wherever it
 * stands in the original's log: it is about the same words. What it says of later answers stays behind.
 *
 * A take of what two takes have in common is a take of the session that both come from.
 *
 * @throws RangeError where the session has no such answer
 */
export function fork(log: Log, answer: number, { id, createdAt, today, engines }: NewTake): Log {
  const { header, entries } = log
  const { at, kept } = whereAsked(log, answer)
  const start = entries.slice(0, at)
  const untilMs = durationMs({ entries: start })
  const added = entries.slice(at).filter((entry) => isReviewEvent(entry) && isAboutKept(entry, kept, untilMs))
  const origin = header.fork
  const isShared = origin !== undefined && kept <= origin.answer
  return {
    header: {
      ...header,
      id,
      createdAt,
      today: today ?? header.today,
      engines: engines ?? header.engines,
      fork: {
        session: isShared ? origin.session : header.id,
        entries: isShared ? Math.min(at, origin.entries) : at,
        answer: kept,
      },
    },
    entries: [...start, ...added],
  }
}

/** Whether the interviewer would ask the answer's prompt in another take: not where it was placed, and not chosen. */
export const canFork = ({ branch, prompt }: Pick<Answer, 'branch' | 'prompt'>): boolean =>
  branch !== null || prompt === OPENING || prompt === WRAP_UP

/** Whether it is a take in which nothing has been answered yet. */
export const isNewTake = ({ header, entries }: Log): boolean =>
  header.fork !== undefined && tallyAfter(emptyTally, entries).begun <= header.fork.answer

/** The place in the log where the answer's prompt was first asked, and how many answers had begun by then. */
function whereAsked(log: Log, index: number): { at: number; kept: number } {
  const answers = answersOf(log)
  const answer = answers[index]
  if (!answer) throw new RangeError(`session ${log.header.id} has no answer ${index}`)
  const asked = log.entries[answer.askedEntry]
  let at = answer.askedEntry
  for (let i = at; i > 0; i--) {
    const entry = log.entries[i]
    if (!entry || settles.has(entry.type) || !asked) break
    if (entry.type !== 'prompt.asked' || asked.type !== 'prompt.asked') continue
    // Another one that was left for this one.
    if (entry.question !== asked.question || entry.prompt !== asked.prompt) break
    at = i
  }
  return { at, kept: answers.filter(({ startEntry }) => startEntry < at).length }
}

/** After which a prompt is no longer the one at hand. */
const settles: ReadonlySet<Entry['type']> = new Set<Entry['type']>([
  'session.started',
  'answer.assessed',
  'answer.unheard',
  'prompt.skipped',
  'example.declined',
  'question.retried',
])

/** `untilMs`: session time of the last event that is kept. */
function isAboutKept(event: ReviewEvent, answers: number, untilMs: number): boolean {
  const { answer, at }: { type: string; answer?: number; at?: number } = event
  return answer === undefined ? (at ?? 0) <= untilMs : answer < answers
}

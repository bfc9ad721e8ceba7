import type { Measured } from '../debrief/measured.ts'
import type { Rating } from '../session/drill.ts'
import { attemptsOf } from './items.ts'
import { propose, type Proposal } from './rating.ts'
import { schedule } from './schedule.ts'

/** How an answer that can be practised went, and when what it was asked comes again. */
export interface AnswerRating {
  /** Null where nothing is known of it. */
  proposal: Proposal | null
  /** What the candidate says instead. */
  rated: Rating | null
  /** In ms of wall time; null while it is not scheduled. */
  nextAt: number | null
}

/**
 * The ratings of a session's answers, by their places. `rows` are those of all sessions, for what was asked may have been
 * asked before; `rated` is what the candidate says of this session's answers now, which the rows may not know yet.
 */
export function ratingsIn(
  session: string,
  rows: readonly Measured[],
  rated: ReadonlyMap<number, Rating>,
): ReadonlyMap<number, AnswerRating> {
  const promptOf = ({ question, prompt }: Measured) => `${question} ${prompt}`
  const asked = new Set(rows.filter((row) => row.session === session).map(promptOf))
  const attempts = attemptsOf(
    rows
      .filter((row) => asked.has(promptOf(row)))
      .map((row) => (row.session === session ? { ...row, rated: rated.get(row.answer) ?? null } : row)),
  )
  const nextAt = new Map(schedule(attempts).map(({ item, dueAt }) => [item, dueAt]))
  return new Map(
    attempts
      .filter((attempt) => attempt.session === session)
      .map((attempt) => [
        attempt.answer,
        {
          proposal: propose(attempt),
          rated: attempt.rated,
          nextAt: nextAt.get(attempt.item) ?? null,
        },
      ]),
  )
}

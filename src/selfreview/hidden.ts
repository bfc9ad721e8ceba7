import type { Log } from '../session/log.ts'
import type { Marked } from '../session/marked.ts'

/**
 * Answers whose findings are not shown yet: of a session that was begun under self-review, those that were given and
 * neither marked nor skipped, until the candidate wishes to see everything.
 */
export function hiddenAnswers(
  { header }: Pick<Log, 'header'>,
  { marks, shown }: Marked,
  given: ReadonlySet<number>,
  isOn: boolean,
): ReadonlySet<number> {
  if (!isOn || header.selfReview !== true || shown) return new Set()
  return new Set([...given].filter((answer) => !marks.has(answer)))
}

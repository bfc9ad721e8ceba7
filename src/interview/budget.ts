import type { RoundView } from '../../machines/run.ts'
import type { Header } from '../session/log.ts'

/** Ms left of the question's time at the given session time, pauses left out; null where there is no limit or no clock. */
export function budgetLeftMs(
  { limits, clockFactor }: Pick<Header, 'limits' | 'clockFactor'>,
  { memory }: Pick<RoundView, 'memory'>,
  now: number,
): number | null {
  const { questionBudgetMs } = limits
  if (questionBudgetMs === null || clockFactor === null || memory === null) return null
  const { openedAt, pausedAt, finishedAt, pausedMs } = memory
  if (openedAt === null) return questionBudgetMs
  return Math.max(0, questionBudgetMs - ((finishedAt ?? pausedAt ?? now) - openedAt - pausedMs))
}

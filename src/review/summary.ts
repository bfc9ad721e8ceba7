import type { Answer } from '../session/answers.ts'
import { bandOf, type Band, type Guideline } from '../session/band.ts'
import { lengthPresets, lengths, type Limits } from '../../machines/limits.ts'

/** How many answers stand where; `unmeasured` are those without a length, such as skipped ones. */
export type BandCount = Record<Band | 'unmeasured', number>

export function countBands(answers: readonly Answer[], guideline: Guideline): BandCount {
  const count: BandCount = { in: 0, short: 0, over: 0, unmeasured: 0 }
  for (const { seconds } of answers)
    count[seconds === null ? 'unmeasured' : bandOf(Math.round(seconds), guideline)]++
  return count
}

/** The name of a length preset: "short"; null where the limits are none of the presets. */
export function lengthName(limits: Limits): string | null {
  const same = (a: Limits) =>
    a.questionBudgetMs === limits.questionBudgetMs &&
    a.followUps === limits.followUps &&
    a.wrapUp === limits.wrapUp
  return lengths.find((name) => same(lengthPresets[name])) ?? null
}

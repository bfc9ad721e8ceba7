import { isGiven, type Answer } from '../session/answers.ts'
import { bandOf, type Band, type Guideline } from '../session/band.ts'
import { lengthPresets, lengths, type Limits } from '../../machines/limits.ts'

export { isGiven }

/** Whether it was given to its end and its length is known. */
export const isTimed = (answer: Pick<Answer, 'outcome' | 'seconds'>): boolean =>
  isGiven(answer) && answer.seconds !== null

/** How many of the answers that were given stand where. */
export type BandCount = Record<Band, number>

export function countBands(answers: readonly Answer[], guideline: Guideline): BandCount {
  const count: BandCount = { in: 0, short: 0, over: 0 }
  for (const answer of answers)
    if (isTimed(answer)) count[bandOf(Math.round(answer.seconds ?? 0), guideline)]++
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

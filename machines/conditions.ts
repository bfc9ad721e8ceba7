import { levels, type Level, type SignalId } from '../questions/ids.ts'
import type { Condition } from '../questions/schema.ts'
import { bareId, type PromptKey } from './plan.ts'

/** What a condition can speak of: the last answer, and what the question has been through. */
export interface Facts {
  level: Level
  signals: readonly SignalId[]
  seconds: number
  /** The prompt that the last answer was given to. */
  answered: PromptKey
  covered: readonly PromptKey[]
  asked: readonly PromptKey[]
}

const names = (keys: readonly PromptKey[], id: string) => keys.some((key) => bareId(key) === id)

/** Whether a condition holds. Ids are bare: within one question they are unique. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('signal' in condition) return facts.signals.includes(condition.signal)
  if ('covered' in condition) return names(facts.covered, condition.covered)
  if ('asked' in condition) return names(facts.asked, condition.asked)
  if ('longerThanS' in condition) return facts.seconds > condition.longerThanS
  if ('atLeast' in condition) return levels.indexOf(facts.level) >= levels.indexOf(condition.atLeast)
  if ('answered' in condition) return bareId(facts.answered) === condition.answered
  if ('all' in condition) return condition.all.every((c) => holds(c, facts))
  if ('any' in condition) return condition.any.some((c) => holds(c, facts))
  return !holds(condition.not, facts)
}

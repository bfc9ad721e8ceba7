import { factsOf } from '../assess/facts/facts.ts'
import { repeatedShare } from '../assess/facts/delivery.ts'
import type { Quantity } from '../assess/facts/quantities.ts'

/** How far something is told again in other words: new words, and the results that were named before. */
export interface Retold {
  /** Share of its runs of four words that the earlier one had too, 0..1. */
  repeated: number
  /** Results in figures of the earlier one, as said there, that are not named again. */
  lost: string[]
}

/** Above this share it is the earlier telling. */
export const mostRepeated = 0.2

/** `today` is the ISO date that times are resolved against. */
export function retold(text: string, earlier: string, today: string): Retold {
  const results = (words: string) =>
    factsOf(words, { today }).quantities.filter(({ role }) => role === 'result')
  const now = factsOf(text, { today }).quantities
  return {
    repeated: repeatedShare(text, earlier),
    lost: results(earlier)
      .filter((before) => !now.some((after) => isSame(before, after)))
      .map(({ start, end }) => earlier.slice(start, end)),
  }
}

const isSame = (a: Quantity, b: Quantity) =>
  a.kind === b.kind && a.value === b.value && a.perYear === b.perYear

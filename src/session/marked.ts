import * as v from 'valibot'
import type { EntryOf, Log } from './log.ts'

export const verdicts = ['yes', 'no', 'unsure'] as const
export type Verdict = (typeof verdicts)[number]

export const grades = [1, 2, 3, 4] as const

const verdict = v.nullable(v.picklist(verdicts))

/** What the candidate says of an answer before they see what was noted. Null: not said. */
export const marksSchema = v.object({
  /** Within the guideline's seconds. */
  inBand: verdict,
  bottomLineFirst: verdict,
  /** The speaker's own part is clear. */
  ownPart: verdict,
  /** A result with a number. */
  result: verdict,
  /** Whether it would convince: 1 not at all, 4 wholly. */
  grade: v.nullable(v.picklist(grades)),
})
export type Marks = v.InferOutput<typeof marksSchema>

export const noMarks: Marks = {
  inBand: null,
  bottomLineFirst: null,
  ownPart: null,
  result: null,
  grade: null,
}

/** What the candidate said of the answers, and whether they wished to see the findings without. */
export interface Marked {
  /** By the answer's place; null where it was skipped. The last word counts. */
  marks: ReadonlyMap<number, Marks | null>
  /** Whether everything was shown. */
  shown: boolean
}

export function markedOf({ entries }: Pick<Log, 'entries'>): Marked {
  const marks = new Map<number, Marks | null>()
  for (const entry of entries) if (entry.type === 'answer.marked') marks.set(entry.answer, entry.marks)
  return { marks, shown: entries.some(({ type }) => type === 'findings.shown') }
}

export type MarkedEvent = EntryOf<'answer.marked'> | EntryOf<'findings.shown'>

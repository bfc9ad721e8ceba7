import { OPENING, type PromptKey } from '../../../machines/plan.ts'
import type { Measured } from '../../debrief/measured.ts'
import type { Direction, DrillKind } from '../../session/drill.ts'

/** Where an answer was after the floor was given: ms of thinking, ms from the first word to the bottom line, s to the end. */
export interface PaceMark {
  thinkingMs: number | null
  bottomLineMs: number | null
  seconds: number
}

/** What an answer can be run against: earlier answers of the person's own. */
export interface Pace {
  /** What the answers were given to: the same item, the same kind of drill, or any question's opening. */
  of: 'item' | 'kind' | 'first'
  /** How many answers it rests on. */
  count: number
  average: PaceMark
  best: PaceMark
}

/** What is asked at the moment. */
export interface AskedItem {
  kind: DrillKind
  question: string
  prompt: PromptKey
  direction: Direction | null
  input: Measured['input']
}

/** With fewer answers than this there is no pace. */
export const fewestForPace = 3

/** Kinds with a band of their own: the length of a first answer says nothing of them. */
const ownBand: readonly DrillKind[] = ['bottom-line', 'impact', 'rapid-fire']

/**
 * The pace for an item, from all that was measured before it; null where there is too little. Spoken and typed answers
 * are never compared. An answer that was not given, or not timed, has no pace.
 */
export function paceFor(item: AskedItem, rows: readonly Measured[]): Pace | null {
  const timed = rows.filter(
    (row) => row.input === item.input && row.outcome === 'given' && row.seconds !== null,
  )
  const groups: [Pace['of'], (row: Measured) => boolean][] = [
    ['item', (row) => isItem(row, item)],
    ['kind', (row) => item.kind !== 'today' && row.drill === item.kind],
    ['first', (row) => !ownBand.includes(item.kind) && row.prompt === OPENING && !hasOwnBand(row)],
  ]
  for (const [of, belongs] of groups) {
    const own = timed.filter(belongs)
    const best = own.toSorted(better)[0]
    if (own.length >= fewestForPace && best)
      return { of, count: own.length, average: averageOf(own), best: markOf(best) }
  }
  return null
}

const isItem = (row: Measured, { kind, question, prompt, direction }: AskedItem): boolean =>
  row.question === question &&
  row.prompt === prompt &&
  row.direction === direction &&
  // Half the time for the same question is another task.
  (row.drill === 'rapid-fire') === (kind === 'rapid-fire')

const hasOwnBand = ({ drill }: Measured) => drill !== null && ownBand.includes(drill)

const markOf = ({ thinkingMs, bottomLineMs, seconds }: Measured): PaceMark => ({
  thinkingMs,
  bottomLineMs,
  seconds: seconds ?? 0,
})

/** What too few answers tell is left out: a pace never rests on fewer than there are for it. */
function averageOf(rows: readonly Measured[]): PaceMark {
  return {
    thinkingMs: mean(rows.map(({ thinkingMs }) => thinkingMs)),
    bottomLineMs: mean(rows.map(({ bottomLineMs }) => bottomLineMs)),
    seconds: mean(rows.map(({ seconds }) => seconds)) ?? 0,
  }
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  if (known.length < fewestForPace) return null
  return known.reduce((sum, value) => sum + value, 0) / known.length
}

/**
 * The better answer first: not missing what was asked for, then within the band, then the sooner bottom line, then the
 * less thinking, then the later one.
 */
function better(a: Measured, b: Measured): number {
  const rank = ({ met, band, clockFactor, bottomLineMs, thinkingMs, at }: Measured) => [
    met === false ? 1 : 0,
    band === 'in' || clockFactor === null ? 0 : 1,
    bottomLineMs ?? Infinity,
    thinkingMs ?? Infinity,
    -at,
  ]
  const [left, right] = [rank(a), rank(b)]
  const place = left.findIndex((value, i) => value !== right[i])
  return place === -1 ? 0 : (left[place] ?? 0) < (right[place] ?? 0) ? -1 : 1
}

/**
 * How long an answer at that pace would have run, `elapsedMs` after the floor was given; null before its first word,
 * and where it is not known when that was. It stops where the answer ended.
 */
export function ghostMs({ thinkingMs, seconds }: PaceMark, elapsedMs: number): number | null {
  if (thinkingMs === null || elapsedMs < thinkingMs) return null
  return Math.min(elapsedMs - thinkingMs, seconds * 1000)
}

import type { RoundView } from '../../../machines/run.ts'
import { measuredOf, type Measured } from '../../debrief/measured.ts'
import { answersOf, type Answer } from '../../session/answers.ts'
import type { DrillKind } from '../../session/drill.ts'
import type { Entry, Header, Log } from '../../session/log.ts'
import { paceFor, type Pace } from './pace.ts'

/** One try at an item of a drill, and what was measured of it. */
export interface Taken {
  /** The item's place in the drill, from 0. */
  place: number
  row: Measured
  answer: Answer
}

/** An item with its last try, and how often it was tried. */
export interface TakenItem {
  place: number
  last: Taken | null
  tries: number
}

/** All tries of a drill so far, in order. `views` may be given where the log was folded already. */
export function takenOf(log: Log, views?: readonly RoundView[]): Taken[] {
  const answers = answersOf(log, views)
  return measuredOf(log, answers).flatMap((row) => {
    const answer = answers[row.answer]
    return answer ? [{ place: answer.question, row, answer }] : []
  })
}

const endings: ReadonlySet<Entry['type']> = new Set<Entry['type']>([
  'answer.assessed',
  'answer.unheard',
  'prompt.skipped',
  'example.declined',
])

/** How many tries have ended. */
const triesIn = (entries: readonly Entry[]): number => entries.filter(({ type }) => endings.has(type)).length

/** The place of the item whose try ended last; null before the first. `views` are those after each entry. */
export function lastPlace(entries: readonly Entry[], views: readonly RoundView[]): number | null {
  const end = entries.findLastIndex(({ type }) => endings.has(type))
  return end === -1 ? null : (views[end - 1]?.question ?? null)
}

/** Keeps what was taken of a drill that is under way: it is looked at anew only once another try has ended. */
export function keepTaken(header: Header) {
  let known = 0
  let taken: readonly Taken[] = []
  return (entries: readonly Entry[], views: readonly RoundView[]): readonly Taken[] => {
    const tries = triesIn(entries)
    if (tries !== known) taken = takenOf({ header, entries }, views)
    known = tries
    return taken
  }
}

/** The items of a drill, in order, each with its last try. */
export const itemsOf = ({ questions }: Pick<Header, 'questions'>, taken: readonly Taken[]): TakenItem[] =>
  questions.map((_, place) => {
    const tries = taken.filter((one) => one.place === place)
    return { place, last: tries.at(-1) ?? null, tries: tries.length }
  })

/**
 * The pace of the item at a place, from what was measured in other sessions and, before the given try, in this one; null
 * where there is none.
 */
export function paceAt(
  header: Header,
  place: number,
  input: Measured['input'],
  before: { rows: readonly Measured[]; taken: readonly Taken[] },
): Pace | null {
  const question = header.questions[place]
  const item = header.drill?.items[place]
  if (!question || !item || !header.drill) return null
  const kind: DrillKind = header.drill.kind
  const rows = before.rows.filter(({ session }) => session !== header.id)
  const asked = { kind, question: question.id, prompt: item.prompt, direction: item.direction ?? null, input }
  return paceFor(asked, [...rows, ...before.taken.map(({ row }) => row)])
}

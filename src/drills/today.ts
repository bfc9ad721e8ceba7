import type { Pack } from '../../questions/index.ts'
import type { Measured } from '../debrief/measured.ts'
import type { Choice } from './header.ts'
import { attemptsOf, byItem, choiceOf, type Attempt, type ItemKey } from './items.ts'
import { nameOf, type ItemName } from './names.ts'
import { propose } from './rating.ts'
import { queueFor, schedule } from './schedule.ts'

/** An item that is due, and why. */
export interface Due {
  item: ItemKey
  name: ItemName
  choice: Choice
  /** When it was last asked, in ms of wall time. */
  lastAt: number
  /** How that went: "it took too long". */
  because: string
}

/** What is to be practised on a day. */
export interface Today {
  due: Due[]
  /** What all of it takes; 0 where nothing is due. */
  minutes: number
  /** How many more are due than fitted. */
  left: number
  /** When the next item is due, where none is, in ms of wall time; null where nothing was ever asked and rated. */
  nextAt: number | null
}

/** As long as the queue of a day gets: short practice that comes back is worth more than long one that does not. */
export const mostMinutes = 10

/**
 * The queue of the day that ends at `until` (ms of wall time), from everything that was asked: in drills and in
 * interviews. What the pack no longer asks is left out.
 */
export function todayOf(rows: readonly Measured[], until: number, pack: Pack): Today {
  const attempts = attemptsOf(rows)
  const tries = byItem(attempts)
  const scheduled = schedule(attempts).filter(({ item }) => nameOf(item, pack) !== null)
  const { items, minutes, left } = queueFor(until, scheduled, mostMinutes)
  const due = items.flatMap(({ item, lastAt }): Due[] => {
    const [name, choice] = [nameOf(item, pack), choiceOf(item)]
    const last = tries.get(item)?.findLast((attempt) => howItWent(attempt) !== null)
    return name && choice && last ? [{ item, name, choice, lastAt, because: howItWent(last) ?? '' }] : []
  })
  const nextAt = scheduled.reduce<number | null>(
    (next, { dueAt }) => (next === null ? dueAt : Math.min(next, dueAt)),
    null,
  )
  return { due, minutes, left, nextAt: due.length > 0 ? null : nextAt }
}

/** How an attempt went, as it is rated; null where it is not. */
const howItWent = (attempt: Attempt): string | null =>
  attempt.rated ? `you called it ${attempt.rated}` : (propose(attempt)?.because.join(', ') ?? null)

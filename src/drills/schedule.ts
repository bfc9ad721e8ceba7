import { createEmptyCard, fsrs, Rating as Grade, State, type Card, type FSRSState } from 'ts-fsrs'
import { byItem, type Attempt, type ItemKey } from './items.ts'
import { propose } from './rating.ts'

/** What the scheduler remembers of an item. It follows from the attempts at it. */
export interface Scheduled {
  item: ItemKey
  /** When it is to be asked again, in ms of wall time. */
  dueAt: number
  /** When it was last asked and rated. */
  lastAt: number
  reps: number
  lapses: number
  /** Days after which it is still remembered nine times in ten. */
  stabilityDays: number
  /** Of the last attempts at it, what one took, in ms. */
  takesMs: number
}

/**
 * No steps within a day, because what was practised a minute ago proves nothing; and no chance, so that equal logs give
 * equal schedules. A loop is weeks away: nothing is put off for longer than 60 days.
 */
const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, maximum_interval: 60 })
const grades = { again: Grade.Again, hard: Grade.Hard, good: Grade.Good, easy: Grade.Easy } as const

/**
 * What is known of every item that was ever asked and rated: by the candidate, or as proposed. A fold over the attempts,
 * whatever their order.
 */
export function schedule(attempts: readonly Attempt[]): Scheduled[] {
  const scheduled: Scheduled[] = []
  for (const [item, tries] of byItem(attempts.toSorted((a, b) => a.at - b.at))) {
    const card = cardAfter(tries)
    if (card) scheduled.push(scheduledOf(item, card, tries))
  }
  return scheduled
}

const dayMs = 86_400_000

/**
 * What is remembered of an item after all tries; null where none was rated. Equal to giving the scheduler each of them,
 * but that works out dates and all four ratings each time, of which only those of the last one count.
 */
function cardAfter(tries: readonly Attempt[]): Card | null {
  const rated = tries.flatMap((attempt) => {
    const rating = attempt.rated ?? propose(attempt)?.rating
    return rating === undefined ? [] : [{ at: attempt.at, grade: grades[rating] }]
  })
  const last = rated.pop()
  if (!last) return null
  let memory: FSRSState | null = null
  let before = 0
  let lapses = 0
  for (const { at, grade } of rated) {
    const days = memory ? Math.floor(at / dayMs) - Math.floor(before / dayMs) : 0
    if (memory && grade === Grade.Again) lapses++
    memory = scheduler.next_state(memory, days, grade)
    before = at
  }
  const at = new Date(last.at)
  const card = createEmptyCard(at)
  if (memory)
    Object.assign(card, memory, {
      state: State.Review,
      reps: rated.length,
      lapses,
      last_review: new Date(before),
    })
  return scheduler.next(card, at, last.grade).card
}

const scheduledOf = (item: ItemKey, card: Card, tries: readonly Attempt[]): Scheduled => ({
  item,
  dueAt: card.due.getTime(),
  lastAt: card.last_review?.getTime() ?? 0,
  reps: card.reps,
  lapses: card.lapses,
  stabilityDays: card.stability,
  takesMs: takesMs(tries),
})

/** Asking, and what lies between two items. */
const aroundMs = 6_000
/** An answer of which no length is known: the middle of the band, and a moment to think. */
const usualMs = 24_000
/** So many of the last attempts at an item say how long it takes. */
const lastFew = 5

function takesMs(tries: readonly Attempt[]): number {
  const known = tries
    .slice(-lastFew)
    .flatMap(({ seconds, thinkingMs }) => (seconds === null ? [] : [seconds * 1000 + (thinkingMs ?? 0)]))
  const mean = known.reduce((sum, ms) => sum + ms, 0) / known.length
  return aroundMs + Math.round(known.length === 0 ? usualMs : mean)
}

/** What is due, the most forgotten first. */
export interface Queue {
  items: Scheduled[]
  /** What all of them take, in minutes; 0 where there are none. */
  minutes: number
  /** How many more are due than fitted. */
  left: number
}

/**
 * The queue for a day that ends at `until` (ms of wall time): what is due by then, as far as it fits into the minutes
 * that there are. Only what was asked before can be in it.
 */
export function queueFor(until: number, scheduled: readonly Scheduled[], mostMinutes = Infinity): Queue {
  const due = scheduled
    .filter(({ dueAt }) => dueAt <= until)
    .map((item) => ({ item, recall: recall(item, until) }))
    .toSorted((a, b) => a.recall - b.recall || (a.item.item < b.item.item ? -1 : 1))
  const items: Scheduled[] = []
  let ms = 0
  for (const { item } of due) {
    // What is due first is offered even where it alone takes longer.
    if (items.length > 0 && ms + item.takesMs > mostMinutes * 60_000) break
    items.push(item)
    ms += item.takesMs
  }
  return { items, minutes: ms / 60_000, left: due.length - items.length }
}

/** How likely it is that the item still goes well, 0..1. */
const recall = ({ lastAt, stabilityDays }: Scheduled, at: number): number =>
  scheduler.forgetting_curve(Math.max(0, (at - lastAt) / 86_400_000), stabilityDays)

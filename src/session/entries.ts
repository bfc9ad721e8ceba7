import type { Entry, Log, ReviewEvent } from './log.ts'

/** Kept apart from the schemas, so that lists of sessions need not load them. */
const reviewTypes: ReadonlySet<Entry['type']> = new Set<ReviewEvent['type']>(['assessment.revised'])

export const isReviewEvent = (entry: Entry): entry is ReviewEvent => reviewTypes.has(entry.type)

/** Session time of the last interview event, in ms. */
export function durationMs(log: Pick<Log, 'entries'>): number {
  for (let i = log.entries.length - 1; i >= 0; i--) {
    const entry = log.entries[i]
    if (entry && !isReviewEvent(entry)) return entry.at
  }
  return 0
}

export const hasEnded = (log: Pick<Log, 'entries'>): boolean =>
  log.entries.some((e) => e.type === 'session.ended')

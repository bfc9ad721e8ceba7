import type { Rating } from './drill.ts'
import type { Log } from './log.ts'

/** What the candidate says of how answers went, by the answer's place. The last word counts; null takes it back. */
export function ratedIn({ entries }: Pick<Log, 'entries'>): ReadonlyMap<number, Rating> {
  const rated = new Map<number, Rating>()
  for (const entry of entries) {
    if (entry.type !== 'rating.corrected') continue
    if (entry.rating === null) rated.delete(entry.answer)
    else rated.set(entry.answer, entry.rating)
  }
  return rated
}

import { startRound, type Round, type RoundView } from '../../machines/run.ts'
import type { Entry, Header, Log } from './log.ts'
import { isReviewEvent } from './entries.ts'

/** The round that a header describes, before its first event. */
export const roundOf = (header: Header): Round => startRound(header)

/** The round where the log's entries lead, and the view after each: `views[i]` is what held once entry i had happened. */
export function fold(header: Header, entries: readonly Entry[]): { round: Round; views: RoundView[] } {
  const round = roundOf(header)
  let view = round.view()
  const views = entries.map((entry) => {
    if (!isReviewEvent(entry)) {
      round.send(entry)
      view = round.view()
    }
    return view
  })
  return { round, views }
}

/** The view after each entry of the log. */
export const foldViews = (log: Log): RoundView[] => fold(log.header, log.entries).views

/** The round where the log's entries lead. */
export const foldRound = (header: Header, entries: readonly Entry[]): Round => fold(header, entries).round

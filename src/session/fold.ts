import { startRound, type Round, type RoundView } from '../../machines/run.ts'
import type { Entry, Header, Log } from './log.ts'
import { isReviewEvent } from './entries.ts'

/** The round that a header describes, before its first event. */
export const roundOf = (header: Header): Round => startRound(header)

/** The view after each entry of the log; `views[i]` is what held once entry i had happened. */
export function foldViews(log: Log): RoundView[] {
  const round = roundOf(log.header)
  let view = round.view()
  return log.entries.map((entry) => {
    if (!isReviewEvent(entry)) {
      round.send(entry)
      view = round.view()
    }
    return view
  })
}

/** The round where the log's entries lead. */
export function foldRound(header: Header, entries: readonly Entry[]): Round {
  const round = roundOf(header)
  for (const entry of entries) if (!isReviewEvent(entry)) round.send(entry)
  return round
}

import { planRound, type RoundView } from '../../machines/run.ts'
import type { Plan } from '../../machines/plan.ts'
import { answersOf, type Answer } from '../session/answers.ts'
import { foldViews } from '../session/fold.ts'
import type { Log } from '../session/log.ts'
import { LogError } from '../session/version.ts'
import { StoreError, type SessionStore } from '../session/store.ts'
import { timelineOf, type Timeline } from './timeline.ts'

/** A session as the review shows it. All but log and title follow from the log. */
export interface Review {
  log: Log
  title: string
  answers: readonly Answer[]
  plans: readonly Plan[]
  timeline: Timeline
  /** The fold, done once: corrections are of the review and leave it as it is. */
  views: readonly RoundView[]
}

export function reviewOf(log: Log, title: string): Review {
  const views = foldViews(log)
  const answers = answersOf(log, views)
  return { log, title, answers, views, plans: planRound(log.header), timeline: timelineOf(log, answers) }
}

/** The review once its log has grown by corrections. Everything that was taken stays as it was. */
export const revisedReview = (review: Review, log: Log): Review => ({
  ...review,
  log,
  answers: answersOf(log, review.views),
})

export type LoadFailure = { kind: 'missing' | 'newer' | 'corrupt' | 'failed'; detail: string }

/** Loads a session for review, or says in which way that failed. */
export async function loadReview(store: SessionStore, id: string): Promise<Review | LoadFailure> {
  try {
    const found = await store.load(id)
    return found
      ? reviewOf(found.log, found.title)
      : { kind: 'missing', detail: `there is no session "${id}"` }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    if (error instanceof LogError) return { kind: error.problem, detail }
    if (error instanceof StoreError && error.problem === 'corrupt') return { kind: 'corrupt', detail }
    return { kind: 'failed', detail }
  }
}

import { planRound, type RoundView } from '../../machines/run.ts'
import type { Plan } from '../../machines/plan.ts'
import { answersOf, type Answer } from '../session/answers.ts'
import { isReviewEvent } from '../session/entries.ts'
import { foldViews } from '../session/fold.ts'
import type { Entry, Log } from '../session/log.ts'
import { LogError } from '../session/version.ts'
import { StoreError, type SessionStore } from '../session/store.ts'
import { promptsOf, type AskedPrompt } from './prompts.ts'
import { isGiven } from './summary.ts'
import { timelineOf, timeWithin, type TakeLengths, type Timeline } from './timeline.ts'
import { messageOf } from '../platform/messageOf.ts'

/** A session as the review shows it. All but log, title and takes follows from them. */
export interface Review {
  log: Log
  title: string
  answers: readonly Answer[]
  plans: readonly Plan[]
  prompts: readonly AskedPrompt[]
  /** Of answers that were not finished; one that cannot be read is not among them. */
  takes: TakeLengths
  timeline: Timeline
  /** The fold, done once: corrections are of the review and leave it as it is. */
  views: readonly RoundView[]
}

export function reviewOf(log: Log, title: string, takes: TakeLengths = new Map()): Review {
  const views = foldViews(log)
  const answers = answersOf(log, views)
  return {
    log,
    title,
    answers,
    views,
    takes,
    plans: planRound(log.header),
    prompts: promptsOf(log, answers),
    timeline: timelineOf(log, answers, takes),
  }
}

/** The review once its log has grown by corrections. Everything that was taken stays as it was. */
export const revisedReview = (review: Review, log: Log): Review => ({
  ...review,
  log,
  answers: answersOf(log, review.views),
})

/** What has happened to the stored session since it was loaded. */
export type Grown = 'no' | 'said of it' | 'under way' | 'taken further'

/**
 * How the log has grown: by what is said of the session, which is of the review alone, or because the session itself
 * goes on. `under way`: within an answer, of which there is nothing to replay before it has ended.
 */
export function grownBy(review: Review, log: Log): Grown {
  const added = log.entries.slice(review.log.entries.length)
  if (added.length === 0) return 'no'
  if (added.every(isReviewEvent)) return 'said of it'
  return added.some(({ type }) => endings.has(type)) ? 'taken further' : 'under way'
}

/** What ends an answer, or the taking. */
const endings: ReadonlySet<Entry['type']> = new Set([
  'answer.assessed',
  'answer.unheard',
  'prompt.skipped',
  'example.declined',
  'question.retried',
  'session.paused',
  'session.ended',
])

export type LoadFailure = { kind: 'missing' | 'newer' | 'corrupt' | 'failed'; detail: string }

/** Loads a session for review, or says in which way that failed. */
export async function loadReview(store: SessionStore, id: string): Promise<Review | LoadFailure> {
  try {
    // The session is shown without what cannot be heard.
    const recorded = store.takesOf(id).catch(() => [])
    const found = await store.load(id)
    if (!found) return { kind: 'missing', detail: `there is no session "${id}"` }
    const review = reviewOf(found.log, found.title)
    const takes = await lengthsOf(store, review, new Set(await recorded))
    return takes.size === 0
      ? review
      : { ...review, takes, timeline: timelineOf(review.log, review.answers, takes) }
  } catch (error) {
    const detail = messageOf(error)
    if (error instanceof LogError) return { kind: error.problem, detail }
    if (error instanceof StoreError && error.problem === 'corrupt') return { kind: 'corrupt', detail }
    return { kind: 'failed', detail }
  }
}

/**
 * How long the recordings of answers that were not finished are, as far as they are there. One that is still open may
 * have gone on for longer than the log says; the others were listened to until something else came.
 */
async function lengthsOf(
  store: SessionStore,
  { answers, timeline }: Review,
  recorded: ReadonlySet<string>,
): Promise<TakeLengths> {
  const lengths = new Map<string, number>()
  for (const answer of answers) {
    const { take, listeningAt, endedAt } = answer
    if (take === null || !recorded.has(take) || isGiven(answer)) continue
    const ms =
      endedAt === null ? await lengthOf(store, take) : timeWithin(listeningAt, endedAt, timeline.breaks)
    if (ms > 0) lengths.set(take, ms)
  }
  return lengths
}

async function lengthOf(store: SessionStore, take: string): Promise<number> {
  const audio = await store.loadTake(take).catch(() => null)
  return audio ? (audio.samples.length / audio.sampleRate) * 1000 : 0
}

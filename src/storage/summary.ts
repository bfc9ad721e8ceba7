import type { Entry, Header } from '../session/log.ts'
import { durationMs, hasEnded, isReviewEvent } from '../session/entries.ts'
import type { SessionSummary } from '../session/store.ts'
import { changedTags } from '../session/tags.ts'
import { emptyTally, tallyAfter, type Tally } from '../session/tally.ts'

/** A summary as it is kept: with what it takes to fold it on. */
export interface KeptSummary extends Omit<SessionSummary, 'waiting' | 'entries'> {
  tally: Tally
}

/** The summary of a session before its first entry. */
export const summaryOf = (header: Header, title: string): KeptSummary => ({
  id: header.id,
  title,
  createdAt: header.createdAt,
  status: 'open',
  answers: 0,
  durationMs: 0,
  questions: header.questions.map((question) => question.title),
  level: header.level,
  ...(header.fork && { fork: header.fork }),
  mode: header.mode,
  input: header.input,
  tags: [],
  tally: emptyTally,
})

/** The summary once `entries` were appended: folded on, so that an append reads no log. */
export function summaryAfter(summary: KeptSummary, entries: readonly Entry[]): KeptSummary {
  const answers = entries.filter(({ type }) => type === 'answer.assessed' || type === 'answer.unheard').length
  return {
    ...summary,
    status: hasEnded({ entries }) ? 'ended' : summary.status,
    answers: summary.answers + answers,
    durationMs: entries.every(isReviewEvent) ? summary.durationMs : durationMs({ entries }),
    tally: tallyAfter(summary.tally, entries),
  }
}

/** Its title, or what stands in for one that can no longer be read. */
export const titleOf = ({ id, title }: Pick<KeptSummary, 'id' | 'title'>): string =>
  typeof title === 'string' ? title : `Session ${id}`

/**
 * The summary as lists get it, or one that stands in for it where it is not what was written: a single damaged session
 * must not take the list down.
 */
export function listed({ tally, ...kept }: KeptSummary, entries: number): SessionSummary {
  const stored = { ...kept, mode: kept.mode ?? 'interview', input: kept.input ?? null, tags: tagsOf(kept) }
  const { id, title, createdAt, status, answers, durationMs: length, questions, level, fork } = stored
  const waiting = (tally as Partial<Tally> | undefined)?.waiting?.length
  const sound =
    [title, createdAt, level].every((text) => typeof text === 'string') &&
    !Number.isNaN(Date.parse(createdAt)) &&
    ['open', 'ended'].includes(status) &&
    [answers, length].every(Number.isFinite) &&
    Array.isArray(questions) &&
    questions.every((question) => typeof question === 'string') &&
    (fork === undefined || (typeof fork.session === 'string' && Number.isSafeInteger(fork.answer)))
  if (sound && waiting !== undefined && Number.isSafeInteger(entries)) return { ...stored, waiting, entries }
  const rest = { createdAt: new Date(0).toISOString(), status: 'ended', answers: 0, durationMs: 0 } as const
  return {
    id,
    title: titleOf(stored),
    ...rest,
    waiting: 0,
    entries: 0,
    questions: [],
    level: 'L5',
    mode: 'interview',
    input: null,
    tags: stored.tags,
    damaged: true,
  }
}

/** Its tags, as far as they can be read; older versions kept none. */
export const tagsOf = ({ tags }: { tags?: unknown }): string[] =>
  changedTags([], { add: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [] })

/** The order of lists. Times are compared as times: with and without milliseconds, they sort wrongly as text. */
export const newestFirst = (summaries: readonly SessionSummary[]): SessionSummary[] =>
  summaries
    .map((summary) => ({ summary, time: Date.parse(summary.createdAt) }))
    .toSorted((a, b) => b.time - a.time || (a.summary.id < b.summary.id ? 1 : -1))
    .map(({ summary }) => summary)

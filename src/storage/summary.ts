import type { Entry, Header } from '../session/log.ts'
import { durationMs, hasEnded, isReviewEvent } from '../session/entries.ts'
import type { SessionSummary } from '../session/store.ts'

/** The summary of a session before its first entry. */
export const summaryOf = (header: Header, title: string): SessionSummary => ({
  id: header.id,
  title,
  createdAt: header.createdAt,
  status: 'open',
  answers: 0,
  durationMs: 0,
  questions: header.questions.map((question) => question.title),
  level: header.level,
})

/** The summary once `entries` were appended: folded on, so that an append reads no log. */
export function summaryAfter(summary: SessionSummary, entries: readonly Entry[]): SessionSummary {
  const answers = entries.filter(({ type }) => type === 'answer.assessed' || type === 'answer.unheard').length
  return {
    ...summary,
    status: hasEnded({ entries }) ? 'ended' : summary.status,
    answers: summary.answers + answers,
    durationMs: entries.every(isReviewEvent) ? summary.durationMs : durationMs({ entries }),
  }
}

/** The order of lists. Times are compared as times: with and without milliseconds, they sort wrongly as text. */
export const newestFirst = (summaries: readonly SessionSummary[]): SessionSummary[] =>
  summaries
    .map((summary) => ({ summary, time: Date.parse(summary.createdAt) }))
    .toSorted((a, b) => b.time - a.time || (a.summary.id < b.summary.id ? 1 : -1))
    .map(({ summary }) => summary)

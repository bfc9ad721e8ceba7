import type { Entry, Log, ReviewEvent } from './log.ts'

/** Kept apart from the schemas, so that lists of sessions need not load them. */
const reviewTypes: ReadonlySet<Entry['type']> = new Set<ReviewEvent['type']>([
  'assessment.revised',
  'finding.corrected',
  'words.aligned',
  'note.added',
  'note.removed',
  'answer.marked',
  'findings.shown',
  'rating.corrected',
])

export const isReviewEvent = (entry: Entry): entry is ReviewEvent => reviewTypes.has(entry.type)

/** Session time of the last interview event, in ms. */
export function durationMs(log: Pick<Log, 'entries'>): number {
  for (let i = log.entries.length - 1; i >= 0; i--) {
    const entry = log.entries[i]
    if (entry && !isReviewEvent(entry)) return entry.at
  }
  return 0
}

/** The stretch of listening that was under way when the log breaks off; null where none was. */
export function openListening(log: Pick<Log, 'entries'>): { take: string | null; at: number } | null {
  const last = log.entries.findLastIndex((e) => e.type === 'listening.started')
  const started = log.entries[last]
  const goesOn = log.entries.slice(last + 1).every((e) => isReviewEvent(e) || withinListening.has(e.type))
  return started?.type === 'listening.started' && goesOn ? started : null
}
const withinListening: ReadonlySet<Entry['type']> = new Set<Entry['type']>([
  'speech.started',
  'draft.saved',
  'session.paused',
  'session.resumed',
])

export const hasEnded = (log: Pick<Log, 'entries'>): boolean =>
  log.entries.some((e) => e.type === 'session.ended')

/** Names of the recordings that a log speaks of. */
export const takesIn = (entries: readonly Entry[]): string[] => [
  ...new Set(entries.flatMap((e) => (e.type === 'listening.started' && e.take !== null ? [e.take] : []))),
]

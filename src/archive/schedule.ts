import type { SessionSummary } from '../session/store.ts'

/** How often the person wants to be reminded of a backup. */
export const reminders = ['off', 'weekly', 'monthly'] as const
export type Reminder = (typeof reminders)[number]

const dayMs = 86_400_000
const everyMs: Record<Reminder, number> = { off: Infinity, weekly: 7 * dayMs, monthly: 30 * dayMs }
/** Ms for which a reminder that was put off stays away. */
const putOffMs = 3 * dayMs

/** What a session was when it was saved: another one once anything was added to it, or it has another name. */
export type Marks = ReadonlyMap<string, string>
type Session = Pick<SessionSummary, 'id' | 'title' | 'createdAt' | 'entries'>

/** What is known of the last backups. */
export interface Saved {
  /** Wall time in ms at which everything was saved; null before the first time. */
  at: number | null
  marks: Marks
  /** Wall time in ms at which a reminder was put off; null where it was not. */
  putOffAt: number | null
}
export const nothingSaved: Saved = { at: null, marks: new Map(), putOffAt: null }

export const markOf = ({ entries, title }: Pick<Session, 'entries' | 'title'>): string =>
  `${entries} ${title}`

/** The sessions that no backup has, or not all of. */
export const unsaved = <S extends Session>(sessions: readonly S[], marks: Marks): S[] =>
  sessions.filter((session) => marks.get(session.id) !== markOf(session))

/** After a backup of these sessions, beside those that are here. What is gone from here is forgotten. */
export function savedAfter(
  before: Saved,
  written: readonly Session[],
  all: readonly Session[],
  now: number,
): Saved {
  const here = new Set(all.map(({ id }) => id))
  const kept = [...before.marks].filter(([id]) => here.has(id))
  const marks = new Map([...kept, ...written.map((each) => [each.id, markOf(each)] as const)])
  return unsaved(all, marks).length === 0 ? { at: now, marks, putOffAt: null } : { ...before, marks }
}

/**
 * Whether a reminder is due at that wall time: something is not saved, and the last whole backup, or where there was
 * none the first of what is not saved, is long enough ago.
 */
export function isDue(reminder: Reminder, sessions: readonly Session[], saved: Saved, now: number): boolean {
  const open = unsaved(sessions, saved.marks)
  if (open.length === 0) return false
  if (saved.putOffAt !== null && now - saved.putOffAt < putOffMs) return false
  const since = saved.at ?? Math.min(...open.map(({ createdAt }) => Date.parse(createdAt)))
  return now - since >= everyMs[reminder]
}

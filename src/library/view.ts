import type { SessionSummary } from '../session/store.ts'

export const sorts = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  longest: 'Longest first',
  answers: 'Most answers first',
  title: 'By title',
} as const
export type Sort = keyof typeof sorts

export const ways = { spoken: 'Spoken', typed: 'Typed' } as const
type Way = keyof typeof ways

export const spans = {
  week: 'Last 7 days',
  month: 'Last 30 days',
  year: 'Last 365 days',
  dates: 'From, to…',
} as const
type Span = keyof typeof spans
const daysOf: Record<Exclude<Span, 'dates'>, number> = { week: 7, month: 30, year: 365 }

/** Which sessions the library shows, and in which order; '' where nothing is asked. It stands in the address. */
export interface View {
  q: string
  question: string
  mode: Way | ''
  level: string
  span: Span | ''
  /** Local dates, ISO 8601, both included; they count where the span is `dates`. */
  from: string
  to: string
  tag: string
  sort: Sort
}

export const plainView: View = {
  q: '',
  question: '',
  mode: '',
  level: '',
  span: '',
  from: '',
  to: '',
  tag: '',
  sort: 'newest',
}

const longestValue = 200
const isOne = <T extends object>(of: T, value: string): value is Extract<keyof T, string> =>
  Object.hasOwn(of, value)
const isDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))

/** Reads an address, which may say anything: what is not known counts as not asked. */
export function parseView(search: string): View {
  const params = new URLSearchParams(search)
  const text = (name: string) => (params.get(name) ?? '').slice(0, longestValue)
  const one = <T extends object>(of: T, name: string) => {
    const value = text(name)
    return isOne(of, value) ? value : ('' as const)
  }
  const date = (name: string) => (isDate(text(name)) ? text(name) : '')
  const [from, to] = [date('from'), date('to')]
  return {
    q: text('q'),
    question: text('question'),
    mode: one(ways, 'mode'),
    level: text('level'),
    span: one(spans, 'span') || (from || to ? 'dates' : ''),
    from,
    to,
    tag: text('tag'),
    sort: one(sorts, 'sort') || 'newest',
  }
}

/** What is written into the address: only what differs from the plain view. */
export function formatView(view: View): string {
  const params = new URLSearchParams()
  const dates = view.span === 'dates'
  for (const [name, value] of Object.entries(view) as [keyof View, string][]) {
    if ((name === 'from' || name === 'to') && !dates) continue
    if (value !== plainView[name]) params.set(name, value)
  }
  return params.toString()
}

/** How many of the filters are set. */
export const filtersIn = ({ question, mode, level, span, tag }: View): number =>
  [question, mode, level, span, tag].filter((value) => value !== '').length

/** Whether all sessions are shown. */
export const showsAll = (view: View): boolean => view.q.trim() === '' && filtersIn(view) === 0

const dayMs = 86_400_000

/** The times that are asked for, in wall ms: from, and before. */
function timesOf({ span, from, to }: View, now: number): [number, number] {
  if (span === '') return [-Infinity, Infinity]
  if (span !== 'dates') return [now - daysOf[span] * dayMs, Infinity]
  // Without a zone they are local; the day after is not always 24 hours later.
  const after = to === '' ? null : new Date(`${to}T00:00`)
  after?.setDate(after.getDate() + 1)
  return [from === '' ? -Infinity : new Date(`${from}T00:00`).getTime(), after?.getTime() ?? Infinity]
}

/** Those that the filters let through, in their order. `now`: wall time in ms. */
export function filtered(sessions: readonly SessionSummary[], view: View, now: number): SessionSummary[] {
  const { question, mode, level, tag } = view
  const [from, before] = timesOf(view, now)
  const input = mode === '' ? '' : mode === 'typed' ? 'keyboard' : 'microphone'
  return sessions.filter((session) => {
    if (question !== '' && !session.questions.includes(question)) return false
    if (input !== '' && session.input !== input) return false
    if (level !== '' && session.level !== level) return false
    if (tag !== '' && !session.tags.includes(tag)) return false
    if (view.span === '') return true
    const at = Date.parse(session.createdAt)
    return at >= from && at < before
  })
}

/** In the order that is asked for; `sessions` come newest first. */
export function sorted(sessions: readonly SessionSummary[], sort: Sort): readonly SessionSummary[] {
  if (sort === 'newest') return sessions
  if (sort === 'oldest') return sessions.toReversed()
  if (sort === 'longest') return sessions.toSorted((a, b) => b.durationMs - a.durationMs)
  if (sort === 'answers') return sessions.toSorted((a, b) => b.answers - a.answers)
  const { compare } = new Intl.Collator(undefined, { numeric: true })
  return sessions.toSorted((a, b) => compare(a.title, b.title))
}

/** What there is to filter by: only what some session has. */
export interface Choices {
  questions: string[]
  levels: string[]
  tags: string[]
  ways: Way[]
}

export function choicesIn(sessions: readonly SessionSummary[]): Choices {
  const sortedSet = (values: Iterable<string>) => [...new Set(values)].toSorted((a, b) => a.localeCompare(b))
  const inputs = new Set(sessions.map(({ input }) => input))
  return {
    questions: sortedSet(sessions.flatMap(({ questions }) => questions)),
    levels: sortedSet(sessions.map(({ level }) => level)),
    tags: sortedSet(sessions.flatMap(({ tags }) => tags)),
    ways: [
      ...(inputs.has('microphone') ? (['spoken'] as const) : []),
      ...(inputs.has('keyboard') ? (['typed'] as const) : []),
    ],
  }
}

import type { SessionStore, SessionSummary } from '../session/store.ts'
import type { Finder } from './finder.ts'
import { termsOf } from './words.ts'

export interface SearchState {
  /** Sessions whose words were read, of those there are. */
  read: number
  of: number
  /** Sessions of which only the title, tags and questions can be found: their words could not be read. */
  unread: number
}

/** Finds sessions by what was said in them. */
export interface Search {
  state(): SearchState
  /** Reading goes on for as long as somebody listens: what comes after the library is not held up. */
  subscribe(listener: () => void): () => void
  /** Reads what is new or has changed among these, in the background, and forgets the others. */
  follow(sessions: readonly SessionSummary[]): void
  /** Ids of the sessions that are found among those that were read; null where the query has no words. */
  find(query: string): Promise<ReadonlySet<string> | null>
}

/** Sessions that are read at once: so few that the page answers meanwhile. */
const batch = 25

/** What of a session is searched beside its answers. */
const headOf = ({ title, tags, questions }: SessionSummary) => [title, ...tags, ...questions].join('\n')

/**
 * `store` is the place that is searched; `finder` is the search's own from now on. `pause` settles when the page has time
 * for the next sessions.
 */
export function createSearch(
  store: Pick<SessionStore, 'texts'>,
  finder: Finder,
  pause: () => Promise<void> = () => Promise.resolve(),
): Search {
  const known = new Map<string, { slot: number; as: string }>()
  const idOf = new Map<number, string>()
  const listeners = new Set<() => void>()
  let state: SearchState = { read: 0, of: 0, unread: 0 }
  const unread = new Set<string>()
  let of = 0
  let queue: SessionSummary[] = []
  /** Those of the queue that are being read. */
  let underWay = 0
  let reading: Promise<void> | null = null
  let slots = 0

  const asListed = (session: SessionSummary) => `${session.entries} ${headOf(session)}`
  const isKnown = (session: SessionSummary) =>
    known.get(session.id)?.as === asListed(session) && !unread.has(session.id)
  const tell = () => {
    state = { read: of - queue.length - underWay, of, unread: unread.size }
    for (const listener of listeners) listener()
  }
  const forget = (id: string) => {
    const { slot } = known.get(id) ?? {}
    if (slot === undefined) return
    finder.drop(slot)
    idOf.delete(slot)
    known.delete(id)
    unread.delete(id)
  }

  const readSome = async (sessions: readonly SessionSummary[]) => {
    const ids = sessions.map(({ id }) => id)
    const texts = await store.texts(ids).catch(() => null)
    const said = new Map(texts?.map(({ session, answers }) => [session, answers]))
    const added = sessions.map((session) => {
      forget(session.id)
      const slot = slots++
      const answers = said.get(session.id) ?? []
      known.set(session.id, { slot, as: asListed(session) })
      if (texts === null) unread.add(session.id)
      idOf.set(slot, session.id)
      return {
        slot,
        head: headOf(session),
        answers: answers.map(({ text }) => text),
        signals: [...new Set(answers.flatMap(({ signals }) => signals))],
      }
    })
    finder.add(added)
    underWay = 0
    tell()
  }

  const readAll = async () => {
    while (queue.length > 0) {
      await pause()
      if (listeners.size === 0) break
      const next = queue.splice(0, batch)
      underWay = next.length
      await readSome(next)
    }
    reading = null
  }
  const readOn = () => {
    if (queue.length > 0 && listeners.size > 0) reading ??= readAll()
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      readOn()
      return () => listeners.delete(listener)
    },
    follow(sessions) {
      of = sessions.length
      queue = sessions.filter((session) => !isKnown(session))
      const ids = new Set(sessions.map(({ id }) => id))
      for (const id of known.keys()) if (!ids.has(id)) forget(id)
      tell()
      readOn()
    },
    async find(query) {
      if (termsOf(query).length === 0) return null
      const slotsFound = await finder.find(query)
      return new Set(
        Array.from(slotsFound).flatMap((slot) => {
          const id = idOf.get(slot)
          return id === undefined ? [] : [id]
        }),
      )
    },
  }
}

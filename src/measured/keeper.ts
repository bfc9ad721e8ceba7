import type { MeasuredKeeper, MeasuredState } from '../debrief/keeper.ts'
import type { KeptMeasured, SessionStore, SessionSummary } from '../session/store.ts'
import { keptAs, madeFrom, type Made } from './kept.ts'
import type { Maker } from './maker.ts'

/** Sessions after whose making the rows are kept and shown: few, so that little is made twice, and not one by one. */
const batch = 10

/**
 * `store` has the logs and keeps the rows; `maker` is the keeper's own from now on. `rest` settles when the page has time
 * for the next session.
 */
export function createMeasured(
  store: Pick<SessionStore, 'load' | 'measured' | 'keepMeasured'>,
  maker: Maker,
  rest: () => Promise<void> = () => Promise.resolve(),
): MeasuredKeeper {
  const known = new Map<string, Made>()
  const unread = new Set<string>()
  const listeners = new Set<() => void>()
  let state: MeasuredState = { rows: [], read: 0, of: 0, ready: false, problem: null }
  /** What the rows of the state consist of. */
  let parts: readonly Made['rows'][] = []
  let sessions: readonly SessionSummary[] = []
  let queue: SessionSummary[] = []
  let underWay: SessionSummary | null = null
  let running = false

  const isKnown = ({ id, entries, damaged }: SessionSummary) => {
    const made = known.get(id)
    // Of a damaged one it is not known how many entries there are.
    return made !== undefined && (damaged === true || made.entries === entries)
  }
  const isUnderWay = ({ id, entries }: SessionSummary) => underWay?.id === id && underWay.entries === entries
  const tell = () => {
    const now = sessions.flatMap(({ id }) => (known.get(id)?.rows.length ? [known.get(id)?.rows ?? []] : []))
    const same = now.length === parts.length && now.every((rows, i) => rows === parts[i])
    parts = now
    const { ready } = state
    state = {
      rows: same ? state.rows : now.flat(),
      read: ready ? sessions.length - queue.length - (underWay ? 1 : 0) : 0,
      of: sessions.length,
      ready,
      problem: problemOf(unread.size),
    }
    for (const listener of listeners) listener()
  }
  const set = (id: string, made: Made) => {
    known.set(id, made)
    unread.delete(id)
  }
  /** What is to be made, and nothing of what is no longer there. */
  const sort = () => {
    const ids = new Set(sessions.map(({ id }) => id))
    for (const each of [known, unread]) for (const id of each.keys()) if (!ids.has(id)) each.delete(id)
    queue = sessions.filter((session) => !isKnown(session) && !isUnderWay(session))
  }

  // At once, beside the list. Where it cannot be read, all is made anew.
  const reading = store.measured().catch(() => [])

  const readKept = async () => {
    for (const each of await reading) {
      const made = madeFrom(each)
      if (made) set(each.session, made)
    }
    state = { ...state, ready: true }
    sort()
    tell()
  }

  const make = async ({ id, entries, damaged }: SessionSummary): Promise<KeptMeasured[]> => {
    // One that has only begun: what makes rows is not started for it.
    if (entries === 0 && damaged !== true) {
      set(id, { entries, rows: [] })
      return []
    }
    try {
      await rest()
      const log = (await store.load(id))?.log
      // What was deleted meanwhile has none.
      const made = log ? { entries: log.entries.length, rows: await maker.make(log) } : { entries, rows: [] }
      set(id, made)
      return log ? [keptAs(id, made)] : []
    } catch {
      unread.add(id)
      return []
    }
  }

  const run = async () => {
    if (!state.ready) await readKept()
    let made: KeptMeasured[] = []
    for (let next = queue.shift(); next; next = queue.shift()) {
      underWay = next
      if (!isKnown(next)) made.push(...(await make(next)))
      underWay = null
      if (made.length < batch && queue.length > 0) continue
      // What cannot be kept is made again on the next visit.
      if (made.length > 0) await store.keepMeasured(made).catch(() => {})
      made = []
      tell()
    }
    running = false
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    follow(list) {
      sessions = list
      if (state.ready) sort()
      tell()
      if (running) return
      running = true
      void run()
    },
  }
}

const problemOf = (unread: number): string | null => {
  if (unread === 0) return null
  return unread === 1
    ? '1 session could not be read; its answers are left out.'
    : `${unread} sessions could not be read; their answers are left out.`
}

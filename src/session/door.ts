import type { InterviewEvent } from '../../machines/events.ts'
import type { RoundView } from '../../machines/run.ts'
import { fold } from './fold.ts'
import type { Entry, Header } from './log.ts'
import { durationMs } from './entries.ts'
import { isHopeless, StoreError, type SessionStore, type StoreProblem } from './store.ts'

type Unstamped<E> = E extends InterviewEvent ? Omit<E, 'at'> : never
/** An event that the door has yet to stamp. */
export type NewEvent = Unstamped<InterviewEvent>

export interface SessionState {
  /** What is on disk; what is not is not shown either, but while there is a problem. */
  entries: readonly Entry[]
  /** What held once each entry had happened, and what holds now. */
  views: readonly RoundView[]
  view: RoundView
  /** Why the last write failed; null while all is well. Then the session goes on in memory and writing is tried again. */
  problem: StoreProblem | null
}

/** A session that is being taken. */
export interface Session {
  readonly header: Header
  state(): SessionState
  /**
   * Where the session is once all that was sent is on disk. For choosing what is sent next, in the same write; nothing of
   * it may be shown or heard.
   */
  ahead(): Pick<SessionState, 'entries' | 'view'>
  subscribe(listener: () => void): () => void
  /** Session time, in ms. */
  now(): number
  /**
   * Stamps the event, appends it and feeds the machines. Says whether the event meant anything at this moment; one
   * that did not is neither recorded nor has it an effect. `at` is for what was measured elsewhere: by default now.
   */
  send(event: NewEvent, at?: number): boolean
  /** Resolves when all that was sent is on disk, or has failed to get there. */
  settled(): Promise<void>
  /** Resolves when all that was sent is on disk, however often that has to be tried, or when no try can help. */
  saved(): Promise<void>
  /** Stops retrying; what is still to be written is tried once more. */
  close(): Promise<void>
}

/** Ms between two tries to write what could not be written. */
export const retryMs = 2_000

interface Ports {
  store: Pick<SessionStore, 'append'>
  clock: { now(): number; after(ms: number, callback: () => void): () => void }
}

/**
 * The one door through which a session is changed. Events show their effect only once they are on disk: the machines
 * run ahead so that each event is judged by what came before it, and `state()` follows with the writes. Session time
 * goes on from where it was left, so the time that the app was closed does not count.
 */
export function openSession(
  header: Header,
  stored: readonly Entry[],
  { store, clock }: Ports,
  /** Where session time goes on, in ms: later than the last entry where a recording shows that more had passed. */
  goesOnAt = durationMs({ entries: stored }),
): Session {
  const { round, views } = fold(header, stored)
  const listeners = new Set<() => void>()
  const entries: Entry[] = [...stored]
  const origin = clock.now() - goesOnAt
  let lastAt = goesOnAt
  let state: SessionState = { entries: stored, views: views.slice(), view: round.view(), problem: null }
  let written = entries.length
  let writing: Promise<void> | null = null
  let cancelRetry: (() => void) | null = null
  let closed = false

  /** Shows what happened up to `wanted`, and never less than before. */
  const publish = (wanted: number, problem: StoreProblem | null) => {
    const count = Math.max(wanted, state.entries.length)
    const view = views[count - 1] ?? state.view
    state = { entries: entries.slice(0, count), views: views.slice(0, count), view, problem }
    for (const listener of listeners) listener()
  }

  const write = async () => {
    // What is sent in one turn is written at once: each write waits for the disk.
    await Promise.resolve()
    while (written < entries.length) {
      const count = entries.length
      try {
        await store.append(header.id, written, entries.slice(written, count))
        written = count
        publish(count, state.entries.length > count ? state.problem : null)
      } catch (error) {
        const problem = error instanceof StoreError ? error.problem : 'failed'
        publish(count, problem)
        if (!closed && !isHopeless(problem)) cancelRetry ??= clock.after(retryMs, flush)
        break
      }
    }
    writing = null
  }
  function flush() {
    cancelRetry?.()
    cancelRetry = null
    if (!writing && written < entries.length) writing = write()
  }
  const settled = async () => {
    while (writing) await writing
  }
  const enqueue = (entry: Entry) => {
    entries.push(entry)
    views.push(round.view())
    flush()
    // What cannot be saved is not waited for a second time; the next try may take long as well.
    if (state.problem) queueMicrotask(() => state.problem && publish(entries.length, state.problem))
  }

  return {
    header,
    state: () => state,
    ahead: () => ({ entries, view: round.view() }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    now: () => clock.now() - origin,
    send(event, at = clock.now() - origin) {
      const stamped: InterviewEvent = { ...event, at: Math.max(lastAt, Math.round(at)) }
      if (!round.accepts(stamped)) return false
      lastAt = stamped.at
      round.send(stamped)
      enqueue(stamped)
      return true
    },
    settled,
    saved: () =>
      new Promise((resolve) => {
        const look = () => {
          if (written < entries.length && !isHopeless(state.problem)) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
        look()
      }),
    async close() {
      closed = true
      await settled()
      flush()
      await settled()
      listeners.clear()
    },
  }
}

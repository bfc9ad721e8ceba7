import { atItsBest } from '../assess/listening.ts'
import type { Assessor } from '../assess/types.ts'
import { interviewClaim } from '../platform/claim.ts'
import type { SessionStore } from '../session/store.ts'
import type { Clock } from '../speech/ports.ts'
import { RecognitionError, type Aligner, type Recogniser } from '../speech/recogniser.ts'
import { messageOf } from '../platform/messageOf.ts'

/**
 * Why answers wait and nothing is done about it. `typing`: nothing here recognises speech. `elsewhere`: another tab does
 * it; `interview`: and it waits for an interview to be over.
 */
export type Standstill = 'typing' | 'unloaded' | 'unsupported' | 'failed' | 'elsewhere' | 'interview'

export interface QueueState {
  /** `looking` for what waits; `interview`: one is under way, which goes first. */
  at: 'idle' | 'looking' | 'loading' | 'working' | 'interview'
  /** The answer that is being transcribed. */
  current: { session: string; answer: number } | null
  /** Of what it set out to do, and of what came since. */
  done: number
  left: number
  standstill: { why: Standstill; detail: string } | null
  /** What went wrong on this visit, by session and answer; none of it is tried again unless it is asked for. */
  failures: ReadonlyMap<string, ReadonlyMap<number, string>>
}

/** Gives answers that wait their words, one at a time, the oldest first. What waits is what the stored logs say. */
export interface TranscriptionQueue {
  /** The same object until something changes. */
  state(): QueueState
  subscribe(listener: () => void): () => void
  /** Does what waits in the session, or in all of them; what failed before is tried again. */
  start(session?: string): void
  /** As `start`, but for what failed, and for as long as nothing stands in the way. */
  startQuietly(): void
  cancel(): void
  close(): void
}

export interface QueuePorts {
  store: Pick<SessionStore, 'list' | 'load' | 'append' | 'loadTake'>
  clock: Clock
  claim(name: string): Promise<(() => void) | null>
  isClaimed(name: string): Promise<boolean>
  openRecogniser(): Promise<Recogniser | null>
  openAligner(): Promise<Aligner>
  createAssessor(): Promise<Assessor>
  /** Settles when the page has time to look through another session; without it, at once. */
  rest?: () => Promise<void>
}

/** Held by the tab that transcribes. */
const queueClaim = 'mockloop.transcribe'
/** Ms between two looks whether an interview has begun, or is over. */
const lookEveryMs = 500

const idle: QueueState = {
  at: 'idle',
  current: null,
  done: 0,
  left: 0,
  standstill: null,
  failures: new Map(),
}

type Place = NonNullable<QueueState['current']>
/** So many answers wait in a session. */
interface Waiting {
  id: string
  count: number
}
const sum = (sessions: readonly Waiting[]): number => sessions.reduce((all, { count }) => all + count, 0)

/** What folds logs comes when there is something to do: the queue itself is there from the start. */
const transcribing = () => import('./transcribe.ts')

class Interrupted extends Error {}

export function createTranscriptionQueue(ports: QueuePorts): TranscriptionQueue {
  const { store, clock } = ports
  const listeners = new Set<() => void>()
  let state = idle
  /** Sessions that are wanted; null where all are. Empty while nothing runs. */
  let wanted: Set<string> | null = new Set()
  let run: AbortController | null = null

  const set = (change: Partial<QueueState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const failedAt = (session: string, answer: number) => state.failures.get(session)?.has(answer) === true

  function begin(session: string | undefined): void {
    if (session === undefined) wanted = null
    else wanted?.add(session)
    if (run) return
    run = new AbortController()
    set({ at: 'looking', done: 0, left: 0, standstill: null })
    void work(run.signal).finally(() => {
      run = null
      wanted = new Set()
      set({ at: 'idle', current: null, left: 0 })
    })
  }

  async function work(signal: AbortSignal): Promise<void> {
    const release = await ports.claim(queueClaim).catch(() => null)
    if (!release) {
      const why = (await ports.isClaimed(interviewClaim)) ? 'interview' : 'elsewhere'
      return set({ standstill: { why, detail: '' } })
    }
    /** How many answers waited in the sessions that were gone through. */
    const through = new Map<string, number>()
    try {
      while (!signal.aborted) {
        const sessions = (await waiting()).filter(({ id, count }) => through.get(id) !== count)
        set({ left: sum(sessions) })
        if (sessions.length === 0) return
        await interviewOver(signal)
        await workThrough(sessions, through, signal)
      }
    } catch (error) {
      if (!signal.aborted && !(error instanceof Interrupted)) set({ standstill: standstillOf(error) })
    } finally {
      release()
    }
  }

  /** Opens what is needed, and does what waits in these sessions until an interview begins. */
  async function workThrough(
    sessions: readonly Waiting[],
    through: Map<string, number>,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted()
    set({ at: 'loading' })
    const recogniser = await ports.openRecogniser()
    if (!recogniser) throw new NothingRecognises('Nothing here recognises speech')
    let assessor: Assessor | null = null
    let opened = null as Promise<Aligner> | null
    const aligner = () => (opened ??= ports.openAligner())
    try {
      const { transcribe } = await transcribing()
      assessor = await ports.createAssessor()
      await atItsBest(assessor)
      for (const [i, { id, count }] of sessions.entries()) {
        const places = await placesIn(id)
        set({ left: places.length + sum(sessions.slice(i + 1)) })
        for (const place of places) {
          const interview = interviewBegins(signal)
          try {
            set({ at: 'working', current: place })
            await transcribe(place, { ...ports, recogniser, assessor, aligner }, interview.signal)
            set({ done: state.done + 1, left: Math.max(0, state.left - 1) })
          } catch (error) {
            if (signal.aborted) throw error
            // It goes on after the interview, with fresh engines: theirs is the memory meanwhile.
            if (interview.signal.aborted) return
            note(place, messageOf(error))
          } finally {
            interview.stop()
          }
        }
        through.set(id, count)
      }
    } finally {
      set({ current: null })
      recogniser.close()
      assessor?.close()
      void opened?.then((it) => it.close()).catch(() => {})
    }
  }

  /** The sessions in which answers wait and are wanted, but for what failed; the oldest first. */
  async function waiting(): Promise<Waiting[]> {
    return (await store.list()).toReversed().flatMap(({ id, waiting: all }) => {
      const count = all - (state.failures.get(id)?.size ?? 0)
      return count > 0 && (!wanted || wanted.has(id)) ? [{ id, count }] : []
    })
  }

  /** The answers that wait in a session, in order, but for what failed. */
  async function placesIn(session: string): Promise<Place[]> {
    await ports.rest?.()
    // A log that cannot be read is told where it is opened.
    const found = await store.load(session).catch(() => null)
    if (!found) return []
    const { waitingIn } = await transcribing()
    return waitingIn(found.log).flatMap((answer) => (failedAt(session, answer) ? [] : [{ session, answer }]))
  }

  function note({ session, answer }: Place, message: string): void {
    const failures = new Map(state.failures)
    failures.set(session, new Map(failures.get(session)).set(answer, message))
    set({ failures, left: Math.max(0, state.left - 1) })
  }

  async function interviewOver(signal: AbortSignal): Promise<void> {
    while (await ports.isClaimed(interviewClaim)) {
      set({ at: 'interview' })
      await new Promise<void>((resolve) => {
        const abort = () => {
          cancel()
          resolve()
        }
        const cancel = clock.after(lookEveryMs, () => {
          signal.removeEventListener('abort', abort)
          resolve()
        })
        signal.addEventListener('abort', abort, { once: true })
      })
      signal.throwIfAborted()
    }
  }

  /** A signal that says so when an interview begins, or the given one does. */
  function interviewBegins(outer: AbortSignal): { signal: AbortSignal; stop(): void } {
    const inner = new AbortController()
    const abort = () => inner.abort(new Interrupted('stopped'))
    let cancel = () => {}
    const look = () => {
      void ports.isClaimed(interviewClaim).then((claimed) => {
        if (claimed) abort()
        else if (!stopped) cancel = clock.after(lookEveryMs, look)
      })
    }
    let stopped = false
    look()
    outer.addEventListener('abort', abort)
    if (outer.aborted) abort()
    return {
      signal: inner.signal,
      stop() {
        stopped = true
        cancel()
        outer.removeEventListener('abort', abort)
      },
    }
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start(session) {
      const kept = session === undefined ? [] : [...state.failures].filter(([id]) => id !== session)
      set({ failures: new Map(kept) })
      begin(session)
    },
    startQuietly() {
      if (state.standstill === null) begin(undefined)
    },
    cancel: () => run?.abort(new Interrupted('cancelled')),
    close() {
      run?.abort(new Interrupted('closed'))
      listeners.clear()
    },
  }
}

class NothingRecognises extends Error {}

function standstillOf(error: unknown): NonNullable<QueueState['standstill']> {
  const detail = messageOf(error)
  if (error instanceof NothingRecognises) return { why: 'typing', detail }
  return { why: error instanceof RecognitionError ? error.problem : 'failed', detail }
}

import { retryMs } from '../session/door.ts'
import {
  isHopeless,
  StoreError,
  type AudioChunk,
  type SessionStore,
  type StoreProblem,
} from '../session/store.ts'
import type { Clock } from '../speech/ports.ts'

/**
 * So many writes are under way at once. What comes meanwhile is written together: a slow disk is behind by as many
 * writes, and never by more and more.
 */
const atOnce = 2

/** Writes recordings as they come. What cannot be written is told, kept and tried again until it can, if it ever can. */
export interface AudioWriter {
  add(chunk: AudioChunk): void
  /** Has the take merged, after all that was added before. */
  seal(take: string): void
  /** Resolves when all is on disk, however often that has to be tried, or when no try can help. */
  saved(): Promise<void>
}

interface Parts {
  store: Pick<SessionStore, 'appendAudio' | 'sealTake'>
  clock: Clock
  /** Told why the last write failed; null once nothing waits any more. */
  onProblem: (problem: StoreProblem | null) => void
}

export function createAudioWriter({ store, clock, onProblem }: Parts): AudioWriter {
  type Write = () => Promise<void>
  /** What is under way, what waits for that, and what failed: it waits for its next try. */
  let running = 0
  let waiting: AudioChunk[] = []
  let failed: Write[] = []
  let problem: StoreProblem | null = null
  let trying = false
  let listeners: { until: () => boolean; resolve: () => void }[] = []

  const done = () => running === 0 && waiting.length === 0 && failed.length === 0
  const tell = () => {
    const due = listeners.filter(({ until }) => until())
    listeners = listeners.filter((listener) => !due.includes(listener))
    for (const { resolve } of due) resolve()
  }
  const wait = (until: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      listeners.push({ until, resolve })
      tell()
    })
  const change = (now: StoreProblem | null) => {
    if (now !== problem) onProblem((problem = now))
  }

  /** Resolves with whether it was written. What can never be is given up. */
  async function attempt(write: Write): Promise<boolean> {
    running++
    try {
      await write()
      running--
      flush()
      if (done()) change(null)
      return true
    } catch (error) {
      running--
      const why = error instanceof StoreError ? error.problem : 'failed'
      if (isHopeless(why)) failed = []
      else failed.push(write)
      change(why)
      flush()
      return false
    } finally {
      tell()
    }
  }
  async function tryAgain() {
    // One that can never be written does not keep the others from it: it went to the end.
    for (let next = failed.shift(); next; next = failed.shift()) if (!(await attempt(next))) break
    trying = false
    later()
  }
  function later() {
    if (trying || failed.length === 0) return
    trying = true
    clock.after(retryMs, () => void tryAgain())
  }
  async function enqueue(write: Write) {
    if (problem === null || isHopeless(problem)) {
      // The database keeps the order of those that are under way at once.
      if (!(await attempt(write))) later()
    } else {
      failed.push(write)
      later()
    }
  }
  function flush() {
    if (waiting.length === 0) return
    const chunks = waiting
    waiting = []
    void enqueue(() => store.appendAudio(...chunks))
  }

  return {
    add(chunk) {
      waiting.push(chunk)
      if (running < atOnce || problem !== null) flush()
    },
    seal(take) {
      flush()
      void enqueue(() => store.sealTake(take))
    },
    saved: () => wait(done),
  }
}

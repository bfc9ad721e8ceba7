import { retryMs } from '../session/door.ts'
import {
  isHopeless,
  StoreError,
  type AudioChunk,
  type SessionStore,
  type StoreProblem,
} from '../session/store.ts'
import type { Clock } from '../speech/ports.ts'

/** Writes recordings as they come. What cannot be written is told, kept and tried again until it can, if it ever can. */
export interface AudioWriter {
  add(chunk: AudioChunk): void
  /** Has the take merged, after all that was added before. */
  seal(take: string): void
  /** Resolves when all is on disk, or was told not to be. Never rejects. */
  settled(): Promise<void>
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
  let waiting: (() => Promise<void>)[] = []
  let problem: StoreProblem | null = null
  let writing = false
  let listeners: { until: () => boolean; resolve: () => void }[] = []

  const done = () => waiting.length === 0
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

  async function write() {
    if (writing) return
    writing = true
    for (let next = waiting[0]; next; next = waiting[0])
      try {
        await next()
        waiting.shift()
        if (done()) change(null)
        tell()
      } catch (error) {
        const why = error instanceof StoreError ? error.problem : 'failed'
        // One that can never be written must not keep the others from it.
        waiting = isHopeless(why) ? [] : [...waiting.slice(1), next]
        change(why)
        tell()
        if (!done()) clock.after(retryMs, () => void write())
        break
      }
    writing = false
  }
  const enqueue = (one: () => Promise<void>) => {
    waiting.push(one)
    if (problem === null || isHopeless(problem)) void write()
  }

  return {
    add: (chunk) => enqueue(() => store.appendAudio(chunk)),
    seal: (take) => enqueue(() => store.sealTake(take)),
    settled: () => wait(() => done() || problem !== null),
    saved: () => wait(done),
  }
}

import type { SessionStore, TakeAudio } from '../../session/store.ts'
import { peaksOf, type Peaks } from './peaks.ts'

/** Peaks as they come in, take by take. */
export interface PeakLoader {
  /** Of a take; null while they are not known. */
  get(take: string): Peaks | null
  /** Which takes matter now, those that matter most first. What is under way is finished. */
  want(takes: readonly string[]): void
  close(): void
}

export interface PeakPorts {
  loadTake: (take: string) => Promise<TakeAudio | null>
  /** Known ones, kept longer than the loader. */
  cache: Map<string, Peaks | null>
  /** Resolves when nothing more urgent is to be done. */
  rest: () => Promise<void>
  onMore: () => void
}

/** One take at a time is in memory, however long the session. A take that cannot be read has no peaks. */
export function createPeakLoader({ loadTake, cache, rest, onMore }: PeakPorts): PeakLoader {
  let wanted: readonly string[] = []
  let closed = false
  let running = false

  const run = async () => {
    running = true
    for (;;) {
      const take = wanted.find((name) => !cache.has(name))
      if (take === undefined || closed) break
      await rest()
      if (closed) break
      const audio = await loadTake(take).catch(() => null)
      const peaks = audio && (await peaksOf(audio.samples, audio.sampleRate, rest))
      cache.set(take, peaks)
      if (!closed) onMore()
    }
    running = false
  }
  return {
    get: (take) => cache.get(take) ?? null,
    want(takes) {
      wanted = takes
      if (!running && !closed) void run()
    },
    close() {
      closed = true
    },
  }
}

const caches = new WeakMap<SessionStore, Map<string, Peaks | null>>()

/** What is known of a store's takes, kept for the visit: about 3 KB a minute. */
export function peakCache(store: SessionStore): Map<string, Peaks | null> {
  const cache = caches.get(store) ?? new Map<string, Peaks | null>()
  caches.set(store, cache)
  return cache
}

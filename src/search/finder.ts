import { ownScript } from '../platform/own-script.ts'
import type { FromSearch, ToSearch } from './search.worker.ts'
import workerUrl from './search.worker.ts?worker&url'
import { WordIndex, type Searched } from './wordIndex.ts'

/** Where the words are kept and looked for. */
export interface Finder {
  add(sessions: readonly Searched[]): void
  drop(slot: number): void
  /** Slots, ascending. Rejects where it cannot search any more. */
  find(query: string): Promise<ArrayLike<number>>
}

/** In a worker, so that neither reading nor looking keeps a key from showing. The same for the whole visit. */
export function workerFinder(): Finder {
  const worker = new Worker(ownScript(workerUrl), { type: 'module' })
  const waiting = new Map<number, { resolve: (found: Uint32Array) => void; reject: (error: Error) => void }>()
  let next = 0
  let broken: Error | null = null
  worker.addEventListener('message', ({ data: { id, found } }: MessageEvent<FromSearch>) => {
    waiting.get(id)?.resolve(found)
    waiting.delete(id)
  })
  worker.addEventListener('error', (event) => {
    broken = new Error(event.message || 'the search’s worker did not start')
    for (const { reject } of waiting.values()) reject(broken)
    waiting.clear()
  })
  const send = (message: ToSearch) => worker.postMessage(message)
  return {
    add: (sessions) => send({ add: sessions }),
    drop: (slot) => send({ drop: slot }),
    find(query) {
      if (broken) return Promise.reject(broken)
      const id = next++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        send({ id, query })
      })
    },
  }
}

/** In the page itself. */
export function ownFinder(): Finder {
  const index = new WordIndex()
  return {
    add: (sessions) => sessions.forEach((session) => index.add(session)),
    drop: (slot) => index.drop(slot),
    find: (query) => Promise.resolve(index.find(query)),
  }
}

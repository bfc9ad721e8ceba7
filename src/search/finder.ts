import { createAsker } from '../platform/asker.ts'
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
  const asker = createAsker<ToSearch, FromSearch>(worker, 'the search’s worker')
  // Where it is broken, the next search tells.
  const tell = (message: ToSearch) => void asker.ask(message).catch(() => {})
  return {
    add: (sessions) => tell({ add: sessions }),
    drop: (slot) => tell({ drop: slot }),
    find: async (query) => (await asker.ask({ query })) ?? [],
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

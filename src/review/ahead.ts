import type { SessionStore } from '../session/store.ts'
import { loadReview, type LoadFailure, type Review } from './load.ts'

/** What was loaded longer ago than so many ms is loaded anew: it may have changed. */
const freshMs = 5_000

type Loaded = Promise<Review | LoadFailure>
let ahead: { store: SessionStore; id: string; at: number; review: Loaded } | null = null

const isAhead = (store: SessionStore, id: string) =>
  ahead?.store === store && ahead.id === id && performance.now() - ahead.at < freshMs

/** Begins to load a session that is about to be shown, unless that was just done. */
export function loadAhead(store: SessionStore, id: string): void {
  if (!isAhead(store, id)) ahead = { store, id, at: performance.now(), review: loadReview(store, id) }
}

/** The session as it was just loaded ahead, or else loaded now. What was loaded ahead is given once. */
export function takeReview(store: SessionStore, id: string): Loaded {
  const found = isAhead(store, id) ? ahead : null
  ahead = null
  return found?.review ?? loadReview(store, id)
}

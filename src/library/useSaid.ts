import { useEffect, useState } from 'react'
import type { SessionStore, SessionSummary } from '../session/store.ts'
import type { SaidText } from '../session/texts.ts'
import { useServices } from '../ui/services.ts'

/** Sessions whose words are kept at hand while one types: more than a screen shows. */
const kept = 100

type Answers = readonly SaidText[]
const caches = new WeakMap<object, Map<string, Answers>>()

/** What was said in the session; null until it is read, and while it is not wanted. */
export function useSaid({ id, entries }: SessionSummary, wanted: boolean): Answers | null {
  const { store } = useServices()
  const cache = cacheOf(store)
  const key = `${id} ${entries}`
  const [, setRead] = useState('')
  const there = cache.get(key)
  useEffect(() => {
    if (!wanted || there) return
    let left = false
    store.texts([id]).then(
      ([texts]) => {
        if (!texts) return
        cache.set(key, texts.answers)
        for (const oldest of cache.keys()) {
          if (cache.size <= kept) break
          cache.delete(oldest)
        }
        if (!left) setRead(key)
      },
      // Where it was found cannot be shown then; that it was found stays true.
      () => {},
    )
    return () => {
      left = true
    }
  }, [store, cache, id, key, wanted, there])
  return (wanted && there) || null
}

function cacheOf(store: SessionStore): Map<string, Answers> {
  const cache = caches.get(store) ?? new Map<string, Answers>()
  caches.set(store, cache)
  return cache
}

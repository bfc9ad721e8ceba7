import { useEffect, useState } from 'react'
import type { SessionStore, SessionSummary } from '../session/store.ts'
import type { SaidText } from '../session/texts.ts'
import { useServices } from '../ui/services.ts'

/** Sessions whose words are kept at hand while one types: more than a screen shows. */
const kept = 100

export type Answers = readonly SaidText[]
const caches = new WeakMap<object, Map<string, Answers>>()

const keyOf = ({ id, entries }: SessionSummary) => `${id} ${entries}`

/** Tells what was said in a session; null until it is read. The sessions are read together, so that the page changes once. */
export function useSaid(sessions: readonly SessionSummary[]): (session: SessionSummary) => Answers | null {
  const { store } = useServices()
  const cache = cacheOf(store)
  const [, setRead] = useState('')
  const missing = sessions.filter((session) => !cache.has(keyOf(session)))
  const wanted = missing.map(keyOf).join('\n')
  useEffect(() => {
    if (wanted === '') return
    let left = false
    const keys = new Map(wanted.split('\n').map((key) => [key.slice(0, key.lastIndexOf(' ')), key]))
    store.texts([...keys.keys()]).then(
      (texts) => {
        const answers = new Map(texts.map((each) => [each.session, each.answers]))
        for (const [session, key] of keys) cache.set(key, answers.get(session) ?? [])
        for (const oldest of cache.keys()) {
          if (cache.size <= kept) break
          cache.delete(oldest)
        }
        if (!left) setRead(wanted)
      },
      // Where it was found cannot be shown then; that it was found stays true.
      () => {},
    )
    return () => {
      left = true
    }
  }, [store, cache, wanted])
  return (session) => cache.get(keyOf(session)) ?? null
}

function cacheOf(store: SessionStore): Map<string, Answers> {
  const cache = caches.get(store) ?? new Map<string, Answers>()
  caches.set(store, cache)
  return cache
}

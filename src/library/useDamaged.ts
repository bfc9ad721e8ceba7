import { useEffect, useState } from 'react'
import { whenUntouched } from '../platform/idle.ts'
import { StoreError, type SessionSummary } from '../session/store.ts'
import { LogError } from '../session/version.ts'
import { useServices } from '../ui/services.ts'

/** What was found of a session as it is listed: one that has changed is looked at again. */
const known = new WeakMap<object, Map<string, { as: string; why: string | null }>>()
const asListed = ({ title, answers, durationMs, status }: SessionSummary) =>
  [title, answers, durationMs, status].join(' ')

/** What a database in trouble refuses says nothing of the session. */
const isDamage = (error: unknown): error is Error =>
  error instanceof LogError || (error instanceof StoreError && error.problem === 'corrupt')

/**
 * Why sessions cannot be opened, by id. Each is opened once in the background, the newest first, while nobody touches
 * the page; what is damaged is known before it is needed.
 */
export function useDamaged(sessions: readonly SessionSummary[]): ReadonlyMap<string, string> {
  const { store } = useServices()
  const [damaged, setDamaged] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    const looked = known.get(store) ?? new Map<string, { as: string; why: string | null }>()
    known.set(store, looked)
    let left = false
    const look = async () => {
      for (const session of sessions) {
        const as = asListed(session)
        if (looked.get(session.id)?.as !== as) {
          await whenUntouched()
          if (left) return
          const why = await store.load(session.id).then(
            () => null,
            (error: unknown) => (isDamage(error) ? error.message : null),
          )
          looked.set(session.id, { as, why })
        }
        if (left) return
        const why = looked.get(session.id)?.why
        if (typeof why === 'string') setDamaged((now) => new Map(now).set(session.id, why))
      }
    }
    void look()
    return () => {
      left = true
    }
  }, [sessions, store])
  return damaged
}

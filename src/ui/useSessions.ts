import { useEffect, useRef, useState } from 'react'
import type { SessionSummary } from '../session/store.ts'
import { useServices } from './services.ts'
import { storeWordsOf } from './storage.ts'
import { showToast } from './toasts.ts'
import { messageOf } from '../platform/messageOf.ts'

export type Sessions =
  | { state: 'loading' }
  | { state: 'error'; message: string; words: string }
  | { state: 'ready'; sessions: readonly SessionSummary[] }

/** All sessions, newest first, as they are now in whichever tab. A list that was read stays when a later reading fails. */
export function useSessions(): { list: Sessions; reload: () => void } {
  const { store } = useServices()
  const [list, setList] = useState<Sessions>({ state: 'loading' })
  const again = useRef(() => {})
  useEffect(() => {
    let left = false
    let reading = false
    let changed = false
    const read = async () => {
      // Many changes at once are read once.
      changed = true
      if (reading) return
      reading = true
      while (changed && !left) {
        changed = false
        try {
          const sessions = await store.list()
          if (!left && !changed) setList({ state: 'ready', sessions })
        } catch (error) {
          const message = messageOf(error)
          const failed = { state: 'error', message, words: storeWordsOf(error) } as const
          if (!left && !changed) setList((now) => (now.state === 'ready' ? now : failed))
        }
      }
      reading = false
    }
    again.current = () => void read()
    again.current()
    const unwatch = store.watch(() => void read())
    return () => {
      left = true
      unwatch()
    }
  }, [store])
  return {
    list,
    reload: () => {
      setList({ state: 'loading' })
      again.current()
    },
  }
}

type Named = Pick<SessionSummary, 'id' | 'title'>

/** Deletes a session, with a way back for as long as the notice stands. Says so where it fails. */
export function useDeleteSession(): (session: Named) => Promise<void> {
  const remove = useDeleteSessions()
  return (session) => remove([session])
}

const countWords = (sessions: readonly Named[]) =>
  sessions.length === 1 ? `“${sessions[0]?.title}”` : `${sessions.length} sessions`

/** Does the same to each of them; gives those where it worked, and why it did not with the first of the others. */
async function each(sessions: readonly Named[], action: (id: string) => Promise<void>) {
  const results = await Promise.allSettled(sessions.map(({ id }) => action(id)))
  const done = sessions.filter((_, i) => results[i]?.status === 'fulfilled')
  const failed = sessions.filter((_, i) => results[i]?.status === 'rejected')
  const reason: unknown = results.find((result) => result.status === 'rejected')?.reason
  return { done, failed, why: messageOf(reason) }
}

/** Deletes sessions, all with one way back for as long as the notice stands. Says so where it fails. */
export function useDeleteSessions(): (sessions: readonly Named[]) => Promise<void> {
  const { store, taking } = useServices()
  return async (sessions) => {
    const taken = sessions.find(({ id }) => taking.elsewhere() === id)
    if (taken) showToast({ message: `“${taken.title}” is being taken in another tab and was not deleted.` })
    const { done, failed, why } = await each(
      sessions.filter((session) => session !== taken),
      (id) => store.remove(id),
    )
    if (failed.length > 0) showToast({ message: `${countWords(failed)} could not be deleted: ${why}` })
    if (done.length === 0) return
    const restore = async () => {
      const back = await each(done, (id) => store.restore(id))
      if (back.failed.length > 0)
        showToast({ message: `${countWords(back.failed)} could not be restored: ${back.why}` })
    }
    showToast({
      message: `Deleted ${countWords(done)}`,
      undo: () => void restore(),
      // What is not purged now is purged at the next start.
      gone: () => void each(done, (id) => store.purge(id)),
    })
  }
}

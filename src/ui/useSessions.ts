import { useEffect, useRef, useState } from 'react'
import type { SessionSummary } from '../session/store.ts'
import { useServices } from './services.ts'
import { storeWordsOf } from './storage.ts'
import { showToast } from './toasts.ts'

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
    let reading = 0
    const read = async () => {
      reading += 1
      const mine = reading
      try {
        const sessions = await store.list()
        if (mine === reading) setList({ state: 'ready', sessions })
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        const failed = { state: 'error', message, words: storeWordsOf(error) } as const
        if (mine === reading) setList((now) => (now.state === 'ready' ? now : failed))
      }
    }
    again.current = () => void read()
    again.current()
    const unwatch = store.watch(() => void read())
    return () => {
      reading = -1
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

/** Deletes a session, with a way back for as long as the notice stands. Says so where it fails. */
export function useDeleteSession(): (session: Pick<SessionSummary, 'id' | 'title'>) => Promise<void> {
  const { store, taking } = useServices()
  return async ({ id, title }) => {
    if (taking.elsewhere() === id)
      return showToast({ message: `“${title}” is being taken in another tab and was not deleted.` })
    const attempt = async (action: Promise<void>, failure: string) => {
      try {
        await action
        return true
      } catch (error) {
        showToast({ message: `${failure}: ${error instanceof Error ? error.message : String(error)}` })
        return false
      }
    }
    if (!(await attempt(store.remove(id), `“${title}” could not be deleted`))) return
    showToast({
      message: `Deleted “${title}”`,
      undo: () => void attempt(store.restore(id), `“${title}” could not be restored`),
      // What is not purged now is purged at the next start.
      gone: () => void store.purge(id).catch(() => {}),
    })
  }
}

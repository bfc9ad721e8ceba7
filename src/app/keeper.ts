import type { Offline } from '../platform/offline/offline.ts'
import { enteredNewer, keepApp } from '../platform/offline/page.ts'

/** Ms after which what an interview needs is fetched, so that one can begin without a network. */
const prepareAfterMs = 5_000

/**
 * What keeps the app for use without a network; null where nothing does: while it is developed, and in browsers and on
 * addresses (plain http from another machine) without service workers. Stays unsettled while the page is reloaded into
 * a newer version.
 * @param script the address of the page's own script
 */
export async function keeper(script: string): Promise<Offline | null> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!import.meta.env.PROD || !container) return null
  if (await enteredNewer(container)) return new Promise(() => {})
  const offline = keepApp(container, script)
  setTimeout(() => {
    const savesData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
    if (!savesData && !location.pathname.startsWith('/interview/')) void offline.prepare()
  }, prepareAfterMs)
  return offline
}

import { createStore } from 'zustand/vanilla'
import { isBusy } from '../claim.ts'
import { turnToLoad } from '../loading.ts'
import { ownScript } from '../own-script.ts'
import { pageLockPrefix, type BuildFile, type ToKeeper } from './build.ts'
import type { Offline, OfflineState } from './offline.ts'
import { messageOf } from '../messageOf.ts'

/** Ms between looks for a newer version while the app stays open. */
const lookAgainMs = 60 * 60_000

/** Ms in which a newer version that was asked for takes over; then the page is reloaded all the same. */
const takeOverMs = 2_000

/** Ms after the page's loading in which its screen asks for what it needs. */
const settleMs = 1_000

/** Ms after which a service worker that does not answer counts as one that refuses. */
const answerMs = 2_000

/** Tells a worker something and takes its answer; null where none comes. */
function ask<T>(worker: ServiceWorker, message: ToKeeper): Promise<T | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const settle = (answer: T | null) => {
      clearTimeout(timer)
      port1.close()
      resolve(answer)
    }
    const timer = setTimeout(() => settle(null), answerMs)
    port1.addEventListener('message', ({ data }: MessageEvent<T>) => settle(data))
    port1.start()
    worker.postMessage(message, [port2])
  })
}

/** Resolves once another version answers for this page. */
const taken = (container: ServiceWorkerContainer) =>
  new Promise<void>((resolve) => {
    container.addEventListener('controllerchange', () => resolve(), { once: true })
  })

/**
 * Reloads into a version that is ready, before anything is shown: where this is the only page, and it is not for going
 * on with an interview. Resolves with true when the page is about to be reloaded.
 */
export async function enteredNewer(container: ServiceWorkerContainer | undefined): Promise<boolean> {
  const waiting = (await container?.getRegistration().catch(() => undefined))?.waiting
  if (!container || !waiting || location.pathname.startsWith('/interview/')) return false
  const change = taken(container)
  if (!(await ask<boolean>(waiting, { type: 'use', alone: true }))) return false
  await change
  location.reload()
  return true
}

/**
 * Has the service worker keep the app, and looks for newer versions of it.
 * @param script the address of the page's own script, which tells its build from others
 */
export function keepApp(container: ServiceWorkerContainer, script: string): Offline {
  const state = createStore<OfflineState>()(() => ({
    screens: container.controller !== null,
    update: 'none',
    isolatedAfterReload: false,
    parts: { keptBytes: 0, totalBytes: 0, problem: null },
  }))
  let registration: ServiceWorkerRegistration | null = null
  let lookedAt = performance.now()
  let preparing: Promise<void> | null = null
  let controlled = container.controller !== null

  const tidy = () => container.controller?.postMessage({ type: 'tidy' } satisfies ToKeeper)

  // Held for as long as the page lives: what it was begun with is not thrown away under it.
  void navigator.locks
    .request(pageLockPrefix + new URL(script).pathname, { mode: 'shared' }, () => {
      tidy()
      return new Promise(() => {})
    })
    .catch(() => {})

  function noteWaiting(): void {
    if (registration?.waiting && controlled) state.setState({ update: 'ready' })
  }

  container.addEventListener('controllerchange', () => {
    // The first to take over has this page's own build; a later one was asked for in another tab.
    if (controlled) state.setState({ update: 'ready' })
    controlled = true
    state.setState({ screens: true, isolatedAfterReload: !crossOriginIsolated })
  })

  async function register(): Promise<void> {
    registration = await container.register(ownScript('/sw.js'), { updateViaCache: 'none' })
    noteWaiting()
    registration.addEventListener('updatefound', () => {
      const coming = registration?.installing
      coming?.addEventListener('statechange', noteWaiting)
    })
  }

  function lookAgain(): void {
    tidy()
    if (document.visibilityState !== 'visible' || performance.now() - lookedAt < lookAgainMs) return
    lookedAt = performance.now()
    // Without a network there is nothing newer to be had.
    registration?.update().catch(() => {})
  }

  // What the page itself loads goes first. A server without a service worker is no reason to fail: it is only a server.
  const begin = () =>
    void setTimeout(
      () =>
        void turnToLoad('offline')
          .then(register)
          .catch(() => {}),
      settleMs,
    )
  if (document.readyState === 'complete') begin()
  else addEventListener('load', begin, { once: true })
  document.addEventListener('visibilitychange', lookAgain)

  async function fetchParts(): Promise<void> {
    const worker = container.controller ?? (await container.ready).active
    await turnToLoad('offline')
    const files = worker && (await ask<readonly BuildFile[]>(worker, { type: 'files' }))
    if (!files) return
    const { interviewParts } = await import('./parts.ts')
    const sizeOf = (url: string) => files.find((file) => file.url === url)?.bytes ?? 0
    const totalBytes = interviewParts.reduce((sum, { url }) => sum + sizeOf(url), 0)
    let before = 0
    const show = (bytes: number) =>
      state.setState({ parts: { keptBytes: before + bytes, totalBytes, problem: null } })
    for (const part of interviewParts) {
      show(0)
      if (!(await caches.match(part.url))) await part.fetch(show)
      before += sizeOf(part.url)
    }
    show(0)
  }

  return {
    state: state.getState,
    subscribe: state.subscribe,
    prepare() {
      preparing ??= fetchParts()
        .catch((error: unknown) => {
          const problem = messageOf(error)
          state.setState(({ parts }) => ({ parts: { ...parts, problem } }))
        })
        .finally(() => {
          preparing = null
          // By now, too, the page that a reload has left is gone.
          tidy()
        })
      return preparing
    },
    async use() {
      if (await isBusy()) return false
      const waiting = registration?.waiting
      if (waiting) {
        const change = taken(container)
        if (!(await ask<boolean>(waiting, { type: 'use', alone: false }))) return false
        // The one at work first ends what pages ask of it. What this page asks ends with it.
        await Promise.race([change, new Promise((resolve) => setTimeout(resolve, takeOverMs))])
      }
      location.reload()
      return true
    },
  }
}

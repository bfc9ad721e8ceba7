/**
 * The app's service worker: answers for one build. Own code, and not Workbox's precaching, which drops the files of the
 * build before as soon as the next takes over, under the pages that still run on them.
 */
import type { Build, ToKeeper } from './build.ts'
import { createKeeper } from './keeper.ts'

/** Put in by the build. */
declare const thisBuild: Build

const build = thisBuild

const worker = globalThis as unknown as ServiceWorkerGlobalScope
const pages = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
const keeper = createKeeper(build, worker.location.origin, {
  fetch: (request) => fetch(request),
  caches: worker.caches,
  newerComes: () => Boolean(worker.registration.installing ?? worker.registration.waiting),
  pages: async () => (await pages()).length,
  locks: async () => ((await worker.navigator.locks.query()).held ?? []).map(({ name = '' }) => name),
})

worker.addEventListener('install', (event) => event.waitUntil(keeper.install()))

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), keeper.tidy()]))
})

worker.addEventListener('fetch', (event) => {
  const give = keeper.answer(event.request)
  if (!give) return
  const given = give()
  event.respondWith(given.then(({ response }) => response))
  event.waitUntil(given.then(({ kept }) => kept).catch(() => {}))
})

worker.addEventListener('message', (event) => {
  const message = event.data as ToKeeper
  if (message.type === 'tidy') event.waitUntil(keeper.tidy())
  else if (message.type === 'files') event.ports[0]?.postMessage(build.files)
  else event.waitUntil(takeOver(message.alone, event.ports[0]))
})

async function takeOver(alone: boolean, port: MessagePort | undefined): Promise<void> {
  const may = !alone || (await pages()).length <= 1
  port?.postMessage(may)
  if (may) await worker.skipWaiting()
}

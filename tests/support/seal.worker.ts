import { DatabaseSessionStore } from '../../src/storage/sessionStore.ts'

/** Seals a take of a database, and says so right before it begins: the one who waits for it may end the worker in the middle. */
self.addEventListener('message', async ({ data }: MessageEvent<{ database: string; take: string }>) => {
  const store = await DatabaseSessionStore.open(data.database)
  self.postMessage('sealing', [])
  await store.sealTake(data.take)
  self.postMessage('sealed', [])
})

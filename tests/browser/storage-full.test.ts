import { expect, test, vi } from 'vitest'
import { DatabaseSessionStore } from '../../src/storage/sessionStore.ts'
import { chunkOf, headerOf, joined, sample } from '../support/store-contract.ts'

/** Chromium's storage buckets: a place in the browser's storage with a limit of its own. */
interface StorageBuckets {
  open(name: string, options: { quota: number }): Promise<{ indexedDB: IDBFactory }>
  delete(name: string): Promise<void>
}

test('a full disk is told as such and keeps what was there', async () => {
  const buckets = (navigator as unknown as { storageBuckets: StorageBuckets }).storageBuckets
  const bucketName = `test-${crypto.randomUUID()}`
  const { indexedDB: small } = await buckets.open(bucketName, { quota: 2_000_000 })
  vi.stubGlobal('indexedDB', small)
  const store = await DatabaseSessionStore.open()
  try {
    await store.create(headerOf('a'), 'First')
    await store.appendAudio(chunkOf('a', 't', 0))
    const large = chunkOf('a', 't', 1, 4_000_000)
    await expect(store.appendAudio(large)).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'full',
      message: expect.stringMatching(/^saving audio of recording t: there is no space left/),
    })
    expect([...((await store.loadTake('t'))?.samples ?? [])]).toEqual(joined(chunkOf('a', 't', 0)))
    await store.append('a', 0, sample.entries)
    expect((await store.load('a'))?.log.entries).toEqual(sample.entries)
  } finally {
    store.close()
    vi.unstubAllGlobals()
    await buckets.delete(bucketName)
  }
})

import { deleteDB } from 'idb'
import type { Header } from '../session/log.ts'
import { estimateSpace, type Space } from './estimate.ts'
import { databaseName, versionOf } from './database.ts'
import { DatabaseSessionStore } from './sessionStore.ts'

const trialName = 'mockloop.selftest'

/** What is stored here, by kind, and how safe it is. */
export interface StorageHealth {
  /** Null where the browser does not tell. */
  space: Space | null
  /** Whether the browser promised not to throw it away when space runs short. */
  persisted: boolean
  /** Bytes of the database with the sessions and recordings; null where the browser does not tell. */
  databaseBytes: number | null
  /** Databases of this address, with the versions of their tables as the app counts them. */
  databases: { name: string; version: number }[]
  /** Bytes in each of the app's caches, by kind. */
  caches: { kind: 'app' | 'models'; bytes: number }[]
}

/** Reads what the browser tells of what is stored. Never rejects: what is refused is null, or empty. */
export async function readHealth(): Promise<StorageHealth> {
  const details = await navigator.storage
    ?.estimate()
    .then((estimate) => (estimate as { usageDetails?: { indexedDB?: number } }).usageDetails ?? null)
    .catch(() => null)
  const databases = (await indexedDB.databases?.().catch(() => [])) ?? []
  return {
    space: await estimateSpace(),
    persisted: (await navigator.storage?.persisted().catch(() => false)) ?? false,
    databaseBytes: details ? (details.indexedDB ?? 0) : null,
    databases: databases.map(({ name = '', version = 0 }) => ({
      name,
      version: [databaseName, trialName].includes(name) ? versionOf(version) : version,
    })),
    caches: await readCaches().catch(() => []),
  }
}

async function readCaches(): Promise<StorageHealth['caches']> {
  if (!('caches' in globalThis)) return []
  const bytes = { app: 0, models: 0 }
  for (const name of await caches.keys()) {
    if (!name.startsWith('mockloop.')) continue
    const cache = await caches.open(name)
    const kind = name.startsWith('mockloop.app.') ? 'app' : 'models'
    for (const request of await cache.keys()) {
      const blob = await (await cache.match(request))?.blob()
      bytes[kind] += blob?.size ?? 0
    }
  }
  return [
    { kind: 'app', bytes: bytes.app },
    { kind: 'models', bytes: bytes.models },
  ]
}

/**
 * Writes a session with a recording into a database of its own, reads both back, and deletes it all.
 * @throws StoreError, or Error where what is read is not what was written
 */
export async function tryDatabase(header: Header): Promise<void> {
  await deleteDB(trialName)
  const store = await DatabaseSessionStore.open(trialName)
  try {
    const { id } = header
    const samples = Int16Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 30_000)
    await store.create(header, 'Self-test')
    await store.append(id, 0, [{ type: 'session.started', at: 0 }])
    await store.appendAudio({ session: id, take: 'trial', index: 0, sampleRate: 16_000, samples })
    await store.sealTake('trial')
    const loaded = await store.load(id)
    const take = await store.loadTake('trial')
    if (loaded?.log.entries.length !== 1) throw new Error('the session that was read is not the one written')
    if (
      !take ||
      take.samples.some((sample, i) => sample !== samples[i]) ||
      take.samples.length !== samples.length
    )
      throw new Error('the recording that was read is not the one written')
    await store.remove(id)
    await store.purge(id)
    if (await store.load(id)) throw new Error('what was deleted is still there')
  } finally {
    store.close()
    await deleteDB(trialName)
  }
}

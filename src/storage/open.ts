import { StoreError, type Unpack } from '../session/store.ts'
import type { MemorySessionStore } from './memoryStore.ts'
import { DatabaseSessionStore } from './sessionStore.ts'

/**
 * The browser's database, or where it is refused the memory of this page: `durable` tells them apart, and the
 * memory's `reason` says why. Packed recordings are unpacked by `unpack`.
 */
export async function openStore(
  name?: string,
  unpack?: Unpack,
): Promise<DatabaseSessionStore | MemorySessionStore> {
  try {
    return await DatabaseSessionStore.open(name, unpack)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const { MemorySessionStore } = await import('./memoryStore.ts')
    return new MemorySessionStore(error, unpack)
  }
}

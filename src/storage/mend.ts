import type { Tables } from './database.ts'
import type { DatabaseSessionStore } from './sessionStore.ts'

/**
 * Merges the recordings that were cut off before their pieces were. One that cannot be merged still plays from its
 * pieces, and is tried again at the next start. Stops where `isTaken`: an interview may be recording them.
 */
export async function mendTakes(
  store: Pick<DatabaseSessionStore, 'looseTakes' | 'sealTake'>,
  isTaken: () => Promise<boolean>,
): Promise<void> {
  for (const take of await store.looseTakes()) {
    if (await isTaken()) return
    await store.sealTake(take).catch(() => {})
  }
}

/** Ids of the takes that have chunks, found without reading any. */
export async function looseTakes(at: Pick<Tables<'readonly'>, 'chunks'>): Promise<string[]> {
  const takes: string[] = []
  let key = await at.chunks.getKey(IDBKeyRange.lowerBound([]))
  while (key) {
    const [take] = key
    takes.push(take)
    key = await at.chunks.getKey(IDBKeyRange.lowerBound([take, []]))
  }
  return takes
}

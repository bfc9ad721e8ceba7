import { Dexie } from 'dexie'
import type { MockloopDatabase } from './database.ts'
import type { DexieSessionStore } from './sessionStore.ts'

/**
 * Merges the recordings that were cut off before their pieces were. One that cannot be merged still plays from its
 * pieces, and is tried again at the next start. Stops where `isTaken`: an interview may be recording them.
 */
export async function mendTakes(
  store: Pick<DexieSessionStore, 'looseTakes' | 'sealTake'>,
  isTaken: () => Promise<boolean>,
): Promise<void> {
  for (const take of await store.looseTakes()) {
    if (await isTaken()) return
    await store.sealTake(take).catch(() => {})
  }
}

/** Ids of the takes that have chunks, found without reading any. */
export async function looseTakes(db: Pick<MockloopDatabase, 'chunks'>): Promise<string[]> {
  const takes: string[] = []
  for (;;) {
    const last = takes.at(-1)
    const next = db.chunks
      .where('[take+index]')
      .above(last === undefined ? Dexie.minKey : [last, Dexie.maxKey])
    const [key] = await next.limit(1).primaryKeys()
    if (!key) return takes
    takes.push(key[0])
  }
}

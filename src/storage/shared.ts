import { placesOf, sizeOf, type At, type SessionRow, type Tables } from './database.ts'
import { mustExist } from './words.ts'

/** Names of the recordings that belong to the session. */
export async function ownedTakes<M extends 'readonly' | 'readwrite'>(
  at: Tables<M, 'chunks' | 'takes'>,
  session: string,
): Promise<string[]> {
  const takes = await at.takes.index('session').getAllKeys(session)
  const loose = await at.chunks.index('session').getAllKeys(session)
  return [...new Set([...takes, ...loose.map(([take]) => take)])]
}

/** The session that a recording belongs to, found without reading it. */
export async function ownerOf(at: At<'chunks' | 'sizes'>, take: string): Promise<string | undefined> {
  return ((await at.sizes.get(take)) ?? (await at.chunks.get(placesOf(take))))?.session
}

/** Shares with the session those of the named recordings that belong to others. */
export async function borrow(
  at: At<'sessions' | 'chunks' | 'sizes'>,
  session: string,
  named: readonly string[],
): Promise<void> {
  const owners = await Promise.all(named.map((take) => ownerOf(at, take)))
  const others = named.filter((_, i) => owners[i] !== undefined && owners[i] !== session)
  if (others.length === 0) return
  const row = mustExist(await at.sessions.get(session), session)
  await at.sessions.put(borrowing(row, [...(row.borrowed ?? []), ...others]))
}

function borrowing({ borrowed: _before, ...row }: SessionRow, takes: readonly string[]): SessionRow {
  const borrowed = [...new Set(takes)].toSorted()
  return borrowed.length === 0 ? row : { ...row, borrowed }
}

/**
 * Gives up what belonged to a session that is no more, but for what is to be kept: what others share becomes one's own,
 * what nobody does is deleted.
 */
export async function releaseTakes(
  at: At<'sessions' | 'chunks' | 'takes' | 'sizes'>,
  session: string,
  keep: ReadonlySet<string>,
): Promise<void> {
  for (const take of await ownedTakes(at, session)) {
    if (keep.has(take)) continue
    const heir = heirOf(await at.sessions.index('borrowed').getAll(take))
    if (heir) await handOn(at, take, heir)
    else {
      await at.chunks.delete(placesOf(take))
      await at.takes.delete(take)
      await at.sizes.delete(take)
    }
  }
}

/** Of the sessions that share a recording, the one that it belongs to next: one that is shown rather than a removed one. */
export const heirOf = <S extends { id: string; removedAt: number }>(sharing: readonly S[]): S | undefined =>
  sharing.toSorted((a, b) => Number(a.removedAt > 0) - Number(b.removedAt > 0) || (a.id < b.id ? -1 : 1))[0]

async function handOn(
  at: At<'sessions' | 'chunks' | 'takes' | 'sizes'>,
  take: string,
  heir: SessionRow,
): Promise<void> {
  const session = heir.id
  const record = await at.takes.get(take)
  if (record) {
    const own = { ...record, session }
    await at.takes.put(own)
    await at.sizes.put(sizeOf(own))
  }
  for (const chunk of await at.chunks.getAll(placesOf(take))) await at.chunks.put({ ...chunk, session })
  await at.sessions.put(
    borrowing(
      heir,
      (heir.borrowed ?? []).filter((name) => name !== take),
    ),
  )
}

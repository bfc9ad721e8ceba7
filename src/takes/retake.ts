import { engines, localDate, randomId } from '../platform/fresh.ts'
import { fork } from '../session/fork.ts'
import { StoreError, type SessionStore } from '../session/store.ts'
import { familyOf, titleOfTake } from './family.ts'

/**
 * Keeps another take of a session, from the prompt of that answer on, and returns its id. It shares the recordings of
 * what comes before. Rejects with a StoreError or LogError, with nothing kept.
 */
export async function retake(
  store: Pick<SessionStore, 'load' | 'list' | 'put'>,
  session: string,
  answer: number,
): Promise<string> {
  const found = await store.load(session)
  if (!found) throw new StoreError('deleted', `there is no session ${session}; it may have been deleted`)
  const now = new Date()
  const id = randomId()
  const log = fork(found.log, answer, { id, createdAt: now.toISOString(), today: localDate(now), engines })
  const family = familyOf(await store.list(), session)?.all ?? []
  const title = titleOfTake(
    found.title,
    family.map((take) => take.session),
  )
  await store.put({ log, title, takes: [] }, null)
  return id
}

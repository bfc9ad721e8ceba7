import { interviewClaim } from '../platform/claim.ts'
import { answersOf, type Answer } from '../session/answers.ts'
import { hasEnded } from '../session/entries.ts'
import type { Log, ReviewEvent } from '../session/log.ts'
import { StoreError, type SessionStore } from '../session/store.ts'

export interface AmendPorts {
  store: Pick<SessionStore, 'load' | 'append'>
  claim(name: string): Promise<(() => void) | null>
}

/** Another tab, or the queue, may write in between: then what is to be added is made anew from what it wrote. */
const tries = 3

/**
 * Adds to a stored session what `make` makes of its log as it is now; null adds nothing. A session that has not ended
 * is held meanwhile, so that no interview goes on with it. Resolves with the log as it then is on disk.
 * @throws StoreError, LogError, with nothing added
 */
export async function amend(
  session: string,
  make: (log: Log, answers: readonly Answer[]) => ReviewEvent | null,
  { store, claim }: AmendPorts,
): Promise<Log> {
  for (let left = tries; ; left--) {
    const log = await read(session, store)
    const release = hasEnded(log) ? () => {} : await claim(interviewClaim)
    if (!release) throw new StoreError('blocked', `an interview is under way, maybe on session ${session}`)
    try {
      // What was read before it was held may have gone on.
      const held = hasEnded(log) ? log : await read(session, store)
      const event = make(held, answersOf(held))
      if (!event) return held
      await store.append(session, held.entries.length, [event])
      return { header: held.header, entries: [...held.entries, event] }
    } catch (error) {
      if (left <= 1 || !(error instanceof StoreError) || error.problem !== 'failed') throw error
    } finally {
      release()
    }
  }
}

async function read(session: string, store: AmendPorts['store']): Promise<Log> {
  const found = await store.load(session)
  if (!found) throw new StoreError('failed', `there is no session ${session}; it may have been deleted`)
  return found.log
}

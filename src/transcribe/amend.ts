import { interviewClaim } from '../platform/claim.ts'
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
 * Adds to a stored session what `make` makes of its log as it is now. A session that has not ended is held meanwhile, so
 * that no interview goes on with it; of one that has, `known` may be the log as it was last read. Resolves with the log
 * as it then is on disk.
 * @throws StoreError, LogError, with nothing added
 */
export async function amend(
  session: string,
  make: (log: Log) => readonly ReviewEvent[],
  ports: AmendPorts,
  known: Log | null = null,
): Promise<Log> {
  for (let left = tries; ; left--) {
    const log = known && left === tries && hasEnded(known) ? known : await read(session, ports.store)
    const release = hasEnded(log) ? () => {} : await ports.claim(interviewClaim)
    if (!release) throw new StoreError('blocked', `an interview is under way, maybe on session ${session}`)
    try {
      // What was read before it was held may have gone on.
      const { header, entries } = hasEnded(log) ? log : await read(session, ports.store)
      const events = make({ header, entries })
      if (events.length > 0) await ports.store.append(session, entries.length, events)
      return { header, entries: [...entries, ...events] }
    } catch (error) {
      if (left <= 1 || !(error instanceof StoreError) || error.problem !== 'failed') throw error
    } finally {
      release()
    }
  }
}

async function read(session: string, store: AmendPorts['store']): Promise<Log> {
  const found = await store.load(session)
  if (!found) throw new StoreError('deleted', `there is no session ${session}; it may have been deleted`)
  return found.log
}

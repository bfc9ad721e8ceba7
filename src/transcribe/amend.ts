import { interviewClaim } from '../platform/claim.ts'
import { answersOf, type Answer } from '../session/answers.ts'
import { openSession } from '../session/door.ts'
import { hasEnded } from '../session/entries.ts'
import type { Log, ReviewEvent } from '../session/log.ts'
import { StoreError, type SessionStore } from '../session/store.ts'
import type { Clock } from '../speech/ports.ts'

export interface AmendPorts {
  store: Pick<SessionStore, 'load' | 'append'>
  clock: Clock
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
  ports: AmendPorts,
): Promise<Log> {
  for (let left = tries; ; left--) {
    const log = await read(session, ports.store)
    const release = hasEnded(log) ? () => {} : await ports.claim(interviewClaim)
    if (!release) throw new StoreError('blocked', `an interview is under way, maybe on session ${session}`)
    try {
      // What was read before it was held may have gone on.
      const held = hasEnded(log) ? log : await read(session, ports.store)
      const event = make(held, answersOf(held))
      return event ? await added(held, event, ports) : held
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

async function added({ header, entries }: Log, event: ReviewEvent, ports: AmendPorts): Promise<Log> {
  const session = openSession(header, entries, ports)
  session.review(event)
  await session.settled()
  await session.close()
  const { problem, entries: written } = session.state()
  if (problem !== null) throw new StoreError(problem, `nothing was added to session ${header.id}`)
  return { header, entries: written }
}

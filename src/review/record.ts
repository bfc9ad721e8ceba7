import type { Log, ReviewEvent } from '../session/log.ts'
import { openSession } from '../session/door.ts'
import type { Services } from '../ui/services.ts'

/**
 * Appends what the candidate says of a session. Resolves with the log as it then is on disk; rejects, with nothing
 * changed, where it could not be written.
 */
export async function record(
  log: Log,
  event: ReviewEvent,
  { store, clock }: Pick<Services, 'store' | 'clock'>,
): Promise<Log> {
  const session = openSession(log.header, log.entries, { store, clock })
  session.review(event)
  await session.settled()
  await session.close()
  const { problem, entries } = session.state()
  if (problem !== null) throw new Error(problemWords[problem])
  return { header: log.header, entries }
}

const problemWords = {
  full: 'There is no space left on this device, so it was not saved.',
  blocked: 'This session is open in another tab that has to be closed first. It was not saved.',
  corrupt: 'The stored session is damaged, so nothing was added to it.',
  failed: 'It could not be saved. Another tab may have changed this session; load this page again.',
}

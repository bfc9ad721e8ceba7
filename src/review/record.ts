import type { Log, ReviewEvent } from '../session/log.ts'
import { StoreError, type StoreProblem } from '../session/store.ts'
import { amend } from '../transcribe/amend.ts'
import type { Services } from '../ui/services.ts'

/** What recording what the candidate says of a session needs of the world. */
export type RecordPorts = Pick<Services, 'store' | 'claim'>

/**
 * Adds what the candidate says of a session. Resolves with the log as it then is on disk; rejects, with nothing
 * changed, where it could not be written.
 */
export async function record(log: Log, event: ReviewEvent, ports: RecordPorts): Promise<Log> {
  try {
    return await amend(log.header.id, () => [event], ports, log)
  } catch (error) {
    const problem = error instanceof StoreError ? error.problem : 'failed'
    throw new Error(problemWords[problem], { cause: error })
  }
}

const problemWords: Record<StoreProblem, string> = {
  full: 'There is no space left on this device, so it was not saved.',
  updated: 'Another tab updated this app, so this one can no longer save. Reload it.',
  deleted: 'This session was deleted, so nothing was added to it.',
  slow: 'The browser does not answer; it may be saved late. Close other tabs of this app, and load this page again.',
  blocked: 'An interview is under way, or this session is open in another tab. It was not saved.',
  corrupt: 'The stored session is damaged, so nothing was added to it.',
  failed: 'It could not be saved. Another tab may have changed this session; load this page again.',
}

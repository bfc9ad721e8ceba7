import type { StoreError } from '../session/store.ts'
import { claim } from '../platform/claim.ts'
import { browserClock, browserMicrophones, createSpeechVoice } from '../speech/index.ts'
import { openStore } from '../storage/open.ts'
import type { Services } from '../ui/services.ts'

/** A removed session may be restored from a notice in another tab for this long. */
const restorableMs = 60_000

export interface BrowserServices {
  services: Services
  /** Why sessions cannot be kept; null where they can. */
  storeProblem: StoreError | null
}

/** The real thing: the browser's clock, database, microphones and voice. Deletes for good what was removed earlier. */
export async function browserServices(): Promise<BrowserServices> {
  const store = await openStore()
  if ('purgeRemoved' in store) {
    // What stays undeleted is tried again at the next start.
    void store.purgeRemoved(Date.now() - restorableMs).catch(() => {})
  }
  return {
    services: {
      clock: browserClock,
      store,
      microphones: browserMicrophones,
      claim,
      createVoice: () => createSpeechVoice(),
      createAssessor: async () => (await import('../platform/assessor.ts')).createAssessor(),
    },
    storeProblem: 'reason' in store ? store.reason : null,
  }
}

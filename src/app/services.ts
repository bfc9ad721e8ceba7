import type { Assessor } from '../assess/types.ts'
import type { StoreError } from '../session/store.ts'
import { claim } from '../platform/claim.ts'
import { browserClock, browserMicrophones, browserVoices } from '../speech/index.ts'
import { openStore } from '../storage/open.ts'
import type { Services } from '../ui/services.ts'
import { useSettings } from '../ui/settings.ts'

/** A removed session may be restored from a notice in another tab for this long. */
const restorableMs = 60_000

export interface BrowserServices {
  services: Services
  /** Why sessions cannot be kept; null where they can. */
  storeProblem: StoreError | null
}

/**
 * One assessment for the whole visit: what it loaded for one screen is there for the next. Whoever asked for it may
 * close it; it ends with the page.
 */
function sharedAssessor(): () => Promise<Assessor> {
  let assessor: Promise<Assessor> | null = null
  return async () => {
    assessor ??= import('../platform/assessor.ts').then(({ createAssessor }) => createAssessor())
    try {
      return { ...(await assessor), close() {} }
    } catch (error) {
      assessor = null
      throw error
    }
  }
}

/** What the person wants of the interviewer's voice. */
function wish() {
  const { voiceChoice, voiceRate } = useSettings.getState()
  return { voice: voiceChoice, rate: voiceRate }
}

/** The real thing: the browser's clock, database, microphones and voice. Deletes for good what was removed earlier. */
export async function browserServices(): Promise<BrowserServices> {
  const store = await openStore()
  if ('purgeRemoved' in store) {
    // What stays undeleted is tried again at the next start.
    void store.purgeRemoved(Date.now() - restorableMs).catch(() => {})
  }
  const shared = sharedAssessor()
  return {
    services: {
      clock: browserClock,
      store,
      microphones: browserMicrophones,
      claim,
      voices: browserVoices(wish, useSettings.subscribe),
      createAssessor: shared,
    },
    storeProblem: 'reason' in store ? store.reason : null,
  }
}

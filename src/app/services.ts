import type { Assessor } from '../assess/types.ts'
import type { StoreError } from '../session/store.ts'
import { claim, isClaimed } from '../platform/claim.ts'
import { browserClock, browserMicrophones, createSpeechVoice } from '../speech/index.ts'
import { openStore } from '../storage/open.ts'
import { createTranscriptionQueue } from '../transcribe/queue.ts'
import { transcribeQuietly } from '../transcribe/quietly.ts'
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

/**
 * The real thing: the browser's clock, database, microphones and voice. Deletes for good what was removed earlier.
 * `changes` are for who puts the app together otherwise.
 */
export async function browserServices(
  changes: Partial<Pick<Services, 'openRecogniser'>> = {},
): Promise<BrowserServices> {
  const store = await openStore()
  if ('purgeRemoved' in store) {
    // What stays undeleted is tried again at the next start.
    void store.purgeRemoved(Date.now() - restorableMs).catch(() => {})
  }
  const words = {
    openRecogniser: () => Promise.resolve(null),
    openAligner: async () => (await import('../speech/align/aligner.ts')).createAligner(),
    createAssessor: sharedAssessor(),
    ...changes,
  }
  const transcription = createTranscriptionQueue({ store, clock: browserClock, claim, isClaimed, ...words })
  transcribeQuietly(transcription, store, () => useSettings.getState().transcribe)
  return {
    services: {
      clock: browserClock,
      store,
      microphones: browserMicrophones,
      claim,
      isClaimed,
      createVoice: () => createSpeechVoice(),
      ...words,
      transcription,
    },
    storeProblem: 'reason' in store ? store.reason : null,
  }
}

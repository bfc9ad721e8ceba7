import type { Assessor } from '../assess/types.ts'
import type { MeasuredKeeper } from '../debrief/keeper.ts'
import type { Search } from '../search/search.ts'
import type { SessionStore, StoreError, Unpack } from '../session/store.ts'
import { placesOf } from '../ui/places.ts'
import type { Backups } from '../archive/backups.ts'
import { whenIdle, whenUntouched } from '../platform/idle.ts'
import { claim, interviewClaim, isClaimed } from '../platform/claim.ts'
import { noteError } from '../platform/errors.ts'
import type { Offline } from '../platform/offline/offline.ts'
import { watchTaking } from '../platform/taking.ts'
import { browserClock, browserMicrophones, type Voices } from '../speech/index.ts'
import type { SpeechModels } from '../speech/speechModels.ts'
import { askForVoices } from '../speech/voices/asked.ts'
import { createPackingQueue } from '../packing/queue.ts'
import { browserRoom } from '../storage/estimate.ts'
import { mendTakes } from '../storage/mend.ts'
import { openStore } from '../storage/open.ts'
import type { DatabaseSessionStore } from '../storage/sessionStore.ts'
import { watchStore } from '../storage/watchdog.ts'
import { createTranscriptionQueue } from '../transcribe/queue.ts'
import { transcribeQuietly } from '../transcribe/quietly.ts'
import type { Services } from '../ui/services.ts'
import { useSettings } from '../ui/settings.ts'
import { useStorage } from '../ui/storage.ts'

/** A removed session may be restored from a notice in another tab for this long. */
const restorableMs = 60_000
/** Ms after which the store is tidied, and what waits for its words is looked for: what the page opens with comes first. */
const tidyAfterMs = 5_000

export interface BrowserServices {
  services: Services
  /** Why sessions cannot be kept; null where they can. */
  storeProblem: StoreError | null
}

/** One for the whole visit, made when it is first asked for; where that failed, when it is asked for again. */
function shared<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return async () => {
    made ??= make()
    try {
      return await made
    } catch (error) {
      made = null
      throw error
    }
  }
}

const loadAssessor = async (): Promise<Assessor> => {
  const { createAssessor } = await import('../platform/assessor.ts')
  return createAssessor()
}

const unpack: Unpack = async (audio) => (await import('../packing/unpack.ts')).unpack(audio)

const loadSpeechModels = async (): Promise<SpeechModels> => {
  const { createSpeechModels } = await import('../speech/speechModels.ts')
  return createSpeechModels()
}

const loadSearch = async (store: SessionStore): Promise<Search> => {
  const [{ createSearch }, { workerFinder }] = await Promise.all([
    import('../search/search.ts'),
    import('../search/finder.ts'),
  ])
  return createSearch(store, workerFinder(), () => whenUntouched(300))
}

const loadMeasured = async (store: SessionStore): Promise<MeasuredKeeper> => {
  const [{ createMeasured }, { workerMaker }] = await Promise.all([
    import('../measured/keeper.ts'),
    import('../measured/maker.ts'),
  ])
  return createMeasured(store, workerMaker(), () => whenIdle(1_000))
}

const loadVoices = async (askedAt: number): Promise<Voices> => {
  const { browserVoices } = await import('../speech/voices/page.ts')
  return browserVoices(wish, useSettings.subscribe, askedAt)
}

/** What the person wants of the interviewer's voice. */
function wish() {
  const { voiceChoice, voiceRate } = useSettings.getState()
  return { voice: voiceChoice, rate: voiceRate }
}

/** What was removed is deleted, and what a crash left in pieces merged. What fails is tried again at the next start. */
async function tidy(store: DatabaseSessionStore): Promise<void> {
  await store.purgeRemoved(Date.now() - restorableMs).catch(() => {})
  await mendTakes(store, () => isClaimed(interviewClaim)).catch(() => {})
}

/**
 * The real thing: the browser's clock, database, microphones and voice. Deletes for good what was removed earlier.
 * `changes` are for who puts the app together otherwise. Unsettled for as long as `keeping` is.
 */
export async function browserServices(
  keeping: Promise<Offline | null> | null,
  changes: Partial<Pick<Services, 'openRecogniser'>> = {},
): Promise<BrowserServices> {
  const askedForVoices = askForVoices()
  const [opened, offline] = await Promise.all([openStore(undefined, unpack), keeping])
  const storeProblem = 'reason' in opened ? opened.reason : null
  if (storeProblem) noteError(storeProblem)
  if ('purgeRemoved' in opened) browserClock.after(tidyAfterMs, () => void tidy(opened))
  const store = watchStore(opened, browserClock, {
    late: (late) => useStorage.setState({ late }),
    refused: (problem) => problem === 'updated' && useStorage.setState({ updated: true }),
  })
  const assessor = shared(loadAssessor)
  const speechModels = shared(loadSpeechModels)
  const words = {
    openRecogniser: async () => (await speechModels()).open(useSettings.getState().recogniser),
    openAligner: async () => (await import('../speech/align/aligner.ts')).createAligner(),
    // What it loaded for one screen is there for the next. Whoever asked for it may close it; it ends with the page.
    createAssessor: async () => ({ ...(await assessor()), close() {} }),
    ...changes,
  }
  const taking = watchTaking()
  const loadBackups = async (): Promise<Backups> => {
    const { openBackups } = await import('../archive/backups.ts')
    const places = placesOf({ store, claim })
    return openBackups({ store, places, taken: taking.elsewhere, now: () => Date.now() })
  }
  const transcription = createTranscriptionQueue({
    store,
    clock: browserClock,
    claim,
    isClaimed,
    ...words,
    rest: whenUntouched,
  })
  const packing = createPackingQueue({
    store,
    clock: browserClock,
    claim,
    isClaimed,
    createPacker: async () => (await import('../packing/packer.ts')).createPacker(),
    isOn: () => useSettings.getState().pack,
    rest: whenUntouched,
  })
  const later = async () => {
    await new Promise<void>((resolve) => browserClock.after(tidyAfterMs, resolve))
    await whenIdle(1_000)
  }
  transcribeQuietly(transcription, store, () => useSettings.getState().transcribe, later)
  return {
    services: {
      clock: browserClock,
      store,
      microphones: browserMicrophones,
      claim,
      isClaimed,
      taking,
      voices: shared(() => loadVoices(askedForVoices)),
      speechModels,
      ...words,
      transcription,
      packing,
      room: browserRoom,
      backups: shared(loadBackups),
      search: shared(() => loadSearch(store)),
      measured: shared(() => loadMeasured(store)),
      ...(offline && { offline }),
    },
    storeProblem,
  }
}

import { createContext, use } from 'react'
import type { Backups } from '../archive/backups.ts'
import type { Assessor } from '../assess/types.ts'
import type { MeasuredKeeper } from '../debrief/keeper.ts'
import type { PackingQueue } from '../packing/queue.ts'
import type { SessionStore } from '../session/store.ts'
import type { Search } from '../search/search.ts'
import type { Offline } from '../platform/offline/offline.ts'
import type { Taking } from '../platform/taking.ts'
import type { Clock, Microphones, Voices } from '../speech/ports.ts'
import type { Aligner, Recogniser } from '../speech/recogniser.ts'
import type { SpeechModels } from '../speech/speechModels.ts'
import type { Room } from '../storage/estimate.ts'
import type { TranscriptionQueue } from '../transcribe/queue.ts'

/** What the screens need of the world. The app gives the browser's; tests give their own. */
export interface Services {
  clock: Clock
  /** Wall time in ms, for who speeds time up; the system's where it is absent. */
  wall?(): number
  store: SessionStore
  microphones: Microphones
  /** Claims a thing for this tab among all tabs; null where another has it. Returns what gives it back. */
  claim(name: string): Promise<(() => void) | null>
  /** Whether any tab has it, this one included. */
  isClaimed(name: string): Promise<boolean>
  /** Which interview is being taken, among all tabs. The same for the whole visit; nobody closes it. */
  taking: Taking
  /** The voices of this machine. The same for the whole visit; nobody closes them. */
  voices(): Promise<Voices>
  /** Loads the assessment and starts it; the screen that asked for it closes it. */
  createAssessor(): Promise<Assessor>
  /** The recognisers of this device, and getting them. The same for the whole visit; nobody closes it. */
  speechModels(): Promise<SpeechModels>
  /**
   * The recogniser that the settings choose, loaded; null where answers are typed. The caller closes it. Rejects with
   * a RecognitionError where it should have worked.
   */
  openRecogniser(): Promise<Recogniser | null>
  /** What finds the words of a text in its recording. The caller closes it. */
  openAligner(): Promise<Aligner>
  /** Gives answers that wait their words. The same for the whole visit; nobody closes it. */
  transcription: TranscriptionQueue
  /** Packs the recordings of sessions that are over. The same for the whole visit; nobody closes it. */
  packing: PackingQueue
  /** How much room there is, and whether what is in it is kept. */
  room: Room
  /**
   * The regular backups. The same for the whole visit; nobody closes them. Rejects with a StoreError where the browser
   * keeps nothing.
   */
  backups(): Promise<Backups>
  /** Finds sessions by what was said. The same for the whole visit; nobody closes it. */
  search(): Promise<Search>
  /** What was measured of all answers. The same for the whole visit; nobody closes it. */
  measured(): Promise<MeasuredKeeper>
  /** Keeps the app for use without a network; absent where that is not done, as while it is developed. */
  offline?: Offline
}

export const ServicesContext = createContext<Services | null>(null)

/** As `useServices`, for what may also stand outside of the app. */
export const useOptionalServices = (): Services | null => use(ServicesContext)

/** The services of the app that the component stands in. */
export function useServices(): Services {
  const services = use(ServicesContext)
  if (!services) throw new Error('no services: render within a ServicesContext')
  return services
}

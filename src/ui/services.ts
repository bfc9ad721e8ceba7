import { createContext, use } from 'react'
import type { Assessor } from '../assess/types.ts'
import type { SessionStore } from '../session/store.ts'
import type { Clock, Microphones, Voice } from '../speech/ports.ts'
import type { Recogniser } from '../speech/recogniser.ts'

/** What the screens need of the world. The app gives the browser's; tests give their own. */
export interface Services {
  clock: Clock
  store: SessionStore
  microphones: Microphones
  /** Claims a thing for this tab among all tabs; null where another has it. Returns what gives it back. */
  claim(name: string): Promise<(() => void) | null>
  /** A voice for one screen, which closes it. */
  createVoice(): Voice
  /** Loads the assessment and starts it; the screen that asked for it closes it. */
  createAssessor(): Promise<Assessor>
  /** Loads what turns speech into words; null where this device has nothing for it. The screen that asked for it closes it. */
  openRecogniser?(): Promise<Recogniser | null>
}

export const ServicesContext = createContext<Services | null>(null)

/** The services of the app that the component stands in. */
export function useServices(): Services {
  const services = use(ServicesContext)
  if (!services) throw new Error('no services: render within a ServicesContext')
  return services
}

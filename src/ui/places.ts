import type { Places } from '../archive/kinds.ts'
import type { Services } from './services.ts'
import { defaultSettings, readSettings, useSettings } from './settings.ts'

/** What this browser keeps, for archives. */
export const placesOf = ({ store, claim }: Pick<Services, 'store' | 'claim'>): Places => ({
  store,
  claim,
  settings: {
    read: () => readSettings(useSettings.getState()),
    write: (settings) => useSettings.getState().change(readSettings(settings)),
    isUntouched: () =>
      JSON.stringify(readSettings(useSettings.getState())) === JSON.stringify(defaultSettings),
  },
})

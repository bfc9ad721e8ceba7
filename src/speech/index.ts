/**
 * The door to sound. Small: the capture graph comes when a microphone is about to be opened, and the voice model and its
 * WebAssembly (3.7 MB) load in their worker then. The voices that speak are apart, in voices/page.ts.
 */
import { noteLoading } from '../platform/loading.ts'
import { browserDevices, listMicrophones } from './devices.ts'
import type { Microphones } from './ports.ts'

export { browserClock } from './clock.ts'
export { createClippingWatch, hearing, type Hearing } from './hearing.ts'
export { meterPosition } from './level.ts'
export * from './ports.ts'
export { wavBlob, wavBytes, wavDurationMs } from './wav.ts'

/** The browser's microphones. */
export const browserMicrophones: Microphones = {
  // Without devices there is none to list; opening says why.
  list: async () => ('mediaDevices' in navigator ? listMicrophones(browserDevices()) : []),
  onChange(listener) {
    if (!('mediaDevices' in navigator)) return () => {}
    const devices = browserDevices()
    devices.addEventListener('devicechange', listener)
    return () => devices.removeEventListener('devicechange', listener)
  },
  prepare() {
    // Where it cannot be had, opening says so.
    noteLoading(
      'voice model',
      import('./microphone.ts').then((made) => made.prepareMicrophone()),
    )
  },
  async open(deviceId) {
    const { openMicrophone } = await import('./microphone.ts')
    return openMicrophone(deviceId)
  },
}

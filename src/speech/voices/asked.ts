import { browserClock } from '../clock.ts'

/**
 * Has the browser look for its voices, which it does only once it is asked, and takes its time over. Returns when that
 * was, by the browser's clock.
 */
export function askForVoices(): number {
  if ('speechSynthesis' in globalThis) speechSynthesis.getVoices()
  return browserClock.now()
}

import { MicrophoneError, type MicrophoneProblem } from './ports.ts'

/** What went wrong, in the words of an error's message. Screens choose their own by the problem. */
export const PROBLEM_WORDS: Record<MicrophoneProblem, string> = {
  refused: 'The browser was not allowed to use the microphone',
  missing: 'The microphone was not found',
  busy: 'The microphone could not be opened; another program may hold it',
  unsupported: 'This browser, or this address, offers no microphone',
  failed: 'The microphone could not be opened',
}

/**
 * The browser's devices.
 * @throws MicrophoneError `unsupported` where the page is not secure or the browser has none
 */
export function browserDevices(): MediaDevices {
  // Absent, whatever its type says, on a page that is not served over https or from this machine.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (devices) return devices
  const why = isSecureContext ? 'it has no media devices' : 'the page is not secure (https or localhost)'
  throw new MicrophoneError('unsupported', `${PROBLEM_WORDS.unsupported}: ${why}`)
}

/** Where the system's own choices stand among the devices; Windows has two. */
const SYSTEM_CHOICES = ['default', 'communications']

/** Audio inputs, without the system's own choices. There are none, or they have no names, until permission was given once. */
export async function listMicrophones(devices: Pick<MediaDevices, 'enumerateDevices'>) {
  const all = await devices.enumerateDevices()
  return all
    .filter(({ kind }) => kind === 'audioinput')
    .filter(({ deviceId }) => deviceId !== '' && !SYSTEM_CHOICES.includes(deviceId))
    .map(({ deviceId, label }) => ({ id: deviceId, label }))
}

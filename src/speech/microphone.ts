import { createCapture, type CaptureDevice } from './capture.ts'
import { browserClock } from './clock.ts'
import { shareDetector, type SpeechDetector } from './detector.ts'
import { browserDevices, PROBLEM_WORDS } from './devices.ts'
import { MicrophoneError, type Capture, type Clock, type MicrophoneProblem } from './ports.ts'
import { openWorkletSource, type OpenSource } from './source.ts'

/** What a microphone is made of; the browser's own where nothing is given. */
export interface MicrophoneParts {
  devices?: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices' | 'addEventListener'>
  clock?: Clock
  openSource?: OpenSource
  createDetector?: () => SpeechDetector
}

const PROBLEMS: Record<string, MicrophoneProblem> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
  NotSupportedError: 'unsupported',
}

function asMicrophoneError(error: unknown): MicrophoneError {
  if (error instanceof MicrophoneError) return error
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  const problem = PROBLEMS[name] ?? 'failed'
  return new MicrophoneError(problem, `${PROBLEM_WORDS[problem]} (${name}: ${message})`)
}

/**
 * What is asked of the browser. Echo cancellation, since the interviewer's voice comes from the speakers. No noise
 * suppression: it cuts the soft ends of words, which are timed here, and the voice model copes with noise itself.
 * Gain control, since laptop microphones differ by 20 dB and the recording is listened to.
 */
function constraints(deviceId: string | undefined): MediaStreamConstraints {
  return {
    audio: {
      echoCancellation: true,
      noiseSuppression: false,
      autoGainControl: true,
      channelCount: { ideal: 1 },
      ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
    },
  }
}

type Devices = NonNullable<MicrophoneParts['devices']>

/** What the system's own choice is now; null where the browser does not say. */
async function systemChoice(devices: Devices): Promise<string | null> {
  const all = await devices.enumerateDevices()
  const choice = all.find(({ kind, deviceId }) => kind === 'audioinput' && deviceId === 'default')
  return choice ? `${choice.groupId} ${choice.label}` : null
}

async function openDevice(
  deviceId: string | undefined,
  devices: Devices,
  clock: Clock,
  openSource: OpenSource,
): Promise<CaptureDevice> {
  const stream = await devices.getUserMedia(constraints(deviceId))
  const listening = new AbortController()
  const { signal } = listening
  const release = () => {
    listening.abort()
    for (const track of stream.getTracks()) track.stop()
  }
  const track = stream.getAudioTracks()[0]
  if (!track) {
    release()
    throw new MicrophoneError('missing', 'The browser gave a stream without sound')
  }
  const usedId = track.getSettings().deviceId
  const listed = async () => (await devices.enumerateDevices()).some((device) => device.deviceId === usedId)
  const wasListed = await listed()
  const choice = await systemChoice(devices)
  return {
    label: track.label,
    openSource: (events) => openSource(stream, clock, events),
    release,
    watch({ lost, muted, choiceChanged }) {
      const unplugged = () => lost('The microphone was unplugged or turned off')
      muted(track.muted)
      if (track.readyState === 'ended') return unplugged()
      track.addEventListener('ended', unplugged, { signal })
      track.addEventListener('mute', () => muted(true), { signal })
      track.addEventListener('unmute', () => muted(false), { signal })
      const look = async () => {
        // Some systems leave the track running on nothing when its device is unplugged.
        if (wasListed && !(await listed())) return signal.aborted || unplugged()
        if (choice !== (await systemChoice(devices)) && !signal.aborted) choiceChanged()
      }
      devices.addEventListener('devicechange', () => void look().catch(unplugged), { signal })
    },
  }
}

const detector = shareDetector()

/** Loads the voice model, for a microphone that may be opened soon. Settles when that is over, well or not. */
export const prepareMicrophone = async (): Promise<void> => void (await detector.lend().ready)

/**
 * Asks for the microphone and starts capturing; the voice model loads meanwhile. Closing the capture gives all back.
 * @param deviceId one of the listed devices; without it the browser's default, which is followed when it changes
 * @throws MicrophoneError
 */
export async function openMicrophone(deviceId?: string, parts: MicrophoneParts = {}): Promise<Capture> {
  try {
    const devices = parts.devices ?? browserDevices()
    const clock = parts.clock ?? browserClock
    const openSource = parts.openSource ?? openWorkletSource
    const capture = await createCapture({
      clock,
      deviceId,
      openDevice: (id) =>
        openDevice(id, devices, clock, openSource).catch((error: unknown) => {
          throw asMicrophoneError(error)
        }),
      createDetector: parts.createDetector ?? detector.lend,
    })
    if (!capture.open)
      throw new MicrophoneError('failed', 'The microphone went away while it was being opened')
    return capture
  } catch (error) {
    throw asMicrophoneError(error)
  }
}

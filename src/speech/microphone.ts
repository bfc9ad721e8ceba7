import { createCapture } from './capture.ts'
import { browserClock } from './clock.ts'
import { createSileroDetector, type SpeechDetector } from './detector.ts'
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

/**
 * Asks for the microphone and starts capturing; the voice model loads meanwhile. Closing the capture gives all back.
 * @param deviceId one of the listed devices; without it the browser's default
 * @throws MicrophoneError
 */
export async function openMicrophone(deviceId?: string, parts: MicrophoneParts = {}): Promise<Capture> {
  let stream: MediaStream | null = null
  const listening = new AbortController()
  const release = () => {
    listening.abort()
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
  try {
    const devices = parts.devices ?? browserDevices()
    const clock = parts.clock ?? browserClock
    const openSource = parts.openSource ?? openWorkletSource
    const opened = await devices.getUserMedia(constraints(deviceId))
    stream = opened
    const track = opened.getAudioTracks()[0]
    if (!track) throw new MicrophoneError('missing', 'The browser gave a stream without sound')
    const usedId = track.getSettings().deviceId
    const listed = async () => (await devices.enumerateDevices()).some((device) => device.deviceId === usedId)
    const wasListed = await listed()

    const capture = await createCapture({
      deviceLabel: track.label,
      detector: (parts.createDetector ?? createSileroDetector)(),
      clock,
      openSource: (events) => openSource(opened, clock, events),
      release,
    })
    const unplugged = () => capture.lose('The microphone was unplugged or turned off')
    if (track.readyState === 'ended') unplugged()
    if (!capture.open)
      throw new MicrophoneError('failed', 'The microphone went away while it was being opened')
    track.addEventListener('ended', unplugged, { signal: listening.signal })
    // Some systems leave the track running on nothing when its device is unplugged.
    const check = async () => {
      if (wasListed && !(await listed())) unplugged()
    }
    devices.addEventListener('devicechange', () => void check().catch(unplugged), {
      signal: listening.signal,
    })
    return capture
  } catch (error) {
    release()
    throw asMicrophoneError(error)
  }
}

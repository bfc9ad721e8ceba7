import type { FromWorklet, ToWorklet } from './capture.worklet.ts'
import workletUrl from './capture.worklet.ts?worker&url'
import { SAMPLE_RATE } from './format.ts'
import { ownScript } from '../platform/own-script.ts'
import { MicrophoneError, type Clock } from './ports.ts'

/** A running stream of 16 kHz samples. */
export interface SampleSource {
  /** Calls back between two blocks: after the last sample before this call, before the first one after it. */
  mark(reached: () => void): void
  close(): Promise<void>
}

export interface SourceEvents {
  samples(block: Int16Array<ArrayBuffer>): void
  /** No sample will come any more, though nobody closed the source. */
  lost(reason: string): void
}

export type OpenSource = (stream: MediaStream, clock: Clock, events: SourceEvents) => Promise<SampleSource>

/** A context must be running within this, or the browser holds it back until the person acts. */
const START_LIMIT_MS = 2000
const STALL_CHECK_MS = 1500

/** At 16 kHz where the browser takes it; Firefox refuses a microphone of another rate, so there at its own rate. */
function connect(stream: MediaStream): { context: AudioContext; input: MediaStreamAudioSourceNode } {
  let problem: unknown
  for (const options of [{ sampleRate: SAMPLE_RATE }, {}]) {
    let context: AudioContext | null = null
    try {
      context = new AudioContext(options)
      return { context, input: context.createMediaStreamSource(stream) }
    } catch (error) {
      problem = error
      void context?.close()
    }
  }
  throw new MicrophoneError('failed', `The browser's audio took no microphone: ${String(problem)}`)
}

async function running(context: AudioContext, clock: Clock): Promise<boolean> {
  let cancel = () => {}
  const late = new Promise<void>((resolve) => {
    cancel = clock.after(START_LIMIT_MS, resolve)
  })
  await Promise.race([context.resume().catch(() => {}), late])
  cancel()
  return context.state === 'running'
}

/**
 * Runs the capture worklet on a microphone's stream. The stream stays its opener's to stop.
 * @throws MicrophoneError `unsupported` without AudioWorklet, `failed` where audio does not start
 */
export const openWorkletSource: OpenSource = async (stream, clock, events) => {
  if (typeof AudioContext === 'undefined' || typeof AudioWorkletNode === 'undefined')
    throw new MicrophoneError('unsupported', 'This browser has no AudioWorklet, which recording needs')
  const { context, input } = connect(stream)
  let node: AudioWorkletNode
  try {
    await context.audioWorklet.addModule(ownScript(workletUrl))
    // No output: what the microphone hears must never be played.
    node = new AudioWorkletNode(context, 'capture', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    })
    if (!(await running(context, clock)))
      throw new MicrophoneError('failed', 'The browser did not start its audio; press the button again')
  } catch (error) {
    await context.close()
    throw error instanceof MicrophoneError
      ? error
      : new MicrophoneError('failed', `The audio worklet did not load: ${String(error)}`)
  }

  const marks = new Map<number, () => void>()
  let nextMark = 0
  let open = true
  let blocksSinceCheck = 0
  let idleChecks = 0
  let cancelCheck = () => {}

  const lost = (reason: string) => {
    if (open) events.lost(reason)
  }
  /** Two idle checks in a row: after the computer slept, the first one comes before the blocks that waited. */
  const watch = () => {
    idleChecks = blocksSinceCheck > 0 ? 0 : idleChecks + 1
    blocksSinceCheck = 0
    if (idleChecks >= 2) lost('The microphone stopped sending sound')
    else cancelCheck = clock.after(STALL_CHECK_MS, watch)
  }

  const listening = new AbortController()
  const { signal } = listening
  const hear = ({ data }: MessageEvent<FromWorklet>) => {
    if (!open) return
    if ('mark' in data) {
      const reached = marks.get(data.mark)
      marks.delete(data.mark)
      reached?.()
    } else {
      blocksSinceCheck++
      events.samples(data.samples)
    }
  }
  node.port.addEventListener('message', hear, { signal })
  node.port.start()
  node.addEventListener('processorerror', () => lost('The audio worklet failed'), { signal })
  const followState = () => {
    if (context.state === 'closed') lost('The browser closed its audio')
    else if (open && context.state !== 'running') void context.resume().catch(() => {})
  }
  context.addEventListener('statechange', followState, { signal })
  input.connect(node)
  cancelCheck = clock.after(STALL_CHECK_MS, watch)

  const post = (message: ToWorklet) => node.port.postMessage(message, [])
  return {
    mark(reached) {
      marks.set(nextMark, reached)
      post({ mark: nextMark++ })
    },
    async close() {
      if (!open) return
      open = false
      cancelCheck()
      marks.clear()
      post({ close: true })
      listening.abort()
      input.disconnect()
      await context.close()
    },
  }
}

import { ownScript } from '../platform/own-script.ts'
import type { FromVad, ToVad } from './vad.worker.ts'
import vadUrl from './vad.worker.ts?worker&url'

/** Judges the frames of one recording. */
interface DetectorRun {
  /** Takes over the next 512 samples. */
  push(frame: Int16Array<ArrayBuffer>): void
  /** Ends the run. Resolves once every frame pushed was judged: true; or never will be: false. */
  done(): Promise<boolean>
}

export interface RunEvents {
  likelihood(likelihood: number): void
  failed(reason: string): void
}

export interface SpeechDetector {
  /**
   * Begins a recording. Likelihoods of speech (0..1) come in the frames' order, a little after them; `failed` comes
   * once if the model cannot be used (any more), at once if that is known.
   */
  begin(events: RunEvents): DetectorRun
  /** Resolves with true when the model is loaded, false when it failed to. */
  readonly ready: Promise<boolean>
  close(): void
}

interface SileroDetector extends SpeechDetector {
  /** Whether it failed or was closed, and judges nothing any more. */
  readonly broken: boolean
}

/** What lends one detector to each microphone that is opened, one after the other. */
export interface SharedDetector {
  /** The detector, made where there is none that works. Closing it leaves it to the next; it ends with the page. */
  lend(): SpeechDetector
}

/** Keeps the voice model from one microphone to the next: loading it takes seconds on a slow machine. */
export function shareDetector(make: () => SileroDetector = createSileroDetector): SharedDetector {
  let detector: SileroDetector | null = null
  return {
    lend() {
      if (!detector || detector.broken) detector = make()
      const { ready, begin } = detector
      return { ready, begin, close() {} }
    },
  }
}

/** The voice model in a worker of its own: begins to load at once. Frames wait in its queue until it is there. */
export function createSileroDetector(
  makeWorker = () => new Worker(ownScript(vadUrl), { type: 'module', name: 'voice-activity' }),
): SileroDetector {
  const runs = new Map<number, { events: RunEvents; settle: (judged: boolean) => void }>()
  let failure: string | null = null
  let nextRun = 0
  let worker: Worker | null = null
  let settleReady: (ready: boolean) => void
  const ready = new Promise<boolean>((resolve) => {
    settleReady = resolve
  })

  function fail(reason: string): void {
    if (failure !== null) return
    failure = reason
    worker?.terminate()
    settleReady(false)
    for (const { events, settle } of runs.values()) {
      events.failed(reason)
      settle(false)
    }
    runs.clear()
  }

  try {
    worker = makeWorker()
    worker.addEventListener('error', ({ message }) =>
      fail(message || 'The voice activity worker did not load'),
    )
    worker.addEventListener('message', ({ data }: MessageEvent<FromVad>) => {
      if ('failed' in data) return fail(data.failed)
      if ('ready' in data) return settleReady(true)
      const run = runs.get(data.run)
      if ('likelihood' in data) return run?.events.likelihood(data.likelihood)
      runs.delete(data.run)
      run?.settle(true)
    })
  } catch (error) {
    fail(String(error))
  }
  const post = (message: ToVad, transfer: Transferable[] = []) => {
    if (failure === null) worker?.postMessage(message, transfer)
  }

  return {
    ready,
    get broken() {
      return failure !== null
    },
    begin(events) {
      const run = nextRun++
      const judged = new Promise<boolean>((resolve) => {
        if (failure === null) runs.set(run, { events, settle: resolve })
        else resolve(false)
      })
      if (failure !== null) events.failed(failure)
      return {
        push: (frame) => post({ run, frame }, [frame.buffer]),
        done() {
          post({ run, done: true })
          return judged
        },
      }
    },
    close: () => fail('Voice activity was closed'),
  }
}

import type { CaptureDevice } from '../../src/speech/capture.ts'
import type { RunEvents, SpeechDetector } from '../../src/speech/detector.ts'
import type { SampleSource, SourceEvents } from '../../src/speech/source.ts'

/** A source fed by hand. Marks wait, as they do on their way to the worklet, until `reachMarks`. */
export function handSource() {
  let events: SourceEvents | null = null
  let marks: (() => void)[] = []
  const source: SampleSource & { closed: number } = {
    closed: 0,
    mark: (reached) => marks.push(reached),
    async close() {
      this.closed++
    },
  }
  return {
    source,
    open: async (given: SourceEvents) => {
      events = given
      return source
    },
    reachMarks() {
      for (const reached of marks.splice(0)) reached()
    },
    samples: (block: Int16Array<ArrayBuffer>) => events?.samples(block),
    lose: (reason: string) => events?.lost(reason),
  }
}

/** A device whose samples, state and end the test makes. */
export function handDevice(label = 'Test microphone') {
  const source = handSource()
  let watching: Parameters<CaptureDevice['watch']>[0] | null = null
  let released = 0
  const device: CaptureDevice = {
    label,
    openSource: source.open,
    watch: (events) => (watching = events),
    release: () => released++,
  }
  return {
    ...source,
    device,
    released: () => released,
    lose: (reason: string) => released === 0 && watching?.lost(reason),
    mute: (muted: boolean) => watching?.muted(muted),
    chooseAnother: () => watching?.choiceChanged(),
  }
}

/** A detector that takes loud frames for speech, when told to go on. */
export function handDetector() {
  const runs: { events: RunEvents; frames: Int16Array[]; settle: (judged: boolean) => void }[] = []
  let ended = 0
  let closed = 0
  const detector: SpeechDetector = {
    ready: Promise.resolve(true),
    begin(events) {
      let settle: (judged: boolean) => void = () => {}
      const done = new Promise<boolean>((resolve) => {
        settle = resolve
      })
      const run = { events, frames: [] as Int16Array[], settle }
      runs.push(run)
      return {
        push: (frame) => run.frames.push(frame),
        done() {
          ended++
          return done
        },
      }
    },
    close: () => closed++,
  }
  return {
    detector,
    get closed() {
      return closed
    },
    /** Runs that were begun and never ended: what a detector still holds. */
    get open() {
      return runs.length - ended
    },
    /** Judges all frames that came so far. */
    judge() {
      for (const { frames, events } of runs)
        for (const frame of frames.splice(0)) events.likelihood(frame.some((sample) => sample !== 0) ? 1 : 0)
    },
    /** Tells that all were judged. */
    finish() {
      this.judge()
      for (const { settle } of runs) settle(true)
    },
    fail(reason: string) {
      for (const { settle, events } of runs) {
        events.failed(reason)
        settle(false)
      }
    },
  }
}

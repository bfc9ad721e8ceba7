import { createCutter } from './cutter.ts'
import type { SpeechDetector } from './detector.ts'
import { FRAME_SAMPLES, samplesToMs } from './format.ts'
import { levelOf } from './level.ts'
import type { HeardFrame } from './ports.ts'

/** Listens beside the takes: judges what is not recorded. What came before the voice model was there stays unjudged. */
export interface Aside {
  add(block: Int16Array): void
  /** Nothing is told any more. */
  close(): void
}

/** @param from samples of the capture before this began */
export function createAside(
  detector: SpeechDetector,
  isLoaded: () => boolean,
  from: number,
  onFrame: (frame: HeardFrame) => void,
): Aside {
  const waiting: Omit<HeardFrame, 'likelihood'>[] = []
  let at = from
  let open = true
  let failed = false
  const tell = (likelihood: number | null) => {
    const frame = waiting.shift()
    if (frame && open) onFrame({ ...frame, likelihood })
  }
  const run = detector.begin({
    likelihood: tell,
    failed() {
      failed = true
      while (waiting.length > 0) tell(null)
    },
  })
  const frames = createCutter(FRAME_SAMPLES, (frame) => {
    waiting.push({ atMs: samplesToMs(at), ...levelOf(frame) })
    at += frame.length
    if (failed || !isLoaded()) tell(null)
    else run.push(frame)
  })
  return {
    add: (block) => frames.add(block),
    close() {
      open = false
      // Or the detector, which outlives the microphone, would hold what this has heard.
      void run.done()
    },
  }
}

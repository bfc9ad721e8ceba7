import type { SpeechDetector } from './detector.ts'
import { SAMPLE_RATE, samplesToMs } from './format.ts'
import { createLevelMeter } from './level.ts'
import type { Capture, CaptureEvents, Clock } from './ports.ts'
import type { SampleSource, SourceEvents } from './source.ts'
import { createTake, type Take } from './take.ts'

export interface CaptureParts {
  deviceLabel: string
  detector: SpeechDetector
  clock: Clock
  /** Opens the samples' source; it may end at any time through `lost`. */
  openSource(events: SourceEvents): Promise<SampleSource>
  /** Gives back what the opener holds (the stream). Called once. */
  release(): void
}

type Listeners = { [E in keyof CaptureEvents]: Set<CaptureEvents[E]> }

export interface OpenCapture extends Capture {
  /** Ends it as an unplugged device does: what was recorded is kept, `lost` is told. */
  lose(reason: string): void
  readonly open: boolean
}

/**
 * One source of samples, shared out to level, recorder and voice activity. Owns the source and the detector.
 * @throws what `openSource` throws, after everything else was closed
 */
export async function createCapture(parts: CaptureParts): Promise<OpenCapture> {
  const { detector, clock } = parts
  const listeners: Listeners = {
    level: new Set(),
    chunk: new Set(),
    speechStart: new Set(),
    phrases: new Set(),
    lost: new Set(),
  }
  const meter = createLevelMeter()
  let source: SampleSource | null = null
  let open = true
  /** The take that was last asked for and not yet ended by its caller. */
  let asked: Take | null = null
  /** The take that the next sample goes to. */
  let live: Take | null = null
  /** Takes whose end was asked for and which have not told their summary. */
  const ending = new Set<Take>()

  /** What arrived is kept: the last chunk goes out before this returns. */
  async function shut(): Promise<void> {
    open = false
    const running = [...new Set([...ending, live, asked])].filter((take) => take !== null)
    live = null
    for (const take of running) take.finish()
    parts.release()
    await source?.close()
    await Promise.all(running.map((take) => take.summary))
    detector.close()
  }

  function lose(reason: string): void {
    if (!open) return
    void shut()
    for (const listener of listeners.lost) listener(reason)
  }

  try {
    source = await parts.openSource({
      samples(block) {
        live?.add(block)
        const level = meter(block)
        for (const listener of listeners.level) listener(level)
      },
      lost: lose,
    })
    if (!open) await source.close()
  } catch (error) {
    await shut()
    throw error
  }

  function newTake(take: string): Take {
    return createTake(take, detector, clock, {
      chunk(index, samples) {
        for (const listener of listeners.chunk) listener({ take, index, samples })
      },
      speechStart(startMs) {
        for (const listener of listeners.speechStart) listener({ take, startMs })
      },
      phrases(phrases, speaking) {
        for (const listener of listeners.phrases) listener({ take, phrases, speaking })
      },
    })
  }

  return {
    deviceLabel: parts.deviceLabel,
    sampleRate: SAMPLE_RATE,
    lose,
    get open() {
      return open
    },
    on(event, listener) {
      listeners[event].add(listener)
      return () => listeners[event].delete(listener)
    },
    startTake(id) {
      if (!open) throw new Error(`Take ${id} cannot start: the microphone is closed`)
      const take = newTake(id)
      asked = take
      source.mark(() => {
        live?.finish()
        live = take
      })
    },
    takeMs: () => (asked ? samplesToMs(asked.samples) : 0),
    heardMs: () => asked?.heardMs ?? 0,
    pauseTake() {
      const take = asked
      if (open && take) source.mark(() => (take.paused = true))
    },
    resumeTake() {
      const take = asked
      if (open && take) source.mark(() => (take.paused = false))
    },
    async endTake() {
      const take = asked
      if (!take) throw new Error('No take is running')
      asked = null
      ending.add(take)
      if (open)
        source.mark(() => {
          take.finish()
          if (live === take) live = null
        })
      const summary = await take.summary
      ending.delete(take)
      return summary
    },
    async close() {
      if (open) await shut()
    },
  }
}

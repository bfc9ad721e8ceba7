import type { SpeechDetector } from './detector.ts'
import { createEnergyOdds } from './energy.ts'
import { CHUNK_SAMPLES, FRAME_SAMPLES, SAMPLE_RATE, samplesToMs } from './format.ts'
import { createPhraseFinder, ENERGY_RULES, SILERO_RULES, type PhraseFinder } from './phrases.ts'
import type { Clock, Phrase, TakeSummary } from './ports.ts'

/** How long a finished take waits for the voice model before loudness has to do. */
const DETECTOR_LIMIT_MS = 4000

export interface TakeEvents {
  chunk(index: number, samples: Int16Array<ArrayBuffer>): void
  speechStart(startMs: number): void
  phrases(phrases: Phrase[], speaking: boolean): void
}

/** One recording: its samples in, chunks and phrases out. All of it is counted from the take's own first sample. */
export interface Take {
  readonly id: string
  readonly samples: number
  /** Ms of it in which speech has been looked for. */
  readonly heardMs: number
  paused: boolean
  /** Takes over the next samples; those that come while paused, or after the end, are not of this take. */
  add(block: Int16Array): void
  /** Flushes the last chunk. Once is enough; more does nothing. */
  finish(): void
  /** Resolves after `finish`, when voice activity caught up or cannot. Never rejects. */
  readonly summary: Promise<TakeSummary>
}

/** Collects samples into pieces of `size`, each a buffer of its own. */
function createCutter(size: number, onPiece: (piece: Int16Array<ArrayBuffer>) => void) {
  let piece = new Int16Array(size)
  let filled = 0
  return {
    add(block: Int16Array) {
      for (let at = 0; at < block.length;) {
        const part = block.subarray(at, at + size - filled)
        piece.set(part, filled)
        filled += part.length
        at += part.length
        if (filled < size) return
        onPiece(piece)
        piece = new Int16Array(size)
        filled = 0
      }
    },
    rest(): Int16Array<ArrayBuffer> {
      const rest = piece.slice(0, filled)
      filled = 0
      return rest
    },
  }
}

/**
 * Begins a take. Loudness is judged all along beside the voice model, so that a model that does not load or breaks
 * in the middle costs accuracy and no phrase.
 */
export function createTake(id: string, detector: SpeechDetector, clock: Clock, events: TakeEvents): Take {
  const odds = createEnergyOdds()
  const byEnergy = createPhraseFinder(ENERGY_RULES)
  const byModel = createPhraseFinder(SILERO_RULES)
  let vad: TakeSummary['vad'] = 'silero'
  let samples = 0
  let chunks = 0
  let finished = false
  let settled = false
  let announced = false
  let settle: (summary: TakeSummary) => void
  const summary = new Promise<TakeSummary>((resolve) => {
    settle = resolve
  })

  /** The last frame is filled up with silence; no phrase reaches into that. */
  const within = (phrases: Phrase[]): Phrase[] => {
    const end = samplesToMs(samples)
    return phrases
      .filter(({ startMs }) => startMs < end)
      .map(({ startMs, endMs }) => ({ startMs, endMs: Math.min(endMs, end) }))
  }

  function tell(finder: PhraseFinder): void {
    const phrases = within(finder.phrases())
    const first = phrases[0]
    if (first && !announced) {
      announced = true
      events.speechStart(first.startMs)
    }
    events.phrases(phrases, finder.speaking)
  }

  const run = detector.begin({
    likelihood(likelihood) {
      if (byModel.push(likelihood) && !settled) tell(byModel)
    },
    failed() {
      vad = 'energy'
      if (!settled && byEnergy.phrases().length > 0) tell(byEnergy)
    },
  })

  const frames = createCutter(FRAME_SAMPLES, (frame) => {
    if (byEnergy.push(odds(frame)) && vad === 'energy') tell(byEnergy)
    run.push(frame)
  })
  const chunker = createCutter(CHUNK_SAMPLES, (piece) => events.chunk(chunks++, piece))

  async function conclude(): Promise<void> {
    let cancel = () => {}
    const late = new Promise<boolean>((resolve) => {
      cancel = clock.after(DETECTOR_LIMIT_MS, () => resolve(false))
    })
    const judged = await Promise.race([run.done(), late])
    cancel()
    settled = true
    vad = judged ? 'silero' : 'energy'
    const phrases = within((judged ? byModel : byEnergy).phrases())
    settle({ take: id, sampleRate: SAMPLE_RATE, samples, phrases, vad })
  }

  return {
    id,
    paused: false,
    summary,
    get samples() {
      return samples
    },
    get heardMs() {
      return (vad === 'silero' ? byModel : byEnergy).ms
    },
    add(block) {
      if (finished || this.paused) return
      samples += block.length
      chunker.add(block)
      frames.add(block)
    },
    finish() {
      if (finished) return
      finished = true
      const rest = chunker.rest()
      if (rest.length > 0) events.chunk(chunks++, rest)
      const lastFrame = frames.rest()
      if (lastFrame.length > 0) frames.add(filledUp(lastFrame))
      void conclude()
    },
  }
}

function filledUp(part: Int16Array): Int16Array {
  const frame = new Int16Array(FRAME_SAMPLES)
  frame.set(part)
  return frame
}

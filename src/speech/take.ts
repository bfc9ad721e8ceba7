import { createCutter } from './cutter.ts'
import type { SpeechDetector } from './detector.ts'
import { createEnergyOdds } from './energy.ts'
import { CHUNK_SAMPLES, FRAME_SAMPLES, SAMPLE_RATE, samplesToMs } from './format.ts'
import { loudnessOf, SILENT_DB } from './level.ts'
import { createPhraseFinder, ENERGY_RULES, SILERO_RULES, type PhraseFinder } from './phrases.ts'
import type { Clock, Phrase, TakeSummary } from './ports.ts'
import { TAIL_FRAMES, withoutTail } from './tail.ts'

/** A finished take waits for the voice model so long from one sign of life to the next, and so long in all... */
const DETECTOR_STALL_MS = 4000
/** ...before loudness has to do. */
const DETECTOR_LIMIT_MS = 12_000

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
  /** How loud the candidate is, in dB of full scale, as far as it is known. */
  readonly voiceDb: number | null
}

/** What is known as a take begins. */
export interface TakeBefore {
  /** How loud the candidate was before, in dB of full scale. */
  voiceDb: number | null
  /** How loud the interviewer's line was at the microphone, where it may still sound; null where it cannot. */
  echoDb: number | null
}

/**
 * Begins a take. Loudness is judged all along beside the voice model, so that a model that does not load or breaks
 * in the middle costs accuracy and no phrase.
 */
export function createTake(
  id: string,
  detector: SpeechDetector,
  clock: Clock,
  events: TakeEvents,
  before: TakeBefore = { voiceDb: null, echoDb: null },
): Take {
  const odds = createEnergyOdds()
  const byEnergy = createPhraseFinder(ENERGY_RULES)
  const byModel = createPhraseFinder(SILERO_RULES, before.voiceDb)
  /** Loudness of every frame, and how many of them the model has judged. */
  const db: number[] = []
  let judged = 0
  let vad: TakeSummary['vad'] = 'silero'
  let samples = 0
  let chunks = 0
  let finished = false
  let settled = false
  let announced = false
  let loaded = false
  void detector.ready.then(() => (loaded = true))
  let cancelLook = () => {}
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
  const phrasesOf = (finder: PhraseFinder): Phrase[] => {
    const found = finder.phrases()
    return within(before.echoDb === null ? found : withoutTail(found, db, before.echoDb))
  }

  function tell(finder: PhraseFinder): void {
    const phrases = phrasesOf(finder)
    const first = phrases[0]
    if (first && !announced) {
      announced = true
      events.speechStart(first.startMs)
    }
    if (announced) events.phrases(phrases, finder.speaking)
  }
  /** What lasts longer than the tail of a line is no tail: that changes by time alone. */
  const tailIsOver = (frame: number) => before.echoDb !== null && !announced && frame > TAIL_FRAMES

  const run = detector.begin({
    likelihood(likelihood) {
      const changed = byModel.push(likelihood, db[judged++] ?? SILENT_DB)
      if (!settled && (changed || tailIsOver(judged))) tell(byModel)
    },
    failed() {
      vad = 'energy'
      if (!settled) tell(byEnergy)
    },
  })

  const frames = createCutter(FRAME_SAMPLES, (frame) => {
    const level = loudnessOf(frame)
    db.push(level)
    const changed = byEnergy.push(odds(level), level)
    if (vad === 'energy' && (changed || tailIsOver(db.length))) tell(byEnergy)
    run.push(frame)
  })
  const chunker = createCutter(CHUNK_SAMPLES, (piece) => events.chunk(chunks++, piece))

  /** Resolves with false once the voice model is not worth waiting for. */
  function stalled(): Promise<false> {
    return new Promise((resolve) => {
      let waited = 0
      let seen = judged
      const look = () => {
        waited += DETECTOR_STALL_MS
        if ((loaded && judged === seen) || waited >= DETECTOR_LIMIT_MS || settled) return resolve(false)
        seen = judged
        cancelLook = clock.after(DETECTOR_STALL_MS, look)
      }
      cancelLook = clock.after(DETECTOR_STALL_MS, look)
    })
  }

  async function conclude(): Promise<void> {
    const inTime = await Promise.race([run.done(), stalled()])
    settled = true
    cancelLook()
    vad = inTime ? 'silero' : 'energy'
    settle({
      take: id,
      sampleRate: SAMPLE_RATE,
      samples,
      phrases: phrasesOf(inTime ? byModel : byEnergy),
      vad,
    })
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
    get voiceDb() {
      return byModel.voiceDb
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

import type { InterviewEventOf } from '../../machines/events.ts'
import type { Capture, Clock, Phrase } from '../speech/ports.ts'
import { keptSilence } from '../speech/turn/pauses.ts'
import type { Habits } from '../speech/turn/watch.ts'
import type { AudioWriter } from './audioWriter.ts'
import { markRecording, markStopped } from './moments.ts'
import type { Recognising } from './recognising.ts'

/** What a finished stretch of listening measured. */
export type Measured = Pick<InterviewEventOf<'answer.finished'>, 'thinkingMs' | 'speakingMs' | 'phrases'>

/** The measured part of a stretch of listening. */
export interface Measuring {
  /** The recording's id; null when typing. */
  readonly take: string | null
  /** How much of it had passed when it was opened, in ms: words that were said before the floor was given. */
  readonly passedMs: number
  /** Ms since the floor was given, pauses left out. */
  elapsedMs(): number
  /** Ms of the first speech or key after the floor was given; null before it. */
  startedMs(): number | null
  /** Ms of speaking so far, as they would be measured now; null before the first speech or key. */
  spokenMs(): number | null
  /** @param leftOutMs so much of what the clock has counted is no time of the answer */
  pause(leftOutMs?: number): void
  resume(): void
  finish(): Promise<Measured>
}

/** One stretch of listening, from the interviewer's last word to the end of the answer. Whoever opens it finishes it. */
export interface Listening extends Measuring {
  /** Notes that something was typed now. */
  typed(): void
  /** The candidate keeps the floor against silence. */
  keep(): void
  /** How far silence has come to ending the answer, 0..1; null where it is not about to. */
  closing(): number | null
  /** What is being recognised; null where nothing is. Whoever finishes the stretch finishes or cancels it. */
  readonly words: Recognising | null
  /** What it has taught of the candidate and the recogniser; null where nothing is spoken. */
  habits(): Habits | null
}

/** Ms since it began, with pauses left out. */
function stopwatch(clock: Clock) {
  let since = clock.now()
  let before = 0
  let running = true
  return {
    ms: () => before + (running ? clock.now() - since : 0),
    pause(leftOutMs = 0) {
      before += running ? Math.max(0, clock.now() - since - leftOutMs) : 0
      running = false
    },
    resume() {
      if (!running) since = clock.now()
      running = true
    },
  }
}

/** An answer that is typed: its clock runs from the first key to the last. */
export function listenToKeyboard(clock: Clock, onStart: (offsetMs: number) => void): Listening {
  const watch = stopwatch(clock)
  let first: number | null = null
  let last = 0
  return {
    take: null,
    passedMs: 0,
    elapsedMs: watch.ms,
    startedMs: () => first,
    spokenMs: () => (first === null ? null : last - first),
    typed() {
      last = watch.ms()
      if (first !== null) return
      first = last
      onStart(first)
    },
    keep() {},
    closing: () => null,
    words: null,
    habits: () => null,
    pause: watch.pause,
    resume: watch.resume,
    finish: async () => ({
      thinkingMs: Math.round(first ?? watch.ms()),
      speakingMs: Math.round(first === null ? 0 : last - first),
      phrases: [],
    }),
  }
}

interface MicrophonePorts {
  capture: Capture
  audio: AudioWriter
  session: string
  onStart: (offsetMs: number) => void
  onPhrases: (phrases: Phrase[], speaking: boolean) => void
  /** When the candidate kept the floor, in ms of the take: silence after it is thinking. */
  keeps: readonly number[]
  /** The candidate keeps the floor at this moment. */
  isKept: () => boolean
  /** The next samples, in order; they are only read. */
  onSound: (samples: Int16Array<ArrayBuffer>) => void
}

/** An answer that is spoken: recorded as it comes, its times counted in samples. */
export function listenToMicrophone(take: string, ports: MicrophonePorts): Measuring {
  const { capture, audio, session, keeps } = ports
  let started: number | null = null
  let heard: readonly Phrase[] = []

  const stopListening = [
    capture.on('chunk', ({ take: of, index, samples }) => {
      if (of !== take) return
      audio.add({ session, take, index, sampleRate: capture.sampleRate, samples })
      ports.onSound(samples)
    }),
    capture.on('speechStart', ({ take: of, startMs }) => {
      if (of !== take || started !== null) return
      started = startMs
      ports.onStart(startMs)
    }),
    capture.on('phrases', ({ take: of, phrases, speaking }) => {
      if (of !== take) return
      heard = phrases
      ports.onPhrases(phrases, speaking)
    }),
  ]
  const passedMs = capture.startTake(take)
  markRecording(take, passedMs)

  return {
    take,
    passedMs,
    elapsedMs: () => capture.takeMs(),
    startedMs: () => started,
    spokenMs() {
      if (started === null) return null
      const last = ports.isKept() ? heard.at(-1)?.endMs : undefined
      return Math.max(0, (last ?? capture.takeMs()) - started - keptSilence(heard, keeps))
    },
    pause: () => capture.pauseTake(),
    resume: () => capture.resumeTake(),
    async finish() {
      markStopped(take)
      const { phrases, samples, sampleRate } = await capture.endTake()
      for (const stop of stopListening) stop()
      // Nobody waits for the disk: what it does not take is told by the writer, and tried again.
      audio.seal(take)
      return { ...spoken(phrases, keeps, (samples / sampleRate) * 1000), phrases }
    },
  }
}

/**
 * Thinking lasts until the first speech, speaking from there to the last, less the silence in which the floor was kept;
 * without speech all of the take was thinking.
 */
function spoken(
  phrases: readonly Phrase[],
  keeps: readonly number[],
  takeMs: number,
): Pick<Measured, 'thinkingMs' | 'speakingMs'> {
  const first = phrases[0]
  const last = phrases.at(-1)
  if (!first || !last) return { thinkingMs: Math.round(takeMs), speakingMs: 0 }
  return {
    thinkingMs: Math.round(first.startMs),
    speakingMs: Math.round(last.endMs - first.startMs - keptSilence(phrases, keeps)),
  }
}

/**
 * What the rest of the app knows of sound. Engines live behind these ports; each port has one owner, who closes it.
 */

/** Monotonic milliseconds since an arbitrary origin. Never wall time, never a count of ticks. */
export interface Clock {
  now(): number
  /** Calls back once, `ms` from now. Returns what cancels it. Only for effects: no time is ever measured by it. */
  after(ms: number, callback: () => void): () => void
}

export type MicrophoneProblem = 'refused' | 'missing' | 'busy' | 'unsupported' | 'failed'

/** Thrown by `openMicrophone`; `problem` chooses the words that the person sees. */
export class MicrophoneError extends Error {
  readonly problem: MicrophoneProblem
  constructor(problem: MicrophoneProblem, message: string) {
    super(message)
    this.name = 'MicrophoneError'
    this.problem = problem
  }
}

/** Speech found in a take; both ends in ms from the take's first sample. */
export interface Phrase {
  startMs: number
  endMs: number
}

export interface CaptureEvents {
  /** Loudness of the last ~60 ms, about 30 times a second, take or no take: rms and peak in 0..1. */
  level: (level: { rms: number; peak: number }) => void
  /** A piece of the running take: 16-bit mono PCM, in order, each 250 ms but for the last. Listeners only read it. */
  chunk: (chunk: { take: string; index: number; samples: Int16Array<ArrayBuffer> }) => void
  /** The first speech of the running take began; comes a few frames after the fact, `startMs` is the fact. */
  speechStart: (speech: { take: string; startMs: number }) => void
  /** Speech paused or went on; `phrases` is all of the take so far, the last still open one ending at the last speech frame. */
  phrases: (speech: { take: string; phrases: Phrase[]; speaking: boolean }) => void
  /** The device went away or the stream broke. The capture is closed. */
  lost: (reason: string) => void
}

/** What a finished take measured. */
export interface TakeSummary {
  take: string
  sampleRate: number
  samples: number
  phrases: Phrase[]
  /** `energy` where the voice model could not run: then `phrases` comes from loudness alone. */
  vad: 'silero' | 'energy'
}

/** An open microphone. One AudioWorklet feeds level, recorder and voice activity; samples are the clock. */
export interface Capture {
  readonly deviceLabel: string
  readonly sampleRate: 16000
  on<E extends keyof CaptureEvents>(event: E, listener: CaptureEvents[E]): () => void
  /**
   * Starts a take at the next sample. Ends the running one first, if any.
   * @throws Error where the capture is closed
   */
  startTake(take: string): void
  /** Time of the running take so far, in ms of samples; 0 without a take. */
  takeMs(): number
  /** How much of the running take speech has been looked for in, in ms; behind `takeMs` by as much as voice activity lags. */
  heardMs(): number
  /** Samples that arrive while paused belong to no take. */
  pauseTake(): void
  resumeTake(): void
  /**
   * Flushes the last chunk, waits for voice activity to catch up, and tells what was measured. Works once after the
   * device was lost, too, for the take that it cut. Rejects where there is no take.
   */
  endTake(): Promise<TakeSummary>
  close(): Promise<void>
}

export interface Microphones {
  /** Devices by name; names are empty until permission was given once. */
  list(): Promise<{ id: string; label: string }[]>
  /** Calls back when a device came or went. Returns what ends it. */
  onChange(listener: () => void): () => void
  /** @throws MicrophoneError */
  open(deviceId?: string): Promise<Capture>
}

export interface SpokenLine {
  /** Resolves when the last word was said, or when stopped; never rejects: a voice that fails is a silent one. */
  done: Promise<'said' | 'stopped' | 'silent'>
  stop(): void
}

/** The interviewer's voice. */
export interface Voice {
  /** Whether there is a voice as far as is known; read it after `known` to decide on it. */
  readonly available: boolean
  /** Settles, within a second, once the browser has told which voices there are. */
  known(): Promise<void>
  say(text: string, options?: { onWord?: (charIndex: number) => void }): SpokenLine
  close(): void
}

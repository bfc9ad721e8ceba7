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

/** How it stands with an open microphone. */
export interface CaptureState {
  /** The device's name; it changes where the capture moves to another one. */
  device: string
  /**
   * `silent`: nothing at all has come for a second and a half, as from a device that is muted or not connected;
   * `muted`: the system says that it is. Takes go on.
   */
  sound: 'heard' | 'silent' | 'muted'
  /**
   * `loading` until the voice model is there; takes wait for it. `energy` where it could not run: then speech is found
   * by loudness alone.
   */
  vad: 'loading' | 'silero' | 'energy'
}

/** 32 ms of sound that belong to no take. */
export interface HeardFrame {
  /** Ms of the capture's own samples at its beginning. */
  atMs: number
  /** 0..1 of full scale. */
  rms: number
  peak: number
  /** How likely it is speech, 0..1; null where the voice model cannot run, or was not there yet. */
  likelihood: number | null
}

/** How the next take begins. */
export interface NextTake {
  /** Its first sample, in ms of the capture's own samples; up to five seconds that have passed are still there. */
  fromMs?: number
  /** How loud, in dB of full scale, the interviewer's line was at the microphone, where it may still sound: what is no louder is no answer. */
  echoDb?: number
}

export interface CaptureEvents {
  /** Loudness of the last ~60 ms, about 30 times a second, take or no take: rms and peak in 0..1. */
  level: (level: { rms: number; peak: number }) => void
  /** A piece of the running take: 16-bit mono PCM, in order, each 125 ms but for the last. Listeners only read it. */
  chunk: (chunk: { take: string; index: number; samples: Int16Array<ArrayBuffer> }) => void
  /** The first speech of the running take began; comes a few frames after the fact, `startMs` is the fact. */
  speechStart: (speech: { take: string; startMs: number }) => void
  /**
   * Speech paused or went on; `phrases` is all of the take so far, the last still open one ending at the last speech
   * frame. While somebody begins to speak `speaking` is true before there is a phrase of it.
   */
  phrases: (speech: { take: string; phrases: Phrase[]; speaking: boolean }) => void
  /** Something of its state changed. */
  state: (state: CaptureState) => void
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
  readonly state: CaptureState
  readonly sampleRate: 16000
  on<E extends keyof CaptureEvents>(event: E, listener: CaptureEvents[E]): () => void
  /**
   * Goes on with another device, in the middle of a take as well: the old one is heard until the new one is.
   * @param deviceId without it: the system's own choice, which is followed when it changes
   * @throws MicrophoneError; then it goes on with the old one
   */
  moveTo(deviceId?: string): Promise<void>
  /** Hears what is said while no take runs, each frame judged. Returns what ends it. */
  listenAside(listener: (frame: HeardFrame) => void): () => void
  /** Tells how the next take begins; asked for again before it, that counts. */
  prepareTake(next: NextTake): void
  /**
   * Starts a take at the next sample, or as it was prepared. Ends the running one first, if any. Returns how much of
   * it has passed already, in ms.
   * @throws Error where the capture is closed
   */
  startTake(take: string): number
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
  /** Devices by name, without the system's own choice; names may be empty until permission was given once. */
  list(): Promise<{ id: string; label: string }[]>
  /** Calls back when a device came or went. Returns what ends it. */
  onChange(listener: () => void): () => void
  /** Gets ahead with what opening one takes, where that is likely to be asked for soon. */
  prepare(): void
  /** @throws MicrophoneError */
  open(deviceId?: string): Promise<Capture>
}

export interface SpokenLine {
  /**
   * Settles once, and never rejects: `said` when the last sound has been heard, the delay of the loudspeaker included;
   * `stopped`; or `silent` where the voice failed, after some words perhaps.
   */
  done: Promise<'said' | 'stopped' | 'silent'>
  /** Ends it at once. */
  stop(): void
}

export interface SayOptions {
  /** Told the place of each word in the text as it is heard, in order. */
  onWord?: (charIndex: number) => void
  /** Told once when the line is first heard; `atMs` is that moment on the clock, just past. */
  onStart?: (atMs: number) => void
}

/** The interviewer's voice. */
export interface Voice {
  /** Whether there is a voice as far as is known; read it after `known` to decide on it. */
  readonly available: boolean
  /** Settles, within two seconds, once it is known whether there is a voice, and it is as ready as it can be by then. */
  known(): Promise<void>
  /** A new line stops the one before. */
  say(text: string, options?: SayOptions): SpokenLine
  /** Gets ready what may be said soon, so that it then begins at once. What is said meanwhile goes first. */
  prepare?(text: string): void
  close(): void
}

/** A voice to choose from. */
export interface VoiceOption {
  id: string
  label: string
  /** `good` and `plain` are the browser's, `own` ships with the app. */
  kind: 'good' | 'plain' | 'own'
  /** It did not speak when it should have; another speaks instead for as long as the page is open. */
  failed: boolean
}

/** How far the app's own voice is there. */
export interface OwnVoiceState {
  at: 'unloaded' | 'loading' | 'ready' | 'failed'
  loadedBytes: number
  totalBytes: number
  /** Why it cannot be had; null unless failed. */
  problem: string | null
}

export interface VoicesState {
  /** The best first. Only voices that speak on this machine are ever among them. */
  options: readonly VoiceOption[]
  /** The one that speaks next; null where there is none. */
  speaks: VoiceOption | null
  /** Of the own voice that speaks next, or stands in. */
  own: OwnVoiceState
}

/** All voices of this machine. One for the whole page: what one screen learned and loaded is there for the next. */
export interface Voices {
  state(): VoicesState
  /** Calls back when the state is another one. Returns what ends it. */
  subscribe(listener: () => void): () => void
  /**
   * Loads the app's own voice where that is the one that speaks next, as soon as this is known. Settles once it is
   * there, is not needed, or cannot be had; never rejects.
   */
  load(): Promise<void>
  /** A voice for one screen, which closes it. */
  create(): Voice
}

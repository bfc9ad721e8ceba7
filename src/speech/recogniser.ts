import type { Heard, WordTime } from '../../machines/heard.ts'
import type { Phrase } from './ports.ts'

/** What was said in one take, and how its words were had. */
export interface Transcript {
  text: string
  heard: Heard
}

export type RecognitionProblem = 'unloaded' | 'unsupported' | 'failed'

/** Thrown by recognisers; `problem` chooses the words that the person sees. Nothing recorded is lost by it. */
export class RecognitionError extends Error {
  readonly problem: RecognitionProblem
  constructor(problem: RecognitionProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RecognitionError'
    this.problem = problem
  }
}

/** The recognition of one take. Whoever begins it finishes or cancels it. */
export interface Recognition {
  /** The next samples, 16-bit mono PCM at 16 kHz, of any length. They are only read. */
  push(samples: Int16Array<ArrayBuffer>): void
  /**
   * All that was said; times in ms from the first sample. An empty text where nothing was.
   * @throws RecognitionError
   */
  finish(): Promise<Transcript>
  cancel(): void
}

/**
 * Turns speech into words on this device. One recogniser serves one take at a time: beginning another cancels the one
 * before. It never sends anything anywhere.
 */
export interface Recogniser {
  /** As it is recorded with the answers, such as "moonshine-tiny-streaming". */
  readonly engine: string
  /** Whether text comes while the person still speaks. */
  readonly streams: boolean
  /** `partial` gets all of the take's text so far; its end may still change. */
  begin(events: { partial(text: string): void }): Recognition
  close(): void
}

/** Finds when the words of a known text were said. */
export interface Aligner {
  /**
   * The words that were found, in order, with offsets into `text`; words that no dictionary knows get the time between
   * their neighbours. Empty where the text does not fit the recording. Samples as for a recogniser; `phrases` is where
   * speech was found in them, where that is known.
   * @throws RecognitionError
   */
  align(text: string, samples: Int16Array<ArrayBuffer>, phrases?: readonly Phrase[]): Promise<WordTime[]>
  close(): void
}

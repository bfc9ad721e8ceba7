import type { StoreApi } from 'zustand/vanilla'
import type { Input } from '../../machines/limits.ts'
import type { Assessor } from '../assess/types.ts'
import type { Session } from '../session/door.ts'
import type { SessionStore, StoreProblem } from '../session/store.ts'
import type { Capture, Clock, Phrase, Voice } from '../speech/ports.ts'
import type { Recogniser } from '../speech/recogniser.ts'
import type { TurnMode } from '../speech/turn/modes.ts'

/** What the screen shows beside the session's log: all of it may be lost. */
export interface Room {
  /** The question in its own words, without what leads over to it. */
  question: string
  /** What the interviewer is saying or said last, and how far the voice has come. */
  caption: string
  captionAt: number
  input: Input
  /** Speech in the running take. */
  phrases: Phrase[]
  speaking: boolean
  /** What a recogniser has understood of the running take; its end may still change. */
  heardSoFar: string
  /** Silence is about to end the answer; see `Interviewer.closing`. */
  closing: boolean
  /** The person keeps the floor: silence does not end the answer until they have spoken again. */
  kept: boolean
  /** What is typed: the answer itself, or what was said. */
  draft: string
  /** A spoken answer waits for its words. */
  wantsText: boolean
  /** Why the microphone is gone; null while all is well. */
  microphoneLost: string | null
  /** For how many ms of wall time the computer slept, where it is paused for that. */
  slept: number | null
  /** Why audio could not be written yet; null while all is well. */
  audioProblem: StoreProblem | null
  /** The words of the last spoken answer could not be had. */
  unrecognised: boolean
}

export interface InterviewerPorts {
  session: Session
  store: Pick<SessionStore, 'appendAudio' | 'sealTake'>
  clock: Clock
  voice: Voice
  assessor: Assessor
  /** The open microphone; null to answer by typing. The interviewer closes it. */
  capture: Capture | null
  /** Turns speech into words; null where nothing does. Read anew at each take; whoever made it closes it. */
  recogniser?: Recogniser | null
  /** Whether a spoken answer without a recogniser waits for the candidate to type what they said. */
  typeUp: boolean
  /** What ends a spoken answer beside the candidate's word. */
  turnTaking: TurnMode
  /** Wall time in ms, and whether the page is hidden; without it nobody looks for sleep. */
  page?: { wall(): number; isHidden(): boolean }
}

/** What the candidate can do. Each does nothing where it means nothing. */
export interface Interviewer {
  readonly room: StoreApi<Room>
  /** Begins a new session, or goes on with one that was interrupted. */
  begin(): void
  /**
   * Ends the answer; while the interviewer speaks, ends that instead and gives the floor. A drill that is over it ends.
   */
  finish(): void
  /** Keeps the floor: silence does not end the answer until the candidate has spoken again. */
  keepFloor(): void
  repeat(): void
  clarify(): void
  decline(): void
  skip(): void
  /** Begins a question of the round afresh, by its place; while an answer is taken in, as soon as it has been. */
  retry(question: number): void
  pause(): void
  resume(): void
  end(): void
  /** What the text field holds now. */
  type(text: string): void
  /** Goes on with what was typed of a spoken answer, or with nothing. */
  submitText(wanted?: boolean): void
  /** Answers by typing from here on. */
  useKeyboard(reason: string): void
  useMicrophone(capture: Capture): void
  /** Length of the answer so far, in ms as it is held against the guideline; null before it began. */
  answerMs(): number | null
  /** Ms of thinking so far. */
  thinkingMs(): number
  /** The answer is being taken in: what is asked for meanwhile means nothing. */
  takingIn(): boolean
  /** How far silence has come to ending the answer, 0..1; null where it is not about to. */
  closing(): number | null
  /** Closes the microphone and the voice; the session stays as it is. */
  close(): Promise<void>
  /** Resolves when all that was recorded is on disk, however often that has to be tried, after it was closed as well. */
  saved(): Promise<void>
}

export const emptyRoom: Omit<Room, 'input'> = {
  question: '',
  caption: '',
  captionAt: 0,
  phrases: [],
  speaking: false,
  heardSoFar: '',
  closing: false,
  kept: false,
  draft: '',
  wantsText: false,
  microphoneLost: null,
  slept: null,
  audioProblem: null,
  unrecognised: false,
}

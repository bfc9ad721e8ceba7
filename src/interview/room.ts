import type { StoreApi } from 'zustand/vanilla'
import type { Input } from '../../machines/limits.ts'
import type { Assessor } from '../assess/types.ts'
import type { Session } from '../session/door.ts'
import type { SessionStore } from '../session/store.ts'
import type { Capture, Clock, Phrase, Voice } from '../speech/ports.ts'

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
  /** What is typed: the answer itself, or what was said. */
  draft: string
  /** A spoken answer waits for its words. */
  wantsText: boolean
  /** Why the microphone is gone; null while all is well. */
  microphoneLost: string | null
  /** Audio could not be written. */
  audioUnsaved: boolean
}

export interface InterviewerPorts {
  session: Session
  store: Pick<SessionStore, 'appendAudio' | 'sealTake'>
  clock: Clock
  voice: Voice
  assessor: Assessor
  /** The open microphone; null to answer by typing. The interviewer closes it. */
  capture: Capture | null
  /** Whether a spoken answer waits for the candidate to type what they said. */
  typeUp: boolean
}

/** What the candidate can do. Each does nothing where it means nothing. */
export interface Interviewer {
  readonly room: StoreApi<Room>
  /** Begins a new session, or goes on with one that was interrupted. */
  begin(): void
  /** Ends the answer; while the interviewer speaks, ends that instead and gives the floor. */
  finish(): void
  repeat(): void
  clarify(): void
  decline(): void
  skip(): void
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
  /** Closes the microphone and the voice; the session stays as it is. */
  close(): Promise<void>
}

export const emptyRoom: Omit<Room, 'input'> = {
  question: '',
  caption: '',
  captionAt: 0,
  phrases: [],
  speaking: false,
  draft: '',
  wantsText: false,
  microphoneLost: null,
  audioUnsaved: false,
}

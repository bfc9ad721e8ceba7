import type { Level } from '../../questions/ids.ts'
import type { Assessment } from '../../questions/finding.ts'

/** An answer as it was heard or typed. */
export interface AnswerText {
  text: string
  /** Length aloud, in seconds. */
  seconds: number
  /** 0..1, where the recogniser gives one. */
  confidence?: number
}

/** An earlier answer to the same question; `probe` is null for the opening, else the bare id that was asked. */
export interface Turn {
  probe: string | null
  text: string
  seconds: number
}

/** What was asked. Ids are bare, as in files of labelled answers. */
export interface Asked {
  question: string
  bucket: string
  /** The probe that was asked; null for the opening. */
  probe: string | null
  /** What was asked, in words: for echoes of its key words. */
  asked: string
}

/** What an assessment may know beside the answer. */
export interface AnswerContext extends Asked {
  /** Answers before this one, oldest first. */
  turns: readonly Turn[]
  level: Level
  /** ISO date that "last spring" is resolved against. */
  today: string
}

/** Assesses one answer: what it shows, with the words that each finding stands on, and what all turns have covered. */
export type Assess = (answer: AnswerText, context: AnswerContext) => Assessment

/** How well answers are listened to at the moment. */
export interface Listening {
  /** `rules` needs no download; `light` is small; `full` understands what is meant. */
  form: 'rules' | 'light' | 'full'
  /** Of the download of the full form, in bytes. */
  loadedBytes: number
  totalBytes: number
  /** Why the next form cannot be had, in words for the person; null while all is well. */
  problem: string | null
}

/** An assessment that runs elsewhere, such as in a worker. */
export interface Assessor {
  assess(answer: AnswerText, context: AnswerContext): Promise<Assessment>
  /** Gets ahead with what has been said so far, so that little is left to do at the answer's end. */
  prepare?(answer: AnswerText, context: AnswerContext): void
  /** How well it listens; changes while the trained forms are being loaded. */
  listening?: { state(): Listening; subscribe(listener: () => void): () => void }
  close(): void
}

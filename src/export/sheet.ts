import type { SignalKind } from '../../questions/signals.ts'

/** A session as exports tell it: words that are ready to be read, and times. Plain data. */
export interface Sheet {
  title: string
  /** Wall time, ISO 8601 in UTC. */
  createdAt: string
  /** A few words each: level, length, how many answers were in the band. */
  facts: readonly string[]
  /** Session ms. */
  durationMs: number
  prompts: readonly SheetPrompt[]
  notes: readonly SheetNote[]
}

/** What was asked, why, and what came of it. Times are session ms. */
export interface SheetPrompt {
  /** The title of the question that begins here; null where one goes on. */
  question: string | null
  /** Which of the answers that were given it is, from 1; null where none was given. */
  number: number | null
  label: string
  /** Why it was asked. */
  why: string
  asked: string
  /** What kept it from being answered at once, a line each. */
  asides: readonly string[]
  /** What came of it where it was not answered to its end, or why there are no words. */
  outcome: string | null
  /** The answer's words; "" where there are none. */
  text: string
  /** Why nothing is judged; null where it is. */
  notJudged: string | null
  /** Its length against the band, and how long was thought. */
  pace: readonly string[]
  findings: readonly SheetFinding[]
  /** What the candidate said of the answer, beside what was noted; a line each. */
  marks: readonly string[]
  askedAt: number
  listeningAt: number
  /** The first word. */
  speechAt: number
  endedAt: number
  /** The first word, in ms into the recording. */
  speechMs: number
  /** Id of its recording; null where there is none. */
  take: string | null
  /** When each word of `text` was said, where that is known. */
  words: readonly SheetWord[]
}

/** Offsets into the answer's text, end exclusive; session ms, and ms into its recording. */
export interface SheetWord {
  start: number
  end: number
  at: number
  until: number
  takeMs: number
}

export interface SheetFinding {
  label: string
  kind: SignalKind
  /** What kind of finding it is, in words. */
  kindWords: string
  rule: string
  advice: string
  /** "" for what is shown by what was not said; then there are no offsets. */
  quote: string
  start: number | null
  end: number | null
}

export interface SheetNote {
  /** Session ms. */
  at: number
  text: string
  /** The prompt that was current, as a place in the sheet; null before the first. */
  prompt: number | null
  /** Ms into that prompt's recording; null where there is none at that moment. */
  takeMs: number | null
}

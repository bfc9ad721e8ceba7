import type { SessionSummary } from '../session/store.ts'
import type { Measured } from './measured.ts'

export interface MeasuredState {
  /** Of all sessions that could be read so far, the newest first, each session's answers in order. */
  rows: readonly Measured[]
  /** Sessions whose rows are up to date, or cannot be had, of those there are. */
  read: number
  of: number
  /** Whether what was kept of earlier visits was looked at: until then, having no rows says nothing. */
  ready: boolean
  /** Of which sessions there are no rows, and why; null where all could be read. */
  problem: string | null
}

/** Has the rows of all sessions. What is missing or out of date is made in the background. */
export interface MeasuredKeeper {
  state(): MeasuredState
  subscribe(listener: () => void): () => void
  /** Keeps to these sessions, in their order, and forgets the others. */
  follow(sessions: readonly SessionSummary[]): void
}

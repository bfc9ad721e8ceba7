import { createContext, use } from 'react'
import type { Marks } from '../session/marked.ts'

/** What the self-review asks for and keeps from being shown. */
export interface SelfReview {
  /** Answers whose findings are not shown yet, by their places. */
  hidden: ReadonlySet<number>
  /** Answers that can be marked: those that were given to their end. */
  given: ReadonlySet<number>
  marks: ReadonlyMap<number, Marks | null>
  /** Records what the candidate says of an answer; null skips it. Rejects with what to tell the person. */
  mark: (answer: number, marks: Marks | null) => Promise<void>
  /** Shows everything from now on. Rejects with what to tell the person. */
  showAll: () => Promise<void>
}

const none: SelfReview = {
  hidden: new Set(),
  given: new Set(),
  marks: new Map(),
  mark: () => Promise.resolve(),
  showAll: () => Promise.resolve(),
}

export const SelfReviewContext = createContext<SelfReview>(none)

export const useSelfReview = (): SelfReview => use(SelfReviewContext)

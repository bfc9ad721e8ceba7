import { create } from 'zustand'
import { StoreError, type StoreProblem } from '../session/store.ts'

/** How it stands with what is to be kept, for the notices at the top of the screens. */
export const useStorage = create<{
  /** Operations that the browser has not answered in time. */
  late: number
  /** Another tab updated the app, and this one can use nothing stored any more. */
  updated: boolean
  /** Why what was said in an interview that was left is not saved yet; null while nothing waits. */
  unsaved: StoreProblem | null
}>(() => ({ late: 0, updated: false, unsaved: null }))

/** What storage said is wrong, and what to do, as a sentence goes on. */
export const storeWordsOf = (error: unknown): string =>
  storeWords[error instanceof StoreError ? error.problem : 'failed']

/** What is wrong, and what to do. The first sentence goes on from "could not be saved:". */
export const storeWords: Readonly<Record<StoreProblem, string>> = {
  full: 'the disk is full. Free some space, or delete sessions with recordings that you no longer need.',
  blocked: 'another tab of this app holds the database. Close the other tabs.',
  updated: 'another tab updated this app. Reload this one.',
  deleted: 'the session was deleted, or the data of this page was cleared.',
  slow: 'the browser does not answer. Close other tabs of this app; if that does not help, restart the browser.',
  corrupt: 'the database is damaged. Export what can be read, then clear the data of this page.',
  failed: 'the browser refused. Trying again in a moment often helps.',
}

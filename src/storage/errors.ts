import { LogError } from '../session/version.ts'
import { StoreError, type StoreProblem } from '../session/store.ts'

/** What the browser's errors mean to the person; any other is `failed`. */
const problems: Readonly<Record<string, StoreProblem>> = {
  QuotaExceededError: 'full',
  VersionError: 'blocked',
  NotReadableError: 'corrupt',
}

const words: Readonly<Record<StoreProblem, string>> = {
  full: 'there is no space left',
  blocked: 'another tab holds the database or has a newer version of this app; close or reload the tabs',
  updated: 'another tab updated this app; reload this one',
  deleted: 'it is no longer there',
  slow: 'the browser has not answered',
  corrupt: 'what is stored can no longer be read',
  failed: 'the database refused',
}

/** Runs one operation of a store; whatever it throws leaves as a StoreError that names it, or as a LogError. */
export async function attempt<T>(doing: string, operation: () => PromiseLike<T>): Promise<T> {
  try {
    return await operation()
  } catch (error) {
    throw storeErrorOf(doing, error)
  }
}

/** `doing` names the operation and its object, such as `saving to session "a"`. */
export function storeErrorOf(doing: string, error: unknown): StoreError | LogError {
  const chain = causesOf(error)
  for (const cause of chain) if (cause instanceof StoreError || cause instanceof LogError) return cause
  const problem = chain.map((cause) => problems[cause.name]).find((found) => found !== undefined) ?? 'failed'
  const said = chain.at(-1)?.message
  return new StoreError(problem, `${doing}: ${words[problem]}${said ? ` (${said})` : ''}`, { cause: error })
}

interface Nested {
  name: string
  message: string
  cause?: unknown
}

/** The error and what led to it, outermost first; a full disk is told only by the innermost. */
function causesOf(error: unknown): Nested[] {
  const chain: Nested[] = []
  let at = error as Nested | null | undefined
  while (at && typeof at === 'object' && !chain.includes(at) && chain.length < 8) {
    chain.push(at)
    at = at.cause as Nested | null | undefined
  }
  return chain
}

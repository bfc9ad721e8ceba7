/** An error of the app's own, without what anybody said. */
export interface NotedError {
  /** ISO 8601 in UTC. */
  at: string
  name: string
  message: string
  /** The first place of the app's own code that it names. */
  place: string
}

/** As many are kept; older ones go. */
const mostKept = 20
const mostCharacters = 160
const storageKey = 'mockloop.errors'

/**
 * What of an error is noted. Quoted parts of its message may be somebody's words and are left out; its place is kept
 * without the address that the app has here. Null for what is not the app's own, such as a browser extension's.
 */
export function noteOf(error: unknown, at: string, origin: string): NotedError | null {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  const isForeign = /\b[\w-]+-extension:\/\//.test(stack)
  if (isForeign) return null
  const place = stack.match(new RegExp(`${origin.replaceAll('.', String.raw`\.`)}(/[^\\s)]*)`))?.[1] ?? ''
  return { at, name, message: withoutQuotes(message).slice(0, mostCharacters), place }
}

const withoutQuotes = (text: string): string =>
  text.replace(/"[^"]*"|“[^”]*”|‘[^’]*’|`[^`]*`|(?<!\w)'[^']*'(?!\w)/g, '"…"')

/** In place of what is stored, where local storage did not take the last one; for as long as the page lives. */
let held: NotedError[] | null = null

/** The last errors, newest first; where local storage is refused, those of this page. */
export function readErrors(storage?: Pick<Storage, 'getItem'>): NotedError[] {
  if (held) return held
  try {
    // Merely naming it throws where it is refused.
    const stored: unknown = JSON.parse((storage ?? localStorage).getItem(storageKey) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isNoted) : []
  } catch {
    return []
  }
}

const isNoted = (value: unknown): value is NotedError =>
  typeof value === 'object' &&
  value !== null &&
  (['at', 'name', 'message', 'place'] as const).every(
    (key) => typeof (value as Record<string, unknown>)[key] === 'string',
  )

/** Notes an error for the diagnostics; one that comes again and again counts once. */
export function noteError(error: unknown): void {
  try {
    const note = noteOf(error, new Date().toISOString(), location.origin)
    if (!note) return
    const others = readErrors().filter(
      ({ name, message, place }) => name !== note.name || message !== note.message || place !== note.place,
    )
    keep([note, ...others].slice(0, mostKept))
  } catch {
    // What was thrown cannot even be read.
  }
}

export function forgetErrors(): void {
  keep([])
}

function keep(errors: NotedError[]): void {
  held = null
  try {
    localStorage.setItem(storageKey, JSON.stringify(errors))
  } catch {
    held = errors
  }
}

/** Notes what nothing else caught, for as long as the page lives. */
export function noteUncaught(): void {
  addEventListener('error', ({ error, message }) => noteError(error ?? message))
  addEventListener('unhandledrejection', ({ reason }) => noteError(reason))
}

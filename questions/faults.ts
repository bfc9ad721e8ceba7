import { levels, signalIds } from './ids.ts'

/** Keys and indexes from the root of the data. */
export type Path = (string | number)[]

/** One thing that is wrong in a pack, before it is put into words for a file. */
export interface Fault {
  path: Path
  expected: string
  found: string
}

/** `questions[3].own[0].under`; a key that is no plain word is quoted. */
export function formatPath(path: Path): string {
  return path
    .map((key, at) => {
      if (typeof key === 'number') return `[${key}]`
      if (!/^[A-Za-z_][\w-]*$/.test(key)) return `[${JSON.stringify(shorten(key))}]`
      return at === 0 ? key : `.${key}`
    })
    .join('')
}

/** A value in a few words, whatever it is and however large. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') {
    return value.length > 60 ? `a text of ${value.length} characters` : JSON.stringify(value)
  }
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (value === null) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

const conditionKeys = [
  'signal',
  'covered',
  'asked',
  'longerThanS',
  'atLeast',
  'answered',
  'all',
  'any',
  'not',
]
const anyCondition = `a condition with exactly one of ${conditionKeys.join(', ')}`

/**
 * The exact place of what is wrong in a condition that its schema refused. A union can only say that no option
 * fits; the one key that a condition has tells which option was meant.
 */
export function conditionFault(condition: unknown, path: Path): Fault {
  return findConditionFault(condition, path) ?? { path, expected: anyCondition, found: describe(condition) }
}

function findConditionFault(condition: unknown, path: Path): Fault | undefined {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
    return { path, expected: anyCondition, found: describe(condition) }
  }
  const entries: [string, unknown][] = Object.entries(condition)
  const [entry, ...others] = entries
  if (!entry || others.length > 0 || !conditionKeys.includes(entry[0])) {
    const keys = entries.map(([key]) => shorten(key))
    const found = keys.length === 0 ? 'an empty object' : `the keys ${shorten(keys.join(', '))}`
    return { path, expected: anyCondition, found }
  }
  const [key, value] = entry
  const at = [...path, key]
  if (key === 'not') return findConditionFault(value, at)
  if (key === 'all' || key === 'any') {
    if (!Array.isArray(value)) return { path: at, expected: 'a list of conditions', found: describe(value) }
    for (const [index, part] of value.entries()) {
      const fault = findConditionFault(part, [...at, index])
      if (fault) return fault
    }
    return undefined
  }
  const expected = wantedBy(key, value)
  return expected === undefined ? undefined : { path: at, expected, found: describe(value) }
}

/** What a condition's simple value should have been, or nothing where it is right. */
function wantedBy(key: string, value: unknown): string | undefined {
  if (key === 'signal') {
    return signalIds.some((id) => id === value) ? undefined : `one of the signals ${signalIds.join(', ')}`
  }
  if (key === 'atLeast')
    return levels.some((level) => level === value) ? undefined : `one of ${levels.join(', ')}`
  if (key === 'longerThanS') {
    return typeof value === 'number' && value >= 0 && value <= 3600
      ? undefined
      : 'a number of seconds from 0 to 3600'
  }
  return typeof value === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(value)
    ? undefined
    : 'a lower-case id like "other-side"'
}

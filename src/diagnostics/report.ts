import type { NotedError } from '../platform/errors.ts'
import type { StorageHealth } from '../storage/health.ts'
import { sizeWords } from '../ui/bytes.ts'
import type { Ability } from './abilities.ts'
import type { Outcome } from './trials.ts'
import { databaseWords, spaceWords } from './words.ts'

export interface Findings {
  version: string
  /** What the browser calls itself. */
  browser: string
  /** ISO 8601 in UTC. */
  at: string
  /** Null until it was looked at. */
  abilities: readonly Ability[] | null
  health: StorageHealth | null
  /** How many sessions are kept; null where they cannot be read. */
  sessions: number | null
  errors: readonly NotedError[]
  outcomes: readonly Outcome[]
}

/** All of it as plain text, for someone who is to help. It holds numbers and names of the app's parts, nothing that was said. */
export function reportText(found: Findings): string {
  const { version, browser, at, abilities, health, sessions, errors, outcomes } = found
  return [
    `Mockloop ${version}, ${at}`,
    browser,
    '',
    'What this browser can do',
    ...(abilities ?? []).map(({ name, can, detail }) => line(`${name}: ${can}`, detail)),
    '',
    'Storage',
    ...(health ? storageLines(health) : []),
    line(`Sessions: ${sessions ?? 'could not be read'}`),
    '',
    'Self-test',
    ...(outcomes.length === 0 ? ['  not run'] : []),
    ...outcomes.map(({ name, state, detail, ms }) =>
      line(`${name}: ${state}${ms === null ? '' : `, ${ms} ms`}`, detail),
    ),
    '',
    'Last errors',
    ...(errors.length === 0 ? ['  none'] : []),
    ...errors.map(({ at: when, name, message, place }) => line(`${when} ${name}: ${message}`, place)),
    '',
  ].join('\n')
}

const line = (text: string, detail = '') => `  ${text}${detail ? ` (${detail})` : ''}`

const storageLines = (health: StorageHealth): string[] => [
  line(`Space: ${spaceWords(health.space)}`),
  line(`Kept when space runs short: ${health.persisted ? 'yes' : 'not promised'}`),
  line(`Sessions and recordings: ${databaseWords(health)}`),
  ...health.caches.map(({ kind, bytes }) => line(`Cache of ${kind}: ${sizeWords(bytes)}`)),
  ...health.databases.map(({ name, version }) => line(`Database ${name}: version ${version}`)),
]

import * as v from 'valibot'
import { entrySchema, headerSchema, type Entry, type Log } from './log.ts'
import { LogError, logVersion } from './version.ts'

interface RawLog {
  header: unknown
  entries: unknown[]
}

/** `migrations[n]` brings a log of version n to n + 1. There is one for every version below `logVersion`. */
export const migrations: Record<number, (log: RawLog) => RawLog> = {
  // Version 2 only adds: takes of a session, and more that the review says.
  1: ({ header, entries }) => ({ header: { ...(header as object), version: 2 }, entries }),
  // Version 3 only adds: drills, and what the candidate says of a rating.
  2: ({ header, entries }) => ({ header: { ...(header as object), version: 3 }, entries }),
}

/**
 * Brings a stored log up to today's version and checks every part of it. Throws a LogError that names the log, the
 * place in it and what was expected; a log from a newer app is refused and nothing is touched.
 */
export function parseLog(name: string, raw: RawLog): Log {
  let log = raw
  let version = versionOf(raw.header)
  if (version === null) throw new LogError('corrupt', `${name}: the header has no version`)
  if (version > logVersion)
    throw new LogError(
      'newer',
      `${name} was made by a newer version of this app (${version}; this one knows ${logVersion}). It was left untouched.`,
    )
  for (; version < logVersion; version++) {
    const migrate = migrations[version]
    if (!migrate) throw new LogError('corrupt', `${name}: version ${version} is not known`)
    log = migrate(log)
  }
  const header = check(headerSchema, log.header, `${name}: header`)
  const entries = log.entries.map((entry, i): Entry => check(entrySchema, entry, `${name}: entry ${i}`))
  return { header, entries }
}

function check<S extends v.GenericSchema>(schema: S, value: unknown, place: string): v.InferOutput<S> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  const path = v.getDotPath(issue)
  throw new LogError('corrupt', `${place}${path ? `, ${path}` : ''}: ${issue.message}`)
}

function versionOf(header: unknown): number | null {
  const version = (header as { version?: unknown } | null)?.version
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : null
}

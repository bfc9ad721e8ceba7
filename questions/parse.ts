import * as v from 'valibot'
import { crossReferences } from './references.ts'
import { packSchema, type Pack } from './schema.ts'
import { conditionFault, describe, formatPath, type Fault, type Path } from './faults.ts'

/** One thing that is wrong with a pack, for the person who wrote it. */
export interface PackProblem {
  file: string
  /** Where in the file, like `questions[3].own[0].under`; empty for the whole of it. */
  path: string
  expected: string
  /** A sentence with the file, the path, what was expected and what was found. */
  message: string
}

export type ParsedPack = { ok: true; pack: Pack } | { ok: false; problems: PackProblem[] }

/** The guide's own pack has about 1,200 values; these are far above any real one. */
const limits = { depth: 32, values: 50_000, problems: 100 }

/**
 * Reads a pack that was not compiled with the program. Takes whatever `JSON.parse` may give, and anything else;
 * never throws, and reports at most 100 problems.
 */
export function parsePack(file: string, data: unknown): ParsedPack {
  try {
    const unfit = firstUnfit(data)
    if (unfit) return refused(file, [unfit])
    const parsed = v.safeParse(packSchema, data)
    const faults = parsed.success ? crossReferences(parsed.output) : parsed.issues.map(faultOf)
    return parsed.success && faults.length === 0 ? { ok: true, pack: parsed.output } : refused(file, faults)
  } catch {
    // Only objects with code in them (getters, proxies) get here.
    return refused(file, [{ path: [], expected: 'plain data', found: 'something that cannot be read' }])
  }
}

function refused(file: string, faults: Fault[]): ParsedPack {
  return {
    ok: false,
    problems: faults.slice(0, limits.problems).map((fault) => {
      const path = formatPath(fault.path)
      const where = path === '' ? file : `${file}: ${path}`
      const message = `${where}: expected ${fault.expected}, found ${fault.found}`
      return { file, path, expected: fault.expected, message }
    }),
  }
}

/** What must not reach the schema: too deep or too large for it, or a key that an object inherits a meaning for. */
function firstUnfit(data: unknown): Fault | undefined {
  const waiting: { value: unknown; path: Path }[] = [{ value: data, path: [] }]
  let values = 0
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next
    if (++values > limits.values) {
      return { path: [], expected: `at most ${limits.values} values`, found: 'more than that' }
    }
    if (typeof value !== 'object' || value === null) continue
    if (path.length >= limits.depth) {
      return { path, expected: `at most ${limits.depth} levels of nesting`, found: describe(value) }
    }
    const list = Array.isArray(value)
    const keys = list && value.length > limits.values ? [] : Object.keys(value)
    if (keys.length > limits.values || (list && keys.length < value.length)) {
      return { path, expected: `at most ${limits.values} values, none left out`, found: describe(value) }
    }
    for (const key of keys) {
      const child = [...path, list ? Number(key) : key]
      if (!list && key in Object.prototype) {
        return { path: child, expected: 'no such key', found: describe(Reflect.get(value, key)) }
      }
      waiting.push({ value: Reflect.get(value, key), path: child })
    }
  }
  return undefined
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
  const path = (issue.path ?? []).map((item) => (typeof item.key === 'number' ? item.key : String(item.key)))
  if (issue.type === 'union') return conditionFault(issue.input, path)
  const last = issue.path?.at(-1)
  if (issue.expected === 'never' && last) {
    return { path, expected: 'no such key', found: describe(last.value) }
  }
  return { path, expected: expectedBy(issue), found: describe(issue.input) }
}

/** The schemas give their own words after "expected"; valibot's are used where they are plain enough. */
function expectedBy(issue: v.BaseIssue<unknown>): string {
  if (issue.message.startsWith('expected ')) return issue.message.slice('expected '.length)
  const plain: Record<string, string> = {
    Array: 'a list',
    Object: 'an object',
    string: 'a text',
    number: 'a number',
    boolean: 'true or false',
  }
  if (issue.type === 'strict_object' && issue.expected?.startsWith('"'))
    return `a value for ${issue.expected}`
  if (issue.type === 'picklist')
    return `one of ${issue.expected?.replace(/[()]/g, '').replaceAll(' | ', ', ')}`
  const comparisons: Record<string, string> = {
    min_value: 'a number of at least',
    max_value: 'a number of at most',
    min_length: 'a length of at least',
    max_length: 'a length of at most',
  }
  const comparison = comparisons[issue.type]
  if (comparison) return `${comparison} ${issue.expected?.replace(/^[<>]=?/, '')}`
  if (issue.type === 'integer') return 'a whole number'
  return plain[issue.expected ?? ''] ?? issue.expected ?? 'something else'
}

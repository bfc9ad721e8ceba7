import { ArchiveError, shown } from './errors.ts'
import { limits } from './limits.ts'

/**
 * Reads JSON from a stranger: at most 5 MB, 32 levels deep and 500,000 values; no key that objects inherit a meaning
 * for; numbers that are numbers and whole to the last digit. Throws an ArchiveError that names the file.
 */
export function readJson(name: string, bytes: Uint8Array): unknown {
  if (bytes.length > limits.json)
    throw new ArchiveError('large', `${shown(name)} has more than ${limits.json / 1e6} MB`)
  const text = textOf(name, bytes)
  checkDepth(name, text)
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    throw new ArchiveError('damaged', `${shown(name)} cannot be read`, { cause: error })
  }
  checkValues(name, data)
  return data
}

export const writeJson = (data: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(data))

function textOf(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw new ArchiveError('damaged', `${shown(name)} is no text`, { cause: error })
  }
}

/** Before it is parsed: what comes after may call itself once a level. */
function checkDepth(name: string, text: string): void {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (quoted) {
      if (char === 0x5c) i++
      else if (char === 0x22) quoted = false
    } else if (char === 0x22) quoted = true
    else if (char === 0x7b || char === 0x5b) depth++
    else if (char === 0x7d || char === 0x5d) depth--
    if (depth > limits.depth) throw new ArchiveError('unsafe', `${shown(name)} is nested too deeply`)
  }
}

function checkValues(name: string, data: unknown): void {
  const waiting: unknown[] = [data]
  let values = 0
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (++values > limits.values) throw new ArchiveError('large', `${shown(name)} holds too many values`)
    // What is too large for a number is read as infinite.
    if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
      throw new ArchiveError('unsafe', `${shown(name)} holds a number that is too large`)
    if (typeof value !== 'object' || value === null) continue
    for (const key of Object.keys(value)) {
      if (!Array.isArray(value) && (key in Object.prototype || key === 'prototype'))
        throw new ArchiveError('unsafe', `${shown(name)} holds the key ${shown(key)}`)
      waiting.push(Reflect.get(value, key))
    }
  }
}

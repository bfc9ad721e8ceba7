import { describe, expect, test } from 'vitest'
import { checkArchive } from '../../src/archive/check.ts'
import { readJson } from '../../src/archive/json.ts'
import { limits } from '../../src/archive/limits.ts'
import { openZip } from '../../src/archive/zipRead.ts'
import { bytesSource, zipOf } from '../support/archives.ts'
import { hostile, takeInStranger, torment, type Outcome } from '../support/hostile.ts'
import { random } from '../support/random.ts'

const json = (text: string) => readJson('x.json', new TextEncoder().encode(text))

describe('archives from strangers', () => {
  test('are taken in whole or refused with a reason; none crashes, hangs, or changes what was there', async () => {
    const bad: string[] = []
    const count = new Map<Outcome, number>()
    await torment(0, 6 * Object.keys(hostile).length, (way, { outcome, why }, seed) => {
      count.set(outcome, (count.get(outcome) ?? 0) + 1)
      if (['crashed', 'slow', 'changed'].includes(outcome)) bad.push(`${seed} ${way}: ${outcome}: ${why}`)
    })
    expect(bad).toEqual([])
    expect(count.get('whole')).toBeGreaterThan(15)
    expect(count.get('refused')).toBeGreaterThan(100)
  })

  test.each([
    ['truncated', /no zip file|cut short|missing/],
    ['a link', /is a link/],
    ['two over the same bytes', /lies over another file/],
    ['a bad path', /path|twice/],
    ['a bomb', /grow more than 200 times/],
    ['an archive within', /is no text/],
    ['list of a newer app', /newer version/],
    ['a kind that is not known', /not known to this version/],
    ['a kind of a newer app', /newer version/],
    ['data: of a newer app', /newer version/],
    ['one file named twice', /names the same thing twice/],
    ['data: infinite numbers', /number that is too large/],
    ['data: no text at all', /is no text/],
    ['a recording of odd length', /ends within a sample/],
    ['a wrong hash', /is not what was written/],
    ['no list', /no archive of this app/],
  ])('with %s are refused by that name', async (way, reason) => {
    for (let seed = 0; seed < 2; seed++) {
      const bytes = await hostile[way]?.(random(seed), 2)
      const { outcome, why } = await takeInStranger(bytes ?? new Uint8Array())
      expect([outcome, why]).toEqual(['refused', expect.stringMatching(reason)])
    }
  })
})

describe('a zip', () => {
  test('whose file does not match its checksum is refused when it is read', async () => {
    const bytes = await zipOf({ 'manifest.json': '{"format":1,"kinds":[]}' }, false)
    bytes[bytes.indexOf(0x7b) + 3] = 0x20
    await expect(checkArchive(bytesSource(bytes))).rejects.toThrow(/is not what was written/)
  })

  test('with too many files, or of too many bytes, is not read through', async () => {
    const many = await zipOf({ a: 'a' })
    const view = new DataView(many.buffer)
    for (const at of [12, 14]) view.setUint16(many.length - at, limits.entries + 1, true)
    await expect(openZip(bytesSource(many))).rejects.toMatchObject({ problem: 'large' })
    const huge = { size: limits.file + 1, read: () => Promise.reject(new Error('was read')) }
    await expect(openZip(huge)).rejects.toMatchObject({ problem: 'large' })
  })
})

describe('JSON from a stranger', () => {
  test('may be as deep as the limit, and no deeper', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}"]]]\\"[[["${']'.repeat(depth)}`
    expect(json(nested(limits.depth))).toBeTruthy()
    expect(() => json(nested(limits.depth + 1))).toThrow(/nested too deeply/)
  })

  test('has no keys that objects inherit a meaning for, and no numbers that are none', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString'])
      expect(() => json(`[{"a":{"${key}":1}}]`)).toThrow(key)
    for (const number of ['1e999', '-1e999', '9007199254740993', '1e300'])
      expect(() => json(`{"a":${number}}`)).toThrow(/too large/)
    expect(() => json('{"a":NaN}')).toThrow(/cannot be read/)
  })
})

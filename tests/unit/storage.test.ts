import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LogError } from '../../src/session/version.ts'
import { StoreError } from '../../src/session/store.ts'
import { attempt, storeErrorOf } from '../../src/storage/errors.ts'
import {
  estimateSpace,
  hasRoomToRecord,
  isRoomShort,
  requestPersistence,
} from '../../src/storage/estimate.ts'
import { checksum, mergeTake, piecesOf, playable } from '../../src/storage/takes.ts'

const info = { take: 't', session: 'a', sampleRate: 16_000 }

const pieces = fc
  .uniqueArray(
    fc.record({
      index: fc.nat(12),
      samples: fc.int16Array({ maxLength: 6 }).map((samples) => Int16Array.from(samples)),
    }),
    { selector: ({ index }) => index, minLength: 1 },
  )
  .map((found) => found.toSorted((a, b) => a.index - b.index))

describe('a merged take', () => {
  test('comes apart into the chunks that it was made from', () => {
    fc.assert(
      fc.property(pieces, (ordered) => {
        const merged = mergeTake(info, ordered.toReversed())
        expect(piecesOf(merged)).toEqual(ordered)
        expect(playable(info, piecesOf(merged))).toEqual(playable(info, ordered))
      }),
    )
  })

  test('is refused by name when any sample changed or is missing', () => {
    fc.assert(
      fc.property(pieces, fc.nat(), fc.integer({ min: 1, max: 65_535 }), (ordered, place, change) => {
        const merged = mergeTake(info, ordered)
        fc.pre(merged.samples.length > 0)
        const at = place % merged.samples.length
        const changed = merged.samples.map((sample, i) => (i === at ? sample ^ change : sample))
        const shorter = merged.samples.slice(1)
        for (const samples of [changed, shorter])
          expect(() => piecesOf({ ...merged, samples })).toThrow(/^recording t: /)
      }),
    )
  })

  test('has a checksum that tells order and length', () => {
    const sums = [[], [0], [0, 0], [1, 2], [2, 1], [-1, 2]].map((samples) =>
      checksum(Int16Array.from(samples)),
    )
    expect(new Set(sums).size).toBe(sums.length)
  })
})

describe('errors', () => {
  const named = (name: string, more: object = {}) => Object.assign(new Error('inside'), { name, ...more })

  test.each([
    [new DOMException('no room', 'QuotaExceededError'), 'full'],
    [named('AbortError', { cause: new DOMException('no room', 'QuotaExceededError') }), 'full'],
    [named('OperationError', { cause: named('AbortError', { cause: named('QuotaExceededError') }) }), 'full'],
    [new DOMException('newer', 'VersionError'), 'blocked'],
    [new Error('Database has been closed'), 'failed'],
    [new DOMException('closing', 'InvalidStateError'), 'failed'],
    [new DOMException('gone', 'NotReadableError'), 'corrupt'],
    ['a text', 'failed'],
    [null, 'failed'],
  ])('%s is %s', (error, problem) => {
    const found = storeErrorOf('saving to session a', error)
    expect(found).toBeInstanceOf(StoreError)
    expect(found.problem).toBe(problem)
    expect(found.message).toMatch(/^saving to session a: /)
  })

  test('of the session pass through as they are, from within a transaction too', async () => {
    const own = new LogError('corrupt', 'Session "x": entry 3')
    await expect(attempt('opening', () => Promise.reject(own))).rejects.toBe(own)
    await expect(attempt('opening', () => Promise.reject(named('AbortError', { cause: own })))).rejects.toBe(
      own,
    )
  })

  test('that point at themselves come to an end', () => {
    const error = named('AbortError')
    Object.assign(error, { cause: error })
    expect(storeErrorOf('saving', error).problem).toBe('failed')
  })
})

describe('space', () => {
  const storage = (estimate: StorageEstimate, persisted: boolean, persists: boolean) => ({
    estimate: async () => estimate,
    persisted: async () => persisted,
    persist: async () => persists,
  })
  const broken = {
    estimate: () => Promise.reject(new TypeError('opaque origin')),
    persisted: () => Promise.reject(new TypeError('opaque origin')),
    persist: () => Promise.reject(new TypeError('opaque origin')),
  }

  test('is what is left of the quota, and never negative', async () => {
    const left = (usage: number, quota: number) => estimateSpace(storage({ usage, quota }, false, false))
    expect(await left(30, 100)).toEqual({ usedBytes: 30, freeBytes: 70 })
    expect(await left(130, 100)).toEqual({ usedBytes: 130, freeBytes: 0 })
  })

  test('is unknown where the browser does not tell', async () => {
    expect(await estimateSpace(storage({}, false, false))).toBeNull()
    expect(await estimateSpace(broken)).toBeNull()
  })

  test('suffices for a recording from 100 MB, or when unknown', () => {
    expect(hasRoomToRecord({ usedBytes: 0, freeBytes: 100_000_000 })).toBe(true)
    expect(hasRoomToRecord({ usedBytes: 0, freeBytes: 99_999_999 })).toBe(false)
    expect(hasRoomToRecord(null)).toBe(true)
  })

  test('runs short below half a gigabyte', () => {
    expect(isRoomShort({ usedBytes: 0, freeBytes: 500_000_000 })).toBe(false)
    expect(isRoomShort({ usedBytes: 0, freeBytes: 499_999_999 })).toBe(true)
  })

  test('is kept when the browser promised it before or promises it now', async () => {
    expect(await requestPersistence(storage({}, true, false))).toBe(true)
    expect(await requestPersistence(storage({}, false, true))).toBe(true)
    expect(await requestPersistence(storage({}, false, false))).toBe(false)
    expect(await requestPersistence(broken)).toBe(false)
  })
})

import { afterEach, expect, test, vi } from 'vitest'
import { noteLoading, turnToLoad } from '../../src/platform/loading.ts'

afterEach(() => vi.useRealTimers())

/** Resolves with whether the promise has settled by now, all that was due included. */
async function isOver(promise: Promise<unknown>): Promise<boolean> {
  let over = false
  void promise.then(() => (over = true))
  for (let i = 0; i < 10; i++) await Promise.resolve()
  return over
}

/** A load that is ended by hand. */
function load() {
  let end: { well: () => void; badly: () => void } | null = null
  const promise = new Promise<void>((resolve, reject) => {
    end = { well: resolve, badly: () => reject(new Error('no network')) }
  })
  return { promise, end: end as unknown as { well: () => void; badly: () => void } }
}

test('what is less urgent waits for what is more urgent, however that ends, and not the other way round', async () => {
  const voice = load()
  const listening = load()
  noteLoading('voice model', voice.promise)
  noteLoading('listening', listening.promise)
  const turns = { listening: turnToLoad('listening'), offline: turnToLoad('offline') }
  expect(await isOver(turnToLoad('voice model'))).toBe(true)
  expect(await isOver(turns.listening)).toBe(false)
  voice.end.badly()
  expect(await isOver(turns.listening)).toBe(true)
  expect(await isOver(turns.offline)).toBe(false)
  listening.end.well()
  expect(await isOver(turns.offline)).toBe(true)
})

test('a load that hangs keeps the others waiting for 20 s and no longer', async () => {
  vi.useFakeTimers()
  const hangs = load()
  noteLoading('voice model', hangs.promise)
  const turn = turnToLoad('offline')
  await vi.advanceTimersByTimeAsync(19_000)
  expect(await isOver(turn)).toBe(false)
  await vi.advanceTimersByTimeAsync(1_100)
  expect(await isOver(turn)).toBe(true)
  hangs.end.well()
})

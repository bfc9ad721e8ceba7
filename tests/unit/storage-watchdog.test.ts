import { describe, expect, test } from 'vitest'
import type { StoreProblem } from '../../src/session/store.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { patienceMs, watchStore } from '../../src/storage/watchdog.ts'
import { handClock } from '../support/clock.ts'
import { faultyStore, type Fault } from '../support/faultyStore.ts'
import { settle } from '../support/stage.ts'
import { headerOf, sample } from '../support/store-contract.ts'

/** A watched store, all of whose operations go wrong in one way from when that is said. */
function watched() {
  const clock = handClock()
  let fault: Fault | null = null
  const told: number[] = []
  const refused: StoreProblem[] = []
  const store = watchStore(
    faultyStore(new MemorySessionStore(), clock, () => fault),
    clock,
    { late: (late) => told.push(late), refused: (problem) => refused.push(problem) },
  )
  return { clock, store, told, refused, fail: (now: Fault | null) => (fault = now) }
}

describe('the watchdog of a store', () => {
  test('lets pass what is answered in time, and leaves no timer', async () => {
    const { clock, store, told, refused, fail } = watched()
    await store.create(headerOf('a'), 'First')
    await store.append('a', 0, sample.entries)
    expect((await store.load('a'))?.log.entries).toEqual(sample.entries)
    fail('refused')
    await expect(store.list()).rejects.toMatchObject({ problem: 'full' })
    expect([clock.waiting, told, refused, store.durable]).toEqual([0, [], ['full'], false])
  })

  test('refuses what should be quick once its time is up', async () => {
    const { clock, store, told, fail } = watched()
    fail('hangs')
    const calls = [store.list(), store.create(headerOf('a'), 'First'), store.append('a', 0, [])]
    const outcomes = Promise.allSettled(calls)
    clock.advance(patienceMs)
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreError', problem: 'slow' } })
    expect(told).toEqual([])
  })

  test('says that something else takes long, and when it is over', async () => {
    const { clock, store, told, fail } = watched()
    await store.create(headerOf('a'), 'First')
    fail('late')
    const loading = store.load('a')
    const removed = store.purge('a')
    clock.advance(patienceMs)
    expect(told).toEqual([1, 2])
    clock.advance(10_000)
    await settle()
    expect(told).toEqual([1, 2, 1, 0])
    await Promise.all([loading, removed])
    expect(clock.waiting).toBe(0)
  })
})

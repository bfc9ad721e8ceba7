import { afterEach, describe, expect, test, vi } from 'vitest'
import { loadAhead, takeReview } from '../../src/review/ahead.ts'
import { takesNear, type Stretch } from '../../src/review/playhead.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { generateSession } from '../support/sessions.ts'

async function kept() {
  const { log } = generateSession({ seed: 3, answers: 2, id: 'one' })
  const store = new MemorySessionStore()
  await store.put({ log, title: 'An evening', takes: [] }, null)
  return { store, load: vi.spyOn(store, 'load') }
}

afterEach(() => vi.restoreAllMocks())

describe('a session that was loaded ahead', () => {
  test('is shown without being loaded again, once', async () => {
    const { store, load } = await kept()
    loadAhead(store, 'one')
    loadAhead(store, 'one')
    expect(await takeReview(store, 'one')).toMatchObject({ title: 'An evening' })
    expect(load).toHaveBeenCalledTimes(1)
    await takeReview(store, 'one')
    expect(load).toHaveBeenCalledTimes(2)
  })

  test('is not shown in the place of another, nor once it may have changed', async () => {
    const { store, load } = await kept()
    loadAhead(store, 'one')
    expect(await takeReview(store, 'two')).toMatchObject({ kind: 'missing' })
    loadAhead(store, 'one')
    const later = performance.now() + 6_000
    vi.spyOn(performance, 'now').mockReturnValue(later)
    await takeReview(store, 'one')
    expect(load).toHaveBeenCalledTimes(4)
  })
})

describe('recordings near the playhead', () => {
  const stretch = (from: number, to: number, take: string | null): Stretch => ({
    from,
    to,
    take,
    takeFrom: 0,
    rate: 1,
  })
  const stretches = [
    stretch(0, 10_000, 'far before'),
    stretch(10_000, 70_000, null),
    stretch(70_000, 90_000, 'before'),
    stretch(90_000, 100_000, null),
    stretch(100_000, 130_000, 'here'),
    stretch(130_000, 150_000, 'after'),
    stretch(150_000, 300_000, null),
    stretch(300_000, 310_000, 'far after'),
  ]

  test('are those that a step may lead to, the nearest first', () => {
    expect(takesNear(stretches, 105_000)).toEqual(['here', 'before', 'after'])
    expect(takesNear(stretches, 129_000)).toEqual(['here', 'after', 'before'])
  })

  test('are the next ones where there is none as near', () => {
    expect(takesNear(stretches, 220_000)).toEqual(['after', 'far after'])
    expect(takesNear([], 0)).toEqual([])
  })
})

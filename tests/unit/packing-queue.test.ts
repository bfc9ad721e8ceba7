import { describe, expect, test } from 'vitest'
import { interviewClaim } from '../../src/platform/claim.ts'
import type { Packer } from '../../src/packing/packer.ts'
import { createPackingQueue, type PackingPorts } from '../../src/packing/queue.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { handClock } from '../support/clock.ts'
import { packerHeld, unpackHeld } from '../support/packed.ts'
import { chunkOf, headerOf, joined, sample } from '../support/store-contract.ts'

const calm = 10_000

/** Two sessions that ended, with two recordings each, and one that was interrupted. */
async function stage(changes: Partial<PackingPorts> = {}) {
  const store = new MemorySessionStore(null, unpackHeld)
  for (const [id, day] of [
    ['new', '22'],
    ['old', '20'],
    ['open', '21'],
  ] as const) {
    await store.create(headerOf(id, `2026-11-${day}T10:00:00.000Z`), id)
    await store.append(id, 0, id === 'open' ? sample.entries.slice(0, -1) : sample.entries)
    for (const take of [`${id}.0`, `${id}.1`])
      for (const index of [0, 1]) await store.appendAudio(chunkOf(id, take, index, 4_000))
  }
  const clock = handClock()
  const claims = new Set<string>()
  const packer = packerHeld()
  let settle = () => {}
  const ports: PackingPorts = {
    store,
    clock,
    claim(name) {
      if (claims.has(name)) return Promise.resolve(null)
      claims.add(name)
      return Promise.resolve(() => claims.delete(name))
    },
    isClaimed: (name) => Promise.resolve(claims.has(name)),
    createPacker: () => Promise.resolve(packer),
    isOn: () => true,
    ...changes,
  }
  const queue = createPackingQueue(ports)
  queue.subscribe(() => queue.state().at === 'idle' && settle())
  return {
    store,
    clock,
    claims,
    packer,
    queue,
    /** Has it begin, and waits until it does nothing any more. */
    async run() {
      const idle = new Promise<void>((resolve) => (settle = resolve))
      queue.look()
      await idle
    },
    forms: async () => Object.fromEntries((await store.sizes()).map(({ take, form }) => [take, form])),
  }
}

const untouched = {
  'new.0': 'pcm',
  'new.1': 'pcm',
  'old.0': 'pcm',
  'old.1': 'pcm',
  'open.0': 'pcm',
  'open.1': 'pcm',
}
const allPacked = {
  ...untouched,
  'new.0': 'packed',
  'new.1': 'packed',
  'old.0': 'packed',
  'old.1': 'packed',
}

describe('packing', () => {
  test('takes the recordings of sessions that are over, the oldest first, and what was said stays the same', async () => {
    const { run, forms, packer, store, queue } = await stage()
    await run()
    expect(await forms()).toEqual(allPacked)
    expect(packer).toMatchObject({ packed: ['old.0', 'old.1', 'new.0', 'new.1'], closed: 1 })
    expect(queue.state()).toEqual({ at: 'idle', done: 4, left: 0, possible: true, problem: null })
    const said = joined(...[0, 1].map((index) => chunkOf('new', 'new.0', index, 4_000)))
    expect([...((await store.loadTake('new.0'))?.samples ?? [])]).toEqual(said)
    await run()
    expect(packer.packed).toHaveLength(4)
  })

  test('begins by itself a while after a session ended, not at once', async () => {
    const { clock, forms, store, queue } = await stage()
    clock.advance(calm - 1)
    await store.append('open', sample.entries.length - 1, sample.entries.slice(-1))
    // The change begins the wait anew.
    await new Promise<void>((resolve) => queueMicrotask(resolve))
    clock.advance(calm - 1)
    expect(queue.state().at).toBe('idle')
    expect(await forms()).toEqual(untouched)
    const idle = new Promise<void>((resolve) => {
      queue.subscribe(() => queue.state().at === 'idle' && resolve())
    })
    clock.advance(1)
    await idle
    expect(await forms()).toEqual({ ...allPacked, 'open.0': 'packed', 'open.1': 'packed' })
  })

  test('waits while an interview is taken, also in the middle', async () => {
    const { run, clock, claims, packer, queue } = await stage()
    const seen: string[] = []
    queue.subscribe(() => seen.push(queue.state().at))
    const { pack } = packer
    packer.pack = (audio) => {
      claims.add(interviewClaim)
      return pack(audio)
    }
    const over = run()
    const step = async () => {
      await new Promise((resolve) => setTimeout(resolve))
      clock.advance(1_000)
    }
    while (!seen.includes('interview')) await step()
    for (let i = 0; i < 5; i++) await step()
    expect(packer.packed).toEqual(['old.0'])
    packer.pack = pack
    claims.delete(interviewClaim)
    await step()
    await over
    expect(packer.packed).toHaveLength(4)
  })

  test('leaves what it cannot pack, or what failed, as it is, and does not try it again on this visit', async () => {
    const { run, forms, packer, queue } = await stage()
    const { pack } = packer
    packer.pack = (audio) => {
      if (audio.take === 'old.0') return Promise.resolve(null)
      return audio.take === 'new.1' ? Promise.reject(new Error('the encoder broke')) : pack(audio)
    }
    await run()
    expect(await forms()).toEqual({ ...allPacked, 'old.0': 'pcm', 'new.1': 'pcm' })
    expect(queue.state()).toMatchObject({ done: 2, problem: 'the encoder broke' })
    packer.pack = pack
    await run()
    expect(await forms()).toEqual({ ...allPacked, 'old.0': 'pcm', 'new.1': 'pcm' })
  })

  test('does nothing where the browser cannot, where it is turned off, and where another tab does', async () => {
    const cannot = await stage({ createPacker: () => Promise.resolve(null) })
    await cannot.run()
    expect(cannot.queue.state()).toMatchObject({ possible: false })
    const off = await stage({ isOn: () => false })
    off.queue.look()
    off.clock.advance(calm)
    const elsewhere = await stage()
    elsewhere.claims.add('mockloop.packing')
    await elsewhere.run()
    for (const { forms } of [cannot, off, elsewhere]) expect(await forms()).toEqual(untouched)
  })

  test('changes nothing of a recording that was deleted, or is another one, meanwhile', async () => {
    const { run, forms, packer, store } = await stage()
    const { pack } = packer
    const slow: Packer['pack'] = async (audio) => {
      if (audio.take === 'old.0') {
        await store.remove('old')
        await store.purge('old')
      }
      if (audio.take === 'new.0') await store.appendAudio(chunkOf('new', 'new.0', 2, 4_000))
      return pack(audio)
    }
    packer.pack = slow
    await run()
    expect(await forms()).toEqual({ 'new.0': 'pcm', 'new.1': 'packed', 'open.0': 'pcm', 'open.1': 'pcm' })
    expect((await store.loadTake('new.0'))?.samples).toHaveLength(12_000)
  })

  test('that is closed stops after the recording at hand', async () => {
    const { queue, packer, forms } = await stage()
    const { pack } = packer
    const closed = new Promise<void>((resolve) => {
      packer.pack = (audio) => {
        queue.close()
        return pack(audio)
      }
      packer.close = resolve
    })
    queue.look()
    await closed
    expect(await forms()).toEqual({ ...untouched, 'old.0': 'packed' })
  })
})

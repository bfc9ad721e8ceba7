import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Entry } from '../../src/session/log.ts'
import { StoreError, type SessionStore } from '../../src/session/store.ts'
import { packedFrom } from './packed.ts'
import { chunkOf, headerOf, joined } from './store-contract.ts'

const heard = (take: string, at = 0): Entry => ({ type: 'listening.started', at, input: 'microphone', take })

/** A session whose log names these recordings; those of `own` are recorded by it. */
async function record(store: SessionStore, id: string, own: readonly string[]): Promise<void> {
  await store.create(headerOf(id), id)
  await store.append(
    id,
    0,
    own.map((take) => heard(take)),
  )
  for (const take of own) await store.appendAudio(chunkOf(id, take, 0))
}

/** Another take, which names these recordings and has none of its own. */
const share = (store: SessionStore, id: string, named: readonly string[]) =>
  store.put(
    { log: { header: headerOf(id), entries: named.map((take) => heard(take)) }, title: id, takes: [] },
    null,
  )

const samplesOf = async (store: SessionStore, take: string) => {
  const audio = await store.loadTake(take)
  return audio && [...audio.samples]
}

/** What every store has to do where sessions share recordings. `open` gives an empty one, which unpacks with `unpackHeld`. */
export function describeSharing(name: string, open: () => Promise<SessionStore>, runs: number): void {
  describe(`${name} lets sessions share recordings`, () => {
    let store: SessionStore
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    test('which stay until the last of them was purged: in pieces, merged and packed', async () => {
      await record(store, 'a', ['loose', 'merged', 'packed', 'alone'])
      await store.sealTake('merged')
      await store.sealTake('packed')
      const original = await store.loadTake('packed')
      if (!original) throw new Error('it was just written')
      await store.pack(original, await packedFrom(original))
      const shared = ['loose', 'merged', 'packed']
      await share(store, 'b', shared)
      expect(await store.takesOf('b')).toEqual(shared)
      expect(await store.list()).toHaveLength(2)
      const before = new Map(
        await Promise.all(shared.map(async (t) => [t, await store.loadKept(t)] as const)),
      )

      await store.remove('a')
      await store.purge('a')
      for (const take of shared) expect([take, await store.loadKept(take)]).toEqual([take, before.get(take)])
      expect(await store.loadTake('alone')).toBeNull()
      expect(await store.takesOf('b')).toEqual(shared)
      expect(new Map((await store.sizes()).map(({ take, session }) => [take, session]))).toEqual(
        new Map(shared.map((take) => [take, 'b'])),
      )
      // They are its own now: it can go on with one that was not finished.
      await store.appendAudio(chunkOf('b', 'loose', 1))
      await store.sealTake('loose')
      expect(await samplesOf(store, 'loose')).toEqual(
        joined(chunkOf('a', 'loose', 0), chunkOf('b', 'loose', 1)),
      )
      await store.remove('b')
      await store.purge('b')
      expect(await store.sizes()).toEqual([])
      for (const take of shared) expect(await store.loadKept(take)).toBeNull()
    })

    test('while a removed one can still be restored with them', async () => {
      await record(store, 'a', ['t'])
      await share(store, 'b', ['t'])
      await store.remove('b')
      await store.remove('a')
      await store.purge('a')
      await store.restore('b')
      expect(await store.takesOf('b')).toEqual(['t'])
      expect(await samplesOf(store, 't')).toEqual(joined(chunkOf('a', 't', 0)))
    })

    test('of which only what is there is shared, and nothing can be added but by its owner', async () => {
      await record(store, 'a', ['t'])
      await share(store, 'b', ['t', 'nowhere'])
      expect(await store.takesOf('b')).toEqual(['t'])
      await expect(store.appendAudio(chunkOf('b', 't', 1))).rejects.toThrow(/belongs to session a/)
      await store.remove('b')
      await store.purge('b')
      expect(await store.takesOf('a')).toEqual(['t'])
    })

    test('and made good by one, a damaged or shorter one is so for all', async () => {
      await record(store, 'a', ['t'])
      await share(store, 'b', ['t'])
      const log = { header: headerOf('b'), entries: [heard('t')] }
      const longer = chunkOf('b', 't', 0, 900)
      await store.put({ log, title: 'b', takes: [longer] }, 1)
      expect(await samplesOf(store, 't')).toEqual(joined(longer))
      expect(await store.sizes()).toEqual([{ take: 't', session: 'a', bytes: 1_800, form: 'pcm' }])
      expect([await store.takesOf('a'), await store.takesOf('b')]).toEqual([['t'], ['t']])
    })

    test('when any of them comes, goes and comes back, as the model', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 25 }), async (operations) => {
          const fresh = await open()
          try {
            const model = new Model()
            for (const each of operations) {
              const expected = model.outcome(each)
              expect([each, await outcomeOf(model.perform(each, fresh))]).toEqual([each, expected])
            }
            for (const each of ids)
              expect([each, await fresh.takesOf(each)]).toEqual([each, model.takesOf(each)])
            const sizes = await fresh.sizes()
            for (const [take, samples] of model.recorded) {
              const sharing = ids.filter((each) => model.takesOf(each).includes(take))
              const kept = sharing.length > 0 ? samples : null
              expect([take, await samplesOf(fresh, take)]).toEqual([take, kept])
              const owners = sizes.filter((size) => size.take === take).map(({ session }) => session)
              expect(owners).toHaveLength(Math.min(1, sharing.length))
              expect(sharing).toEqual(expect.arrayContaining(owners))
            }
          } finally {
            fresh.close()
          }
        }),
        { numRuns: runs },
      )
    })
  })
}

const ids = ['a', 'b', 'c', 'd'] as const
const id = fc.constantFrom(...ids)
const operation = fc.oneof(
  fc.record({ do: fc.constant('record' as const), id, seal: fc.boolean() }),
  fc.record({ do: fc.constant('fork' as const), id, from: id, cut: fc.nat(6) }),
  fc.record({
    do: fc.constantFrom('remove' as const, 'remove' as const, 'restore' as const, 'purge' as const),
    id,
  }),
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

const outcomeOf = (call: Promise<void>): Promise<'done' | 'refused'> =>
  call.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof StoreError) return 'refused'
      throw error
    },
  )

/** Which session names which recordings: what one of them names is there. */
class Model {
  readonly #sessions = new Map<string, { named: string[]; removed: boolean }>()
  readonly recorded = new Map<string, number[]>()

  takesOf(session: string): string[] {
    return this.#sessions.get(session)?.named.toSorted() ?? []
  }

  outcome({ do: what, id: session }: Operation): 'done' | 'refused' {
    const held = this.#sessions.get(session)
    if (what === 'fork') return held && !held.removed ? 'refused' : 'done'
    return what === 'restore' && !held ? 'refused' : 'done'
  }

  async perform(given: Operation, store: SessionStore): Promise<void> {
    const held = this.#sessions.get(given.id)
    switch (given.do) {
      case 'record': {
        if (!held) await store.create(headerOf(given.id), given.id)
        const session = held ?? { named: [], removed: false }
        this.#sessions.set(given.id, session)
        const take = `${given.id}.${this.recorded.size}`
        await store.append(given.id, session.named.length, [heard(take)])
        const chunk = chunkOf(given.id, take, 0)
        await store.appendAudio(chunk)
        if (given.seal) await store.sealTake(take)
        session.named.push(take)
        this.recorded.set(take, joined(chunk))
        return
      }
      case 'fork': {
        const named = this.#sessions.get(given.from)?.named.slice(0, given.cut) ?? []
        await share(store, given.id, named)
        this.#sessions.set(given.id, { named, removed: false })
        return
      }
      case 'purge':
        await store.purge(given.id)
        if (held?.removed) this.#sessions.delete(given.id)
        return
      default:
        await store[given.do](given.id)
        if (held) held.removed = given.do === 'remove'
    }
  }
}

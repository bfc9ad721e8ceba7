import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answersOf, waits } from '../../src/session/answers.ts'
import type { Entry, Header } from '../../src/session/log.ts'
import { durationMs, hasEnded } from '../../src/session/entries.ts'
import {
  StoreError,
  type AudioChunk,
  type SessionStore,
  type SessionSummary,
} from '../../src/session/store.ts'
import { packedFrom } from './packed.ts'
import { correctionsOf, said } from './texts.ts'
import { generateSession } from './sessions.ts'

export const sample = generateSession({ seed: 7, answers: 12, questions: 2, input: 'mixed' }).log

export const headerOf = (id: string, createdAt = '2026-11-22T18:20:00.000Z'): Header => ({
  ...sample.header,
  id,
  createdAt,
})

/** A chunk whose samples tell it from any other. */
export function chunkOf(session: string, take: string, index: number, length = 400): AudioChunk {
  const samples = Int16Array.from({ length }, (_, i) => (i * 7919 + index * 104729 + take.length) % 32768)
  return { session, take, index, sampleRate: 16_000, samples }
}

export const joined = (...chunks: Pick<AudioChunk, 'samples'>[]): number[] =>
  chunks.flatMap(({ samples }) => [...samples])

/** What every store has to do. `open` gives an empty one, which unpacks with `unpackHeld`. */
export function describeStore(name: string, open: () => Promise<SessionStore>, runs: number): void {
  describe(`${name} keeps the contract`, () => {
    let store: SessionStore
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    test('a log comes back as it was appended, and the list shows what is in it', async () => {
      await store.create(headerOf('a'), 'First')
      await store.append('a', 0, sample.entries.slice(0, 10))
      await store.append('a', 10, sample.entries.slice(10))
      expect(await store.load('a')).toEqual({
        log: { header: headerOf('a'), entries: sample.entries },
        title: 'First',
        tags: [],
      })
      expect(await store.list()).toEqual([summary(headerOf('a'), 'First', sample.entries)])
      expect(await store.load('b')).toBeNull()
    })

    test('the newest session comes first, however its time is written', async () => {
      await store.create(headerOf('old', '2026-11-22T18:20:00Z'), 'old')
      await store.create(headerOf('new', '2026-11-22T18:20:01Z'), 'new')
      await store.create(headerOf('mid', '2026-11-22T18:20:00.500Z'), 'mid')
      expect((await store.list()).map(({ id }) => id)).toEqual(['new', 'mid', 'old'])
    })

    test('an append at a wrong place is refused and changes nothing', async () => {
      await store.create(headerOf('a'), 'First')
      await store.append('a', 0, sample.entries.slice(0, 5))
      for (const from of [0, 4, 6]) {
        const append = store.append('a', from, sample.entries.slice(from + 1, from + 3))
        await expect(append).rejects.toMatchObject({
          name: 'StoreError',
          problem: 'failed',
          message: `another tab wrote to session a: it has 5 entries, not ${from}`,
        })
      }
      expect((await store.load('a'))?.log.entries).toEqual(sample.entries.slice(0, 5))
      expect(await store.list()).toEqual([summary(headerOf('a'), 'First', sample.entries.slice(0, 5))])
    })

    test('an append that nobody heard of can be repeated, alone or with what came since', async () => {
      await store.create(headerOf('a'), 'First')
      await store.append('a', 0, sample.entries.slice(0, 5))
      await store.append('a', 2, sample.entries.slice(2, 5))
      await store.append('a', 2, sample.entries.slice(2, 4))
      await store.append('a', 2, sample.entries.slice(2, 9))
      expect((await store.load('a'))?.log.entries).toEqual(sample.entries.slice(0, 9))
      expect(await store.list()).toEqual([summary(headerOf('a'), 'First', sample.entries.slice(0, 9))])
    })

    test('what needs a session names the one that is missing', async () => {
      const calls = [
        store.append('gone', 0, []),
        store.appendAudio(chunkOf('gone', 't', 0)),
        store.rename('gone', 'x'),
        store.tag('gone', { add: ['x'] }),
        store.restore('gone'),
      ]
      for (const call of calls) await expect(call).rejects.toThrow(/there is no session gone/)
      await store.create(headerOf('a'), 'First')
      await expect(store.create(headerOf('a'), 'Second')).rejects.toThrow(/already a session a/)
      expect((await store.load('a'))?.title).toBe('First')
    })

    test('a log of a newer app is refused by name and not appended to', async () => {
      const newer = { ...headerOf('a'), version: 99 } as unknown as Header
      await store.create(newer, 'Tomorrow')
      await expect(store.load('a')).rejects.toMatchObject({ name: 'LogError', problem: 'newer' })
      await expect(store.load('a')).rejects.toThrow(/Session "Tomorrow"/)
      await expect(store.append('a', 0, sample.entries)).rejects.toThrow(/another version/)
    })

    test('audio is bit-exact before and after it is sealed, twice too', async () => {
      await store.create(headerOf('a'), 'First')
      const chunks = [0, 1, 2, 3].map((index) => chunkOf('a', 't', index, index === 3 ? 130 : 400))
      // 11 comes after 2 as a number, before it as text.
      const many = Array.from({ length: 12 }, (_, index) => chunkOf('a', 'many', index, 5))
      for (const chunk of [...chunks, ...many.toReversed()]) await store.appendAudio(chunk)
      for (let seals = 0; seals <= 2; seals++) {
        const audio = await store.loadTake('t')
        expect(audio).toMatchObject({ take: 't', sampleRate: 16_000 })
        expect([...(audio?.samples ?? [])]).toEqual(joined(...chunks))
        expect([...((await store.loadTake('many'))?.samples ?? [])]).toEqual(joined(...many))
        await store.sealTake('t')
        await store.sealTake('many')
      }
      await store.sealTake('none')
      expect(await store.loadTake('none')).toBeNull()
    })

    test('silence stands for a missing chunk, and one that comes late finds its place', async () => {
      await store.create(headerOf('a'), 'First')
      const [zero, one, two, three] = [0, 1, 2, 3].map((index) => chunkOf('a', 't', index)) as [
        AudioChunk,
        AudioChunk,
        AudioChunk,
        AudioChunk,
      ]
      const silence = { samples: new Int16Array(400) }
      const heard = async () => [...((await store.loadTake('t'))?.samples ?? [])]
      await store.appendAudio(two)
      expect(await heard()).toEqual(joined(silence, silence, two))
      await store.appendAudio(zero)
      await store.sealTake('t')
      expect(await heard()).toEqual(joined(zero, silence, two))
      await store.appendAudio(one)
      await store.appendAudio(three)
      expect(await heard()).toEqual(joined(zero, one, two, three))
      await store.sealTake('t')
      expect(await heard()).toEqual(joined(zero, one, two, three))
    })

    test('a chunk sent again is kept once; another one in its place is refused', async () => {
      await store.create(headerOf('a'), 'First')
      await store.create(headerOf('b'), 'Second')
      const chunk = chunkOf('a', 't', 0)
      for (const sealed of [false, true]) {
        if (sealed) await store.sealTake('t')
        await store.appendAudio(chunk)
        await store.appendAudio(chunk)
        await expect(store.appendAudio(chunkOf('a', 't', 0, 401))).rejects.toThrow(/already at place 0/)
        await expect(store.appendAudio({ ...chunk, index: 1, sampleRate: 8_000 })).rejects.toThrow(/16000/)
        await expect(store.appendAudio(chunkOf('b', 't', 1))).rejects.toThrow(/belongs to session a/)
        await expect(store.appendAudio(chunkOf('a', 't', -1))).rejects.toThrow(/cannot have place -1/)
        expect([...((await store.loadTake('t'))?.samples ?? [])]).toEqual(joined(chunk))
      }
    })

    test('several chunks at once are written together or not at all, also of several takes', async () => {
      await store.create(headerOf('a'), 'First')
      const [one, two, three] = [chunkOf('a', 't', 0), chunkOf('a', 't', 1), chunkOf('a', 'u', 0)] as const
      await expect(store.appendAudio(one, chunkOf('a', 't', -1))).rejects.toThrow(/cannot have place -1/)
      await expect(store.appendAudio(one, chunkOf('none', 'u', 0))).rejects.toThrow(/none/)
      expect(await store.loadTake('t')).toBeNull()
      await store.appendAudio(one)
      await store.appendAudio(one, two, three)
      expect([...((await store.loadTake('t'))?.samples ?? [])]).toEqual(joined(one, two))
      expect([...((await store.loadTake('u'))?.samples ?? [])]).toEqual(joined(three))
    })

    test('samples are those at the time of the call, whatever becomes of their buffer', async () => {
      await store.create(headerOf('a'), 'First')
      const buffer = new Int16Array(10_000).fill(3)
      const writing = store.appendAudio({ ...chunkOf('a', 't', 0), samples: buffer.subarray(100, 104) })
      buffer.fill(9)
      await writing
      expect([...((await store.loadTake('t'))?.samples ?? [])]).toEqual([3, 3, 3, 3])
    })

    test('a removed session leaves the list, and comes back until it is purged with its audio', async () => {
      await store.create(headerOf('a'), 'First')
      await store.append('a', 0, sample.entries)
      await store.appendAudio(chunkOf('a', 'sealed', 0))
      await store.sealTake('sealed')
      await store.appendAudio(chunkOf('a', 'loose', 0))
      await store.remove('a')
      expect(await store.list()).toEqual([])
      await store.restore('a')
      await store.purge('a')
      expect(await store.list()).toEqual([summary(headerOf('a'), 'First', sample.entries)])
      await store.remove('a')
      await store.purge('a')
      expect(await store.load('a')).toBeNull()
      expect([await store.loadTake('sealed'), await store.loadTake('loose')]).toEqual([null, null])
      await store.remove('a')
      await store.create(headerOf('a'), 'Again')
      expect((await store.load('a'))?.log.entries).toEqual([])
    })

    test('a whole session is taken in with its takes, and goes on from there', async () => {
      const log = { header: headerOf('a'), entries: sample.entries }
      const takes = ['t', 'u'].map((take) => chunkOf('a', take, 0))
      await store.put({ log, title: 'Whole', takes }, null)
      expect(await store.load('a')).toEqual({ log, title: 'Whole', tags: [] })
      expect(await store.list()).toEqual([summary(headerOf('a'), 'Whole', sample.entries)])
      expect(await store.takesOf('a')).toEqual(['t', 'u'])
      expect([...((await store.loadTake('u'))?.samples ?? [])]).toEqual(joined(chunkOf('a', 'u', 0)))
      await expect(store.put({ log, title: 'Again', takes }, null)).rejects.toThrow(/already a session a/)
      await store.appendAudio(chunkOf('a', 't', 1))
      expect([...((await store.loadTake('t'))?.samples ?? [])]).toEqual(
        joined(chunkOf('a', 't', 0), chunkOf('a', 't', 1)),
      )
      expect((await store.loadRaw('a'))?.entries).toEqual(sample.entries)
      expect(await store.loadRaw('b')).toBeNull()
    })

    test('a session is extended by what a whole one has more, takes included', async () => {
      const log = { header: headerOf('a'), entries: sample.entries }
      await store.create(headerOf('a'), 'First')
      await store.append('a', 0, sample.entries.slice(0, 9))
      await store.appendAudio(chunkOf('a', 't', 0, 100))
      const whole = { log, title: 'Other', takes: [chunkOf('a', 't', 0, 300), chunkOf('a', 'u', 0)] }
      await expect(store.put(whole, 8)).rejects.toThrow(/has 9 entries, not 8/)
      expect(await store.takesOf('a')).toEqual(['t'])
      await store.put(whole, 9)
      expect(await store.load('a')).toEqual({ log, title: 'First', tags: [] })
      expect(await store.list()).toEqual([summary(headerOf('a'), 'First', sample.entries)])
      expect((await store.loadTake('t'))?.samples).toHaveLength(300)
    })

    test('nothing is taken in of a session with a recording that is another’s', async () => {
      await store.create(headerOf('b'), 'Other')
      await store.appendAudio(chunkOf('b', 'theirs', 0))
      const takes = [chunkOf('a', 'own', 0), chunkOf('a', 'theirs', 0)]
      const whole = { log: { header: headerOf('a'), entries: sample.entries }, title: 'Whole', takes }
      for (const sealed of [false, true]) {
        if (sealed) await store.sealTake('theirs')
        await expect(store.put(whole, null)).rejects.toThrow(/belongs to session b/)
        expect(await store.load('a')).toBeNull()
        expect(await store.loadTake('own')).toBeNull()
        expect((await store.list()).map(({ id }) => id)).toEqual(['b'])
      }
    })

    test('a whole session replaces one that was removed', async () => {
      await store.create(headerOf('a'), 'First')
      await store.append('a', 0, sample.entries)
      await store.appendAudio(chunkOf('a', 'old', 0))
      await store.remove('a')
      const log = { header: headerOf('a'), entries: sample.entries.slice(0, 4) }
      await store.put({ log, title: 'Back', takes: [] }, null)
      expect(await store.load('a')).toEqual({ log, title: 'Back', tags: [] })
      expect(await store.takesOf('a')).toEqual([])
    })

    test('tags are kept tidily with the session, and come in with a whole one', async () => {
      await store.create(headerOf('a'), 'First')
      await store.tag('a', { add: ['  second   round ', 'Onsite', 'onsite', ' '] })
      expect((await store.list())[0]?.tags).toEqual(['second round', 'Onsite'])
      await store.append('a', 0, sample.entries)
      await store.tag('a', { add: ['last'], remove: ['ONSITE'] })
      expect((await store.load('a'))?.tags).toEqual(['second round', 'last'])
      expect((await store.list())[0]?.tags).toEqual(['second round', 'last'])
      const log = { header: headerOf('b'), entries: sample.entries }
      await store.put({ log, title: 'Whole', tags: ['kept', ' kept'], takes: [] }, null)
      expect((await store.load('b'))?.tags).toEqual(['kept'])
    })

    test('what was said follows the log: corrections, removal and taking in whole', async () => {
      const log = (entries: readonly Entry[]) => ({ header: headerOf('a'), entries })
      await store.create(headerOf('a'), 'First')
      expect(await store.texts(['a', 'gone'])).toEqual([{ session: 'a', answers: [] }])
      for (const [i, entry] of sample.entries.entries()) await store.append('a', i, [entry])
      expect(await store.texts(['a'])).toEqual([said('a', log(sample.entries))])
      const more = correctionsOf(sample.entries)
      expect(more.length).toBeGreaterThan(2)
      await store.append('a', sample.entries.length, more)
      const all = [...sample.entries, ...more]
      expect(await store.texts(['a'])).toEqual([said('a', log(all))])
      await store.remove('a')
      await store.restore('a')
      expect(await store.texts(['a'])).toEqual([said('a', log(all))])
      await store.remove('a')
      await store.purge('a')
      expect(await store.texts(['a'])).toEqual([])
      await store.put({ log: log(sample.entries), title: 'Back', takes: [] }, null)
      await store.put({ log: log(all), title: 'Back', takes: [] }, sample.entries.length)
      expect(await store.texts(['a'])).toEqual([said('a', log(all))])
    })

    test('what was measured is kept with its session, and goes with it', async () => {
      const kept = (session: string, entries: number) => ({
        session,
        made: { entries, by: 1 },
        rows: [{ session, answer: 0 }],
      })
      await store.create(headerOf('a'), 'First')
      await store.create(headerOf('b'), 'Second')
      await store.keepMeasured([kept('a', 0), kept('gone', 3)])
      expect(await store.measured()).toEqual([kept('a', 0)])
      await store.append('a', 0, sample.entries)
      await store.keepMeasured([kept('a', sample.entries.length), kept('b', 0)])
      expect(await store.measured()).toEqual([kept('a', sample.entries.length), kept('b', 0)])
      await store.remove('a')
      await store.restore('a')
      await store.remove('a')
      expect(await store.measured()).toHaveLength(2)
      await store.purge('a')
      expect(await store.measured()).toEqual([kept('b', 0)])
      await store.remove('b')
      const log = { header: headerOf('b'), entries: sample.entries }
      await store.put({ log, title: 'Back', takes: [] }, null)
      expect(await store.measured()).toEqual([])
    })

    test('a listener hears of every change of the list until it leaves', async () => {
      const heard: string[] = []
      const next = () =>
        new Promise<void>((resolve) => {
          const leave = store.watch(() => {
            leave()
            heard.push('change')
            resolve()
          })
        })
      const changes = [
        () => store.create(headerOf('a'), 'First'),
        () => store.append('a', 0, sample.entries),
        () => store.rename('a', 'Second'),
        () => store.tag('a', { add: ['x'] }),
        () => store.remove('a'),
        () => store.restore('a'),
        () => store.remove('a'),
        () => store.purge('a'),
      ]
      for (const change of changes) await Promise.all([next(), change()])
      expect(heard).toHaveLength(changes.length)
    })

    test('a closed store says so', async () => {
      store.close()
      await expect(store.list()).rejects.toMatchObject({ name: 'StoreError', problem: 'failed' })
      await expect(store.create(headerOf('a'), 'First')).rejects.toThrow(/creating session a.*closed/)
    })

    test('a packed recording stands in the place of the PCM that it was made from, and of no other', async () => {
      await store.create(headerOf('a'), 'First')
      const chunks = [0, 1].map((index) => chunkOf('a', 't', index))
      for (const chunk of chunks) await store.appendAudio(chunk)
      await store.sealTake('t')
      const original = { take: 't', sampleRate: 16_000, samples: Int16Array.from(joined(...chunks)) }
      expect(await store.sizes()).toEqual([{ take: 't', session: 'a', bytes: 1_600, form: 'pcm' }])

      const packed = await packedFrom(original)
      const other = { ...original, samples: original.samples.map((value) => value + 1) }
      expect(await store.pack(other, packed)).toBe(false)
      expect(await store.pack({ ...original, take: 'none' }, packed)).toBe(false)
      expect(await store.loadKept('t')).toEqual(original)

      expect(await store.pack(original, packed)).toBe(true)
      expect(await store.loadKept('t')).toEqual(packed)
      expect(await store.loadTake('t')).toEqual(original)
      const bytes = packed.file.length
      expect(await store.sizes()).toEqual([{ take: 't', session: 'a', bytes, form: 'packed' }])
      // It is packed once, sealed as often as one likes, and nothing can be added to it.
      expect(await store.pack(original, packed)).toBe(false)
      await store.sealTake('t')
      await expect(store.appendAudio(chunkOf('a', 't', 2))).rejects.toThrow(/recording t was packed/)
      expect(await store.loadKept('t')).toEqual(packed)
      await store.remove('a')
      await store.purge('a')
      expect([await store.loadKept('t'), await store.sizes()]).toEqual([null, []])
    })

    test('a recording that goes on is not packed', async () => {
      await store.create(headerOf('a'), 'First')
      await store.appendAudio(chunkOf('a', 't', 0))
      await store.sealTake('t')
      const original = await store.loadTake('t')
      if (!original) throw new Error('it was just written')
      await store.appendAudio(chunkOf('a', 't', 1))
      expect(await store.pack(original, await packedFrom(original))).toBe(false)
      expect((await store.loadTake('t'))?.samples).toHaveLength(800)
    })

    test('a session comes in with packed recordings, which take the place of those here', async () => {
      const log = { header: headerOf('a'), entries: sample.entries }
      const { take, sampleRate, samples } = chunkOf('a', 't', 0)
      const packed = await packedFrom({ take, sampleRate, samples })
      await store.put({ log, title: 'Whole', takes: [packed] }, null)
      expect(await store.loadKept('t')).toEqual(packed)
      expect((await store.loadTake('t'))?.samples).toEqual(samples)
      expect(await store.takesOf('a')).toEqual(['t'])
      await store.put({ log, title: 'Whole', takes: [{ take, sampleRate, samples }] }, sample.entries.length)
      expect(await store.loadKept('t')).toEqual({ take, sampleRate, samples })
      expect(await store.sizes()).toEqual([{ take, session: 'a', bytes: 800, form: 'pcm' }])
    })

    test('any sequence of operations leaves it as the model', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 30 }), async (operations) => {
          const fresh = await open()
          try {
            const model = new Model()
            for (const each of operations) {
              const expected = model.apply(each)
              expect([each, await outcomeOf(perform(fresh, each, model))]).toEqual([each, expected])
            }
            expect(await stateOf(fresh)).toEqual(model.state())
          } finally {
            fresh.close()
          }
        }),
        { numRuns: runs },
      )
    })
  })
}

const sessions = ['a', 'b'] as const
const takes = ['t', 'u'] as const
const session = fc.constantFrom(...sessions)
const take = fc.constantFrom(...takes)

type Operation =
  | { do: 'create' | 'rename'; session: string; title: string }
  | { do: 'append'; session: string; count: number; off: number; again: boolean }
  | { do: 'remove' | 'restore' | 'purge'; session: string }
  | { do: 'audio'; session: string; take: string; index: number; length: number }
  | { do: 'seal'; take: string }

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ do: fc.constantFrom('create' as const, 'rename' as const), session, title: fc.string() }),
  fc.record({
    do: fc.constant('append' as const),
    session,
    count: fc.nat(40),
    off: fc.constantFrom(0, 0, 0, 0, 1, -1),
    again: fc.boolean(),
  }),
  fc.record({ do: fc.constantFrom('remove' as const, 'restore' as const, 'purge' as const), session }),
  fc.record({
    do: fc.constant('audio' as const),
    session,
    take,
    index: fc.nat(4),
    length: fc.constantFrom(4, 4, 4, 2, 0),
  }),
  fc.record({ do: fc.constant('seal' as const), take }),
)

type Outcome = 'done' | 'refused'

const outcomeOf = (call: Promise<void>): Promise<Outcome> =>
  call.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof StoreError && ['failed', 'deleted'].includes(error.problem)) return 'refused'
      throw error
    },
  )

function perform(store: SessionStore, given: Operation, model: Model): Promise<void> {
  switch (given.do) {
    case 'create':
      return store.create(headerOf(given.session), given.title)
    case 'append':
      return store.append(given.session, model.lastFrom, model.lastEntries)
    case 'audio':
      return store.appendAudio(chunkOf(given.session, given.take, given.index, given.length))
    case 'seal':
      return store.sealTake(given.take)
    case 'rename':
      return store.rename(given.session, given.title)
    case 'remove':
    case 'restore':
    case 'purge':
      return store[given.do](given.session)
  }
}

/** The contract in the plainest form. */
class Model {
  /** What the last append was given. */
  lastFrom = 0
  lastEntries: readonly Entry[] = []
  readonly #sessions = new Map<string, { title: string; entries: readonly Entry[]; removed: boolean }>()
  readonly #chunks = new Map<string, AudioChunk>()

  apply(given: Operation): Outcome {
    if (given.do === 'seal') return 'done'
    const held = this.#sessions.get(given.session)
    switch (given.do) {
      case 'create':
        if (held) return 'refused'
        this.#sessions.set(given.session, { title: given.title, entries: [], removed: false })
        return 'done'
      case 'append': {
        const length = held?.entries.length ?? 0
        this.lastFrom = length + given.off
        const added = sample.entries.slice(length, length + given.count)
        const before = given.again ? sample.entries.slice(Math.max(0, this.lastFrom), length) : []
        this.lastEntries = [...before, ...added]
        const fits = this.lastFrom === length - before.length || this.lastEntries.length === 0
        if (!held || !fits || this.lastFrom < 0 || this.lastFrom > length) return 'refused'
        held.entries = [...held.entries, ...added]
        return 'done'
      }
      case 'rename':
        if (held) held.title = given.title
        return held ? 'done' : 'refused'
      case 'restore':
        if (held) held.removed = false
        return held ? 'done' : 'refused'
      case 'remove':
        if (held) held.removed = true
        return 'done'
      case 'purge':
        if (!held?.removed) return 'done'
        this.#sessions.delete(given.session)
        for (const [key, chunk] of this.#chunks) if (chunk.session === given.session) this.#chunks.delete(key)
        return 'done'
      case 'audio': {
        const others = this.#chunksOf(given.take)
        const there = others.find(({ index }) => index === given.index)
        if (!held || others.some((other) => other.session !== given.session)) return 'refused'
        if (there && there.samples.length !== given.length) return 'refused'
        const chunk = chunkOf(given.session, given.take, given.index, given.length)
        this.#chunks.set(`${given.take} ${given.index}`, chunk)
        return 'done'
      }
    }
  }

  state() {
    const listed = [...this.#sessions]
      .filter(([, { removed }]) => !removed)
      .toSorted(([a], [b]) => (a < b ? 1 : -1))
    return {
      list: listed.map(([id, { title, entries }]) => summary(headerOf(id), title, entries)),
      logs: sessions.map((id) => {
        const held = this.#sessions.get(id)
        if (!held) return null
        return { log: { header: headerOf(id), entries: [...held.entries] }, title: held.title, tags: [] }
      }),
      audio: takes.map((name) => {
        const chunks = this.#chunksOf(name)
        if (chunks.length === 0) return null
        const silence = { samples: new Int16Array(Math.max(...chunks.map(({ samples }) => samples.length))) }
        const last = Math.max(...chunks.map(({ index }) => index))
        const all = Array.from(
          { length: last + 1 },
          (_, i) => chunks.find(({ index }) => index === i) ?? silence,
        )
        return joined(...all)
      }),
    }
  }

  #chunksOf(name: string) {
    return [...this.#chunks.values()].filter((chunk) => chunk.take === name)
  }
}

async function stateOf(store: SessionStore) {
  const audio = await Promise.all(takes.map((name) => store.loadTake(name)))
  return {
    list: await store.list(),
    logs: await Promise.all(sessions.map((id) => store.load(id))),
    audio: audio.map((found) => found && [...found.samples]),
  }
}

/** A summary by way of the whole log, which stores must not need. */
function summary(header: Header, title: string, entries: readonly Entry[]): SessionSummary {
  const answers = answersOf({ header, entries })
  const outcomes = answers.map(({ outcome }) => outcome)
  return {
    id: header.id,
    title,
    createdAt: header.createdAt,
    status: hasEnded({ entries }) ? 'ended' : 'open',
    answers: outcomes.filter((outcome) => outcome === 'assessed' || outcome === 'unheard').length,
    entries: entries.length,
    waiting: answers.filter(waits).length,
    durationMs: durationMs({ entries }),
    questions: header.questions.map((question) => question.title),
    level: header.level,
    mode: header.mode,
    input: header.input,
    tags: [],
  }
}

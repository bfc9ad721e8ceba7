import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkArchive } from '../../src/archive/check.ts'
import { planImport, takeIn } from '../../src/archive/take.ts'
import { everything, writeArchive } from '../../src/archive/write.ts'
import { guidePack } from '../../questions/index.ts'
import { newHeader, titleOf } from '../../src/setup/header.ts'
import { defaultSettings } from '../../src/ui/settings.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { archiveOf, bytesSource, collect, keep, placesOf, stateOf, takeInAll } from '../support/archives.ts'
import { packedFrom, unpackHeld } from '../support/packed.ts'
import { generateSession } from '../support/sessions.ts'

const session = (seed: number, more: Partial<Parameters<typeof generateSession>[0]> = {}) =>
  generateSession({ seed, answers: 4, questions: 2, input: 'mixed', audio: true, sampleRate: 1_000, ...more })

async function placesWith(...seeds: number[]) {
  const places = placesOf()
  for (const seed of seeds) await keep(places.store, session(seed), `Session ${seed}`)
  return places
}

const verdicts = (plan: { planned: { title: string; verdict: string }[] }) =>
  Object.fromEntries(plan.planned.map(({ title, verdict }) => [title, verdict]))

describe('an archive', () => {
  test('taken in elsewhere gives back the same: archives of both are equal byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            seed: fc.nat(10_000),
            answers: fc.integer({ min: 1, max: 5 }),
            unfinished: fc.boolean(),
            title: fc.string({ unit: 'binary', maxLength: 80 }),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (recipes) => {
          const here = placesOf()
          for (const [i, { title, ...recipe }] of recipes.entries())
            await keep(here.store, session(recipe.seed, { ...recipe, id: `s${i}-${recipe.seed}` }), title)
          here.settings.write({ ...here.settings.read(), theme: 'dark' })
          const archive = await archiveOf(here)
          const there = placesOf()
          const { plan, failed } = await takeInAll(there, archive)
          expect([plan.refused, failed]).toEqual([[], []])
          expect(await stateOf(there)).toBe(await stateOf(here))
          expect(Buffer.compare(await archiveOf(there), archive)).toBe(0)
        },
      ),
      { numRuns: 15 },
    )
  })

  test('takes in what the app itself begins, whichever question and level it asks', async () => {
    const here = placesOf()
    for (const [i, { id }] of guidePack.questions.entries())
      for (const clockFactor of [1, 10] as const) {
        const header = newHeader({
          id: `q${i}-${clockFactor}`,
          createdAt: '2026-11-22T18:20:00.000Z',
          today: '2026-11-22',
          seed: i,
          choices: { ...defaultSettings.choices, pick: 'chosen', questions: [id] },
          clockFactor,
          pack: guidePack,
          engines: { app: 'test', assess: 'test' },
        })
        await here.store.create(header, titleOf(header.questions))
      }
    const archive = await archiveOf(here)
    const there = placesOf()
    const { plan, failed } = await takeInAll(there, archive)
    expect([plan.refused, failed]).toEqual([[], []])
    expect(Buffer.compare(await archiveOf(there), archive)).toBe(0)
  })

  test('keeps half of a character as it is', async () => {
    const here = placesOf()
    await keep(here.store, session(1), 'half \ud83d of it')
    const there = placesOf()
    await takeInAll(there, await archiveOf(here))
    expect((await there.store.list())[0]?.title).toBe('half \ud83d of it')
  })

  test('can hold a few of the sessions, and nothing else', async () => {
    const here = await placesWith(1, 2, 3)
    const [first] = await everything(here, ['session'])
    const there = placesOf()
    await takeInAll(there, await archiveOf(here, first ? [first] : []))
    expect(await there.store.list()).toHaveLength(1)
    expect(there.settings.isUntouched()).toBe(true)
  })

  test('of what cannot be read holds the rest, and names what is left out', async () => {
    const here = await placesWith(1, 2)
    const broken = 'generated-2-4'
    const load = here.store.load.bind(here.store)
    here.store.load = (id) => (id === broken ? Promise.reject(new Error('entry 3 is wrong')) : load(id))
    const sink = collect()
    const written = await writeArchive(here, await everything(here), sink)
    expect(written).toMatchObject({ items: 2, leftOut: [{ name: broken, why: 'entry 3 is wrong' }] })
    const there = placesOf()
    await takeInAll(there, sink.bytes())
    expect((await there.store.list()).map(({ title }) => title)).toEqual(['Session 1'])
  })

  test('that cannot be written fails, rather than leaving things out', async () => {
    const here = await placesWith(1)
    const full = { write: () => Promise.reject(new Error('the disk is full')) }
    await expect(writeArchive(here, await everything(here), full)).rejects.toThrow('the disk is full')
  })

  test('being written stops when it is cancelled', async () => {
    const here = await placesWith(1, 2, 3)
    const cancel = new AbortController()
    const writing = writeArchive(here, await everything(here), collect(), {
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    })
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('taking in', () => {
  test('twice changes nothing the second time', async () => {
    const archive = await archiveOf(await placesWith(1, 2))
    const there = placesOf()
    await takeInAll(there, archive)
    const before = await stateOf(there)
    const { plan } = await takeInAll(there, archive)
    expect(verdicts(plan)).toEqual({ 'Session 1': 'same', 'Session 2': 'same', Settings: 'same' })
    expect(await stateOf(there)).toBe(before)
  })

  test('gives back packed recordings byte for byte, and knows them from what they were made from', async () => {
    const spoken = session(3, { sampleRate: 16_000 })
    const here = placesOf(new MemorySessionStore(null, unpackHeld))
    await keep(here.store, spoken)
    const before = await archiveOf(here)
    const said = await stateOf(here)
    for (const take of spoken.takes) expect(await here.store.pack(take, await packedFrom(take))).toBe(true)
    const after = await archiveOf(here)
    expect(await stateOf(here)).toBe(said)

    // What was saved before it was packed is what is here, and the other way round; nothing comes in twice.
    const unpacked = placesOf(new MemorySessionStore(null, unpackHeld))
    await takeInAll(unpacked, before)
    for (const [places, bytes] of [
      [here, before],
      [unpacked, after],
    ] as const) {
      const { plan } = await takeInAll(places, bytes)
      expect(plan.planned.map(({ verdict }) => verdict)).toEqual(['same', 'same'])
    }
    expect(Buffer.compare(await archiveOf(unpacked), before)).toBe(0)

    const elsewhere = placesOf(new MemorySessionStore(null, unpackHeld))
    await takeInAll(elsewhere, after)
    expect(Buffer.compare(await archiveOf(elsewhere), after)).toBe(0)
    expect(await stateOf(elsewhere)).toBe(said)
    expect((await elsewhere.store.sizes()).every(({ form }) => form === 'packed')).toBe(true)
  })

  test('refuses a packed recording that is none', async () => {
    const { log, takes } = session(3, { sampleRate: 16_000 })
    const [take] = takes
    if (!take) throw new Error('an answer was spoken')
    const there = placesOf(new MemorySessionStore(null, unpackHeld))
    const packed = await packedFrom(take)
    const file = packed.file.slice(0, -1)
    await there.store.put({ log, title: 'Broken', takes: [{ ...packed, file }] }, null)
    const bytes = await archiveOf(there)
    const here = placesOf()
    const { failed, plan } = await takeInAll(here, bytes)
    expect([...plan.refused, ...failed].map(({ why }) => why)).toEqual([
      expect.stringMatching(/^a recording cannot be read: page \d+: cut off/),
    ])
    expect(await here.store.list()).toEqual([])
  })

  test('goes on behind what is done after it was cut short', async () => {
    const archive = await archiveOf(await placesWith(1, 2, 3))
    const there = placesOf()
    const source = bytesSource(archive)
    const catalogue = await checkArchive(source)
    const { planned } = await planImport(there, source, catalogue)
    const cancel = new AbortController()
    const first = await takeIn(there, source, catalogue.entries, planned, {
      signal: cancel.signal,
      onProgress: (done) => done === 2 && cancel.abort(),
    })
    expect([first.done.length, first.left]).toEqual([2, 2])
    expect(await there.store.list()).toHaveLength(2)
    const { plan } = await takeInAll(there, archive)
    expect(Object.values(verdicts(plan)).toSorted()).toEqual(['new', 'same', 'same', 'same'])
    expect(await there.store.list()).toHaveLength(3)
  })

  test('can be taken back', async () => {
    const archive = await archiveOf(await placesWith(1, 2))
    const there = await placesWith(9)
    const before = await stateOf(there)
    const { undo } = await takeInAll(there, archive)
    expect(await there.store.list()).toHaveLength(3)
    await undo()
    expect(await stateOf(there)).toBe(before)
  })

  test('brings back what was deleted', async () => {
    const here = await placesWith(1)
    const archive = await archiveOf(here)
    await here.store.remove('generated-1-4')
    const { plan } = await takeInAll(here, archive)
    expect(verdicts(plan)).toMatchObject({ 'Session 1': 'new' })
    expect(Buffer.compare(await archiveOf(here), archive)).toBe(0)
  })

  test('extends what is its beginning, and leaves what has more', async () => {
    const whole = session(1, { unfinished: false })
    const cut = Math.floor(whole.log.entries.length / 2)
    const short = placesOf()
    const [firstTake, ...rest] = whole.takes
    if (!firstTake) throw new Error('this session has no recordings')
    const half = { ...firstTake, samples: firstTake.samples.slice(0, 100) }
    await keep(short.store, {
      log: { ...whole.log, entries: whole.log.entries.slice(0, cut) },
      takes: [half],
    })
    const long = placesOf()
    await keep(long.store, whole)
    const [shortArchive, longArchive] = [await archiveOf(short), await archiveOf(long)]
    const older = await takeInAll(long, shortArchive)
    expect(verdicts(older.plan)).toMatchObject({ Session: 'older' })
    expect(Buffer.compare(await archiveOf(long), longArchive)).toBe(0)
    const extended = await takeInAll(short, longArchive)
    expect(verdicts(extended.plan)).toMatchObject({ Session: 'extends' })
    expect(rest.length).toBeGreaterThan(0)
    expect(Buffer.compare(await archiveOf(short), longArchive)).toBe(0)
  })

  test('does not extend a session while an interview is being taken', async () => {
    const whole = session(1)
    const here = placesOf()
    await keep(here.store, { log: { ...whole.log, entries: whole.log.entries.slice(0, 3) }, takes: [] })
    here.claim = () => Promise.resolve(null)
    const before = await stateOf(here)
    const there = placesOf()
    await keep(there.store, whole)
    const { failed } = await takeInAll(here, await archiveOf(there))
    expect(failed).toEqual([{ name: 'Session', why: 'an interview is being taken; end it first' }])
    expect(await stateOf(here)).toBe(before)
  })

  test('puts what went on otherwise beside what is here, once', async () => {
    const whole = session(1)
    const here = placesOf()
    const end = { type: 'session.ended', at: 10_000_000, by: 'candidate' } as const
    await keep(here.store, {
      log: { ...whole.log, entries: [...whole.log.entries.slice(0, 5), end] },
      takes: whole.takes.map((take) => ({ ...take, samples: take.samples.map((sample) => sample + 1) })),
    })
    const there = placesOf()
    await keep(there.store, whole)
    const archive = await archiveOf(there)
    const before = await here.store.load(whole.log.header.id)
    for (const expected of ['copy', 'same']) {
      const { plan, failed } = await takeInAll(here, archive)
      expect([verdicts(plan)['Session'], failed]).toEqual([expected, []])
      expect(await here.store.list()).toHaveLength(2)
    }
    expect(await here.store.load(whole.log.header.id)).toEqual(before)
    const copy = (await here.store.list()).find(({ id }) => id !== whole.log.header.id)
    const takes = await here.store.takesOf(copy?.id ?? '')
    expect(takes).toHaveLength(whole.takes.length)
    const named = (await here.store.load(copy?.id ?? ''))?.log.entries.flatMap((e) =>
      e.type === 'listening.started' && e.take ? [e.take] : [],
    )
    expect(named?.toSorted()).toEqual(takes)
    for (const [i, take] of named?.entries() ?? [])
      expect((await here.store.loadTake(take))?.samples).toEqual(whole.takes[i]?.samples)
  })

  test('never touches a recording of another session that has the same name', async () => {
    const stranger = session(5)
    const here = placesOf(new MemorySessionStore())
    await keep(here.store, session(1))
    const [mine] = await here.store.takesOf('generated-1-4')
    const stolen = structuredClone(stranger)
    for (const entry of stolen.log.entries as unknown as { type: string; take?: string | null }[])
      if (entry.take === stranger.takes[0]?.take) entry.take = mine ?? null
    if (stolen.takes[0]) stolen.takes[0].take = mine ?? ''
    const there = placesOf()
    await keep(there.store, stolen, 'Stranger')
    const before = await here.store.loadTake(mine ?? '')
    const { plan } = await takeInAll(here, await archiveOf(there))
    expect(verdicts(plan)).toMatchObject({ Stranger: 'copy' })
    expect(await here.store.loadTake(mine ?? '')).toEqual(before)
    expect(await here.store.list()).toHaveLength(2)
  })
})

import * as fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { measuredOf, type Measured } from '../../src/debrief/measured.ts'
import type { MeasuredKeeper } from '../../src/debrief/keeper.ts'
import { packRows, unpackRows } from '../../src/measured/columns.ts'
import { madeBy } from '../../src/measured/kept.ts'
import { createMeasured } from '../../src/measured/keeper.ts'
import type { Maker } from '../../src/measured/maker.ts'
import type { Log } from '../../src/session/log.ts'
import type { SessionStore } from '../../src/session/store.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { playDrill } from '../support/drills.ts'
import { generateSession } from '../support/sessions.ts'
import { correctionsOf } from '../support/texts.ts'

const maker: Maker = { make: async (log) => measuredOf(log) }

/** Counts the logs that rows are made of. */
function counted() {
  const made: string[] = []
  const counting: Maker = {
    make(log) {
      made.push(log.header.id)
      return maker.make(log)
    },
  }
  return { made, maker: counting }
}

/** Resolves once all that there is was read. */
const readAll = (keeper: MeasuredKeeper) =>
  new Promise<void>((resolve) => {
    const look = () => {
      const { ready, read, of } = keeper.state()
      if (ready && read === of) resolve()
    }
    keeper.subscribe(look)
    look()
  })

async function follow(keeper: MeasuredKeeper, store: SessionStore): Promise<readonly Measured[]> {
  keeper.follow(await store.list())
  await readAll(keeper)
  return keeper.state().rows
}

/** What the rows should be: from the logs themselves, in the order of the list. */
async function expected(store: SessionStore): Promise<Measured[]> {
  const rows: Measured[] = []
  for (const { id } of await store.list()) {
    const found = await store.load(id)
    if (found) rows.push(...measuredOf(found.log))
  }
  return rows
}

const keep = (store: SessionStore, log: Log) => store.put({ log, title: log.header.id, takes: [] }, null)
const session = (seed: number, id = `s${seed}`, answers = 4) =>
  generateSession({ id, seed, answers, input: 'mixed' }).log

const step = fc.oneof(
  fc.record({
    does: fc.constant('write' as const),
    session: fc.nat(3),
    entries: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({
    does: fc.constantFrom('correct', 'remove', 'restore', 'purge', 'follow', 'visit'),
    session: fc.nat(3),
  }),
)

describe('the rows that are kept', () => {
  test('are those of the logs, whatever is written, corrected, deleted and restored in whichever order', async () => {
    const logs = [0, 1, 2, 3].map((seed) => session(seed))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const store = new MemorySessionStore()
        let keeper = createMeasured(store, maker)
        for (const { does, session: which, ...rest } of steps) {
          const log = logs[which] as Log
          const { id } = log.header
          const stored = await store.loadRaw(id)
          const length = stored?.entries.length ?? 0
          if (does === 'write') {
            if (stored?.removed) continue
            if (!stored) await store.create(log.header, id)
            const count = 'entries' in rest ? rest.entries : 0
            await store.append(id, length, log.entries.slice(length, length + count))
          } else if (does === 'correct' && length >= log.entries.length && !stored?.removed)
            await store.append(id, length, correctionsOf(log.entries))
          else if (does === 'remove') await store.remove(id)
          else if (does === 'restore' && stored) await store.restore(id)
          else if (does === 'purge') await store.purge(id)
          // Without a wait: what comes next happens while rows are made.
          else if (does === 'follow') keeper.follow(await store.list())
          else if (does === 'visit') keeper = createMeasured(store, maker)
        }
        expect(await follow(keeper, store)).toEqual(await expected(store))
        const { made, maker: counting } = counted()
        expect(await follow(createMeasured(store, counting), store)).toEqual(await expected(store))
        expect(made).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  test('are made once, the newest first, and again only for what has changed', async () => {
    const store = new MemorySessionStore()
    const [old, fresh] = [session(1), playDrill({ id: 'fresh', createdAt: '2026-11-25T08:00:00.000Z' })]
    await keep(store, old)
    await keep(store, fresh)
    const first = counted()
    const rows = await follow(createMeasured(store, first.maker), store)
    expect(first.made).toEqual(['fresh', 's1'])
    expect(rows).toEqual([...measuredOf(fresh), ...measuredOf(old)])
    await store.append('s1', old.entries.length, correctionsOf(old.entries))
    await store.rename('fresh', 'Another title')
    const second = counted()
    const keeper = createMeasured(store, second.maker)
    await follow(keeper, store)
    expect(second.made).toEqual(['s1'])
    const before = keeper.state().rows
    await store.rename('fresh', 'A third title')
    expect(await follow(keeper, store)).toBe(before)
  })

  test('of another way of making, and damaged ones, are made anew', async () => {
    const store = new MemorySessionStore()
    const log = session(1)
    await keep(store, log)
    await follow(createMeasured(store, maker), store)
    const [good] = await store.measured()
    if (!good) throw new Error('nothing was kept')
    const rows = measuredOf(log)
    for (const bad of [
      { ...good, made: { ...good.made, by: madeBy + 1 } },
      { ...good, rows },
      { ...good, rows: 'no JSON' },
      { ...good, rows: '[null]' },
      { ...good, rows: JSON.stringify(rows) },
      { ...good, rows: packRows(rows.map((row) => ({ ...row, session: 'another' }))) },
      { ...good, rows: packRows(rows.map(({ signals: _signals, ...row }) => row)) },
      { ...good, made: undefined as unknown as typeof good.made },
    ]) {
      await store.keepMeasured([bad])
      const again = counted()
      expect(await follow(createMeasured(store, again.maker), store)).toEqual(measuredOf(log))
      expect(again.made).toEqual(['s1'])
      expect(await store.measured()).toEqual([good])
    }
  })

  test('of sessions that cannot be read are left out, which is said, and are had once they can be', async () => {
    const store = new MemorySessionStore()
    for (const seed of [1, 2, 3]) await keep(store, session(seed))
    let fails = true
    const load: SessionStore['load'] = (id) =>
      fails && id !== 's2' ? Promise.reject(new Error('damaged')) : store.load(id)
    const keeper = createMeasured(
      { load, measured: () => store.measured(), keepMeasured: (made) => store.keepMeasured(made) },
      maker,
    )
    expect(new Set((await follow(keeper, store)).map((row) => row.session))).toEqual(new Set(['s2']))
    expect(keeper.state()).toMatchObject({
      read: 3,
      of: 3,
      problem: '2 sessions could not be read; their answers are left out.',
    })
    fails = false
    expect(await follow(keeper, store)).toEqual(await expected(store))
    expect(keeper.state().problem).toBeNull()
  })

  test('are had where the table can be neither read nor written', async () => {
    const store = new MemorySessionStore()
    await keep(store, session(1))
    const refuse = () => Promise.reject(new Error('no room'))
    const keeper = createMeasured(
      { load: (id) => store.load(id), measured: refuse, keepMeasured: refuse },
      maker,
    )
    expect(await follow(keeper, store)).toEqual(await expected(store))
  })
})

test('rows are had back from their columns as they were', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
  )
  const row = fc.record({ a: value, b: fc.array(value, { maxLength: 2 }), c: fc.constantFrom('x', 'y') })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      expect(unpackRows(packRows(rows))).toEqual(JSON.parse(JSON.stringify(rows)))
    }),
  )
  const rows = measuredOf(session(1, 's1', 12))
  expect(unpackRows(packRows(rows))).toEqual(rows)
  expect(packRows(rows).length * 3).toBeLessThan(JSON.stringify(rows).length)
})

test('rows are made as the number says: where this fails, raise `madeBy`, and then the sum below', () => {
  const rows = [1, 2, 3].flatMap((seed) => measuredOf(session(seed, `s${seed}`, 12)))
  rows.push(...measuredOf(playDrill({ kind: 'impact' }, [{ does: 'answer', signals: ['impact-metric'] }])))
  const sum = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)
  expect([madeBy, sum]).toEqual([1, 'a45889d53864ecac'])
})

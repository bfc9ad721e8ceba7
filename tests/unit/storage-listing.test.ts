import { expect, test } from 'vitest'
import type { SessionSummary } from '../../src/session/store.ts'
import { createListing } from '../../src/storage/listing.ts'
import { newestFirst } from '../../src/storage/summary.ts'
import { random } from '../support/random.ts'

const summary = (id: string, minute: number, entries = 0): SessionSummary => ({
  id,
  title: `Session ${id}`,
  createdAt: new Date(minute * 60_000).toISOString(),
  status: 'open',
  answers: 0,
  durationMs: 0,
  waiting: 0,
  entries,
  questions: [],
  level: 'L5',
  mode: 'interview',
  input: 'keyboard',
  tags: [],
})

/** A database of summaries that counts how many of them were read. */
function database(summaries: SessionSummary[] = []) {
  const rows = new Map(summaries.map((row) => [row.id, row]))
  const counts = { read: 0 }
  const read = async (found: SessionSummary[]) => {
    counts.read += found.length
    return found
  }
  const listing = createListing({
    all: () => read([...rows.values()]),
    some: (ids) => read(ids.flatMap((id) => rows.get(id) ?? [])),
  })
  return { rows, counts, listing }
}

test('whatever is written, the list is what the database holds, newest first', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const chance = random(seed)
    const { rows, listing } = database()
    for (let step = 0; step < 30; step++) {
      const id = `s${chance.between(0, 7)}`
      if (chance.between(0, 3) === 0) rows.delete(id)
      else rows.set(id, summary(id, rows.has(id) ? Number(id.slice(1)) : chance.between(0, 9), step))
      listing.changed(chance.between(0, 9) === 0 ? null : id)
      const now = newestFirst([...rows.values()])
      const found = chance.between(0, 2) === 0 ? await listing.list() : now
      expect(found).toEqual(now)
    }
    expect(await listing.list()).toEqual(newestFirst([...rows.values()]))
  }
})

test('once it was read, only what has changed is read again, and what has not is the same object', async () => {
  const all = Array.from({ length: 100 }, (_, i) => summary(`s${i}`, i))
  const { rows, counts, listing } = database(all)
  const before = await listing.list()
  rows.set('s7', summary('s7', 7, 12))
  listing.changed('s7')
  const after = await listing.list()
  expect(counts.read).toBe(101)
  expect(after.filter((row, i) => row !== before[i]).map(({ id, entries }) => [id, entries])).toEqual([
    ['s7', 12],
  ])
})

test('what changes while it is read is in it, and what could not be read is read at the next time', async () => {
  const rows = new Map([['a', summary('a', 1)]])
  let failing = false
  const listing = createListing({
    all: async () => {
      const found = [...rows.values()]
      if (rows.size === 1) {
        rows.set('b', summary('b', 2))
        listing.changed('b')
      }
      return found
    },
    some: async (ids) => {
      if (failing) throw new Error('the disk')
      return ids.flatMap((id) => rows.get(id) ?? [])
    },
  })
  expect((await listing.list()).map(({ id }) => id)).toEqual(['b', 'a'])
  rows.delete('a')
  listing.changed('a')
  failing = true
  await expect(listing.list()).rejects.toThrow('the disk')
  failing = false
  expect((await listing.list()).map(({ id }) => id)).toEqual(['b'])
})

test('a reading that is never answered holds up no other', async () => {
  const rows = new Map([['a', summary('a', 1)]])
  let hangs = true
  const listing = createListing({
    all: () => (hangs ? new Promise(() => {}) : Promise.resolve([...rows.values()])),
    some: async (ids) => ids.flatMap((id) => rows.get(id) ?? []),
  })
  void listing.list()
  hangs = false
  expect((await listing.list()).map(({ id }) => id)).toEqual(['a'])
})

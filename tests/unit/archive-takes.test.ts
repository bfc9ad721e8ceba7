import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { root } from '../../scripts/setup.mjs'
import type { Places } from '../../src/archive/kinds.ts'
import { fork } from '../../src/session/fork.ts'
import type { Entry } from '../../src/session/log.ts'
import { logVersion } from '../../src/session/version.ts'
import { archiveOf, keep, placesOf, stateOf, takeInAll } from '../support/archives.ts'
import { generateSession } from '../support/sessions.ts'

const recipe = { answers: 4, questions: 2, audio: true, sampleRate: 1_000 }
const createdAt = '2026-11-24T09:00:00.000Z'
const only = (id: string) => [{ kind: 'session', id }]

/** A take of a session, with two more recordings of its own. */
async function retake({ store }: Places, of: string, answer: number, id: string): Promise<void> {
  const found = await store.load(of)
  if (!found) throw new Error(`there is no session ${of}`)
  const { header, entries } = fork(found.log, answer, { id, createdAt })
  const own: Entry[] = [...entries]
  const takes = [0, 1].map((i) => {
    const take = `${id}.${i}`
    const at = 9_000_000 + i
    const asked = entries.find((entry) => entry.type === 'prompt.asked')
    if (!asked) throw new Error('nothing was asked')
    own.push(
      { ...asked, at },
      { type: 'listening.started', at, input: 'microphone', take },
      { type: 'prompt.skipped', at },
    )
    return { take, sampleRate: 1_000, samples: Int16Array.from({ length: 40 }, (_, n) => n * (i + 1)) }
  })
  own.push({ type: 'session.ended', at: 9_000_009, by: 'candidate' })
  await store.put({ log: { header, entries: own }, title: id, takes }, null)
}

/** A session with a take, and a take of that. */
async function family(): Promise<Places> {
  const places = placesOf()
  await keep(places.store, generateSession({ ...recipe, seed: 1, id: 'parent' }), 'Parent')
  await retake(places, 'parent', 2, 'take')
  await retake(places, 'take', 3, 'again')
  return places
}

/** All that is kept of each session, sizes left out. */
const whole = async ({ store }: Places, id: string) => {
  const takes = await store.takesOf(id)
  return { ...(await store.load(id)), takes: await Promise.all(takes.map((take) => store.loadKept(take))) }
}
const verdictsOf = async (places: Places, bytes: Uint8Array) => {
  const { plan, failed } = await takeInAll(places, bytes)
  expect([plan.refused, failed]).toEqual([[], []])
  return Object.fromEntries(plan.planned.map(({ item, verdict }) => [item.id, verdict]))
}

describe('an archive of takes that share recordings', () => {
  test('gives back the same elsewhere, byte for byte, and keeps each recording once', async () => {
    const here = await family()
    expect((await here.store.load('again'))?.log.header.fork).toMatchObject({ session: 'take', answer: 3 })
    expect(await here.store.takesOf('again')).toContain('take.0')
    const archive = await archiveOf(here)
    const there = placesOf()
    expect(await verdictsOf(there, archive)).toMatchObject({ parent: 'new', take: 'new', again: 'new' })
    expect(await stateOf(there)).toBe(await stateOf(here))
    expect(Buffer.compare(await archiveOf(there), archive)).toBe(0)
    const names = (await there.store.sizes()).map(({ take }) => take)
    expect(names.toSorted()).toEqual((await here.store.sizes()).map(({ take }) => take).toSorted())
    expect(await verdictsOf(there, archive)).toMatchObject({ parent: 'same', take: 'same', again: 'same' })
    expect(Buffer.compare(await archiveOf(there), archive)).toBe(0)
  })

  test('of one carries all that it needs, whichever comes first and whatever is deleted in between', async () => {
    const here = await family()
    const ids = ['parent', 'take', 'again']
    const archives = new Map<string, Uint8Array>()
    for (const id of ids) archives.set(id, await archiveOf(here, only(id)))
    const originals = new Map<string, unknown>()
    for (const id of ids) originals.set(id, await whole(here, id))
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ id: fc.constantFrom(...ids), how: fc.constantFrom('in', 'in', 'remove', 'purge') }),
          {
            minLength: 3,
            maxLength: 12,
          },
        ),
        async (steps) => {
          const there = placesOf()
          const present = new Set<string>()
          for (const { id, how } of steps) {
            if (how === 'in') {
              await verdictsOf(there, archives.get(id) ?? new Uint8Array())
              present.add(id)
            } else {
              await there.store.remove(id)
              if (how === 'purge') await there.store.purge(id)
              present.delete(id)
            }
          }
          expect(new Set((await there.store.list()).map(({ id }) => id))).toEqual(present)
          for (const id of present) expect(await whole(there, id)).toEqual(originals.get(id))
          const names = (await there.store.sizes()).map(({ take }) => take)
          expect(new Set(names).size).toBe(names.length)
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)

  test('puts one beside what is here whose recordings are others of the same name', async () => {
    const here = await family()
    const archive = await archiveOf(here, only('take'))
    const there = placesOf()
    const { log, takes } = generateSession({ ...recipe, seed: 1, id: 'parent' })
    const others = takes.map((take) => ({ ...take, samples: take.samples.map((value) => value + 1) }))
    await there.store.put({ log, title: 'Parent', takes: others }, null)
    const before = await whole(there, 'parent')
    expect(await verdictsOf(there, archive)).toMatchObject({ take: 'copy' })
    expect(await whole(there, 'parent')).toEqual(before)
    const copy = (await there.store.list()).find(({ id }) => id !== 'parent')
    expect(copy?.fork?.session).toBe('parent')
    const theirs = (await whole(here, 'take')).takes
    const ours = (await whole(there, copy?.id ?? '')).takes
    expect(ours.map((audio) => audio && { ...audio, take: '' })).toEqual(
      theirs.map((audio) => audio && { ...audio, take: '' }),
    )
  })

  test('makes good a recording that is shared, for all that share it', async () => {
    const here = await family()
    const archive = await archiveOf(here, only('take'))
    const there = placesOf()
    const { log, takes } = generateSession({ ...recipe, seed: 1, id: 'parent' })
    const shorter = takes.map((take) => ({ ...take, samples: take.samples.slice(0, 100) }))
    await there.store.put({ log, title: 'Parent', takes: shorter }, null)
    const { header, entries } = (await here.store.load('take'))?.log ?? log
    await there.store.put({ log: { header, entries }, title: 'take', takes: [] }, null)
    expect(await verdictsOf(there, archive)).toMatchObject({ take: 'extends' })
    expect((await whole(there, 'take')).takes).toEqual((await whole(here, 'take')).takes)
  })
})

test('an archive of version 0.3.0 is the same as what that version had stored here', async () => {
  const bytes = new Uint8Array(readFileSync(join(root, 'tests', 'fixtures', 'versions', '0.3.0.zip')))
  const here = placesOf()
  await takeInAll(here, bytes)
  const [first] = await here.store.list()
  expect((await here.store.load(first?.id ?? ''))?.log.header.version).toBe(logVersion)
  const { plan } = await takeInAll(here, bytes)
  expect(new Set(plan.planned.map(({ verdict }) => verdict))).toEqual(new Set(['same']))
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDue, nothingSaved, savedAfter, unsaved, type Saved } from '../../src/archive/schedule.ts'

const day = 86_400_000
const now = Date.parse('2026-11-27T12:00:00.000Z')
const session = (id: string, entries = 5, daysAgo = 0) => ({
  id,
  title: `Session ${id}`,
  createdAt: new Date(now - daysAgo * day).toISOString(),
  entries,
})
const saved = (daysAgo: number, ...sessions: ReturnType<typeof session>[]): Saved =>
  savedAfter(nothingSaved, sessions, sessions, now - daysAgo * day)

describe('a reminder of a backup', () => {
  test('comes when the last one is a week, or a month, ago and something is new', () => {
    const [old, fresh] = [session('old', 5, 40), session('fresh')]
    for (const [reminder, days] of [
      ['weekly', 7],
      ['monthly', 30],
    ] as const) {
      expect(isDue(reminder, [old, fresh], saved(days, old), now)).toBe(true)
      expect(isDue(reminder, [old, fresh], saved(days - 1, old), now)).toBe(false)
      expect(isDue(reminder, [old], saved(400, old), now)).toBe(false)
    }
    expect(isDue('off', [old, fresh], saved(4_000, old), now)).toBe(false)
  })

  test('comes for the first time when the first session is old enough', () => {
    expect(isDue('weekly', [], nothingSaved, now)).toBe(false)
    expect(isDue('weekly', [session('a', 5, 6)], nothingSaved, now)).toBe(false)
    expect(isDue('weekly', [session('a', 5, 8), session('b')], nothingSaved, now)).toBe(true)
  })

  test('comes for what grew or has another name', () => {
    const before = saved(30, session('a', 5))
    expect(isDue('weekly', [session('a', 6)], before, now)).toBe(true)
    expect(isDue('weekly', [{ ...session('a', 5), title: 'Renamed' }], before, now)).toBe(true)
    expect(isDue('weekly', [session('a', 5)], before, now)).toBe(false)
  })

  test('that was put off comes again some days later', () => {
    const open = [session('a', 5, 60)]
    const putOff = (daysAgo: number): Saved => ({ ...nothingSaved, putOffAt: now - daysAgo * day })
    expect(isDue('weekly', open, putOff(2), now)).toBe(false)
    expect(isDue('weekly', open, putOff(3), now)).toBe(true)
  })
})

describe('what was saved', () => {
  const sessions = fc.uniqueArray(
    fc.record({ id: fc.stringMatching(/^[a-z0-9-]{1,8}$/), entries: fc.nat(9), title: fc.string() }),
    { selector: ({ id }) => id, maxLength: 12 },
  )

  test('is no longer new, and all of it makes a whole backup', () => {
    fc.assert(
      fc.property(sessions, fc.array(fc.boolean()), (given, picks) => {
        const all = given.map((each) => ({ ...session(each.id), ...each }))
        const written = all.filter((_, i) => picks[i])
        const after = savedAfter(nothingSaved, written, all, now)
        expect(unsaved(all, after.marks)).toEqual(all.filter((each) => !written.includes(each)))
        expect(after.at).toBe(written.length === all.length ? now : null)
        expect(isDue('weekly', all, savedAfter(after, all, all, now), now + 100 * day)).toBe(false)
      }),
    )
  })

  test('is forgotten once it is gone from here', () => {
    const both = saved(1, session('a'), session('constructor'))
    expect([...savedAfter(both, [], [session('constructor')], now).marks.keys()]).toEqual(['constructor'])
  })
})

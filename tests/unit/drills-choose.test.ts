import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OPENING } from '../../machines/plan.ts'
import { guidePack } from '../../questions/index.ts'
import { measuredOf } from '../../src/debrief/measured.ts'
import { tellable, toTellAnew } from '../../src/drills/earlier.ts'
import { drillHeader } from '../../src/drills/header.ts'
import { nameOf } from '../../src/drills/names.ts'
import { practised } from '../../src/drills/practised.ts'
import { ratingsIn } from '../../src/drills/rated.ts'
import { spotsOf } from '../../src/drills/spots.ts'
import { countOf, startDrill } from '../../src/drills/start.ts'
import { mostMinutes, todayOf } from '../../src/drills/today.ts'
import {
  agoWords,
  bandRange,
  drillTitle,
  endOfDay,
  inWords,
  itemsWords,
  minutesWords,
  resultWords,
} from '../../src/drills/words.ts'
import { drillKinds, type Rating } from '../../src/session/drill.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { defaultSettings, useSettings } from '../../src/ui/settings.ts'
import { archiveOf, placesOf, takeInAll } from '../support/archives.ts'
import { row } from '../support/attempts.ts'
import { newDrill, playDrill } from '../support/drills.ts'
import { generateSession } from '../support/sessions.ts'

const dayMs = 86_400_000
const start = Date.UTC(2026, 10, 1, 9)

describe('starting a drill', () => {
  test('keeps a session with the level, the input and the clock of the settings, and gives its id', async () => {
    const choices = { ...defaultSettings.choices, level: 'L7' as const, input: 'keyboard' as const }
    useSettings.setState({ choices, clockFactor: 2 })
    const store = new MemorySessionStore()
    const id = await startDrill({ store }, { kind: 'bottom-line', chosen: null, count: 3 })
    useSettings.setState(defaultSettings)
    expect(await store.load(id)).toMatchObject({
      title: 'Drill: bottom line',
      log: {
        header: {
          mode: 'drill',
          drill: {
            kind: 'bottom-line',
            items: Array.from({ length: 3 }, () => ({ prompt: 'reactive/bottom-line' })),
          },
          level: 'L7',
          input: 'keyboard',
          clockFactor: 2,
          guideline: { fromS: 4, toS: 20 },
        },
        entries: [],
      },
    })
    expect(drillKinds.map((kind) => countOf(kind, 5))).toEqual([5, 5, 5, 5, 5, 5, 5, 5, 10, 5])
    expect(drillTitle('today')).toBe('Drill: today’s queue')
  })

  test('keeps nothing where there is nothing to ask', async () => {
    const store = new MemorySessionStore()
    await expect(startDrill({ store }, { kind: 'other-words', chosen: null, count: 3 })).rejects.toThrow(
      'nothing to ask',
    )
    expect(await store.list()).toEqual([])
  })
})

describe('the queue of today', () => {
  test('is named, says why, and can be asked, however the days went', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 60 }),
        (seeds, day) => {
          const rows = [...new Set(seeds)].flatMap((seed) =>
            measuredOf(generateSession({ seed, answers: 12 }).log),
          )
          const today = todayOf(rows, endOfDay((rows[0]?.at ?? 0) + day * dayMs), guidePack)
          for (const { name, because } of today.due) {
            expect(name.what).not.toMatch(/\/|^$/)
            expect(because).not.toBe('')
          }
          expect(today.minutes).toBeLessThanOrEqual(mostMinutes)
          expect(today.minutes > 0).toBe(today.due.length > 0)
          if (today.due.length === 0) return
          const chosen = today.due.map(({ choice }) => choice)
          const header = drillHeader(newDrill({ kind: 'today', chosen }))
          expect(header.drill?.items).toHaveLength(today.due.length)
          expect(today.nextAt).toBeNull()
        },
      ),
      { numRuns: 20 },
    )
  })

  test('tells how it went the last time that this is known', () => {
    const slow = row({ at: start, band: 'over', thinkingMs: 9_000 })
    const unheard = row({ answer: 1, at: start + dayMs, judged: false })
    const today = todayOf([slow, unheard], start + 30 * dayMs, guidePack)
    expect(today.due).toMatchObject([
      {
        name: { what: 'first answer', of: 'A disagreement' },
        lastAt: start,
        because: 'it took too long, it took long to begin',
        choice: { question: 'disagreement', prompt: OPENING },
      },
    ])
    const rated = todayOf([{ ...slow, rated: 'again' }], start + 30 * dayMs, guidePack)
    expect(rated.due[0]?.because).toBe('you called it again')
  })

  test('is empty where nothing was ever asked, or nothing is due, and says when something is', () => {
    expect(todayOf([], start, guidePack)).toEqual({ due: [], minutes: 0, left: 0, nextAt: null })
    const { due, nextAt } = todayOf([row({ at: start })], start, guidePack)
    expect(due).toEqual([])
    expect(nextAt).toBeGreaterThan(start)
  })

  test('leaves out what the pack no longer asks', () => {
    const gone = [row({ question: 'gone' }), row({ answer: 1, prompt: 'conflict/gone' })]
    expect(todayOf(gone, start + 30 * dayMs, guidePack)).toMatchObject({ due: [], nextAt: null })
    expect(nameOf('story:the-cache:opening', guidePack)).toBeNull()
  })
})

describe('the ratings of a session', () => {
  const before = row({ session: 'before', at: start - 10 * dayMs })
  const rows = [
    before,
    row({ at: start, band: 'over' }),
    row({ answer: 1, at: start, prompt: 'reactive/scope' }),
  ]
  const nextIn = (rated: [number, Rating][] = []) => {
    const rating = ratingsIn('session', rows, new Map(rated)).get(0)
    return ((rating?.nextAt ?? NaN) - start) / dayMs
  }

  test('are proposed, with when the item comes again; what cannot be practised has none', () => {
    const ratings = ratingsIn('session', rows, new Map())
    expect([...ratings.keys()]).toEqual([0])
    expect(ratings.get(0)).toMatchObject({
      proposal: { rating: 'hard', because: ['it took too long'] },
      rated: null,
    })
  })

  test('are the corrected ones at once, and what comes next follows', () => {
    expect(ratingsIn('session', rows, new Map([[0, 'easy']])).get(0)?.rated).toBe('easy')
    expect(nextIn([[0, 'again']])).toBeLessThan(nextIn())
    expect(nextIn([[0, 'easy']])).toBeGreaterThan(nextIn())
    const known = ratingsIn('session', [row({ rated: 'easy' })], new Map())
    expect(known.get(0)?.rated).toBeNull()
  })
})

describe('weak spots', () => {
  test('say what they rest on and what is asked, and are none of what the pack no longer asks', () => {
    const missed = [0, 1, 2, 3].map((i) => row({ answer: i, prompt: 'conflict/other-side', met: i === 0 }))
    const late = [4, 5, 6].map((i) => row({ answer: i, signals: ['buried-lede'] }))
    expect(spotsOf([...missed, ...late], guidePack)).toEqual([
      {
        name: "the other side's view",
        restsOn: 'missed 3 of 4 times',
        kind: 'probe',
        chosen: [{ question: 'disagreement', prompt: 'conflict/other-side' }],
      },
      {
        name: 'point came late',
        restsOn: 'in 3 of the last 7 answers',
        kind: 'bottom-line',
        chosen: null,
      },
    ])
    const gone = missed.map((each) => ({ ...each, question: 'gone' }))
    expect(spotsOf(gone, guidePack)).toEqual([])
  })
})

describe('what can be told in other words', () => {
  test('is what was told with words and long enough, openings first, then the latest', () => {
    const rows = [
      row({ answer: 0, at: start }),
      row({ answer: 1, at: start + 5, question: 'mistake', bucket: 'failure' }),
      row({ answer: 2, at: start + 9, prompt: 'conflict/other-side' }),
      row({ answer: 3, at: start + 7 }),
      row({ answer: 4, question: 'quick-call', seconds: 4 }),
      row({ answer: 5, question: 'quick-call', judged: false }),
      row({ answer: 6, question: 'quick-call', outcome: 'skipped', seconds: null }),
      row({ answer: 7, question: 'gone' }),
      row({ answer: 8, prompt: 'reactive/bottom-line' }),
    ]
    expect(tellable(rows, guidePack).map(({ answer }) => answer)).toEqual([3, 1, 2])
  })

  test('comes with its words, as they are shown now', async () => {
    const store = new MemorySessionStore()
    const log = playDrill({ count: 2 }, [{ does: 'answer', text: 'I moved it, and it held.' }])
    await store.create(log.header, 'Before')
    await store.append(log.header.id, 0, log.entries)
    const [first] = measuredOf(log)
    if (!first) throw new Error('nothing was measured')
    const choice = await toTellAnew({ store }, first)
    expect(choice?.earlier).toEqual({ session: log.header.id, answer: 0, text: 'I moved it, and it held.' })
    const header = drillHeader(newDrill({ kind: 'other-words', chosen: choice && [choice] }))
    expect(header.drill?.items[0]?.earlier).toEqual(choice?.earlier)
    await store.remove(log.header.id)
    await store.purge(log.header.id)
    expect(await toTellAnew({ store }, first)).toBeNull()
  })
})

test('what was practised of each kind is counted, with the latest', () => {
  const rows = [
    row({ answer: 0, at: start + 2 }),
    row({ answer: 1, at: start + 1 }),
    row({ answer: 2, drill: 'impact' }),
    row({ answer: 3, drill: null, mode: 'interview' }),
  ]
  const kinds = practised(rows)
  expect([...kinds].map(([kind, { items, last }]) => [kind, items, last.answer])).toEqual([
    ['probe', 2, 0],
    ['impact', 1, 2],
  ])
})

test('an archive holds everything that the schedule follows from, and what is set for drills', async () => {
  const here = placesOf()
  const log = playDrill({ kind: 'rapid-fire', count: 6 })
  await here.store.put({ log, title: 'Drill: rapid fire', takes: [] }, null)
  await here.store.append(log.header.id, log.entries.length, [
    { type: 'rating.corrected', when: '2026-11-23T09:00:00.000Z', answer: 2, rating: 'again' },
  ])
  here.settings.write({ ...here.settings.read(), drillItems: 15 })
  const there = placesOf()
  const { plan, failed } = await takeInAll(there, await archiveOf(here))
  expect([plan.refused, failed]).toEqual([[], []])
  const todayIn = async ({ store }: typeof here) => {
    const logs = await Promise.all((await store.list()).map(({ id }) => store.load(id)))
    const rows = logs.flatMap((found) => (found ? measuredOf(found.log) : []))
    return todayOf(rows, Date.parse(log.header.createdAt) + 2 * dayMs, guidePack)
  }
  const today = await todayIn(there)
  expect(today).toEqual(await todayIn(here))
  expect(today.due.map(({ because }) => because)).toContain('you called it again')
  expect(there.settings.read()['drillItems']).toBe(15)
})

describe('words', () => {
  const noon = new Date(2026, 10, 22, 12).getTime()

  test('tell days as calendars do', () => {
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime()
    expect([at(22, 1), at(21, 23), at(20, 13)].map((then) => agoWords(then, noon))).toEqual([
      'today',
      'yesterday',
      '2 days ago',
    ])
    expect([at(21, 1), at(22, 23), at(23, 1), at(25, 23)].map((then) => inWords(then, noon))).toEqual([
      'today',
      'today',
      'tomorrow',
      'in 3 days',
    ])
    expect(endOfDay(noon)).toBe(at(23, 0) - 1)
  })

  test('tell lengths, bands and results', () => {
    expect([0.3, 1.2, 4.4].map(minutesWords)).toEqual([
      'less than a minute',
      'about a minute',
      'about 4 minutes',
    ])
    expect([1, 6].map(itemsWords)).toEqual(['1 item', '6 items'])
    const band = { fromS: 7.5, toS: 15 }
    expect([1, 1.5, null].map((factor) => bandRange(band, factor))).toEqual([
      '7.5–15 s',
      '11.3–22.5 s',
      'no clock',
    ])
    expect(
      [
        row(),
        row({ seconds: 31.6, band: 'over' }),
        row({ seconds: 31.6, band: 'over', clockFactor: null }),
        row({ seconds: null, band: null }),
        row({ outcome: 'skipped' }),
        row({ outcome: 'declined' }),
      ].map(resultWords),
    ).toEqual(['22 s, in the band', '32 s, over', '32 s', 'not timed', 'skipped', 'no example'])
  })
})

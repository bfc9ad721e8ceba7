import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextSpeed } from '../../src/review/keys.ts'
import { linkTo, momentIn } from '../../src/review/link.ts'
import { reviewOf } from '../../src/review/load.ts'
import { rangeAt, silencesOf } from '../../src/review/playhead.ts'
import { speeds } from '../../src/review/player.ts'
import { findIn } from '../../src/review/search.ts'
import { clustersOf, findingBeside, marksOf, momentOf } from '../../src/review/timeline/marks.ts'
import { createPeakLoader } from '../../src/review/timeline/peakLoader.ts'
import { loudest, peaksOf, peakStepMs } from '../../src/review/timeline/peaks.ts'
import { sceneOf } from '../../src/review/timeline/scene.ts'
import {
  firstView,
  inView,
  leastMs,
  moved,
  rulerStep,
  showing,
  timeAt,
  xOf,
  zoomed,
} from '../../src/review/timeline/view.ts'
import { shown } from '../../src/session/answers.ts'
import { generateSession } from '../support/sessions.ts'

const reviewFor = (seed: number, answers: number) =>
  reviewOf(generateSession({ seed, answers, input: 'mixed' }).log, 'An evening')
const recipe = fc.record({ seed: fc.nat(1_000_000), answers: fc.integer({ min: 1, max: 14 }) })

describe('the view', () => {
  const duration = 3_600_000
  const step = fc.oneof(
    fc.record({ factor: fc.double({ min: 0.01, max: 100, noNaN: true }), around: fc.nat(duration) }),
    fc.record({ by: fc.integer({ min: -duration, max: duration }) }),
    fc.record({ at: fc.nat(duration) }),
  )
  test('stays within the session, however it is moved and zoomed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.integer({ min: 200, max: 2000 }), (steps, width) => {
        let view = firstView(duration, width)
        for (const s of steps) {
          if ('factor' in s) view = zoomed(view, s.factor, s.around, duration)
          else if ('by' in s) view = moved(view, s.by, duration)
          else view = showing(view, s.at, duration)
          expect(view.from).toBeGreaterThanOrEqual(0)
          expect(view.to).toBeLessThanOrEqual(duration + 0.01)
          expect(view.to - view.from).toBeGreaterThanOrEqual(leastMs - 0.01)
          const wanted = 'at' in s ? s.at : view.from
          expect(wanted >= view.from && wanted <= view.to).toBe(true)
        }
      }),
    )
  })

  test('keeps the moment that it is zoomed around where it is', () => {
    const view = { from: 600_000, to: 900_000 }
    const larger = zoomed(view, 3, 700_000, duration)
    expect(xOf(larger, 700_000, 1000)).toBeCloseTo(xOf(view, 700_000, 1000))
    expect(timeAt(larger, xOf(larger, 654_321, 1000), 1000)).toBeCloseTo(654_321)
  })

  test('of a session shorter than can be zoomed is all of it', () => {
    expect(zoomed({ from: 0, to: 900 }, 5, 400, 900)).toEqual({ from: 0, to: 900 })
  })

  test('writes times that do not touch', () => {
    for (const span of [2_000, 60_000, 600_000, duration])
      for (const width of [340, 1200])
        expect((rulerStep({ from: 0, to: span }, width) / span) * width).toBeGreaterThanOrEqual(72)
  })
})

describe('marks', () => {
  test('stand within the session, in order, and within the answer that shows them', () => {
    fc.assert(
      fc.property(recipe, ({ seed, answers }) => {
        const review = reviewFor(seed, answers)
        const marks = marksOf(review, [])
        for (const list of Object.values(marks)) {
          expect(list.map(({ at }) => at)).toEqual(list.map(({ at }) => at).toSorted((a, b) => a - b))
          for (const { at, answer } of list) {
            const span = review.timeline.answers[answer ?? -1]
            expect(at).toBeGreaterThanOrEqual(span?.askedAt ?? 0)
            expect(at).toBeLessThanOrEqual(span?.endedAt ?? 0)
          }
        }
        const findings = review.answers.flatMap((a) => shown(a).assessment?.findings ?? [])
        expect(marks.good.length + marks.against.length).toBe(findings.length)
      }),
      { numRuns: 10 },
    )
  })

  test('later words are never before earlier ones', () => {
    const { answers, timeline } = reviewFor(3, 6)
    for (const answer of answers) {
      const moments = Array.from({ length: 40 }, (_, i) => momentOf(answer, i * 12, timeline))
      expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    }
  })

  test('stand at their word where its time is known', () => {
    const { answers, timeline } = reviewFor(3, 6)
    const answer = answers.find(({ take, outcome }) => take !== null && outcome === 'assessed')
    if (!answer) throw new Error('nothing was spoken')
    const aligned = [
      { start: 0, end: 5, startMs: 900, endMs: 1_100 },
      { start: 6, end: 9, startMs: 1_200, endMs: 1_500 },
    ]
    expect(momentOf({ ...answer, aligned }, 6, timeline)).toBe(answer.listeningAt + 1_200)
    expect(momentOf({ ...answer, aligned }, 5, timeline)).toBe(answer.listeningAt + 1_200)
  })

  test('that would lie on each other stand together, and none is lost', () => {
    const { good } = marksOf(reviewFor(3, 14), [])
    const clusters = clustersOf(good, (at) => at / 10_000)
    expect(clusters.flatMap(({ marks }) => marks)).toEqual(good)
    expect(clusters.length).toBeLessThan(good.length)
  })

  test('forward visits every finding once, backward the same', () => {
    const marks = marksOf(reviewFor(3, 10), [])
    const visit = (step: 1 | -1, from: number) => {
      const visited: string[] = []
      let here = findingBeside(marks, { at: from, id: null }, step)
      for (; here; here = findingBeside(marks, here, step)) visited.push(here.id)
      return visited
    }
    const there = visit(1, -1)
    expect(new Set(there).size).toBe(marks.good.length + marks.against.length)
    expect(visit(-1, Infinity)).toEqual(there.toReversed())
  })

  test('for notes stand in their own lane', () => {
    const review = reviewFor(3, 2)
    const { notes } = marksOf(review, [
      { id: 'a', at: 100, text: '', when: '' },
      { id: 'b', at: 200, text: 'Slower.', when: '' },
    ])
    expect(notes.map(({ shape, label }) => [shape, label])).toEqual([
      ['bookmark', 'bookmark'],
      ['note', 'Slower.'],
    ])
  })
})

test('the scene draws answers in order, without overlaps', () => {
  fc.assert(
    fc.property(recipe, ({ seed, answers }) => {
      const scene = sceneOf(reviewFor(seed, answers))
      for (const [i, { from, to }] of scene.answers.entries()) {
        expect(to).toBeGreaterThanOrEqual(from)
        expect(from).toBeGreaterThanOrEqual(scene.answers[i - 1]?.to ?? 0)
      }
      expect(inView(scene.answers, { from: 0, to: scene.duration }).length).toBe(
        scene.answers.filter(({ from, to }) => to > 0 && from < scene.duration).length,
      )
    }),
    { numRuns: 10 },
  )
})

describe('peaks', () => {
  const rest = () => Promise.resolve()
  test('know the loudest of every stretch', async () => {
    const samples = new Int16Array(16_000)
    samples[8_000] = -32_768
    samples[15_999] = 12_800
    const peaks = await peaksOf(samples, 16_000, rest)
    expect(peaks.values).toHaveLength(1_000 / peakStepMs)
    expect(loudest(peaks, 0, 499)).toBe(0)
    expect(loudest(peaks, 480, 520)).toBe(255)
    expect(loudest(peaks, 900, 2_000)).toBe(100)
    expect(loudest(peaks, 5_000, 6_000)).toBe(0)
  })

  test('come one recording at a time, once each, and stop when nobody looks', async () => {
    const asked: string[] = []
    let under = 0
    const cache = new Map()
    const loader = createPeakLoader({
      cache,
      rest,
      onMore: () => {},
      async loadTake(take) {
        asked.push(take)
        expect(++under).toBe(1)
        await Promise.resolve()
        under -= 1
        if (take === 'broken') throw new Error('no')
        return { take, sampleRate: 8_000, samples: new Int16Array(800) }
      },
    })
    loader.want(['one', 'broken', 'two'])
    loader.want(['one', 'two', 'broken'])
    await expect.poll(() => cache.size).toBe(3)
    expect(asked.toSorted()).toEqual(['broken', 'one', 'two'])
    expect(loader.get('one')?.values).toHaveLength(100 / peakStepMs)
    expect(loader.get('broken')).toBeNull()
    loader.close()
    loader.want(['three'])
    await rest()
    expect(asked).not.toContain('three')
  })
})

describe('silences', () => {
  test('lie where nothing is said, and only in recordings', () => {
    fc.assert(
      fc.property(recipe, ({ seed, answers }) => {
        const { timeline } = reviewFor(seed, answers)
        const silences = silencesOf(timeline)
        for (const { from, to } of silences) {
          expect(to).toBeGreaterThan(from)
          expect(rangeAt(silences, (from + to) / 2)).toEqual({ from, to })
          expect(rangeAt(silences, to)?.from).not.toBe(from)
          const spoken = timeline.segments.filter((s) => s.kind === 'speaking')
          expect(spoken.filter((s) => s.from < to && s.to > from)).toEqual([])
        }
      }),
      { numRuns: 10 },
    )
  })
})

describe('the search', () => {
  test('finds words in either case, over line breaks, and takes signs as they are', () => {
    const [answer] = reviewFor(3, 1).answers
    if (!answer) throw new Error('nothing was answered')
    const said = { ...answer, text: 'We shipped.\nWe  Shipped (twice)?', revised: null }
    const places = (words: string) =>
      findIn([said], words).map(({ start, end }) => said.text.slice(start, end))
    expect(places('we shipped')).toEqual(['We shipped', 'We  Shipped'])
    expect(places('(twice)?')).toEqual(['(twice)?'])
    expect(places('.')).toEqual(['.'])
    expect(places('  ')).toEqual([])
  })
})

describe('links and speeds', () => {
  test('a link leads back to its moment', () => {
    fc.assert(
      fc.property(fc.nat(40_000_000), (at) => {
        const { search, pathname } = new URL(linkTo('http://localhost/review/one?x=1', at))
        expect(Math.abs((momentIn(search) ?? -1) - at)).toBeLessThanOrEqual(50)
        expect([pathname, new URLSearchParams(search).get('x')]).toEqual(['/review/one', '1'])
      }),
      // Half a tenth of a second, of which a fraction too much came back.
      { examples: [[33_546_250]] },
    )
  })
  test.each(['', '?t=', '?t=soon', '?t=-4', '?t=Infinity'])('%s names no moment', (search) =>
    expect(momentIn(search)).toBeNull(),
  )
  test('speeds go up and down, and end', () => {
    expect(nextSpeed(1, 1)).toBe(1.25)
    expect(nextSpeed(1, -1)).toBe(0.75)
    expect([nextSpeed(2, 1), nextSpeed(0.5, -1)]).toEqual([speeds.at(-1), speeds[0]])
  })
})

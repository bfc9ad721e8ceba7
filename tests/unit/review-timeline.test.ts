import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersOf } from '../../src/session/answers.ts'
import { answerAt, longestShownMs, neighbour, stretchAt, stretchesOf } from '../../src/review/playhead.ts'
import { sessionTime, timelineOf, timeWithin } from '../../src/review/timeline.ts'
import { generateSession } from '../support/sessions.ts'

const session = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  answers: fc.integer({ min: 1, max: 16 }),
  input: fc.constantFrom('microphone' as const, 'keyboard' as const, 'mixed' as const),
  unfinished: fc.boolean(),
})
const timelineFor = (recipe: { seed: number; answers: number }) => {
  const { log } = generateSession(recipe)
  const answers = answersOf(log)
  return { answers, timeline: timelineOf(log, answers) }
}

describe('the timeline', () => {
  test('covers the whole session without gaps or overlaps', () => {
    fc.assert(
      fc.property(session, (recipe) => {
        const { timeline } = timelineFor(recipe)
        const { segments, duration } = timeline
        expect(
          segments.filter(({ from, to }, i) => from !== (segments[i - 1]?.to ?? 0) || to <= from),
        ).toEqual([])
        expect(segments.at(-1)?.to).toBe(duration)
      }),
      { numRuns: 20 },
    )
  })

  test('gives speaking the length of the phrases', () => {
    const { answers, timeline } = timelineFor({ seed: 2, answers: 6 })
    for (const { index, phrases } of answers) {
      const spoken = timeline.segments.filter((s) => s.answer === index && s.kind === 'speaking')
      const ms = (list: readonly { from: number; to: number }[]) =>
        list.reduce((sum, s) => sum + s.to - s.from, 0)
      expect(ms(spoken)).toBe(ms(phrases.map((p) => ({ from: p.startMs, to: p.endMs }))))
    }
  })

  test('goes on to the end of a recording whose answer was not finished', () => {
    const { log } = generateSession({ seed: 5, answers: 3, unfinished: true })
    const answers = answersOf(log)
    const last = answers.at(-1)
    const logged = timelineOf(log, answers).duration
    const takes = new Map([[last?.take ?? '', 60_000]])
    const { duration, answers: spans, segments } = timelineOf(log, answers, takes)
    expect(last?.outcome).toBe('open')
    expect(duration).toBe((last?.listeningAt ?? 0) + 60_000)
    expect(duration).toBeGreaterThan(logged)
    expect(spans.at(-1)).toMatchObject({ speechAt: logged, endedAt: duration })
    expect(segments.at(-1)).toMatchObject({ kind: 'speaking', from: logged, to: duration })
  })

  test('ends a recording where the session went on', () => {
    const { log } = generateSession({ seed: 5, answers: 3, unfinished: true })
    const asked = log.entries.findLast((e) => e.type === 'prompt.asked')
    if (!asked) throw new Error('nothing was asked')
    const at = asked.at + 20_000
    const gone = {
      ...log,
      entries: [
        ...log.entries,
        { type: 'session.resumed' as const, at, interrupted: true },
        { ...asked, at },
      ],
    }
    const answers = answersOf(gone)
    const takes = new Map([[answers.at(-1)?.take ?? '', 60_000]])
    expect(timelineOf(gone, answers, takes)).toMatchObject({ duration: at })
    expect(timelineOf(gone, answers, takes).answers.at(-1)?.endedAt).toBe(at)
  })

  test('maps take time to session time and back across breaks', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4_000 }), fc.integer({ min: 1, max: 4_000 })), {
          maxLength: 4,
        }),
        fc.nat(20_000),
        (start, steps, ms) => {
          let at = 0
          const breaks = steps.map(([gap, length]) => {
            const from = at + gap
            at = from + length
            return { from, to: at }
          })
          expect(timeWithin(start, sessionTime(start, ms, breaks), breaks)).toBe(ms)
        },
      ),
    )
  })
})

describe('what is played', () => {
  test('is every moment of the session, once', () => {
    fc.assert(
      fc.property(session, fc.boolean(), (recipe, heard) => {
        const { timeline } = timelineFor(recipe)
        const stretches = stretchesOf(timeline, () => heard)
        expect(stretches[0]?.from ?? 0).toBe(0)
        expect(stretches.at(-1)?.to ?? 0).toBe(timeline.duration)
        expect(stretches.filter((s, i) => s.from !== (stretches[i - 1]?.to ?? 0))).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  test('shows nothing without sound for longer than said, and sound as long as it is', () => {
    const { timeline } = timelineFor({ seed: 9, answers: 20 })
    const longest = Math.max(...Object.values(longestShownMs))
    const stretches = stretchesOf(timeline, () => true)
    const silent = stretches.filter((s) => s.take === null).map((s) => (s.to - s.from) / s.rate)
    expect(Math.max(...silent)).toBeLessThanOrEqual(longest + 0.001)
    expect(new Set(stretches.filter((s) => s.take !== null).map((s) => s.rate))).toEqual(new Set([1]))
  })

  test('begins a take where the floor was given', () => {
    const { answers, timeline } = timelineFor({ seed: 1, answers: 3 })
    const stretches = stretchesOf(timeline, () => true)
    for (const { listeningAt, take } of answers)
      expect(stretchAt(stretches, listeningAt)).toMatchObject({ take, takeFrom: 0, from: listeningAt })
  })

  test('goes on in the take where it was before a break', () => {
    const timeline = {
      duration: 10_000,
      breaks: [{ from: 4_000, to: 7_000 }],
      answers: [{ askedAt: 0, listeningAt: 1_000, speechAt: 2_000, endedAt: 10_000, take: 't' }],
      segments: [
        { kind: 'asking' as const, from: 0, to: 1_000, answer: 0 },
        { kind: 'speaking' as const, from: 1_000, to: 4_000, answer: 0 },
        { kind: 'break' as const, from: 4_000, to: 7_000, answer: 0 },
        { kind: 'speaking' as const, from: 7_000, to: 10_000, answer: 0 },
      ],
    }
    expect(
      stretchAt(
        stretchesOf(timeline, () => true),
        8_000,
      ),
    ).toMatchObject({ take: 't', takeFrom: 3_000 })
  })
})

describe('moving among answers', () => {
  const { timeline, answers } = timelineFor({ seed: 21, answers: 8 })
  test('forward visits each, then the end', () => {
    let at = 0
    const visited = [answerAt(timeline, at)]
    while (at < timeline.duration) {
      at = neighbour(timeline, at, 1)
      visited.push(answerAt(timeline, at))
    }
    expect(visited).toEqual([...answers.map((a) => a.index), answers.length - 1])
  })

  test('back first goes to the own beginning, then to the one before', () => {
    const [second, third] = [timeline.answers[1]?.askedAt ?? 0, timeline.answers[2]?.askedAt ?? 0]
    expect(neighbour(timeline, third + 5_000, -1)).toBe(third)
    expect(neighbour(timeline, third, -1)).toBe(second)
    expect(neighbour(timeline, 0, -1)).toBe(timeline.answers[0]?.askedAt)
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OPENING } from '../../machines/plan.ts'
import { measuredOf, type Measured } from '../../src/debrief/measured.ts'
import { attemptsOf, byItem, choiceOf, itemKey, itemOf, type Item } from '../../src/drills/items.ts'
import { answersOf } from '../../src/session/answers.ts'
import { directions, type Rating } from '../../src/session/drill.ts'
import { fork } from '../../src/session/fork.ts'
import type { ReviewEvent } from '../../src/session/log.ts'
import { playDrill, type Turn } from '../support/drills.ts'
import { generateSession } from '../support/sessions.ts'

const when = '2026-11-23T09:00:00.000Z'
const otherSide = [{ question: 'disagreement', prompt: 'conflict/other-side' }]
const only = (rows: readonly Measured[]): Measured => {
  const [row] = rows
  if (!row || rows.length !== 1) throw new Error(`expected one row, not ${rows.length}`)
  return row
}
const drilled = (kind: Parameters<typeof playDrill>[0], ...turns: Turn[]) =>
  only(measuredOf(playDrill({ count: 1, ...kind }, turns)))

describe('what was measured of an answer', () => {
  test('is of every answer that was given, passed over or declined, and of nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.boolean(), (seed, unfinished) => {
        const { log } = generateSession({ seed, answers: 15, input: 'mixed', unfinished })
        const answers = answersOf(log)
        const rows = measuredOf(log, answers)
        expect(rows).toEqual(measuredOf(log))
        expect(new Set(rows.map(({ answer }) => answer)).size).toBe(rows.length)
        for (const row of rows) {
          const answer = answers[row.answer]
          expect(['finished', 'assessed', 'unheard', 'skipped', 'declined']).toContain(answer?.outcome)
          expect([row.prompt, row.question]).toEqual([
            answer?.prompt,
            log.header.questions[answer?.question ?? -1]?.id,
          ])
          expect(row.seconds === null).toBe(row.outcome !== 'given')
        }
      }),
      { numRuns: 10 },
    )
  })

  test('has the rating that the candidate gave last, until they take it back', () => {
    const log = playDrill({ kind: 'probe', count: 3 })
    const said = (...events: [answer: number, rating: Rating | null][]) => {
      const added = events.map(([answer, rating]): ReviewEvent => ({
        type: 'rating.corrected',
        when,
        answer,
        rating,
      }))
      return measuredOf({ ...log, entries: [...log.entries, ...added] }).map(({ rated }) => rated)
    }
    expect(said()).toEqual([null, null, null])
    expect(said([1, 'hard'], [2, 'easy'], [1, 'again'])).toEqual([null, 'again', 'easy'])
    expect(said([1, 'hard'], [2, 'easy'], [1, null])).toEqual([null, null, 'easy'])
    expect(said([7, 'hard'])).toEqual([null, null, null])
  })

  test('of another take is of what it has of its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.nat(9), (seed, at) => {
        const { log } = generateSession({ seed, answers: 10, input: 'mixed' })
        const take = fork(log, at, { id: 'take', createdAt: log.header.createdAt })
        expect(measuredOf(take)).toEqual([])
        const kept = take.header.fork?.answer ?? -1
        const whole = { ...log, header: take.header }
        expect(measuredOf(whole).map(({ answer }) => answer)).toEqual(
          measuredOf(log).flatMap(({ answer }) => (answer >= kept ? [answer] : [])),
        )
      }),
      { numRuns: 10 },
    )
  })

  test('a probe is met where the answer covers it, and unknown where nothing was judged', () => {
    const probe = { kind: 'probe', chosen: otherSide } as const
    expect(drilled(probe, { does: 'answer', covered: ['other-side'] }).met).toBe(true)
    expect(drilled(probe, { does: 'answer', covered: ['lesson'] }).met).toBe(false)
    expect(drilled(probe, { does: 'answer', abstained: 'too short' })).toMatchObject({
      met: null,
      judged: false,
    })
    expect(drilled(probe, { does: 'unheard' })).toMatchObject({ met: null, judged: false, outcome: 'given' })
    expect(drilled(probe, { does: 'skip' })).toMatchObject({ outcome: 'skipped', seconds: null, band: null })
    expect(drilled(probe, { does: 'decline' }).signals).toEqual(['no-example'])
  })

  test('a request to clarify, in words or by key, is one with the answer after it', () => {
    const asks: Turn = { does: 'answer', signals: ['asks-to-clarify'], seconds: 3 }
    const answer: Turn = { does: 'answer', seconds: 25 }
    for (const first of [asks, { does: 'clarify' } as const]) {
      const row = drilled({ kind: 'clarify' }, first, answer)
      expect(row).toMatchObject({ seconds: 25, met: true, signals: ['asks-to-clarify'] })
    }
    expect(drilled({ kind: 'clarify' }, { does: 'repeat' }, answer).met).toBe(false)
  })

  test('each kind of drill is met by what it is about', () => {
    expect(drilled({ kind: 'impact' }, { does: 'answer', signals: ['impact-metric'] }).met).toBe(true)
    expect(drilled({ kind: 'impact' }, { does: 'answer' }).met).toBe(false)
    expect(drilled({ kind: 'bottom-line' }, { does: 'answer', signals: ['headline-first'] }).met).toBe(true)
    const up = { question: 'disagreement', prompt: OPENING, direction: 'up' as const }
    const conflict = { kind: 'conflict', chosen: [up] } as const
    expect(drilled(conflict, { does: 'answer', signals: ['conflict-up'] }).met).toBe(true)
    expect(drilled(conflict, { does: 'answer', signals: ['conflict-down'] }).met).toBe(false)
  })

  test('other words are met by new words for the same results', () => {
    const text = 'I measured both ways for a week, and in the end we cut errors by 40 percent.'
    const earlier = { session: 's', answer: 0, text }
    const again = {
      kind: 'other-words',
      chosen: [{ question: 'mistake', prompt: OPENING, earlier }],
    } as const
    const told = (words: string) => drilled(again, { does: 'answer', text: words }).met
    expect(told(text)).toBe(false)
    expect(told('Seven days of data went into it. The outcome was that errors fell by forty percent.')).toBe(
      true,
    )
    expect(told('Seven days of data went into it. The outcome was that fewer things broke.')).toBe(false)
  })
})

const items: fc.Arbitrary<Item> = fc.record({
  subject: fc.record({
    kind: fc.constantFrom('question' as const, 'story' as const),
    id: fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/),
  }),
  prompt: fc.constantFrom(OPENING, 'conflict/other-side', 'mistake/came-to-light', 'reactive/bottom-line'),
  direction: fc.constantFrom(...directions, null),
})

describe('items', () => {
  test('are told apart by their keys, and are had back from them', () => {
    fc.assert(
      fc.property(items, (item) => {
        expect(itemOf(itemKey(item))).toEqual(item)
      }),
    )
    expect(['', 'question:a', 'thing:a:opening', 'question:a:opening:left'].map(itemOf)).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(choiceOf('question:disagreement:opening:up')).toEqual({
      question: 'disagreement',
      prompt: OPENING,
      direction: 'up',
    })
    expect(choiceOf('story:the-cache:opening')).toBeNull()
  })

  test('are of what was asked, each once, whatever the order of the sessions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 4 }), (seeds) => {
        const rows = [...new Set(seeds)].flatMap((seed) =>
          measuredOf(generateSession({ seed, answers: 10 }).log),
        )
        const attempts = attemptsOf(rows)
        expect(attemptsOf(rows.toReversed())).toEqual(attempts)
        const asked = new Set(rows.map(({ question, prompt }) => `question:${question}:${prompt}`))
        for (const [key, tries] of byItem(attempts)) {
          expect(asked).toContain(key)
          expect(tries.map(({ at }) => at)).toEqual(tries.map(({ at }) => at).toSorted((a, b) => a - b))
        }
      }),
      { numRuns: 10 },
    )
  })
})

import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { OPENING } from '../../machines/plan.ts'
import { startRound } from '../../machines/run.ts'
import { guidePack, levels, type SignalId } from '../../questions/index.ts'
import { bandsOf, drillHeader, promptsOf, type Choice, type NewDrill } from '../../src/drills/header.ts'
import { askAloud } from '../../src/interview/say.ts'
import { answersOf } from '../../src/session/answers.ts'
import { drillKinds } from '../../src/session/drill.ts'
import { foldViews } from '../../src/session/fold.ts'
import { entrySchema, headerSchema } from '../../src/session/log.ts'
import { clockFactors } from '../../src/ui/settings.ts'
import { newDrill, playDrill, type Turn } from '../support/drills.ts'

const earlier = { session: 'earlier', answer: 3, text: 'We disagreed about the cache, and I measured it.' }
const choices = fc.array(
  fc.constantFrom(...guidePack.questions).chain((question) =>
    fc.record({
      question: fc.constant(question.id),
      prompt: fc.constantFrom(...promptsOf(question, guidePack)),
    }),
  ),
  { minLength: 1, maxLength: 6 },
)
const drills: fc.Arbitrary<NewDrill> = fc
  .record({
    kind: fc.constantFrom(...drillKinds),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    count: fc.integer({ min: 1, max: 6 }),
    chosen: choices,
    isChosen: fc.boolean(),
    level: fc.constantFrom(...levels),
    clockFactor: fc.constantFrom(...clockFactors, null),
  })
  .map(({ chosen, isChosen, ...rest }) => {
    const needed = rest.kind === 'today' || rest.kind === 'other-words'
    const wanted = chosen.map((c): Choice => (rest.kind === 'other-words' ? { ...c, earlier } : c))
    return newDrill({ ...rest, chosen: isChosen || needed ? wanted : null })
  })
const signals = fc.subarray<SignalId>([
  'off-question',
  'no-example',
  'asks-to-clarify',
  'no-impact',
  'buried-lede',
])
const turns = fc.array(
  fc.oneof(
    fc.constantFrom<Turn>(
      { does: 'skip' },
      { does: 'decline' },
      { does: 'clarify' },
      { does: 'repeat' },
      { does: 'unheard' },
    ),
    fc.record({ does: fc.constant('answer' as const), signals, seconds: fc.integer({ min: 1, max: 90 }) }),
  ),
  { maxLength: 12 },
)

describe('a drill of any kind', () => {
  test('has a valid header, with the same items for the same seed', () => {
    fc.assert(
      fc.property(drills, (drill) => {
        const header = drillHeader(drill)
        expect(v.parse(headerSchema, header)).toEqual(header)
        expect(drillHeader(drill)).toEqual(header)
        expect(header.drill?.items).toHaveLength(header.questions.length)
      }),
      { numRuns: 40 },
    )
  })

  test('ends, whatever is answered, and asks each of its items and nothing else', () => {
    fc.assert(
      fc.property(drills, turns, (drill, taken) => {
        const log = playDrill(drillHeader(drill), taken)
        const asked = answersOf(log).map(({ question, prompt }) => `${question} ${prompt}`)
        const items = log.header.drill?.items.map(({ prompt }, place) => `${place} ${prompt}`)
        expect([...new Set(asked)]).toEqual(items)
      }),
      { numRuns: 30 },
    )
  })

  test('replays from its log to the same place, step by step', () => {
    fc.assert(
      fc.property(drills, turns, (drill, taken) => {
        const log = playDrill(drillHeader(drill), taken)
        const stored = {
          header: v.parse(headerSchema, JSON.parse(JSON.stringify(log.header))),
          entries: log.entries.map((entry) => v.parse(entrySchema, JSON.parse(JSON.stringify(entry)))),
        }
        const round = startRound(log.header)
        const views = log.entries.map((entry) => {
          round.send(entry as Parameters<typeof round.send>[0])
          return round.view()
        })
        expect(foldViews(stored)).toEqual(views)
        expect(views.at(-1)?.phase).toBe('ended')
      }),
      { numRuns: 10 },
    )
  })
})

describe('what a drill asks', () => {
  const itemsOf = (given: Partial<NewDrill>) => drillHeader(newDrill(given)).drill?.items ?? []

  test.each([
    ['first-answer', OPENING],
    ['clarify', OPENING],
    ['bottom-line', 'reactive/bottom-line'],
    ['impact', 'reactive/measure-impact'],
    ['no-example', 'reactive/smaller-example'],
  ] as const)('%s: %s of different questions', (kind, prompt) => {
    const header = drillHeader(newDrill({ kind, count: 6 }))
    expect(new Set(header.drill?.items.map((item) => item.prompt))).toEqual(new Set([prompt]))
    expect(new Set(header.questions.map(({ id }) => id)).size).toBe(6)
  })

  test('probe: follow-ups that hold of any story, of random questions, or the one that was chosen', () => {
    const drawn = [1, 2, 3, 4, 5, 6]
      .flatMap((seed) => itemsOf({ kind: 'probe', count: 100, seed }))
      .map(({ prompt }) => prompt)
    expect(drawn).toContain('conflict/other-side')
    expect(drawn).toContain('mistake/came-to-light')
    expect(drawn).not.toContain('mistake/held-since')
    expect(drawn.some((prompt) => prompt === OPENING || prompt.startsWith('reactive/'))).toBe(false)
    const chosen = [{ question: 'mistake', prompt: 'failure/prevention' }]
    expect(itemsOf({ kind: 'probe', chosen })).toEqual([{ prompt: 'failure/prevention' }])
  })

  test('conflict: one with somebody above, beside and below', () => {
    const { drill, questions } = drillHeader(newDrill({ kind: 'conflict', count: 3 }))
    expect(drill?.items.map(({ direction }) => direction).toSorted()).toEqual(['across', 'down', 'up'])
    const up = drill?.items.findIndex(({ direction }) => direction === 'up') ?? -1
    expect(questions[up]?.id).toBe('disagreement')
    expect(questions[up]?.phrasings.every((text) => /manager|above you/.test(text))).toBe(true)
  })

  test('other words: what was told before, with its words', () => {
    const chosen = [{ question: 'disagreement', prompt: OPENING, earlier }]
    expect(itemsOf({ kind: 'other-words', chosen })).toEqual([{ prompt: OPENING, earlier }])
  })

  test('leaves out what the pack no longer has, and says where nothing is left', () => {
    const gone = { question: 'gone', prompt: OPENING }
    const there = { question: 'mistake', prompt: 'failure/recency' }
    expect(itemsOf({ kind: 'today', chosen: [gone, there] })).toEqual([{ prompt: 'failure/recency' }])
    expect(() => itemsOf({ kind: 'today', chosen: [gone] })).toThrow('nothing to ask')
    expect(() => itemsOf({ kind: 'other-words' })).toThrow('nothing to ask')
  })

  test('says a question before its follow-up, and the opening alone', () => {
    const said = (given: Partial<NewDrill>) => {
      const header = drillHeader(newDrill(given))
      const round = startRound(header, [{ type: 'session.started', at: 0 }])
      return askAloud({ view: round.view(), plans: round.plans, entries: [], seed: header.seed })
    }
    const question = guidePack.questions.find(({ id }) => id === 'mistake')
    const probe = guidePack.buckets.flatMap(({ probes }) => probes).find(({ id }) => id === 'recency')
    const opens = (text: string) => question?.phrasings.some((phrasing) => text.includes(phrasing))
    const asks = (text: string) => probe?.phrasings.some((phrasing) => text.endsWith(phrasing))
    const follow = said({ kind: 'probe', chosen: [{ question: 'mistake', prompt: 'failure/recency' }] })
    expect([opens(follow), asks(follow)]).toEqual([true, true])
    expect(opens(said({ chosen: [{ question: 'mistake', prompt: OPENING }] }))).toBe(true)
  })
})

test('the band goes with the kind, and stretches with the clock', () => {
  const { guideline } = drillHeader(newDrill({ kind: 'bottom-line', clockFactor: 2 }))
  expect(guideline).toEqual({ fromS: 4, toS: 20 })
  expect(bandsOf(guidePack)['first-answer']).toEqual({ fromS: 15, toS: 30 })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InterviewEvent } from '../../machines/events.ts'
import { startRound, type Phase, type Round } from '../../machines/run.ts'
import { measuredOf } from '../../src/debrief/measured.ts'
import { hadAllBeenShort } from '../../src/debrief/shorter.ts'
import { drillHeader } from '../../src/drills/header.ts'
import { reviewOf } from '../../src/review/load.ts'
import { treeOf } from '../../src/review/tree.ts'
import { answersOf } from '../../src/session/answers.ts'
import { contextOf } from '../../src/session/context.ts'
import { foldRound } from '../../src/session/fold.ts'
import type { Log } from '../../src/session/log.ts'
import { newDrill, playDrill } from '../support/drills.ts'

const items = 4
const header = drillHeader(newDrill({ kind: 'rapid-fire', count: items }))
const mayLeave: readonly Phase[] = ['asking', 'speaking', 'clarifying', 'thinking', 'over']

const at = 0
const assessed: InterviewEvent = {
  type: 'answer.assessed',
  at,
  text: 'It went well.',
  source: 'typed',
  seconds: 12,
  assessment: { engine: 'test', abstained: null, findings: [], covered: [] },
}
const finished: InterviewEvent = {
  type: 'answer.finished',
  at,
  by: 'silence',
  thinkingMs: 900,
  speakingMs: 12_000,
  phrases: [],
}

function asked(round: Round): InterviewEvent {
  const { question, prompt } = round.view()
  const id = header.questions[question ?? 0]?.id ?? ''
  return { type: 'prompt.asked', at, question: id, prompt: prompt ?? '', branch: null, text: 'asked' }
}

/** Answers what is at hand, whatever of it is still to come. */
function answer(round: Round): void {
  round.send(asked(round))
  round.send({ type: 'listening.started', at, input: 'keyboard', take: null })
  round.send({ type: 'speech.started', at, offsetMs: 0 })
  round.send(finished)
  round.send(assessed)
}

/** What can happen in a drill, as far as a step of a walk says it. */
const step: fc.Arbitrary<(round: Round) => InterviewEvent> = fc.oneof(
  fc.constant(asked),
  fc
    .constantFrom<InterviewEvent>(
      { type: 'session.started', at },
      { type: 'listening.started', at, input: 'keyboard', take: null },
      { type: 'speech.started', at, offsetMs: 0 },
      finished,
      assessed,
      { type: 'answer.unheard', at, seconds: 12 },
      { type: 'clarify.requested', at },
      { type: 'repeat.requested', at },
      { type: 'prompt.skipped', at },
      { type: 'session.paused', at, reason: '' },
      { type: 'session.resumed', at, interrupted: true },
    )
    .map((event) => () => event),
  fc.nat(items).map((question) => (): InterviewEvent => ({ type: 'question.retried', at, question })),
)

describe('a question that is retried', () => {
  test('is begun afresh from any moment but the middle of an answer, and the drill then goes on where it was', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(items - 1), (steps, question) => {
        const round = startRound(header)
        for (const next of steps) round.send(next(round))
        const before = round.view()
        const retried: InterviewEvent = { type: 'question.retried', at, question }
        const reached = before.question ?? (before.phase === 'over' ? items : -1)
        const means = mayLeave.includes(before.phase) && question <= reached
        expect(round.accepts(retried)).toBe(means)
        round.send(retried)
        const afresh = {
          phase: 'asking',
          question,
          prompt: header.drill?.items[question]?.prompt,
          memory: { place: question, asked: [], covered: [], last: null, leftFor: null },
        }
        expect(round.view()).toMatchObject(means ? afresh : before)
        if (!means) return
        answer(round)
        // What had not been reached before still comes, each once.
        const rest: (number | null)[] = []
        while (round.view().phase !== 'over' && rest.length <= items) {
          rest.push(round.view().question)
          answer(round)
        }
        expect(rest).toEqual(rest.toSorted((a, b) => Number(a) - Number(b)))
        expect(rest.every((place) => place !== null && (place > question || place >= reached))).toBe(true)
        expect(rest.at(0) ?? items).toBeGreaterThanOrEqual(Math.max(reached, question + 1))
      }),
    )
  })

  test('one that is not of the round, or not reached, or in the middle of an answer, changes nothing', () => {
    const round = startRound(header, [{ type: 'session.started', at }])
    for (const question of [1, items, 1_000])
      expect(round.accepts({ type: 'question.retried', at, question })).toBe(false)
    round.send(asked(round))
    round.send({ type: 'listening.started', at, input: 'keyboard', take: null })
    round.send({ type: 'speech.started', at, offsetMs: 0 })
    expect(round.accepts({ type: 'question.retried', at, question: 0 })).toBe(false)
    round.send(finished)
    expect(round.accepts({ type: 'question.retried', at, question: 0 })).toBe(false)
  })

  test('is itself at its place, where it stands in the drill several times', () => {
    const twice = { question: 'disagreement', prompt: 'conflict/other-side' }
    const drill = drillHeader(newDrill({ kind: 'today', chosen: [twice, twice, twice] }))
    const round = startRound(drill, [{ type: 'session.started', at }])
    const ask: InterviewEvent = { ...asked(round), question: twice.question } as InterviewEvent
    const places = []
    for (let i = 0; i < 2; i++) {
      places.push(round.view().question)
      round.send(ask)
      round.send({ type: 'prompt.skipped', at })
    }
    round.send({ type: 'question.retried', at, question: 1 })
    places.push(round.view().question)
    round.send(ask)
    round.send({ type: 'prompt.skipped', at })
    places.push(round.view().question)
    expect(places).toEqual([0, 1, 1, 2])
  })
})

/** Two items; the first is taken again at the second, and the second once the drill is over. */
function retriedLog(): Log {
  const chosen = [
    { question: 'disagreement', prompt: 'conflict/other-side' },
    { question: 'technical-problem', prompt: 'productivity/challenge' },
  ]
  return playDrill({ kind: 'probe', chosen }, [
    { does: 'answer', text: 'We had an outage and I fixed the retries.', seconds: 41, thinkingMs: 4_000 },
    { does: 'retry', question: 0 },
    { does: 'answer', text: 'I cut the outages to zero.', seconds: 20, thinkingMs: 900 },
    { does: 'answer', text: 'My lead disagreed with me.', seconds: 22, thinkingMs: 1_200 },
  ])
}

describe('a log with a question that was retried', () => {
  const log = retriedLog()
  const answers = answersOf(log)

  test('has each try as an answer of its own', () => {
    expect(answers.map(({ question, retries, outcome }) => [question, retries, outcome])).toEqual([
      [0, 0, 'assessed'],
      [1, 0, 'restarted'],
      [0, 1, 'assessed'],
      [1, 0, 'assessed'],
    ])
    expect(
      measuredOf(log).map(({ answer: place, seconds, thinkingMs }) => [place, seconds, thinkingMs]),
    ).toEqual([
      [0, 41, 4_000],
      [2, 20, 900],
      [3, 22, 1_200],
    ])
  })

  test('judges a second try without the first', () => {
    expect(contextOf(log, answers, 2).turns).toEqual([])
  })

  test('is folded to its end, and reviewed try by try', () => {
    expect(foldRound(log.header, log.entries).view().phase).toBe('ended')
    const review = reviewOf(log, 'A drill')
    expect(review.prompts.map(({ attempts, number }) => [attempts, number])).toEqual([
      [[0], 1],
      [[1], null],
      [[2], 2],
      [[3], 3],
    ])
    expect(review.timeline.answers).toHaveLength(4)
    const plan = review.plans[0]
    const tree = plan && treeOf(plan, 0, answers)
    expect(tree?.path.map(({ answer: place }) => place)).toEqual([0])
    expect(tree?.nodes.find(({ key }) => key === answers[0]?.prompt)?.answers).toEqual([0, 2])
    expect(hadAllBeenShort(log, answers, 0)).toMatchObject({ longer: 1, further: [] })
    expect(hadAllBeenShort(log, answers, 1)).toMatchObject({ longer: 0, further: [] })
  })
})

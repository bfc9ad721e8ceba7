import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planRound } from '../../machines/run.ts'
import { changesOf, isUnchanged } from '../../src/review/changes.ts'
import { drawTree } from '../../src/review/layout.ts'
import { reviewOf, revisedReview } from '../../src/review/load.ts'
import { piecesOf } from '../../src/review/marks.ts'
import { countBands } from '../../src/review/summary.ts'
import { cutLead, promptsOf } from '../../src/review/prompts.ts'
import { stateOf, treeOf } from '../../src/review/tree.ts'
import { whyAsked } from '../../src/review/words.ts'
import { answersOf } from '../../src/session/answers.ts'
import type { NewEvent } from '../../src/session/door.ts'
import { roundOf } from '../../src/session/fold.ts'
import type { Entry, Log } from '../../src/session/log.ts'
import { summaryAfter, summaryOf } from '../../src/storage/summary.ts'
import type { SignalId } from '../../questions/ids.ts'
import { generateSession } from '../support/sessions.ts'

const assessment = (signals: SignalId[], covered: string[] = []) => ({
  engine: 'x',
  abstained: null,
  covered,
  findings: signals.map((signal) => ({ signal, quote: '', start: null, end: null })),
})

describe('the tree', () => {
  const { log } = generateSession({ seed: 6, answers: 24, questions: 2 })
  const answers = answersOf(log)
  const plans = planRound(log.header)
  const trees = plans.map((plan, i) => treeOf(plan, i, answers))

  test('holds every prompt that was asked, below a parent that is there', () => {
    for (const tree of trees) {
      const keys = tree.nodes.map((n) => n.key)
      expect(new Set(keys).size).toBe(keys.length)
      for (const answer of answers.filter((a) => a.question === tree.question))
        expect(keys).toContain(answer.prompt)
      tree.nodes.forEach((node, i) => {
        expect(node.parent === null ? i === 0 : keys.slice(0, i).includes(node.parent)).toBe(true)
      })
    }
  })

  test('has a path that follows the answers', () => {
    for (const tree of trees) {
      const asked = answers.filter((a) => a.question === tree.question).map((a) => a.prompt)
      expect(tree.path.map((s) => s.to)).toEqual(asked.filter((key, i) => key !== asked[i - 1]))
      for (const step of tree.path) expect(answers[step.answer]?.prompt).toBe(step.to)
    }
  })

  test('lights up as the playhead moves', () => {
    const [tree] = trees
    const [first, second] = tree?.path ?? []
    const node = tree?.nodes.find((n) => n.key === second?.to)
    if (!tree || !node || !first || !second) throw new Error('the session is too short')
    expect(stateOf(node, first.to, first.answer)).toBe('later')
    expect(stateOf(node, second.to, second.answer)).toBe('current')
    expect(stateOf(node, 'elsewhere', second.answer + 1)).toBe('asked')
  })

  test('is drawn without nodes on top of each other', () => {
    for (const tree of trees) {
      const { nodes, width, height } = drawTree(tree)
      nodes.forEach((a, i) => {
        expect(a.x).toBeGreaterThanOrEqual(0)
        expect(a.y).toBeGreaterThanOrEqual(0)
        expect(a.x + a.width).toBeLessThanOrEqual(width)
        expect(a.y + a.height).toBeLessThanOrEqual(height)
        for (const b of nodes.slice(i + 1)) {
          const apart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
          expect(apart, `${a.key} and ${b.key}`).toBe(true)
        }
      })
    }
  })
})

test('the reason for a prompt comes from its branch', () => {
  const answers = answersOf(generateSession({ seed: 6, answers: 24, questions: 2 }).log)
  expect(whyAsked({ prompt: 'opening', branch: null })).toBe('the opening question')
  const drilled = { prompt: 'conflict/other-side', branch: null }
  expect(whyAsked(drilled, { first: 'conflict/other-side' })).toBe('what this drill asks')
  expect(whyAsked(drilled, { first: 'opening' })).toBe('placed here, not chosen by the interviewer')
  for (const answer of answers.filter((a) => a.branch))
    expect(whyAsked(answer)).toBe(`asked because ${answer.branch?.because}`)
})

describe('marks', () => {
  test('cut a text without losing any of it, and mark just the quotes', () => {
    const quote = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => ({
      signal: 'no-impact' as const,
      quote: '',
      start: Math.min(a, b),
      end: Math.max(a, b),
    }))
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.array(quote, { maxLength: 5 }), (text, findings) => {
        const pieces = piecesOf(text, findings)
        expect(pieces.map((p) => p.text).join('')).toBe(text)
        findings.forEach(({ start, end }, i) => {
          const marked = pieces.filter((p) => p.findings.includes(i)).map((p) => p.text)
          expect(marked.join('')).toBe(start < end && end <= text.length ? text.slice(start, end) : '')
        })
      }),
    )
  })
})

describe('a correction', () => {
  test('says what appeared and what vanished', () => {
    const changes = changesOf(assessment(['no-impact'], ['a']), assessment(['impact-metric'], ['a', 'b']))
    expect(changes).toEqual({
      appeared: ['impact-metric'],
      vanished: ['no-impact'],
      covered: ['b'],
      uncovered: [],
    })
    expect(isUnchanged(changesOf(assessment(['reuse']), assessment(['reuse'])))).toBe(true)
  })

  test('changes what is shown of its answer, and nothing else', () => {
    const { log } = generateSession({ seed: 6, answers: 10 })
    const before = reviewOf(log, 'x')
    const after = revisedReview(before, {
      ...log,
      entries: [
        ...log.entries,
        {
          type: 'assessment.revised',
          when: '2026-11-23T08:00:00.000Z',
          answer: 3,
          text: 'said',
          assessment: assessment([]),
        },
      ],
    })
    expect(after.answers[3]?.revised?.text).toBe('said')
    expect(after.answers.map((a) => ({ ...a, revised: null }))).toEqual(before.answers)
    expect(after.timeline).toBe(before.timeline)
  })
})

test('answers are counted and numbered as in the list of sessions', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.integer({ min: 1, max: 30 }), (seed, length) => {
      const { log } = generateSession({ seed, answers: length })
      const answers = answersOf(log)
      const { in: within, short, over } = countBands(answers, log.header.guideline)
      const listed = summaryAfter(summaryOf(log.header, 'x'), log.entries).answers
      expect(within + short + over).toBe(listed)
      const numbers = promptsOf(log, answers).flatMap(({ number }) => number ?? [])
      expect(numbers).toEqual(Array.from({ length: listed }, (_, i) => i + 1))
    }),
    { numRuns: 20 },
  )
})

describe('the prompts', () => {
  test('hold every try once, the last one as the answer', () => {
    fc.assert(
      fc.property(fc.nat(1_000), (seed) => {
        const { log } = generateSession({ seed, answers: 30 })
        const answers = answersOf(log)
        const prompts = promptsOf(log, answers)
        expect(prompts.flatMap((p) => p.attempts)).toEqual(answers.map((a) => a.index))
        for (const { attempts, answer } of prompts) {
          expect(attempts.at(-1)).toBe(answer)
          for (const index of attempts.slice(0, -1)) expect(answers[index]?.outcome).toBe('restarted')
        }
      }),
      { numRuns: 20 },
    )
  })

  test('tell what came before the answer', () => {
    const log = manyTries()
    const answers = answersOf(log)
    expect(answers.map((a) => a.outcome)).toEqual([
      'restarted',
      'restarted',
      'restarted',
      'skipped',
      'skipped',
    ])
    expect(promptsOf(log, answers)).toEqual([
      {
        attempts: [0, 1, 2, 3],
        answer: 3,
        number: null,
        asides: [
          { kind: 'repeated', reply: null, attempt: null },
          { kind: 'clarified', reply: 'I mean at work.', attempt: 0 },
          { kind: 'interrupted', reply: null, attempt: 1 },
          { kind: 'repeated', reply: null, attempt: 2 },
        ],
      },
      { attempts: [4], answer: 4, number: null, asides: [] },
    ])
  })
})

test('what led over is told apart from the question', () => {
  const log = manyTries()
  const [plan] = planRound(log.header)
  const [phrasing = ''] = plan?.question.phrasings ?? []
  expect(cutLead(`Hello. ${phrasing}`, plan, 'opening')).toEqual(['Hello. ', phrasing])
  expect(cutLead(phrasing, plan, 'opening')).toEqual(['', phrasing])
  expect(cutLead('Something else.', plan, 'opening')).toEqual(['', 'Something else.'])
})

/** An opening that was repeated, clarified, interrupted, repeated again and skipped; then a prompt skipped unheard. */
function manyTries(): Log {
  const { header } = generateSession({ seed: 3, answers: 1 }).log
  const question = header.questions[0]
  if (!question) throw new Error('the session has no question')
  const entries: Entry[] = []
  const round = roundOf(header)
  let at = 0
  const send = (event: NewEvent) => {
    const stamped = { ...event, at: (at += 1_000) }
    if (!round.accepts(stamped)) throw new Error(`refused: ${event.type}`)
    round.send(stamped)
    entries.push(stamped)
  }
  const ask = () => {
    const { prompt, memory } = round.view()
    send({
      type: 'prompt.asked',
      question: question.id,
      prompt: prompt ?? 'opening',
      branch: memory?.branch ?? null,
      text: 'x',
    })
  }
  const listen = (take: string) => send({ type: 'listening.started', input: 'microphone', take })
  send({ type: 'session.started' })
  ask()
  send({ type: 'repeat.requested' })
  ask()
  listen('a')
  send({ type: 'clarify.requested' })
  send({ type: 'clarification.given', text: 'I mean at work.' })
  listen('b')
  send({ type: 'session.resumed', interrupted: true })
  ask()
  listen('c')
  send({ type: 'repeat.requested' })
  ask()
  listen('d')
  send({ type: 'prompt.skipped' })
  ask()
  send({ type: 'prompt.skipped' })
  return { header, entries }
}

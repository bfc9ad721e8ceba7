import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planQuestion, WRAP_UP } from '../../machines/plan.ts'
import { holdsUp, proveQuestion } from '../../machines/prove.ts'
import { bucketProbes, guidePack, signalIds, type QuestionId } from '../../questions/index.ts'
import { playRound } from '../support/rounds.ts'

const started = (...args: Parameters<typeof playRound>) => {
  const stage = playRound(...args)
  stage.start()
  return stage
}

describe('what an answer begs comes first', () => {
  test.each([
    ['manual-process', 'reactive/why-not-automate'],
    ['team-not-self', 'reactive/your-part'],
    ['no-impact', 'reactive/measure-impact'],
    ['stale-story', 'reactive/more-recent'],
    ['re-architecture', 'reactive/why-rebuild'],
    ['no-example', 'reactive/smaller-example'],
    ['off-question', 'reactive/restate-question'],
    ['single-sprint', 'reactive/scope'],
    ['fast-and-flawless', 'reactive/trade-off'],
  ] as const)('%s begs %s', (signal, prompt) => {
    const stage = started({ questions: ['technical-problem'] })
    expect(stage.answer({ signals: [signal] })).toMatchObject({ phase: 'asking', prompt })
  })

  test('not answering the question weighs more than the missing result', () => {
    const stage = started()
    expect(stage.answer({ signals: ['no-impact', 'off-question'] }).prompt).toBe('reactive/restate-question')
  })

  test('what is not asked at once waits, unless a later answer settles it', () => {
    const waiting = started({ questions: ['technical-problem'] })
    waiting.answer({ signals: ['manual-process', 'no-impact'] })
    expect(waiting.answer().prompt).toBe('reactive/measure-impact')

    const settled = started({ questions: ['technical-problem'] })
    settled.answer({ signals: ['manual-process', 'no-impact'] })
    expect(settled.answer({ signals: ['impact-money'] }).prompt).not.toMatch(/^reactive/)
  })

  test('after two in a row the bucket goes on', () => {
    const stage = started({ questions: ['technical-problem'] })
    stage.answer({ signals: ['team-not-self', 'manual-process', 'stale-story', 'no-impact'] })
    stage.answer()
    expect(stage.answer().prompt).toMatch(/^(productivity|technical-problem)\//)
    expect(stage.answer().prompt).toMatch(/^reactive\//)
  })

  test('a buried point is asked for only when nothing else is left', () => {
    const stage = started({ questions: ['mistake'] })
    const prompts = [stage.answer({ signals: ['buried-lede'], covered: [...bucketProbes.failure] }).prompt]
    while (prompts.at(-1)) prompts.push(stage.answer().prompt)
    expect(prompts.slice(-3)).toEqual(['reactive/bottom-line', WRAP_UP, null])
  })
})

describe('the bucket', () => {
  test('what was answered unasked is not asked', () => {
    const stage = started()
    const { prompt } = stage.answer({ covered: ['conflict', 'other-side', 'evidence'] })
    expect(['conflict/conflict', 'conflict/other-side', 'conflict/evidence']).not.toContain(prompt)
  })

  test('goes into a point before it goes on to the next', () => {
    const stage = started({ questions: ['technical-problem'] })
    stage.ask('productivity/challenge')
    stage.finish()
    const { prompt } = stage.assess({ covered: ['challenge'] })
    expect(stage.round.plans[0]?.prompts.get(prompt ?? '')?.under).toBe('productivity/challenge')
  })

  test('what waits until no point is left is not asked before', () => {
    const stage = started()
    stage.ask('conflict/escalation')
    stage.finish()
    expect(stage.assess({ covered: ['escalation'] }).prompt).not.toBe('conflict/diligence')
  })

  test('what came up in passing is asked after what did not come up at all', () => {
    const usual = started().answer({ covered: ['conflict'] }).prompt ?? ''
    const id = usual.replace('conflict/', '')
    const stage = started()
    expect(stage.answer({ covered: ['conflict'], touched: [id] }).prompt).not.toBe(usual)
    const others = bucketProbes.conflict.filter((probe) => probe !== id)
    expect(started().answer({ covered: others, touched: [id] }).prompt).toBe(usual)
  })

  test('a probe that an answer begged does not lead away from the point at hand', () => {
    const stage = started({ questions: ['technical-problem'] })
    stage.ask('productivity/challenge')
    stage.finish()
    expect(stage.assess({ covered: ['challenge'], signals: ['no-impact'] }).prompt).toBe(
      'reactive/measure-impact',
    )
    const { prompt } = stage.answer()
    expect(stage.round.plans[0]?.prompts.get(prompt ?? '')?.under).toBe('productivity/challenge')
  })
})

describe('the candidate', () => {
  test('who asks to clarify hears the clarification, and answers with a fresh clock', () => {
    const stage = started()
    stage.ask()
    expect(stage.event('clarify.requested').phase).toBe('clarifying')
    stage.send({ type: 'listening.started', at: 0, input: 'keyboard', take: null })
    expect(stage.view()).toMatchObject({ phase: 'thinking', prompt: 'opening' })
  })

  test('who asks to clarify in so many words is understood once at each prompt', () => {
    const stage = started()
    expect(stage.answer({ signals: ['asks-to-clarify'] })).toMatchObject({
      phase: 'clarifying',
      prompt: 'opening',
    })
    stage.send({ type: 'listening.started', at: 0, input: 'keyboard', take: null })
    stage.finish()
    expect(stage.assess({ signals: ['asks-to-clarify'] })).toMatchObject({ phase: 'asking' })
    expect(stage.view().prompt).not.toBe('opening')
  })

  test('without an example is offered a smaller one once, then the question in other words, and it counts once', () => {
    const stage = started({ questions: ['disagreement', 'mistake'] })
    stage.ask()
    expect(stage.event('example.declined').prompt).toBe('reactive/smaller-example')
    expect(stage.answer({ signals: ['no-example'] }).prompt).toBe('reactive/restate-question')
    expect(stage.answer({ signals: ['no-example'] })).toMatchObject({
      question: 1,
      prompt: 'opening',
      declined: ['disagreement'],
    })
  })

  test('who skips an opening skips the question', () => {
    const stage = started({ questions: ['disagreement', 'mistake'] })
    stage.ask()
    expect(stage.event('prompt.skipped')).toMatchObject({ question: 1, prompt: 'opening' })
  })

  test('who is stopped is asked for the bottom line', () => {
    const stage = started({ questions: ['technical-problem'] })
    const view = stage.answer({ by: 'interviewer', signals: ['manual-process'], seconds: 60 })
    expect(view).toMatchObject({ prompt: 'reactive/bottom-line', memory: { cutIn: true } })
  })

  test('who is not heard is asked the next point, and what begs nothing', () => {
    const stage = started()
    stage.ask()
    stage.finish()
    expect(stage.unheard(40)).toMatchObject({
      phase: 'asking',
      memory: { pending: [], last: { seconds: 40, heard: false } },
    })
  })

  test('comes back from a pause to where they were, with the answer running on', () => {
    const stage = started()
    stage.ask()
    stage.send({ type: 'speech.started', at: 0, offsetMs: 0 })
    expect(stage.pause()).toMatchObject({ phase: 'paused', prompt: 'opening' })
    expect(stage.resume()).toMatchObject({ phase: 'answering', prompt: 'opening' })
  })

  test.each(['running', 'paused'])('who was interrupted while %s is asked again', (how) => {
    const stage = started()
    stage.ask()
    if (how === 'paused') stage.pause()
    expect(stage.resume(true)).toMatchObject({ phase: 'asking', prompt: 'opening' })
  })
})

describe('time', () => {
  test('no prompt begins with under 30 s of the budget left', () => {
    const stage = started({ limits: { questionBudgetMs: 120_000 } })
    expect(stage.answer({ takesMs: 60_000 }).prompt).not.toBe(WRAP_UP)
    expect(stage.answer({ takesMs: 30_001 }).prompt).toBe(WRAP_UP)
  })

  test('pauses do not count', () => {
    const stage = started({ limits: { questionBudgetMs: 120_000 } })
    stage.ask()
    stage.pause()
    stage.pass(600_000)
    stage.resume()
    stage.finish({ takesMs: 30_000 })
    expect(stage.assess().prompt).not.toBe(WRAP_UP)
  })

  test('follow-ups have a limit, which the wrap-up does not count against', () => {
    const stage = started({ limits: { followUps: 2 } })
    stage.answer()
    stage.answer()
    expect(stage.answer().prompt).toBe(WRAP_UP)
    expect(stage.answer().phase).toBe('over')
  })
})

test('any prompt of any question of the round can be placed', () => {
  const stage = started({ questions: ['disagreement', 'mistake'] })
  stage.ask('failure/prevention', 'mistake')
  expect(stage.view()).toMatchObject({ phase: 'thinking', question: 1, prompt: 'failure/prevention' })
})

test('whatever is answered, nothing is asked twice and every question ends', () => {
  const answers = fc.array(
    fc.record({
      signals: fc.subarray([...signalIds]),
      covered: fc.subarray([...bucketProbes.conflict, ...bucketProbes.failure, ...bucketProbes.productivity]),
      touched: fc.subarray([...bucketProbes.conflict, ...bucketProbes.failure, ...bucketProbes.productivity]),
    }),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(
      fc.constantFrom<QuestionId>('disagreement', 'mistake', 'quick-call'),
      answers,
      (question, said) => {
        const stage = started({ questions: [question] })
        const asked: string[] = []
        for (let i = 0; stage.view().phase !== 'over'; i++) {
          const { prompt } = stage.view()
          if (stage.view().phase === 'asking') asked.push(prompt ?? '')
          if (stage.view().phase === 'clarifying')
            stage.send({ type: 'listening.started', at: 0, input: 'keyboard', take: null })
          else stage.ask()
          stage.finish()
          stage.assess(said[i % said.length])
          expect(i).toBeLessThan(80)
        }
        expect(new Set(asked).size).toBe(asked.length)
      },
    ),
    { numRuns: 150 },
  )
})

test('the proof of a question finds what cannot be reached', () => {
  const [question] = guidePack.questions
  if (!question) throw new Error('the guide is empty')
  const impossible = { all: [{ covered: 'outcome' }, { not: { covered: 'outcome' } }] }
  const [own, ...rest] = question.own
  const broken = { ...question, own: [{ ...own, when: impossible, id: 'never' }, ...rest] } as typeof question
  const proof = proveQuestion(planQuestion(broken, guidePack))
  expect(holdsUp(proof)).toBe(false)
  expect(proof.unreachable).toEqual([`${question.id}/never`])
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lengthPresets, type Limits } from '../../machines/limits.ts'
import { guidePack } from '../../questions/index.ts'
import { hadAllBeenShort } from '../../src/debrief/shorter.ts'
import { answersOf } from '../../src/session/answers.ts'
import type { Log } from '../../src/session/log.ts'
import { playRound } from '../support/rounds.ts'
import { generateSession } from '../support/sessions.ts'

/** A log of one question: every answer takes so many seconds, until the machines have had enough, or `most` were given. */
function logOf(seconds: number, limits: Partial<Limits>, most = Infinity): Log {
  const stage = playRound({ limits: { wrapUp: false, ...limits } })
  stage.start()
  for (let i = 0; i < most && stage.view().phase === 'asking'; i++)
    stage.answer({ seconds, takesMs: seconds * 1000 })
  stage.send({ type: 'session.ended', at: stage.sent.at(-1)?.at ?? 0, by: 'completed' })
  const { log } = generateSession({ seed: 1, answers: 1 })
  const questions = guidePack.questions.filter(({ id }) => id === 'disagreement')
  const allLimits = { questionBudgetMs: null, followUps: 100, wrapUp: false, ...limits }
  return { header: { ...log.header, level: 'L5', questions, limits: allLimits }, entries: stage.sent }
}
const shorter = (log: Log) => hadAllBeenShort(log, answersOf(log), 0)
const promptsOf = (log: Log) => answersOf(log).map((answer) => answer.prompt)

describe('had every answer been 30 s', () => {
  test('nothing changes where every answer was', () => {
    expect(shorter(logOf(30, { questionBudgetMs: 240_000 }))).toEqual({
      longer: 0,
      gainedMs: 0,
      further: [],
      stopped: 'time',
    })
  })

  test('the time that longer ones took goes to the prompts that come next', () => {
    const long = logOf(60, { questionBudgetMs: 240_000 })
    expect(promptsOf(long)).toHaveLength(4)
    const found = shorter(long)
    expect(found).toMatchObject({ longer: 4, gainedMs: 120_000, stopped: 'time' })
    // As many again in the half of the time, and the very ones that a session of short answers comes to.
    expect(found?.further).toHaveLength(4)
    const short = logOf(30, { questionBudgetMs: 240_000 })
    expect([...promptsOf(long), ...(found?.further ?? [])]).toEqual(promptsOf(short))
  })

  test('the follow-ups of the session end it as they would have', () => {
    expect(shorter(logOf(60, { questionBudgetMs: 600_000, followUps: 3 }))).toMatchObject({
      longer: 4,
      further: [],
      stopped: 'follow-ups',
    })
  })

  test('a session that was ended by hand gets no more than the time gained', () => {
    const found = shorter(logOf(75, { questionBudgetMs: 600_000 }, 2))
    expect(found).toMatchObject({ longer: 2, gainedMs: 90_000, stopped: 'time' })
    expect(found?.further).toHaveLength(3)
  })

  test('asking and thinking take their time as well', () => {
    const log = logOf(60, { questionBudgetMs: 240_000 })
    const answers = answersOf(log).map((answer) => ({ ...answer, thinkingMs: 15_000 }))
    expect(hadAllBeenShort(log, answers, 0)?.further).toHaveLength(3)
  })

  test('of any session: only what was not asked, each once, and never for no gain', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 14 }),
        fc.constantFrom('full', 'half', 'short', 'single', null),
        (seed, count, length) => {
          const { log } = generateSession({ seed, answers: count, input: 'mixed' })
          const limits = length ? lengthPresets[length] : log.header.limits
          const limited = { ...log, header: { ...log.header, limits } }
          const answers = answersOf(limited)
          for (const question of log.header.questions.keys()) {
            const found = hadAllBeenShort(limited, answers, question)
            if (!found) continue
            const asked = answers.filter((a) => a.question === question).map((a) => a.prompt)
            expect(found.further.filter((key) => asked.includes(key))).toEqual([])
            expect(new Set(found.further).size).toBe(found.further.length)
            expect(found.gainedMs).toBeGreaterThanOrEqual(0)
            expect(found.longer === 0).toBe(found.gainedMs === 0)
          }
        },
      ),
      { numRuns: 8 },
    )
  })

  test('a question that was never asked has nothing', () => {
    const { log } = generateSession({ seed: 1, answers: 1, questions: 3 })
    expect(hadAllBeenShort(log, answersOf(log), 2)).toBeNull()
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { startRound } from '../../machines/run.ts'
import { answersOf } from '../../src/session/answers.ts'
import { durationMs, hasEnded, isReviewEvent } from '../../src/session/entries.ts'
import { foldViews } from '../../src/session/fold.ts'
import { canFork, fork, isNewTake } from '../../src/session/fork.ts'
import { headerSchema, type Entry, type Log, type ReviewEvent } from '../../src/session/log.ts'
import { generateSession } from '../support/sessions.ts'
import { settle, stageInterview } from '../support/stage.ts'

const when = '2026-11-23T09:00:00.000Z'
const taken = { id: 'take', createdAt: '2026-11-24T09:00:00.000Z' }
const revised = (answer: number, text: string): ReviewEvent => ({
  type: 'assessment.revised',
  when,
  answer,
  text,
  assessment: { engine: 'rules', abstained: null, findings: [], covered: [] },
})

/** A session with what its review added, some of it before the interview went on. */
const session = fc
  .record({
    seed: fc.nat(100_000),
    answers: fc.integer({ min: 1, max: 16 }),
    questions: fc.integer({ min: 1, max: 3 }),
    unfinished: fc.boolean(),
    early: fc.boolean(),
    reviewed: fc.array(fc.nat(15), { maxLength: 4 }),
    at: fc.nat(15),
  })
  .map(({ early, reviewed, at, ...recipe }) => {
    const { log } = generateSession({ ...recipe, input: 'mixed' })
    const answers = answersOf(log)
    const added = reviewed.map((place, i) => revised(place % answers.length, `It was I: ${i}.`))
    const last = log.entries.length - 1
    const entries: Entry[] = early
      ? [
          ...log.entries.slice(0, last),
          ...added.filter((e) => 'answer' in e && e.answer < answers.length - 1),
          ...log.entries.slice(last),
        ]
      : [...log.entries, ...added]
    return { log: { header: log.header, entries } satisfies Log, answer: at % answers.length }
  })

describe('another take', () => {
  test('stands where the session stood before the prompt was asked, and has the answers until then', () => {
    fc.assert(
      fc.property(session, ({ log, answer }) => {
        const take = fork(log, answer, taken)
        expect(v.parse(headerSchema, take.header)).toEqual(take.header)
        const { entries, answer: kept, session: origin } = take.header.fork ?? { entries: -1, answer: -1 }
        expect(origin).toBe(log.header.id)
        expect(log.entries[entries]?.type).toBe('prompt.asked')
        expect(take.entries.slice(0, entries)).toEqual(log.entries.slice(0, entries))
        expect(take.entries.slice(entries).every(isReviewEvent)).toBe(true)
        expect(foldViews(take).at(-1)).toEqual(foldViews(log)[entries - 1])
        expect(answersOf(take)).toEqual(answersOf(log).slice(0, kept))
        expect(hasEnded(take)).toBe(false)
        expect(isNewTake(take)).toBe(true)
        expect(isNewTake({ ...log, header: take.header })).toBe(false)
        expect(durationMs(take)).toBeLessThanOrEqual(durationMs(log))
        // The prompt is that of the answer, and all of its tries are left behind.
        const [original, first] = [answersOf(log)[answer], answersOf(log)[kept]]
        expect([first?.question, first?.prompt]).toEqual([original?.question, original?.prompt])
        expect(kept).toBeLessThanOrEqual(answer)
      }),
      { numRuns: 20 },
    )
  })

  test('asks nothing twice, however it goes on', () => {
    fc.assert(
      fc.property(session, fc.nat(1_000), ({ log, answer }, chance) => {
        const answers = answersOf(log)
        fc.pre(answers.slice(0, answer + 1).every(canFork))
        const take = fork(log, answer, taken)
        const round = startRound(
          take.header,
          take.entries.filter((e) => !isReviewEvent(e)),
        )
        let at = durationMs(take)
        const asked = new Set(answersOf(take).map(({ question, prompt }) => `${question} ${prompt}`))
        round.send({ type: 'session.resumed', at, interrupted: true })
        const chosen = answers[answer]
        expect(round.view()).toMatchObject({
          phase: 'asking',
          question: chosen?.question,
          prompt: chosen?.prompt,
        })
        for (let i = 0; round.view().phase === 'asking' && i < 40; i++) {
          const { question, prompt, memory } = round.view()
          if (question === null || prompt === null) break
          expect(asked.has(`${question} ${prompt}`)).toBe(false)
          asked.add(`${question} ${prompt}`)
          const id = take.header.questions[question]?.id ?? ''
          at += 1_000
          round.send({
            type: 'prompt.asked',
            at,
            question: id,
            prompt,
            branch: memory?.branch ?? null,
            text: 'It.',
          })
          round.send({ type: 'listening.started', at, input: 'keyboard', take: null })
          if ((chance + i) % 3 === 0) round.send({ type: 'prompt.skipped', at })
          else {
            round.send({ type: 'speech.started', at, offsetMs: 0 })
            round.send({
              type: 'answer.finished',
              at,
              by: 'candidate',
              thinkingMs: 0,
              speakingMs: 9,
              phrases: [],
            })
            round.send({ type: 'answer.unheard', at, seconds: 1 })
          }
        }
      }),
      { numRuns: 15 },
    )
  })

  test('of a take is the same as of the session, where it parts from what both have', () => {
    fc.assert(
      fc.property(session, fc.nat(15), ({ log, answer }, at) => {
        const take = fork(log, answer, taken)
        const answers = answersOf(take)
        fc.pre(answers.length > 0)
        const earlier = at % answers.length
        const again = fork(take, earlier, { ...taken, id: 'again' })
        expect(again).toEqual(fork(log, earlier, { ...taken, id: 'again' }))
      }),
      { numRuns: 15 },
    )
  })

  test('of a take’s own answers is a take of that take', async () => {
    const { log } = generateSession({ seed: 4, answers: 6, questions: 1 })
    const first = fork(log, 2, taken)
    const went = await goOn(first)
    const kept = first.header.fork?.answer ?? 0
    const second = fork(went, kept + 1, { ...taken, id: 'second' })
    expect(second.header.fork).toMatchObject({ session: 'take', answer: kept + 1 })
    // From its first own prompt on it is a sister of the take.
    const sister = fork(went, kept, { ...taken, id: 'sister' })
    expect(sister.header).toEqual({ ...first.header, id: 'sister' })
    expect(answersOf(sister)).toEqual(answersOf(first))
  })

  test('goes on as an interrupted interview: with the same prompt, and later than what it has', async () => {
    const { log } = generateSession({ seed: 4, answers: 6, questions: 1 })
    const take = fork(log, 3, taken)
    const went = await goOn(take)
    const own = went.entries.slice(take.entries.length)
    expect(own.map(({ type }) => type).slice(0, 3)).toEqual([
      'session.resumed',
      'prompt.asked',
      'listening.started',
    ])
    expect(own[1]).toMatchObject({ prompt: answersOf(log)[3]?.prompt })
    expect(own.every((entry) => 'at' in entry && entry.at >= durationMs(take))).toBe(true)
  })

  test('of an answer that is not there is refused', () => {
    const { log } = generateSession({ seed: 4, answers: 2, questions: 1 })
    expect(() => fork(log, 2, taken)).toThrow(/has no answer 2/)
  })

  test('runs on the day and the engines that it is given', () => {
    const { log } = generateSession({ seed: 4, answers: 2, questions: 1 })
    const engines = { app: '9', assess: 'other' }
    const { header } = fork(log, 1, { ...taken, today: '2026-12-01', engines })
    expect(header).toMatchObject({ today: '2026-12-01', engines, questions: log.header.questions })
  })
})

/** Types two answers to what is asked from there on. */
async function goOn({ header, entries }: Log): Promise<Log> {
  const stage = await stageInterview({ header, stored: entries })
  await stage.begin()
  for (const text of ['It was I who moved it.', 'Then it took a week.']) {
    stage.interviewer.type(text)
    await settle()
    stage.interviewer.finish()
    await settle()
    await stage.finishLine()
  }
  await stage.interviewer.close()
  return { header, entries: stage.session.state().entries }
}

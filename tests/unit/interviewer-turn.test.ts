import { describe, expect, it } from 'vitest'
import { awaitEndOfTurn } from '../../src/interview/endOfTurn.ts'
import { answersOf } from '../../src/session/answers.ts'
import { noHabits } from '../../src/speech/turn/watch.ts'
import { handRecogniser } from '../support/recogniser.ts'
import { settle, stageInterview } from '../support/stage.ts'

type Stage = Awaited<ReturnType<typeof stageInterview>>

const answersIn = ({ session }: Stage) =>
  answersOf({ header: session.header, entries: session.state().entries })
const roomOf = ({ interviewer }: Stage) => interviewer.room.getState()

const said = 'The conflict was with our payments lead. It saved us forty thousand dollars.'

/** A spoken interview whose candidate has spoken from 1 to 12 s and is silent since. */
async function paused(ports: Parameters<typeof stageInterview>[0] & object = {}): Promise<Stage> {
  const stage = await stageInterview({ spoken: true, ...ports })
  await stage.begin()
  stage.clock.advance(1_100)
  stage.microphone.speech([{ startMs: 1_000, endMs: 1_100 }], true)
  await settle()
  stage.clock.advance(10_900)
  stage.microphone.speech([{ startMs: 1_000, endMs: 12_000 }], false)
  await settle()
  return stage
}

const pass = async (stage: Stage, ms: number) => {
  stage.clock.advance(ms)
  await settle()
}

describe('silence', () => {
  it('ends an answer, by the time of the recording', async () => {
    const stage = await paused()
    await pass(stage, 3_100)
    expect(stage.phase()).toBe('answering')
    await pass(stage, 200)
    expect(answersIn(stage)[0]).toMatchObject({
      finishedBy: 'silence',
      thinkingMs: 1_000,
      speakingMs: 11_000,
      outcome: 'unheard',
    })
  })

  it('never ends the thinking', async () => {
    const stage = await stageInterview({ spoken: true })
    await stage.begin()
    await pass(stage, 600_000)
    expect(stage.phase()).toBe('thinking')
  })

  it('never ends an answer where the candidate does that, and later where the interviewer is patient', async () => {
    const manual = await paused({ ports: { turnTaking: 'manual' } })
    await pass(manual, 600_000)
    expect(manual.phase()).toBe('answering')
    const patient = await paused({ ports: { turnTaking: 'patient' } })
    await pass(patient, 6_000)
    expect(patient.phase()).toBe('answering')
    await pass(patient, 600)
    expect(answersIn(patient)[0]?.finishedBy).toBe('silence')
  })

  it('shows that it is about to, and any word opens the answer again', async () => {
    const stage = await paused()
    await pass(stage, 2_500)
    expect(roomOf(stage).closing).toBe(true)
    expect(stage.interviewer.closing()).toBeCloseTo(0.64, 1)
    stage.microphone.speech(
      [
        { startMs: 1_000, endMs: 12_000 },
        { startMs: 14_400, endMs: 14_500 },
      ],
      true,
    )
    expect(roomOf(stage).closing).toBe(false)
    expect(stage.interviewer.closing()).toBeNull()
    await pass(stage, 60_000)
    expect(stage.phase()).toBe('answering')
  })

  it.each([
    ['a key', (stage: Stage) => stage.interviewer.keepFloor()],
    ['typing', (stage: Stage) => stage.interviewer.type('we')],
  ])('is held up by %s until more was said', async (_, keep) => {
    const stage = await paused()
    await pass(stage, 2_500)
    keep(stage)
    expect(roomOf(stage)).toMatchObject({ closing: false, kept: true })
    // The clock stands where the voice ended, and goes on with it: what was kept is thinking.
    expect(stage.interviewer.answerMs()).toBe(11_000)
    await pass(stage, 60_000)
    expect(stage.phase()).toBe('answering')
    expect(stage.interviewer.answerMs()).toBe(11_000)
    const more = { startMs: 74_000, endMs: 74_500 }
    stage.microphone.speech([{ startMs: 1_000, endMs: 12_000 }, more], false)
    expect(roomOf(stage).kept).toBe(false)
    expect(stage.interviewer.answerMs()).toBe(11_000 + 500)
    await pass(stage, 4_000)
    expect(answersIn(stage)[0]).toMatchObject({ finishedBy: 'silence', speakingMs: 11_500 })
    expect(stage.interviewer.answerMs()).not.toBe(0)
  })

  it('does not run on while the interview is paused, and begins anew after it', async () => {
    const stage = await paused()
    await pass(stage, 2_500)
    stage.interviewer.pause()
    await pass(stage, 600_000)
    expect(stage.phase()).toBe('paused')
    stage.interviewer.resume()
    await settle()
    await pass(stage, 3_000)
    expect(stage.phase()).toBe('answering')
    await pass(stage, 300)
    expect(answersIn(stage)[0]?.finishedBy).toBe('silence')
  })

  it('leaves nothing waiting when the interview is closed', async () => {
    const stage = await paused()
    await stage.interviewer.close()
    expect(stage.clock.waiting).toBe(0)
  })

  it('is seen with every piece of sound where timers do not come', () => {
    let heardMs = 12_000
    let over = 0
    const turn = awaitEndOfTurn({
      clock: { now: () => 0, after: () => () => {} },
      capture: { heardMs: () => heardMs, takeMs: () => heardMs },
      mode: () => 'hands-free',
      habits: noHabits,
      onClosing() {},
      onKept() {},
      onOver: () => over++,
    })
    turn.speech([{ startMs: 1_000, endMs: 12_000 }], false)
    for (; heardMs < 15_000; heardMs += 250) turn.sound(new Int16Array(4_000))
    expect(over).toBe(0)
    for (; heardMs < 20_000; heardMs += 250) turn.sound(new Int16Array(4_000))
    expect(over).toBe(1)
  })

  it('is known no further than speech was looked for', () => {
    let over = 0
    const timers: (() => void)[] = []
    const turn = awaitEndOfTurn({
      clock: { now: () => 0, after: (_, callback) => (timers.push(callback), () => {}) },
      capture: { heardMs: () => 12_500, takeMs: () => 60_000 },
      mode: () => 'hands-free',
      habits: noHabits,
      onClosing() {},
      onKept() {},
      onOver: () => over++,
    })
    turn.speech([{ startMs: 1_000, endMs: 12_000 }], false)
    for (const callback of timers.splice(0)) callback()
    expect(over).toBe(0)
  })
})

describe('a recogniser', () => {
  it('is given all the sound, shows what it has understood, and ends the answer sooner', async () => {
    const words = handRecogniser()
    const stage = await paused({ ports: { recogniser: words.recogniser, typeUp: true } })
    stage.microphone.sound(4)
    words.partial('The conflict was with our')
    expect(roomOf(stage).heardSoFar).toBe('The conflict was with our')
    await pass(stage, 3_900)
    expect(stage.phase()).toBe('answering')
    words.partial(said)
    await pass(stage, 50)
    expect(stage.phase()).toBe('assessing')
    expect(words.takes).toEqual([{ samples: 16_000, finished: true, cancelled: false }])
    expect(roomOf(stage).wantsText).toBe(false)
    words.give(said)
    await settle()
    expect(stage.heard[0]?.answer).toMatchObject({ text: said, seconds: 11, confidence: 0.9 })
    const entry = stage.session.state().entries.find((e) => e.type === 'answer.assessed')
    expect(entry).toMatchObject({ source: 'recognised', text: said, heard: words.heard, seconds: 11 })
    expect(stage.phase()).toBe('speaking')
  })

  it('has what was said so far assessed ahead', async () => {
    const words = handRecogniser()
    const prepared: string[] = []
    const assessor = {
      assess: async () => ({ engine: 'test', abstained: null, findings: [], covered: [] }),
      prepare: ({ text }: { text: string }) => void prepared.push(text),
      close() {},
    }
    const stage = await paused({ ports: { recogniser: words.recogniser, assessor } })
    words.partial('The conflict')
    words.partial('The conflict was with')
    await pass(stage, 600)
    expect(prepared).toEqual(['The conflict was with'])
  })

  it('that fails costs the words of the answer, and the interview goes on', async () => {
    const words = handRecogniser()
    const stage = await paused({ ports: { recogniser: words.recogniser, typeUp: true } })
    words.fail('failed')
    stage.interviewer.finish()
    await settle()
    expect(answersIn(stage)[0]).toMatchObject({ outcome: 'unheard', seconds: 11 })
    expect(roomOf(stage).unrecognised).toBe(true)
    expect(stage.phase()).toBe('speaking')
  })

  it('that cannot even begin is a failed one', async () => {
    const begin = () => {
      throw new Error('no memory')
    }
    const recogniser = { engine: 'broken', streams: true, begin, close() {} }
    const stage = await paused({ ports: { recogniser } })
    stage.microphone.sound()
    await pass(stage, 4_000)
    expect(answersIn(stage)[0]).toMatchObject({ outcome: 'unheard', finishedBy: 'silence' })
  })

  it('is not waited for for ever, and hardly at all by one who wants to be gone', async () => {
    const words = handRecogniser()
    const stage = await paused({ questions: 2, ports: { recogniser: words.recogniser } })
    stage.interviewer.finish()
    await settle()
    await pass(stage, 29_900)
    expect(stage.phase()).toBe('assessing')
    await pass(stage, 200)
    expect(answersIn(stage)[0]?.outcome).toBe('unheard')
    expect(words.takes[0]?.cancelled).toBe(true)
    await stage.finishLine()
    stage.microphone.speech([{ startMs: 0, endMs: 2_000 }], false)
    await settle()
    stage.interviewer.end()
    await settle()
    await pass(stage, 3_000)
    expect(stage.phase()).toBe('ended')
    expect(answersIn(stage)[1]).toMatchObject({ finishedBy: 'interruption', outcome: 'unheard' })
  })

  it('is stopped when the answer is left', async () => {
    const words = handRecogniser()
    const stage = await paused({ ports: { recogniser: words.recogniser } })
    stage.interviewer.skip()
    await settle()
    expect(words.takes).toEqual([{ samples: 0, finished: false, cancelled: true }])
  })

  it('gives way to what was typed beside it', async () => {
    const words = handRecogniser()
    const stage = await paused({ ports: { recogniser: words.recogniser } })
    stage.interviewer.type('I moved the release.')
    stage.interviewer.finish()
    await settle()
    expect(stage.heard[0]?.answer.text).toBe('I moved the release.')
    expect(answersIn(stage)[0]).toMatchObject({ outcome: 'assessed', heard: null })
    expect(words.takes[0]?.cancelled).toBe(true)
  })
})

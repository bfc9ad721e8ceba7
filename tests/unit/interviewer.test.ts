import { describe, expect, test } from 'vitest'
import { answersOf } from '../../src/session/answers.ts'
import { settle, stageInterview } from '../support/stage.ts'

const answersIn = ({ session }: Awaited<ReturnType<typeof stageInterview>>) =>
  answersOf({ header: session.header, entries: session.state().entries })

describe('a typed interview', () => {
  test('asks aloud, gives the floor, assesses what was typed and asks on', async () => {
    const stage = await stageInterview()
    stage.interviewer.begin()
    await settle()
    expect(stage.phase()).toBe('speaking')
    expect(stage.lines[0]).toContain(stage.interviewer.room.getState().question)
    await stage.finishLine()
    expect(stage.phase()).toBe('thinking')

    stage.clock.advance(3_000)
    stage.interviewer.type('I ')
    stage.clock.advance(9_000)
    stage.interviewer.type('I moved the release by two days.')
    await settle()
    expect(stage.phase()).toBe('answering')
    stage.interviewer.finish()
    await settle()
    expect(stage.phase()).toBe('speaking')
    expect(stage.lines).toHaveLength(2)
    expect(stage.heard[0]).toMatchObject({
      answer: { text: 'I moved the release by two days.' },
      context: { probe: null },
    })
    expect(answersIn(stage)[0]).toMatchObject({
      outcome: 'assessed',
      thinkingMs: 3_000,
      speakingMs: 9_000,
      seconds: 2.8,
    })
  })

  test('keeps what is typed on disk while it is being typed', async () => {
    const stage = await stageInterview()
    await stage.begin()
    stage.interviewer.type('I moved')
    stage.clock.advance(500)
    await settle()
    expect((await stage.store.load(stage.session.header.id))?.log.entries.at(-1)).toMatchObject({
      text: 'I moved',
    })
  })

  test('takes up what was typed before a crash, and the prompt is asked again', async () => {
    const before = await stageInterview()
    await before.begin()
    before.interviewer.type('I moved the')
    before.clock.advance(500)
    await settle()
    const after = await stageInterview({ stored: before.session.state().entries })
    await after.begin()
    expect(after.phase()).toBe('thinking')
    expect(answersIn(after).map((a) => [a.outcome, a.text])).toEqual([
      ['restarted', 'I moved the'],
      ['open', null],
    ])
    expect(after.lines[0]).toContain(after.interviewer.room.getState().question)
  })
})

describe('while the next prompt is being written down together with the answer', () => {
  /** An interview whose first answer has been assessed; the write that holds what came of it waits. */
  async function writingPrompt() {
    let go: (() => void) | null = null
    const writes: string[][] = []
    const stage = await stageInterview({
      questions: 2,
      between(store) {
        const append = store.append.bind(store)
        store.append = async (id, from, added) => {
          writes.push(added.map((e) => e.type))
          if (added.some((e) => e.type === 'answer.assessed')) await new Promise<void>((done) => (go = done))
          await append(id, from, added)
        }
        return store
      },
    })
    await stage.begin()
    stage.interviewer.type('I moved the release.')
    await settle()
    stage.interviewer.finish()
    await settle()
    return {
      ...stage,
      writes,
      async written() {
        go?.()
        await settle()
      },
    }
  }

  test('nothing of it is shown or heard; then all of it is', async () => {
    const stage = await writingPrompt()
    const { question, caption } = stage.interviewer.room.getState()
    expect(stage.writes.slice(-2)).toEqual([
      ['draft.saved', 'answer.finished'],
      ['answer.assessed', 'prompt.asked'],
    ])
    expect(stage.phase()).toBe('assessing')
    expect(stage.lines).toEqual([caption])
    await stage.written()
    expect(stage.phase()).toBe('speaking')
    const now = stage.interviewer.room.getState()
    expect(now.question).not.toBe(question)
    expect(stage.lines).toEqual([caption, now.caption])
  })

  test('the candidate can end: the answer is kept, and nothing more is asked aloud', async () => {
    const stage = await writingPrompt()
    stage.interviewer.end()
    await stage.written()
    expect(stage.phase()).toBe('ended')
    expect(answersIn(stage)[0]).toMatchObject({ outcome: 'assessed', text: 'I moved the release.' })
    expect(stage.lines).toHaveLength(1)
  })

  test('the candidate can have the question begun afresh, which is what is asked aloud', async () => {
    const stage = await writingPrompt()
    stage.interviewer.retry(0)
    await stage.written()
    expect(stage.types().slice(-3)).toEqual(['prompt.asked', 'question.retried', 'prompt.asked'])
    expect(stage.lines).toHaveLength(2)
    expect(stage.session.state().entries.at(-1)).toMatchObject({ prompt: 'opening' })
  })

  test('the candidate can be interrupted, and is asked when they come back', async () => {
    const stage = await writingPrompt()
    stage.interviewer.pause()
    await stage.written()
    expect(stage.phase()).toBe('paused')
    stage.interviewer.resume()
    await settle()
    expect(stage.phase()).toBe('speaking')
    expect(stage.lines.at(-1)).toContain(stage.interviewer.room.getState().question)
  })
})

describe('a spoken interview', () => {
  test('begins the answer with what was said into the interviewer’s line', async () => {
    const stage = await stageInterview({ spoken: true })
    stage.interviewer.begin()
    await settle()
    stage.clock.advance(4_000)
    stage.microphone.capture.prepareTake({ fromMs: 2_900 })
    await stage.finishLine()
    stage.microphone.hear(250, 900)
    await settle()
    stage.clock.advance(10_000)
    stage.interviewer.finish()
    await settle()
    expect(stage.session.state().entries.slice(2, 4)).toMatchObject([
      { type: 'listening.started', at: 2_900 },
      { type: 'speech.started', at: 3_150, offsetMs: 250 },
    ])
  })

  test('times the answer by the speech in the recording', async () => {
    const stage = await stageInterview({ spoken: true })
    await stage.begin()
    stage.clock.advance(2_000)
    stage.microphone.hear(1_200, 1_900)
    await settle()
    expect(stage.phase()).toBe('answering')
    stage.clock.advance(20_000)
    stage.microphone.hear(2_500, 21_000)
    expect(stage.interviewer.answerMs()).toBe(20_800)
    stage.interviewer.finish()
    await settle()
    const [answer] = answersIn(stage)
    expect(answer).toMatchObject({ outcome: 'unheard', thinkingMs: 1_200, speakingMs: 19_800, seconds: 19.8 })
    expect(stage.heard).toEqual([])
    expect((await stage.store.loadTake(answer?.take ?? ''))?.samples).toHaveLength(8_000)
  })

  test('is assessed by what the candidate types up, at its spoken length', async () => {
    const stage = await stageInterview({ spoken: true, ports: { typeUp: true } })
    await stage.begin()
    stage.microphone.hear(0, 25_000)
    stage.clock.advance(26_000)
    stage.interviewer.finish()
    await settle()
    expect(stage.interviewer.room.getState().wantsText).toBe(true)
    stage.interviewer.type('I said this.')
    stage.interviewer.submitText()
    await settle()
    expect(stage.heard[0]?.answer).toEqual({ text: 'I said this.', seconds: 25 })
  })

  test('cuts in once the speech has run longer than the interviewer is patient, pauses left out', async () => {
    const stage = await stageInterview({ spoken: true, header: { patience: 'tough' } })
    await stage.begin()
    stage.clock.advance(1_000)
    stage.microphone.hear(1_000, 1_500)
    await settle()
    stage.clock.advance(20_000)
    stage.interviewer.pause()
    await settle()
    stage.clock.advance(600_000)
    stage.interviewer.resume()
    await settle()
    stage.clock.advance(19_900)
    await settle()
    expect(stage.phase()).toBe('answering')
    stage.clock.advance(200)
    await settle()
    expect(answersIn(stage)[0]?.finishedBy).toBe('interviewer')
    expect(stage.session.state().view.prompt).toBe('reactive/bottom-line')
  })

  test('pauses when the microphone is lost, and goes on by typing', async () => {
    const stage = await stageInterview({ spoken: true })
    await stage.begin()
    stage.microphone.lose('The microphone was unplugged.')
    await settle()
    expect(stage.phase()).toBe('paused')
    expect(stage.interviewer.room.getState().microphoneLost).toBe('The microphone was unplugged.')
    stage.interviewer.useKeyboard('The microphone was unplugged.')
    stage.interviewer.resume()
    await settle()
    await stage.finishLine()
    expect(stage.phase()).toBe('thinking')
    expect(answersIn(stage).at(-1)?.input).toBe('keyboard')
  })
})

describe('the candidate can', () => {
  test('begin to answer while the interviewer still speaks', async () => {
    const stage = await stageInterview()
    stage.interviewer.begin()
    await settle()
    stage.interviewer.finish()
    await settle()
    expect(stage.phase()).toBe('thinking')
  })

  test('have the question clarified, and hear it again', async () => {
    const stage = await stageInterview()
    await stage.begin()
    stage.interviewer.clarify()
    await settle()
    expect(stage.phase()).toBe('clarifying')
    expect(stage.lines).toHaveLength(2)
    await stage.finishLine()
    expect(stage.phase()).toBe('thinking')
    stage.interviewer.repeat()
    await settle()
    expect(stage.lines.at(-1)).toContain(stage.interviewer.room.getState().question)
  })

  test('pause while the interviewer speaks, and is asked again', async () => {
    const stage = await stageInterview()
    stage.interviewer.begin()
    await settle()
    stage.interviewer.pause()
    await settle()
    expect(stage.phase()).toBe('paused')
    stage.interviewer.resume()
    await settle()
    expect(stage.phase()).toBe('speaking')
    expect(stage.lines).toHaveLength(2)
  })

  test('end in the middle of an answer, which is assessed like any other', async () => {
    const stage = await stageInterview()
    await stage.begin()
    stage.interviewer.type('I moved the release.')
    await settle()
    stage.interviewer.end()
    await settle()
    expect(stage.phase()).toBe('ended')
    expect(answersIn(stage)[0]).toMatchObject({ outcome: 'assessed', finishedBy: 'interruption' })
  })

  test('skip to the end, where the interviewer says goodbye', async () => {
    const stage = await stageInterview({ questions: 2 })
    await stage.begin()
    stage.interviewer.skip()
    await settle()
    await stage.finishLine()
    stage.interviewer.skip()
    await settle()
    expect(stage.phase()).toBe('over')
    await stage.finishLine()
    expect(stage.session.state().entries.at(-1)).toMatchObject({ type: 'session.ended', by: 'completed' })
  })
})

test('closing leaves no timer, no open microphone and nothing unwritten', async () => {
  const stage = await stageInterview({ spoken: true, header: { patience: 'tough' } })
  await stage.begin()
  stage.microphone.hear(0, 900)
  await settle()
  await stage.interviewer.close()
  await stage.session.close()
  expect(stage.microphone.isClosed()).toBe(true)
  expect(stage.clock.waiting).toBe(0)
  const stored = await stage.store.load(stage.session.header.id)
  expect(stored?.log.entries).toEqual(stage.session.state().entries)
})

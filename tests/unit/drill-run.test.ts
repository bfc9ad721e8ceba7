import { describe, expect, test } from 'vitest'
import { drillHeader } from '../../src/drills/header.ts'
import { itemsOf, keepTaken, lastPlace, paceAt, takenOf } from '../../src/drills/run/taken.ts'
import { aimWords, bottomLineWords, whyNoLength } from '../../src/drills/run/words.ts'
import { answersOf } from '../../src/session/answers.ts'
import { foldViews } from '../../src/session/fold.ts'
import { newDrill, playDrill, type Turn } from '../support/drills.ts'
import { settle, stageInterview } from '../support/stage.ts'

const chosen = [
  { question: 'disagreement', prompt: 'conflict/other-side' },
  { question: 'technical-problem', prompt: 'productivity/challenge' },
]
type Stage = Awaited<ReturnType<typeof stageInterview>>

/** A drill of two probes, conducted by the real interviewer. */
async function stageDrill(given: Parameters<typeof stageInterview>[0] = {}): Promise<Stage> {
  const input = given.spoken ? 'microphone' : 'keyboard'
  const stage = await stageInterview({
    header: drillHeader(newDrill({ kind: 'probe', chosen, input })),
    ...given,
  })
  stage.interviewer.begin()
  await settle()
  return stage
}
const placeOf = ({ session }: Stage) => session.state().view.question
const answersIn = ({ session }: Stage) =>
  answersOf({ header: session.header, entries: session.state().entries })

async function type(stage: Stage, text: string) {
  stage.interviewer.type(text)
  await settle()
  stage.interviewer.finish()
  await settle()
}

describe('a drill', () => {
  test('asks one item after the other with nothing before or between them, and stays open at its end', async () => {
    const stage = await stageDrill()
    expect(stage.lines).toEqual([stage.interviewer.room.getState().question])
    await stage.finishLine()
    await type(stage, 'They feared for the launch.')
    expect(stage.phase()).toBe('speaking')
    expect(stage.lines[1]).toBe(stage.interviewer.room.getState().question)
    await stage.finishLine()
    await type(stage, 'The hard part was the clock.')
    expect(stage.phase()).toBe('over')
    expect(stage.lines).toHaveLength(2)

    stage.interviewer.finish()
    await settle()
    expect(stage.session.state().entries.at(-1)).toMatchObject({ type: 'session.ended', by: 'completed' })
  })

  test('that is left at its end has ended, and one that is left before has not', async () => {
    const done = await stageDrill({
      header: drillHeader(newDrill({ chosen: [chosen[0]].flatMap((c) => c ?? []) })),
    })
    await done.finishLine()
    await type(done, 'They feared for the launch.')
    await done.interviewer.close()
    await done.session.settled()
    expect((await done.store.load(done.session.header.id))?.log.entries.at(-1)?.type).toBe('session.ended')

    const broken = await stageDrill()
    await broken.finishLine()
    await broken.interviewer.close()
    await broken.session.settled()
    expect((await broken.store.load(broken.session.header.id))?.log.entries.at(-1)?.type).toBe(
      'listening.started',
    )
  })

  test('takes an item again from the line of the next one, from its thinking, and from the end', async () => {
    const stage = await stageDrill()
    await stage.finishLine()
    await type(stage, 'They feared for the launch.')
    stage.interviewer.retry(0)
    await settle()
    expect([placeOf(stage), stage.phase()]).toEqual([0, 'speaking'])
    await stage.finishLine()
    await type(stage, 'They feared the launch would slip.')
    await stage.finishLine()
    expect([placeOf(stage), stage.phase()]).toEqual([1, 'thinking'])
    stage.interviewer.retry(0)
    await settle()
    await stage.finishLine()
    await type(stage, 'A third try.')
    await stage.finishLine()
    await type(stage, 'The hard part was the clock.')
    expect(stage.phase()).toBe('over')
    stage.interviewer.retry(1)
    await settle()
    expect([placeOf(stage), stage.phase()]).toEqual([1, 'speaking'])
    await stage.finishLine()
    await type(stage, 'It was the clock, and who owned it.')
    expect(stage.phase()).toBe('over')
    expect(answersIn(stage).map(({ question, outcome }) => [question, outcome])).toEqual([
      [0, 'assessed'],
      [0, 'assessed'],
      [1, 'restarted'],
      [0, 'assessed'],
      [1, 'assessed'],
      [1, 'assessed'],
    ])
  })

  test('asked for again while it is taken in, the item is asked anew instead of the next one', async () => {
    const stage = await stageDrill()
    await stage.finishLine()
    stage.interviewer.type('They feared for the launch.')
    await settle()
    stage.interviewer.finish()
    stage.interviewer.retry(0)
    await settle()
    expect([placeOf(stage), stage.phase()]).toEqual([0, 'speaking'])
    expect(stage.lines[1]).toBe(stage.lines[0])
    expect(answersIn(stage)[0]?.outcome).toBe('assessed')
  })
})

describe('sleep', () => {
  const page = () => {
    let wall = 0
    return { wall: () => wall, isHidden: () => false, pass: (ms: number) => (wall += ms) }
  }
  const pass = async (stage: Stage, { pass: passes }: ReturnType<typeof page>, ms: number) => {
    for (let i = 0; i < ms; i += 250) {
      passes(250)
      stage.clock.advance(250)
    }
    await settle()
  }

  test('in a spoken answer pauses it, and is no time of it', async () => {
    const world = page()
    const stage = await stageDrill({ spoken: true, ports: { page: world } })
    await stage.finishLine()
    await pass(stage, world, 2_000)
    stage.microphone.speech([{ startMs: 1_000, endMs: 2_000 }], true)
    await pass(stage, world, 3_000)
    world.pass(600_000)
    await pass(stage, world, 2_500)
    expect(stage.phase()).toBe('paused')
    expect(stage.interviewer.room.getState().slept).toBeGreaterThan(595_000)
    await pass(stage, world, 5_000)
    stage.interviewer.resume()
    await settle()
    expect(stage.phase()).toBe('answering')
    expect(stage.interviewer.room.getState().slept).toBeNull()
    await pass(stage, world, 2_000)
    stage.microphone.speech([{ startMs: 1_000, endMs: 9_000 }], false)
    stage.interviewer.finish()
    await settle()
    expect(answersIn(stage)[0]).toMatchObject({ thinkingMs: 1_000, speakingMs: 8_000, outcome: 'unheard' })
  })

  test('while an answer is thought over is left out of the thinking, where the clock counted it', async () => {
    const world = page()
    const stage = await stageDrill({ ports: { page: world } })
    await stage.finishLine()
    await pass(stage, world, 3_000)
    world.pass(600_000)
    stage.clock.advance(600_000)
    await settle()
    expect(stage.phase()).toBe('paused')
    stage.interviewer.resume()
    await settle()
    await pass(stage, world, 1_000)
    await type(stage, 'They feared for the launch.')
    const [answer] = answersIn(stage)
    expect(answer?.thinkingMs).toBeGreaterThanOrEqual(3_000)
    expect(answer?.thinkingMs).toBeLessThanOrEqual(5_500)
    expect(
      stage.session.state().entries.findLast(({ type: kind }) => kind === 'session.paused'),
    ).toMatchObject({
      reason: 'slept',
    })
  })
})

describe('what was taken of a drill', () => {
  const log = (...turns: Turn[]) => playDrill({ kind: 'probe', chosen }, turns)

  test('is each item with its last try', () => {
    const played = log(
      { does: 'answer', seconds: 40 },
      { does: 'retry', question: 0 },
      { does: 'answer', seconds: 20, covered: ['other-side'] },
      { does: 'skip' },
    )
    const taken = takenOf(played)
    expect(taken.map(({ place, row }) => [place, row.outcome])).toEqual([
      [0, 'given'],
      [0, 'given'],
      [1, 'skipped'],
    ])
    expect(itemsOf(played.header, taken).map(({ tries, last }) => [tries, last?.row.seconds])).toEqual([
      [2, 20],
      [1, null],
    ])
    const views = foldViews(played)
    const keep = keepTaken(played.header)
    const asked = played.entries.flatMap(({ type: kind }, i) => (kind === 'prompt.asked' ? i : []))
    const upTo = (i: number) => ({ header: played.header, entries: played.entries.slice(0, i) })
    expect(asked.map((i) => lastPlace(upTo(i).entries, views))).toEqual(
      asked.map((i) => takenOf(upTo(i)).at(-1)?.place ?? null),
    )
    expect(asked.map((i) => keep(upTo(i).entries, views.slice(0, i)))).toEqual(
      asked.map((i) => takenOf(upTo(i))),
    )
  })

  test('is held against earlier tries of this drill as well', () => {
    const played = log(
      { does: 'answer', seconds: 10 },
      { does: 'retry', question: 0 },
      { does: 'answer', seconds: 20 },
      { does: 'retry', question: 0 },
      { does: 'answer', seconds: 30 },
    )
    const taken = takenOf(played).slice(0, 3)
    const pace = (tries: number) =>
      paceAt(played.header, 0, 'microphone', {
        rows: taken.map(({ row }) => row),
        taken: taken.slice(0, tries),
      })
    expect(pace(2)).toBeNull()
    expect(pace(3)).toMatchObject({ of: 'item', count: 3, average: { seconds: 20 } })
  })

  test('says what is not known, and why', () => {
    const words = (turn: Turn) => {
      const [first] = takenOf(log(turn))
      if (!first) throw new Error('nothing was taken')
      return [whyNoLength(first), bottomLineWords(first), aimWords(first, 'probe')?.words ?? null]
    }
    expect(words({ does: 'answer', covered: ['other-side'] })).toEqual([null, 'none was said', 'covered'])
    expect(words({ does: 'answer' })).toEqual([null, 'none was said', 'not covered'])
    expect(words({ does: 'answer', abstained: 'The answer is too short to judge.' })).toEqual([
      null,
      'not known: the answer is too short to judge',
      'not known: the answer is too short to judge',
    ])
    expect(words({ does: 'unheard' })[1]).toBe('not known: nothing was heard')
    expect(words({ does: 'skip' })).toEqual(['skipped', null, null])
    expect(words({ does: 'decline' })).toEqual(['no example', null, null])
  })
})

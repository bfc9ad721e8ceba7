import { describe, expect, it } from 'vitest'
import { createBargeIn } from '../../src/interview/bargeIn.ts'
import type { HeardFrame, SpokenLine } from '../../src/speech/ports.ts'
import { handClock } from '../support/clock.ts'
import { handMicrophone, handVoice, settle } from '../support/stage.ts'

const text = 'Tell me about a conflict, and how it ended.'

function setUp({ aloud = true, on = true, typed = false } = {}) {
  const clock = handClock()
  const microphone = handMicrophone(clock)
  const { voice, lines, finish, word } = handVoice()
  const floor = createBargeIn({
    voice,
    clock,
    capture: () => (typed ? null : microphone.capture),
    isOn: () => on,
    isAloud: () => aloud,
  })
  let at = 0
  /** So many ms of one sound. */
  const hear = (ms: number, sound: { db: number; likelihood: number }) => {
    for (let heard = 0; heard < ms; heard += 32, at += 32) {
      const frame: HeardFrame = { atMs: at, rms: 10 ** (sound.db / 20), peak: 1, ...sound }
      microphone.overhear(frame)
    }
  }
  const how = (line: SpokenLine) => {
    const said: string[] = []
    void line.done.then((end) => said.push(end))
    return said
  }
  /** A line that is said to its end, and learnt from. */
  const learn = async () => {
    const line = floor.say(text)
    hear(2000, echo)
    finish()
    await line.done
    microphone.prepared.length = 0
  }
  return { clock, microphone, lines, finish, word, floor, hear, how, learn, now: () => at }
}
const echo = { db: -40, likelihood: 0.99 }
const candidate = { db: -18, likelihood: 0.99 }
const room = { db: -70, likelihood: 0.01 }

describe('a line', () => {
  it('is over when the candidate speaks over it, and the next take begins with the first word', async () => {
    const { microphone, floor, hear, how, learn, now } = setUp()
    await learn()
    const said = how(floor.say(text))
    hear(1600, echo)
    const began = now()
    hear(1500, candidate)
    await settle()
    expect(said).toEqual(['stopped'])
    expect(microphone.prepared).toHaveLength(1)
    expect(microphone.prepared[0]?.fromMs).toBeLessThanOrEqual(began - 200)
    expect(microphone.prepared[0]?.fromMs).toBeGreaterThan(began - 400)
    expect(microphone.isOverheard()).toBe(false)
  })

  it('goes on at the word where it stopped when nobody goes on', async () => {
    const { lines, floor, hear, how, learn, word, finish, microphone } = setUp()
    await learn()
    const words: number[] = []
    const said = how(floor.say(text, { onWord: (at) => words.push(at) }))
    word(text.indexOf('conflict'))
    hear(1600, echo)
    hear(600, candidate)
    hear(1000, room)
    await settle()
    expect(said).toEqual([])
    expect(lines.slice(1)).toEqual([text, 'conflict, and how it ended.'])
    word('conflict, and '.length)
    expect(words).toEqual([text.indexOf('conflict'), text.indexOf('how')])
    finish()
    await settle()
    expect(said).toEqual(['said'])
    expect(microphone.prepared[0]?.fromMs).toBeUndefined()
  })

  it('goes on where the microphone says nothing more', async () => {
    const { clock, lines, floor, hear, learn } = setUp()
    await learn()
    floor.say(text)
    hear(1600, echo)
    hear(600, candidate)
    await settle()
    clock.advance(2000)
    expect(lines).toHaveLength(3)
  })

  it('is never stopped by its own echo, and the first one by nobody', async () => {
    const { lines, floor, hear, how, learn, finish } = setUp()
    const first = how(floor.say(text))
    hear(3000, echo)
    hear(1500, candidate)
    finish()
    await settle()
    expect(first).toEqual(['said'])
    const other = setUp()
    await other.learn()
    const second = other.how(other.floor.say(text))
    other.hear(1500, echo)
    other.hear(1500, { ...echo, db: echo.db + 5 })
    await settle()
    expect([second, other.lines.length, lines.length]).toEqual([[], 2, 1])
    await learn()
  })

  it('that is only shown is over as soon as the candidate speaks, the first one as well', async () => {
    const { floor, hear, how } = setUp({ aloud: false })
    const said = how(floor.say(text))
    hear(500, room)
    hear(1500, candidate)
    await settle()
    expect(said).toEqual(['stopped'])
  })

  it('is said to its end where that is turned off, and its echo is known all the same', async () => {
    const { floor, hear, how, learn, finish, microphone } = setUp({ on: false })
    await learn()
    const said = how(floor.say(text))
    hear(1600, echo)
    hear(1500, candidate)
    await settle()
    expect(said).toEqual([])
    hear(3000, echo)
    finish()
    await settle()
    expect(said).toEqual(['said'])
    expect(microphone.prepared).toEqual([{ echoDb: expect.closeTo(echo.db, 0) as number }])
  })

  it('leaves nothing of itself to a take where it has long sounded out', async () => {
    const { floor, hear, learn, finish, microphone } = setUp()
    await learn()
    floor.say(text)
    hear(1600, echo)
    hear(500, room)
    finish()
    await settle()
    expect(microphone.prepared).toEqual([{}])
  })

  it('loses no word that was begun as it ended', async () => {
    const { floor, hear, learn, finish, now, microphone } = setUp()
    await learn()
    floor.say(text)
    hear(1600, echo)
    const began = now()
    hear(200, candidate)
    finish()
    await settle()
    expect(microphone.prepared[0]?.fromMs).toBe(began - 250)
  })

  it('ends when it is stopped, and stops listening', async () => {
    const { floor, hear, how, microphone, clock } = setUp()
    const line = floor.say(text)
    const said = how(line)
    hear(300, echo)
    line.stop()
    await settle()
    expect([said, microphone.isOverheard(), clock.waiting]).toEqual([['stopped'], false, 0])
  })

  it('is just said where answers are typed', async () => {
    const { floor, how, finish, microphone } = setUp({ typed: true })
    const said = how(floor.say(text))
    finish()
    await settle()
    expect([said, microphone.isOverheard()]).toEqual([['said'], false])
  })
})

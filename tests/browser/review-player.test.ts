import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPlayer, type Player } from '../../src/review/player.ts'
import { reviewOf } from '../../src/review/load.ts'
import type { TakeAudio } from '../../src/session/store.ts'
import { browserClock } from '../../src/speech/index.ts'
import { handClock } from '../support/clock.ts'
import { generateSession } from '../support/sessions.ts'

const { log, takes } = generateSession({ seed: 31, answers: 4, audio: true })
const { timeline } = reviewOf(log, 'x')
const byId = new Map(takes.map((take) => [take.take, take]))
const there = (take: string): Promise<TakeAudio | null> => Promise.resolve(byId.get(take) ?? null)
const first = timeline.answers[0]
if (!first) throw new Error('the session has no answers')

let player: Player | undefined
let made: HTMLAudioElement[] = []
/** Nobody hears the tests. */
const createAudio = () => {
  const audio = new Audio()
  audio.muted = true
  made.push(audio)
  return audio
}
beforeEach(() => {
  made = []
})
afterEach(() => player?.close())

describe('with recordings', () => {
  test('plays a take from its middle and follows it', async () => {
    player = createPlayer(timeline, { loadTake: there, clock: browserClock, createAudio })
    const middle = (first.listeningAt + first.endedAt) / 2
    player.seek(middle)
    await vi.waitFor(() => expect(player?.state().sound).toBe('recorded'))
    const [audio] = made as [HTMLAudioElement]
    expect(audio.currentTime * 1000).toBeCloseTo(middle - first.listeningAt, -1)
    player.play()
    await vi.waitFor(() => expect(player?.state().at).toBeGreaterThan(middle + 200))
    expect(audio.paused).toBe(false)
    expect(player.state().at).toBeCloseTo(first.listeningAt + audio.currentTime * 1000, -2)
    player.pause()
    expect(audio.paused).toBe(true)
    expect(player.state().problem).toBeNull()
  })

  test('goes on into the next prompt when a take has ended', async () => {
    player = createPlayer(timeline, { loadTake: there, clock: browserClock, createAudio })
    player.setSpeed(2)
    player.seek(first.endedAt - 300)
    player.play()
    await vi.waitFor(() => expect(player?.state().at).toBeGreaterThan(first.endedAt), { timeout: 5_000 })
    expect(player.state().playing).toBe(true)
  })

  test('has the neighbours ready, and goes to one in the middle of playing', async () => {
    const loaded: string[] = []
    const loadTake = (take: string) => {
      loaded.push(take)
      return there(take)
    }
    player = createPlayer(timeline, { loadTake, clock: browserClock, createAudio })
    player.seek(first.speechAt)
    const [, second] = timeline.answers
    if (!second) throw new Error('the session has no second answer')
    await vi.waitFor(() => expect(loaded).toContain(second.take))
    await vi.waitFor(() => expect(made[1]?.readyState).toBe(HTMLMediaElement.HAVE_ENOUGH_DATA))
    player.play()
    player.seek(second.speechAt)
    expect(player.state()).toMatchObject({ sound: 'recorded', playing: true })
    await vi.waitFor(() => expect(player?.state().at).toBeGreaterThan(second.speechAt + 100))
    expect(made.map((audio) => audio.paused)).toEqual(made.map((_, i) => i !== 1))
    expect(new Set(loaded).size).toBe(loaded.length)
  })

  test('gives up what it holds when it is closed', async () => {
    const urls = vi.spyOn(URL, 'createObjectURL')
    const revoked = vi.spyOn(URL, 'revokeObjectURL')
    player = createPlayer(timeline, { loadTake: there, clock: browserClock, createAudio })
    for (const { speechAt } of timeline.answers) {
      player.seek(speechAt)
      await vi.waitFor(() => expect(player?.state().sound).toBe('recorded'))
    }
    player.close()
    expect(urls).toHaveBeenCalledTimes(timeline.answers.length)
    expect(new Set(revoked.mock.calls.flat())).toEqual(
      new Set(urls.mock.results.map((result) => String(result.value))),
    )
    expect(made.map((audio) => audio.hasAttribute('src'))).toEqual(made.map(() => false))
    vi.restoreAllMocks()
  })
})

describe('without recordings', () => {
  test('walks through the whole session by the clock, briefly, and stops at its end', async () => {
    const clock = handClock()
    player = createPlayer(timeline, { loadTake: () => Promise.resolve(null), clock, createAudio })
    player.play()
    let waited = 0
    while (player.state().playing) {
      await Promise.resolve()
      clock.advance(100)
      waited += 100
      if (waited > 600_000) throw new Error(`stands still at ${player.state().at}`)
    }
    expect(player.state()).toMatchObject({ at: timeline.duration, playing: false, sound: 'none' })
    expect(waited).toBeLessThan(timeline.duration)
    expect(clock.waiting).toBe(0)
  })

  test('a take that cannot be read is one that is not there', async () => {
    const clock = handClock()
    player = createPlayer(timeline, { loadTake: () => Promise.reject(new Error('gone')), clock, createAudio })
    player.seek(first.speechAt)
    await vi.waitFor(() => expect(player?.state().sound).toBe('none'))
    player.play()
    clock.advance(400)
    player.pause()
    expect(player.state().at).toBeGreaterThan(first.speechAt)
  })

  test.each([
    ['missing', () => Promise.resolve(null)],
    ['damaged', () => Promise.reject(new Error('cannot be read'))],
  ] as const)('tells of a take that is %s', async (why, loadTake) => {
    player = createPlayer(timeline, { loadTake, clock: handClock(), createAudio })
    expect(player.state().unheard.size).toBe(0)
    player.seek(first.speechAt)
    await vi.waitFor(() => expect(player?.state().unheard.get(first.take ?? '')).toBe(why))
  })

  test('twice the speed takes half the time', () => {
    const reached = (speed: number) => {
      const clock = handClock()
      const one = createPlayer(timeline, { loadTake: () => Promise.resolve(null), clock })
      one.setSpeed(speed)
      one.seek(first.askedAt)
      one.play()
      clock.advance(400)
      one.pause()
      const { at } = one.state()
      one.close()
      return at - first.askedAt
    }
    expect(reached(2)).toBeCloseTo(2 * reached(1))
  })

  test('seeking stays within the session', () => {
    player = createPlayer(timeline, { loadTake: there, clock: handClock(), createAudio })
    player.seek(-5)
    expect(player.state().at).toBe(0)
    player.seek(timeline.duration + 1)
    expect(player.state().at).toBe(timeline.duration)
  })
})

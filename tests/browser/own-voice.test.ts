import { afterAll, afterEach, describe, expect, it } from 'vitest'
import files from 'virtual:own-voices'
import { browserClock } from '../../src/speech/clock.ts'
import { browserVoices } from '../../src/speech/voices/page.ts'
import { sayOwn } from '../../src/speech/voices/own.ts'
import { soundingPieces, spokenText } from '../../src/speech/voices/pieces.ts'
import { createPlayer } from '../../src/speech/voices/player.ts'
import { createSynth } from '../../src/speech/voices/synth.ts'
import { tappedContext } from '../support/tap.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const synth = createSynth({ voice: 'slt', file: files.slt, clock: browserClock })
afterAll(() => synth.close())
let rank = 0

/** The app's own voice, with what it plays in the test's hands. */
async function openVoice() {
  const tap = await tappedContext()
  const player = createPlayer(browserClock, () => tap.context)
  closers.push(() => player.close())
  expect(await player.open()).toBe(true)
  return {
    tap,
    say(text: string, rate = 1) {
      const words: number[] = []
      let startedAt = 0
      let started = () => {}
      const start = new Promise<void>((resolve) => (started = resolve))
      const line = sayOwn(
        text,
        { clock: browserClock, player, synth, voice: 'slt', rank: ++rank },
        {
          rate,
          onWord: (at) => words.push(at),
          onStart(at) {
            startedAt = at
            started()
          },
        },
      )
      return { ...line, words, start, startedAt: () => startedAt }
    },
  }
}

const places = (text: string) => Array.from(text.matchAll(/\S+/g), ({ index }) => index)
const seconds = async (text: string, rate: number) =>
  (await synth.sound(text, { rate, rank: 1 })).samples.length / 16_000

describe('the app’s own voice in the browser', () => {
  it('is heard, tells its words in order, and is done only when the last sound was heard', async () => {
    const { tap, say } = await openVoice()
    expect(await synth.load()).toBe(true)
    const text = 'Well. What changed in the end?'
    const line = say(text)
    expect(await line.done).toBe('said')
    const doneFrame = (tap.context.currentTime - tap.context.outputLatency) * 16_000
    const took = browserClock.now() - line.startedAt()
    const loud = tap.loud()
    expect(line.words).toEqual(places(text))
    expect(loud?.to).toBeLessThanOrEqual(doneFrame)
    const heardMs = ((loud?.to ?? 0) - (loud?.from ?? 0)) / 16
    expect(heardMs).toBeGreaterThan(1000)
    expect(heardMs).toBeLessThan(3000)
    // What it says of its beginning and its end is what was played, but for the soft edges of the sounds.
    expect(Math.abs(took - heardMs)).toBeLessThan(300)
  })

  it('stops at once', async () => {
    const { tap, say } = await openVoice()
    const line = say('Tell me about a time you disagreed with someone.')
    await line.start
    await new Promise((resolve) => setTimeout(resolve, 200))
    const now = tap.context.currentTime
    line.stop()
    expect(await line.done).toBe('stopped')
    await new Promise((resolve) => setTimeout(resolve, 200))
    // The audio thread is some blocks ahead of what the page knows of it.
    expect((tap.loud()?.to ?? Infinity) / 16_000 - now).toBeLessThan(0.06)
  })

  it('speaks faster and more slowly', async () => {
    const text = 'Tell me about a time you disagreed with someone.'
    const usual = await seconds(text, 1)
    expect(usual).toBeGreaterThan(2)
    expect(usual).toBeLessThan(5)
    expect((await seconds(text, 0.7)) / usual).toBeCloseTo(1 / 0.7, 1)
    expect((await seconds(text, 1.4)) / usual).toBeCloseTo(1 / 1.4, 1)
  })

  it('gets through any text', async () => {
    const weird = [
      '🎉 <b>Well</b> &amp; 日本語 Привет {"a":1}',
      '$'.repeat(2000),
      'word '.repeat(30),
      '!'.repeat(2000),
      '\u0000\uD800 %s -o x',
    ]
    for (const piece of weird.flatMap(soundingPieces))
      await synth.sound(spokenText(piece), { rate: 1.4, rank: 1 }).catch(() => {})
    const { say } = await openVoice()
    const line = say('🎉 <b>Well</b> 日本語!', 1.4)
    expect(await line.done).toBe('said')
    expect(line.words).toEqual([0, 3, 15])
    expect(await say('日本語').done).toBe('silent')
  })

  it('is silent where its device stands still, and lets go of it', async () => {
    const { tap, say } = await openVoice()
    const line = say('Tell me about a time you disagreed with someone.')
    await line.start
    await tap.context.suspend()
    expect(await line.done).toBe('silent')
    expect(tap.context.state).toBe('closed')
  })

  it('that is not the expected file does not load, and says why', async () => {
    const other = createSynth({
      voice: 'rms',
      file: { ...files.rms, sha256: files.slt.sha256 },
      clock: browserClock,
    })
    closers.push(() => other.close())
    expect(await other.load()).toBe(false)
    expect(other.state().problem).toContain('not what this version')
  })
})

it('speaks where the browser has no voice', async () => {
  const voices = browserVoices(
    () => ({ voice: 'own:slt', rate: 1.4 }),
    () => {},
  )
  const voice = voices.create()
  closers.push(() => voice.close())
  await voice.known()
  expect(voice.available).toBe(true)
  expect(voices.state()).toMatchObject({ speaks: { id: 'own:slt' }, own: { at: 'ready', problem: null } })
  const words: number[] = []
  expect(await voice.say('Why?', { onWord: (at) => words.push(at) }).done).toBe('said')
  expect(words).toEqual([0])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Voice } from '../../src/speech/ports.ts'
import type { OwnVoice } from '../../src/speech/voices/catalogue.ts'
import { createVoices } from '../../src/speech/voices/voices.ts'
import { automaticVoice } from '../../src/speech/voices/wish.ts'
import { handClock } from '../support/clock.ts'
import { handEngine, handPlayer, handSynth, pass, voiceNamed } from '../support/voices.ts'

interface Scene {
  voices?: SpeechSynthesisVoice[]
  choice?: string
  auto?: boolean
}

const ava = voiceNamed('Ava')

/** All voices, with time, engine, synth, sound and page in the test's hands. */
function stage({ voices = [ava], choice = automaticVoice, auto = true }: Scene = {}) {
  const clock = handClock()
  const hand = handEngine(voices, clock)
  const own = handSynth(auto)
  const sound = handPlayer(clock)
  const made: OwnVoice[] = []
  const wish = { voice: choice, rate: 1 }
  const page = { hidden: false, shown: () => {}, left: () => {} }
  const changes = { wish: () => {} }
  const all = createVoices({
    clock,
    browser: hand.speech,
    createSynth(voice) {
      made.push(voice)
      return own.synth
    },
    createPlayer: () => sound.player,
    wish: () => wish,
    onWish: (listener) => (changes.wish = listener),
    page: {
      hidden: () => page.hidden,
      onHiddenOrShown: (listener) => (page.shown = listener),
      onLeave: (listener) => (page.left = listener),
    },
  })
  const voice = all.create()
  const words: number[] = []
  const starts: number[] = []
  const say = (text: string, by: Voice = voice) => {
    const line = by.say(text, { onWord: (at) => words.push(at), onStart: (at) => starts.push(at) })
    const outcome: string[] = []
    void line.done.then((how) => outcome.push(how))
    return { ...line, outcome }
  }
  return { clock, hand, own, sound, made, wish, page, changes, all, voice, words, starts, say }
}

const speaks = ({ all }: ReturnType<typeof stage>) => all.state().speaks?.id

describe('the voice that speaks', () => {
  it('is the browser’s where it has a good one, else the app’s own, else the browser’s rough one', async () => {
    const good = stage()
    await pass(good.clock, 0)
    expect(speaks(good)).toBe('browser:Ava')
    const rough = stage({ voices: [voiceNamed('eSpeak English')] })
    await pass(rough.clock, 0)
    expect(speaks(rough)).toBe('own:slt')
    rough.own.become('failed', 'it is gone')
    rough.say('Hello')
    await pass(rough.clock, 0)
    expect(speaks(rough)).toBe('own:rms')
    expect(rough.all.state().options.map(({ failed }) => failed)).toEqual([false, true, false])
    rough.say('Hello')
    await pass(rough.clock, 0)
    expect(speaks(rough)).toBe('browser:eSpeak English')
    expect(rough.all.state().own.problem).toBe('it is gone')
  })

  it('is the one that was chosen, as long as it is there', async () => {
    const chosen = stage({ choice: 'own:rms' })
    await pass(chosen.clock, 0)
    expect(speaks(chosen)).toBe('own:rms')
    chosen.say('Hello')
    await pass(chosen.clock, 0)
    expect(chosen.made).toEqual(['rms'])
    chosen.wish.voice = 'browser:Ava'
    chosen.changes.wish()
    expect(speaks(chosen)).toBe('browser:Ava')
    chosen.wish.voice = 'browser:Somebody else'
    chosen.changes.wish()
    expect(speaks(chosen)).toBe('browser:Ava')
  })

  it('is not known before the browser had time to tell of its voices', async () => {
    const { clock, all } = stage({ voices: [] })
    expect(all.state().speaks).toBeNull()
    await pass(clock, 1000)
    expect(all.state().speaks?.kind).toBe('own')
    expect(all.state().options.map(({ id }) => id)).toEqual(['own:slt', 'own:rms'])
  })

  it('waits no longer for a browser that was asked before', async () => {
    const clock = handClock()
    const { speech } = handEngine([], clock, clock.now() - 700)
    let known = false
    void speech.known().then(() => (known = true))
    await pass(clock, 280)
    expect(known).toBe(false)
    await pass(clock, 40)
    expect(known).toBe(true)
  })

  it('is loaded while the browser may still tell of others, where it has told of none', async () => {
    const { clock, all, own } = stage({ voices: [] })
    void all.load()
    expect(own.synth.loads).toBe(1)
    await pass(clock, 1000)
    expect(own.synth.loads).toBe(1)
  })

  it('is loaded where it is the app’s own, and only then', async () => {
    for (const [voices, loads] of [
      [[ava], 0],
      [[], 1],
    ] as const) {
      const { clock, all, own } = stage({ voices: [...voices] })
      void all.load()
      await pass(clock, 1000)
      expect(own.synth.loads).toBe(loads)
    }
  })
})

it('what could not be loaded is tried again when it is asked for', async () => {
  const { clock, all, own, say } = stage({ choice: 'own:slt' })
  say('Hello')
  await pass(clock, 0)
  own.become('failed', 'the server does not answer')
  const loads = own.synth.loads
  void all.load()
  await pass(clock, 0)
  expect(own.synth.loads).toBe(loads + 1)
})

describe('a line', () => {
  it('goes on with the app’s own voice where the browser’s broke, which then does not speak again', async () => {
    const { clock, hand, words, starts, say, sound, all, own } = stage()
    const line = say('Tell me about it')
    await pass(clock, 100)
    hand.happen('start')
    hand.word(0)
    hand.word(5)
    hand.word(8)
    hand.happen('error')
    await pass(clock, 100)
    expect(own.asked.map(({ text }) => text)).toEqual(['about it'])
    await pass(clock, 600)
    expect(line.outcome).toEqual(['said'])
    expect({ words, starts }).toEqual({ words: [0, 5, 8, 8, 14], starts: [100] })
    expect(all.state().options[0]).toMatchObject({ id: 'browser:Ava', failed: true })
    say('And then?')
    await pass(clock, 20)
    expect({ spoken: hand.spoken.length, played: sound.plays.length }).toEqual({ spoken: 1, played: 2 })
  })

  it('of a browser that was hidden meanwhile is not held against its voice', async () => {
    const { clock, hand, say, page, all } = stage()
    say('Tell me about it')
    await pass(clock, 100)
    hand.happen('start')
    page.hidden = true
    page.shown()
    page.hidden = false
    page.shown()
    hand.happen('error')
    await pass(clock, 1000)
    expect(all.state().speaks?.id).toBe('browser:Ava')
  })

  it('is said by the browser where the app’s own voice cannot', async () => {
    const { clock, hand, say, sound } = stage({ choice: 'own:slt' })
    sound.world.opens = 'no'
    const line = say('Hello there')
    await pass(clock, 100)
    hand.happen('start')
    await pass(clock, 500)
    hand.happen('end')
    await pass(clock, 20)
    expect(line.outcome).toEqual(['said'])
  })

  it('is silent where nobody can say it, and another may be said', async () => {
    const { clock, own, say, voice } = stage({ voices: [] })
    await pass(clock, 1000)
    own.become('failed', 'gone')
    for (const text of ['Hello', 'Hello again']) {
      say(text)
      await pass(clock, 0)
    }
    expect(voice.available).toBe(false)
    const line = say('Hello there')
    await pass(clock, 0)
    expect(line.outcome).toEqual(['silent'])
  })

  it('is stopped by the next, and before the voices are known, too', async () => {
    const { clock, say, voice } = stage({ voices: [] })
    const first = say('One')
    const second = say('Two')
    await pass(clock, 0)
    expect(first.outcome).toEqual(['stopped'])
    voice.close()
    await pass(clock, 0)
    expect(second.outcome).toEqual(['stopped'])
    await pass(clock, 1000)
    expect(clock.waiting).toBe(0)
  })

  it('ends with the page that it is said in', async () => {
    const { clock, hand, say, page } = stage()
    const line = say('One')
    await pass(clock, 0)
    hand.happen('start')
    page.left()
    await pass(clock, 0)
    expect({ outcome: line.outcome, cancels: hand.engine.cancels }).toEqual({
      outcome: ['stopped'],
      cancels: 1,
    })
  })
})

it('what may be said soon is made ahead by the app’s own voice', async () => {
  const { clock, own, voice } = stage({ voices: [] })
  await pass(clock, 1000)
  voice.prepare?.('One. Two.')
  expect(own.asked.map(({ text, rank }) => [text, rank])).toEqual([
    ['One.', 0],
    ['Two.', 0],
  ])
})

it('known waits for the browser’s voices, and then for the app’s own, two seconds in all', async () => {
  const { clock, voice, sound } = stage({ voices: [] })
  sound.world.opens = 'never'
  let known = false
  void voice.known().then(() => (known = true))
  await pass(clock, 1980)
  expect(known).toBe(false)
  await pass(clock, 40)
  expect({ known, waiting: clock.waiting }).toEqual({ known: true, waiting: 0 })
})

describe('whatever the engines do', () => {
  type Deed =
    | { do: 'wait'; ms: number }
    | { do: 'start' | 'end' | 'error' | 'stall' | 'give' | 'fail' | 'voices' | 'say' | 'stop' | 'hide' }
    | { do: 'word'; at: number }
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 3000 }) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constantFrom(
          'start',
          'end',
          'error',
          'stall',
          'give',
          'fail',
          'voices',
          'say',
          'stop',
          'hide',
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('word' as const), at: fc.integer({ min: 0, max: 60 }) }),
    },
  )
  /**
   * Voices known: 1 s. The browser's: 60 ms after a cancel, then per sentence 1.5 s to begin and 2 s more than 130 ms a
   * character to end, or from its last word on. The app's own: 1.5 s to begin, 3 s between its sentences, 1.5 s where
   * it stands still. Each may be tried once, the browser's a second time by another of its voices.
   */
  const text = 'Well then. Tell me about a time you failed. Why?'
  const browserMs = 60 + 3 * (1500 + 2000) + text.length * 130 * 2
  const ownMs = 1500 + 3 * 3000 + text.length * 50 + 1500
  const limitMs = 1000 + 2 * browserMs + ownMs

  it('each line settles once, and never later than the watchdogs allow', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { maxLength: 30 }),
        fc.constantFrom(automaticVoice, 'own:slt', 'browser:Tom'),
        fc.constantFrom([], [ava], [ava, voiceNamed('Tom')]),
        fc.constantFrom('yes' as const, 'no' as const, 'never' as const),
        async (deeds, choice, found, opens) => {
          const voices = [...found]
          const { clock, hand, own, sound, page, say, voice, words } = stage({ voices, choice, auto: false })
          sound.world.opens = opens
          const lines = [say(text)]
          for (const each of deeds) {
            if (each.do === 'wait') await pass(clock, each.ms, 100)
            else if (each.do === 'word') hand.word(each.at)
            else if (each.do === 'stall') sound.stall()
            else if (each.do === 'give') own.asked.shift()?.give()
            else if (each.do === 'fail') own.asked.shift()?.fail()
            else if (each.do === 'say') lines.push(say(text))
            else if (each.do === 'stop') lines.at(-1)?.stop()
            else if (each.do === 'hide') page.shown()
            else if (each.do === 'voices') {
              voices.push(voiceNamed('Sam'))
              hand.engine.dispatchEvent(new Event('voiceschanged'))
            } else hand.happen(each.do)
            await pass(clock, 0)
          }
          await pass(clock, limitMs, 100)
          expect(lines.map(({ outcome }) => outcome.length)).toEqual(lines.map(() => 1))
          expect(words.every((at) => at >= 0 && at < text.length)).toBe(true)
          voice.close()
          await pass(clock, 1000, 500)
          expect(clock.waiting).toBe(0)
        },
      ),
      { numRuns: 150 },
    )
  })
})

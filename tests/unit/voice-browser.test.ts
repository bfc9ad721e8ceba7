import { describe, expect, it } from 'vitest'
import { rank, usableVoices, voiceLabel } from '../../src/speech/voices/catalogue.ts'
import { handClock } from '../support/clock.ts'
import { handEngine, pass, voiceNamed } from '../support/voices.ts'

describe('the browser’s voices', () => {
  it('are never those that send the text to a server', () => {
    expect(
      usableVoices([
        voiceNamed('Google US English', { localService: false, default: true }),
        voiceNamed('Microsoft Aria Online (Natural)'),
      ]),
    ).toEqual([])
  })
  it('are English ones only, and no joke voices', () => {
    const voices = [
      voiceNamed('Anna', { lang: 'de-DE' }),
      voiceNamed('Zarvox'),
      voiceNamed('Fiona', { lang: 'en_GB' }),
    ]
    expect(usableVoices(voices).map(({ name }) => name)).toEqual(['Fiona'])
  })
  it('stand in the order in which they are good to listen to', () => {
    const voices = [
      voiceNamed('eSpeak English', { default: true }),
      voiceNamed('Tom (Premium)'),
      voiceNamed('Ralph English'),
      voiceNamed('Somebody'),
      voiceNamed('Samantha'),
    ]
    expect(usableVoices(voices).map(({ name }) => name)).toEqual([
      'Tom (Premium)',
      'Samantha',
      'Somebody',
      'eSpeak English',
    ])
    expect(rank(voiceNamed('eSpeak English', { default: true }))).toBeLessThan(0)
  })
  it('are named with the English that they speak', () => {
    expect(voiceLabel(voiceNamed('Daniel', { lang: 'en-GB' }))).toBe('Daniel, British English')
    expect(voiceLabel(voiceNamed('Microsoft Zira - English (United States)'))).toBe('Zira, American English')
    expect(voiceLabel(voiceNamed('Odd', { lang: 'en_' }))).toBe('Odd')
  })
})

function throwIt(): never {
  throw new Error('the engine is not there')
}

function speak(text: string, rate = 1) {
  const clock = handClock()
  const hand = handEngine([voiceNamed('Ava')], clock)
  const words: number[] = []
  const starts: number[] = []
  const say = (what = text) => {
    const line = hand.speech.say(what, voiceNamed('Ava'), {
      rate,
      onWord: (at) => words.push(at),
      onStart: (at) => starts.push(at),
    })
    const outcome: string[] = []
    void line.done.then((how) => outcome.push(how))
    return { ...line, outcome }
  }
  return { clock, ...hand, hand, words, starts, say }
}

describe('a line of the browser’s speech', () => {
  it('is said, with the words and the moment that the engine tells', async () => {
    const { clock, happen, hand, say, words, starts, spoken } = speak('Tell me more', 1.2)
    const line = say()
    await pass(clock, 100)
    happen('start')
    hand.word(0)
    await pass(clock, 200)
    hand.word(5)
    happen('boundary', { name: 'sentence', charIndex: 9 })
    await pass(clock, 300)
    hand.word(8)
    happen('end')
    expect(await line.done).toBe('said')
    expect({ words, starts, rate: spoken[0]?.rate }).toEqual({ words: [0, 5, 8], starts: [100], rate: 1.2 })
    expect(clock.waiting).toBe(0)
  })

  it('is told word by word at a usual pace where the engine does not tell', async () => {
    const { clock, happen, say, words } = speak('Tell me more')
    const line = say()
    happen('start')
    await pass(clock, 5 * 65)
    expect(words).toEqual([0, 5])
    await pass(clock, 400)
    happen('end')
    expect(await line.done).toBe('said')
    expect(words).toEqual([0, 5, 8])
  })

  it('is given to the engine sentence by sentence, none longer than it can say before it is cut off', async () => {
    const long = `${'I would like to hear about it, '.repeat(9)}please.`
    const { clock, happen, say, spoken, words } = speak(`One. Two. ${long}`)
    const line = say()
    for (let i = 0; i < spoken.length; i++) {
      happen('start')
      await pass(clock, (spoken[i]?.text.length ?? 0) * 70)
      happen('end')
    }
    expect(await line.done).toBe('said')
    expect(spoken.map(({ text }) => text).join(' ')).toBe(`One. Two. ${long}`)
    expect(Math.max(...spoken.map(({ text }) => text.length))).toBeLessThanOrEqual(160)
    expect(words).toHaveLength(`One. Two. ${long}`.split(' ').length)
  })

  it('is silent where the engine does not begin, has an error, or tells an end of what was not said', async () => {
    for (const go of [
      async ({ clock }: ReturnType<typeof speak>) => pass(clock, 1500),
      async ({ happen }: ReturnType<typeof speak>) => happen('error', { error: 'audio-busy' }),
      async ({ happen }: ReturnType<typeof speak>) => happen('end'),
      async () => {},
      async ({ clock, happen }: ReturnType<typeof speak>) => {
        happen('start')
        await pass(clock, 40)
        happen('end')
      },
    ]) {
      const scene = speak('Tell me more')
      if (go.length === 0) scene.engine.speak = () => throwIt()
      const line = scene.say()
      await go(scene)
      expect(await line.done).toBe('silent')
      expect(line.reached()).toBe(0)
      expect(scene.clock.waiting).toBe(0)
    }
  })

  it('that stops in the middle is silent from the last word on that was surely said', async () => {
    const { clock, happen, hand, say } = speak('Well then. Tell me about it in your own words')
    const line = say()
    happen('start')
    await pass(clock, 700)
    happen('end')
    happen('start')
    hand.word(0)
    hand.word(5)
    await pass(clock, 20_000)
    expect(await line.done).toBe('silent')
    expect(line.reached()).toBe(16)
    expect(clock.waiting).toBe(0)
  })

  it('whose end is not told goes on to what comes next', async () => {
    const { clock, engine, happen, hand, say, spoken } = speak('One two. Three')
    const line = say()
    happen('start')
    hand.word(4)
    await pass(clock, 4000)
    expect(spoken).toHaveLength(2)
    happen('start')
    engine.speaking = false
    await pass(clock, 4000)
    expect(await line.done).toBe('said')
  })

  it('stops, and a new line stops the one before but is not lost to the cancel', async () => {
    const { clock, happen, spoken, say } = speak('One')
    const first = say()
    happen('start')
    const second = say('Two')
    expect(await first.done).toBe('stopped')
    expect(spoken).toHaveLength(1)
    clock.advance(60)
    expect(spoken.map(({ text }) => text)).toEqual(['One', 'Two'])
    second.stop()
    expect(await second.done).toBe('stopped')
    expect(clock.waiting).toBe(0)
  })

  it('goes on when the page comes back that the browser held', () => {
    const { engine, hand } = speak('One')
    engine.paused = true
    hand.speech.wake()
    expect(engine.paused).toBe(false)
  })
})

describe('voices that load late', () => {
  it('are known when they come, or after a second without', async () => {
    for (const come of [true, false]) {
      const clock = handClock()
      const voices: SpeechSynthesisVoice[] = []
      const { engine, speech } = handEngine(voices, clock)
      let known = false
      void speech.known().then(() => (known = true))
      await pass(clock, 500)
      expect(known).toBe(false)
      if (come) {
        voices.push(voiceNamed('Ava'))
        engine.dispatchEvent(new Event('voiceschanged'))
      }
      await pass(clock, come ? 1 : 500)
      expect(known).toBe(true)
      expect(clock.waiting).toBe(0)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { chooseVoice, createSpeechVoice } from '../../src/speech/voice.ts'
import { handClock } from '../support/clock.ts'

const voiceNamed = (name: string, more: Partial<SpeechSynthesisVoice> = {}): SpeechSynthesisVoice => ({
  name,
  lang: 'en-US',
  localService: true,
  default: false,
  voiceURI: name,
  ...more,
})

/** An engine that does only what the test tells it to. */
function handEngine(voices: SpeechSynthesisVoice[]) {
  const spoken: EventTarget[] = []
  const engine = Object.assign(new EventTarget(), {
    speaking: false,
    pending: false,
    paused: false,
    cancels: 0,
    getVoices: () => voices,
    speak(line: EventTarget) {
      spoken.push(line)
      engine.speaking = true
    },
    cancel() {
      engine.cancels++
      engine.speaking = false
    },
    pause() {},
    resume() {},
  })
  const happen = (type: string, more: object = {}) => {
    if (type === 'end') engine.speaking = false
    spoken.at(-1)?.dispatchEvent(Object.assign(new Event(type), more))
  }
  const clock = handClock()
  const voice = createSpeechVoice({
    synthesis: engine as unknown as SpeechSynthesis,
    utter: (text) => Object.assign(new EventTarget(), { text }) as unknown as SpeechSynthesisUtterance,
    clock,
  })
  return { engine, spoken, happen, clock, voice, voices }
}

describe('chooseVoice', () => {
  it('never takes a voice that sends the text to a server', () => {
    expect(
      chooseVoice([
        voiceNamed('Google US English', { localService: false, default: true }),
        voiceNamed('Microsoft Aria Online (Natural)'),
      ]),
    ).toBeNull()
  })
  it('takes English only, and no joke voices', () => {
    expect(chooseVoice([voiceNamed('Anna', { lang: 'de-DE' }), voiceNamed('Zarvox')])).toBeNull()
    expect(chooseVoice([voiceNamed('Fiona', { lang: 'en_GB' })])?.name).toBe('Fiona')
  })
  it('prefers the natural ones', () => {
    const voices = [
      voiceNamed('eSpeak English', { default: true }),
      voiceNamed('Ava (Premium)'),
      voiceNamed('Tom'),
    ]
    expect(chooseVoice(voices)?.name).toBe('Ava (Premium)')
  })
})

describe('createSpeechVoice', () => {
  it('says a line and tells its words', async () => {
    const { happen, voice, clock } = handEngine([voiceNamed('Ava')])
    const words: number[] = []
    const line = voice.say('Tell me more', { onWord: (at) => words.push(at) })
    happen('start')
    happen('boundary', { name: 'word', charIndex: 5 })
    happen('boundary', { name: 'sentence', charIndex: 9 })
    happen('end')
    expect(await line.done).toBe('said')
    expect(words).toEqual([5])
    expect(clock.waiting).toBe(0)
  })
  it('is silent where there is no voice, at once when that is known', async () => {
    const { clock, voice, spoken } = handEngine([])
    const first = voice.say('Hello')
    clock.advance(1000)
    expect(await first.done).toBe('silent')
    expect(await voice.say('Hello').done).toBe('silent')
    expect([voice.available, spoken.length]).toEqual([false, 0])
  })
  it('tells when it is known whether there is a voice', async () => {
    const { clock, voice } = handEngine([])
    const order: string[] = []
    const known = voice.known().then(() => order.push('known'))
    clock.advance(999)
    await Promise.resolve()
    order.push('a second')
    clock.advance(1)
    await known
    await voice.known()
    expect(order).toEqual(['a second', 'known'])
  })
  it('waits for voices that load late', async () => {
    const { engine, happen, voice, voices, spoken } = handEngine([])
    const line = voice.say('Hello')
    expect(spoken).toHaveLength(0)
    voices.push(voiceNamed('Ava'))
    engine.dispatchEvent(new Event('voiceschanged'))
    expect(voice.available).toBe(true)
    happen('start')
    happen('end')
    expect(await line.done).toBe('said')
  })
  it('gives up on a line that does not begin', async () => {
    const { clock, engine, voice } = handEngine([voiceNamed('Ava')])
    const line = voice.say('Hello')
    clock.advance(1500)
    expect(await line.done).toBe('silent')
    expect([engine.cancels, clock.waiting]).toEqual([1, 0])
  })
  it('does not wait for ever for an end', async () => {
    const { clock, happen, voice } = handEngine([voiceNamed('Ava')])
    const line = voice.say('Hello')
    happen('start')
    clock.advance(60_000)
    expect(await line.done).toBe('said')
  })
  it('stops, and a new line stops the one before but is not lost to the cancel', async () => {
    const { clock, happen, spoken, voice } = handEngine([voiceNamed('Ava')])
    const first = voice.say('One')
    happen('start')
    const second = voice.say('Two')
    expect(await first.done).toBe('stopped')
    expect(spoken).toHaveLength(1)
    clock.advance(60)
    expect(spoken).toHaveLength(2)
    second.stop()
    expect(await second.done).toBe('stopped')
    expect(clock.waiting).toBe(0)
  })
  it('is silent where the engine fails', async () => {
    const { happen, voice } = handEngine([voiceNamed('Ava')])
    const line = voice.say('Hello')
    happen('error', { error: 'audio-busy' })
    expect(await line.done).toBe('silent')
  })
  it('leaves nothing behind when closed', async () => {
    const { clock, voice } = handEngine([])
    const line = voice.say('Hello')
    voice.close()
    expect(await line.done).toBe('stopped')
    expect(clock.waiting).toBe(0)
  })
})

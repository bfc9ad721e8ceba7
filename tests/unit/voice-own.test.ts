import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf, soundingPieces, spokenText } from '../../src/speech/voices/pieces.ts'
import { prepareOwn, sayOwn } from '../../src/speech/voices/own.ts'
import { wordTimes } from '../../src/speech/voices/times.ts'
import { handClock } from '../support/clock.ts'
import { handPlayer, handSynth, msPerCharacter, pass } from '../support/voices.ts'

/** What somebody might put into a question: words, marks, markup, pictures, other scripts, very long runs. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Tell',
        'me',
        'about',
        'it.',
        'why?',
        '(so)',
        'e.g.',
        'Dr.',
        '$487,000',
        '3.5%',
        '“well”',
        '—',
      ),
      fc.constantFrom(
        '<b>x</b>',
        '&amp;',
        '🎉',
        '日本語',
        'ñandú',
        '½',
        '\u0000',
        '!'.repeat(300),
        'a'.repeat(300),
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 60 },
  )
  .map((words) => words.join(' '))

const places = (text: string) => Array.from(text.matchAll(/\S+/g), ({ index }) => index)

describe('pieces', () => {
  it('hold every word once, in order, and are short enough for one breath', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pieces = piecesOf(text)
        expect(pieces.flatMap(({ words }) => words.map(({ place }) => place))).toEqual(places(text))
        for (const { from, to, words } of pieces) {
          expect(words[0]?.place).toBe(from)
          expect(words.length === 1 || to - from <= 160).toBe(true)
        }
        const sounding = soundingPieces(text)
        const sounded = sounding.flatMap(({ words }) => words.map(({ place }) => place))
        expect(sounded).toEqual(sounding.length > 0 ? places(text) : [])
        for (const piece of sounding) expect(spokenText(piece)).toMatch(/^[\x20-\x7e]+$/)
      }),
    )
  })

  it('end with sentences, and not at abbreviations', () => {
    const text = 'Well. He paid Dr. Smith, e.g. for tea. “Why?” Then she left... and came back.'
    expect(piecesOf(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      'Well.',
      'He paid Dr. Smith, e.g. for tea.',
      '“Why?”',
      'Then she left... and came back.',
    ])
  })

  it('are cut after a clause where a sentence is long', () => {
    const text = `${'one two three four five six seven '.repeat(4)}eight, because nine ten eleven twelve thirteen.`
    expect(
      piecesOf(text).map(({ from, to, ends }) => [text.slice(from, to).split(' ').at(-1), ends]),
    ).toEqual([
      ['eight,', 'clause'],
      ['thirteen.', 'sentence'],
    ])
  })

  it('are given to a voice of plain letters in plain letters', () => {
    const text = 'It’s “50 %” of €5 — <b>née</b> 🎉 日本'
    expect(piecesOf(text).map(spokenText)).toEqual(["It's 50 % of euros 5 nee"])
  })
})

describe('word times', () => {
  it('never go back, and lie within the sound', () => {
    const phones = fc.array(
      fc.record({ name: fc.constantFrom('t', 'iy', 'pau'), ms: fc.integer({ min: 1, max: 300 }) }),
      { minLength: 1, maxLength: 40 },
    )
    fc.assert(
      fc.property(anyText, phones, (text, list) => {
        let endMs = 0
        const ends = list.map(({ name, ms }) => ({ name, endMs: (endMs += ms) }))
        for (const { words } of piecesOf(text)) {
          const times = wordTimes(words, ends)
          expect(times).toHaveLength(words.length)
          expect(times).toEqual(times.toSorted((a, b) => a - b))
          for (const at of times) expect(at >= 0 && at < endMs).toBe(true)
        }
      }),
    )
  })

  it('put a word after a pause where the sound goes on', () => {
    const [piece] = piecesOf('Well, tell me.')
    const names = ['w', 'eh', 'l', 'pau', 't', 'eh', 'l', 'm', 'iy']
    const phones = names.map((name, i) => ({ name, endMs: (i + 1) * 100 }))
    expect(wordTimes(piece?.words ?? [], phones)).toEqual([0, 400, 700])
  })
})

function stage({ auto = true, latencyMs = 0 } = {}) {
  const clock = handClock()
  const { synth, asked } = handSynth(auto)
  const sound = handPlayer(clock, latencyMs)
  const words: number[] = []
  const starts: number[] = []
  const say = (text: string, rate = 1) => {
    const line = sayOwn(
      text,
      { clock, player: sound.player, synth, voice: 'slt', rank: 1 },
      { rate, onWord: (at) => words.push(at), onStart: (at) => starts.push(at) },
    )
    const outcome: string[] = []
    void line.done.then((how) => outcome.push(how))
    return { ...line, outcome }
  }
  return { clock, synth, asked, words, starts, say, ...sound }
}

describe('the app’s own voice', () => {
  it('tells each word when it is heard, and is done when the last sound was, the loudspeaker’s delay included', async () => {
    const { clock, say, words, starts, plays } = stage({ latencyMs: 200 })
    const text = 'Well. Tell me.'
    const line = say(text)
    await pass(clock, 200)
    expect({ words, starts }).toEqual({ words: [0], starts: [200] })
    const [first, second] = plays
    expect(first?.endMs).toBe(5 * msPerCharacter)
    expect(second?.startMs).toBe(5 * msPerCharacter + 280)
    await pass(clock, (second?.startMs ?? 0) - 20)
    expect(words).toEqual([0])
    await pass(clock, 20)
    expect(words).toEqual([0, 6])
    await pass(clock, (second?.endMs ?? 0) + 200 - clock.now() - 20)
    expect({ words, outcome: line.outcome }).toEqual({ words: [0, 6, 11], outcome: [] })
    await pass(clock, 20)
    expect(line.outcome).toEqual(['said'])
    expect(clock.waiting).toBe(0)
  })

  it('pauses less where it speaks faster', async () => {
    const { clock, say, plays } = stage()
    say('Well. Tell me.', 1.4)
    await pass(clock, 100)
    expect((plays[1]?.startMs ?? 0) - (plays[0]?.endMs ?? 0)).toBeCloseTo(200)
  })

  it('begins with the first sentence while the others are still made', async () => {
    const { clock, asked, say, starts, plays } = stage({ auto: false })
    const line = say('Well. Tell me.')
    await pass(clock, 100)
    asked[0]?.give()
    await pass(clock, 100)
    expect(starts).toEqual([100])
    await pass(clock, 2000)
    asked[1]?.give()
    await pass(clock, 20)
    expect(plays[1]?.startMs).toBe(2200)
    await pass(clock, 1000)
    expect(line.outcome).toEqual(['said'])
  })

  it('stops at once, sound that waits included', async () => {
    const { clock, say, plays, words } = stage()
    const line = say('Well. Tell me.')
    await pass(clock, 100)
    line.stop()
    await pass(clock, 1000)
    expect(plays.map(({ stoppedMs }) => stoppedMs)).toEqual([100, 100])
    expect({ words, outcome: line.outcome }).toEqual({ words: [0], outcome: ['stopped'] })
    expect(clock.waiting).toBe(0)
  })

  it.each([
    ['is not made in time', { auto: false, opens: 'yes', stall: false, after: 1500 }],
    ['may not be played', { auto: true, opens: 'no', stall: false, after: 0 }],
    ['does not start', { auto: true, opens: 'never', stall: false, after: 1500 }],
    ['stands still from the beginning', { auto: true, opens: 'yes', stall: true, after: 1500 }],
  ] as const)('is silent where its sound %s', async (_what, { auto, opens, stall, after }) => {
    const scene = stage({ auto, latencyMs: 20 })
    scene.world.opens = opens
    if (stall) scene.stall()
    const line = scene.say('Well. Tell me.')
    if (after > 0) await pass(scene.clock, after - 20)
    expect(line.outcome).toEqual([])
    await pass(scene.clock, after > 0 ? 20 : 0)
    expect(line.outcome).toEqual(['silent'])
    expect({ reached: line.reached(), waiting: scene.clock.waiting }).toEqual({ reached: 0, waiting: 0 })
  })

  it('that loses its device is silent from the word on that was heard last', async () => {
    const { clock, say, stall, world } = stage()
    const line = say('Tell me about it now.')
    await pass(clock, 600)
    const reached = line.reached()
    stall()
    await pass(clock, 1800)
    expect(line.outcome).toEqual(['silent'])
    expect({ reached: line.reached(), closed: world.closed }).toEqual({ reached, closed: 1 })
    expect(reached).toBeGreaterThan(0)
  })

  it('is silent at once for what has no sound, and passes over it in what has', async () => {
    const { clock, say, words } = stage()
    const line = say('日本語 🎉')
    await pass(clock, 20)
    expect(line.outcome).toEqual(['silent'])
    const other = say('🎉 Tell me. 日本語')
    await pass(clock, 1000)
    expect(other.outcome).toEqual(['said'])
    expect(words).toEqual([0, 3, 8, 12])
  })

  it('has made ahead what may be said, after what is said now', () => {
    const { asked, synth } = stage({ auto: false })
    prepareOwn('Well. Tell me. 🎉', synth, 1.2)
    expect(asked.map(({ text, rate, rank }) => [text, rate, rank])).toEqual([
      ['Well.', 1.2, 0],
      ['Tell me.', 1.2, 0],
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { captionAt, lastLines } from '../../src/interview/caption.ts'
import { arcPath, faceAt, standing } from '../../src/interview/clockFace.ts'
import { createInterviewerVoice } from '../../src/interview/interviewerVoice.ts'
import type { SayOptions, Voice } from '../../src/speech/ports.ts'
import { handClock } from '../support/clock.ts'
import { settle } from '../support/stage.ts'

const guideline = { fromS: 15, toS: 30 }

describe('the clock face', () => {
  it('puts the band on the lower right and goes on in a second lap past the top', () => {
    expect(faceAt(22.5, guideline)).toMatchObject({ short: [0, 0.25], in: [0.25, 0.375], hand: 0.375 })
    const late = faceAt(75, guideline)
    expect(late).toMatchObject({ in: [0.25, 0.5], over: [0.5, 1], again: [0, 0.25], hand: 0.25 })
  })

  it('stretches with the guideline', () => {
    expect(faceAt(45, { fromS: 30, toS: 60 })).toEqual(faceAt(22.5, guideline))
  })

  it('draws nothing where there is no length, and a whole turn as two halves', () => {
    expect(arcPath(0.5, 0.3, 100)).toBe('')
    expect(arcPath(0, 1, 100).match(/A/g)).toHaveLength(2)
  })

  it('says what fits the whole seconds shown', () => {
    expect(standing(14_999, guideline)).toEqual({ band: 'short', words: 'short' })
    expect(standing(30_900, guideline)).toEqual({ band: 'in', words: 'in the band' })
    expect(standing(31_000, guideline)).toEqual({ band: 'over', words: 'over by 1 s' })
  })
})

describe('the caption', () => {
  it('shows every word while it is said, in pieces of two lines', () => {
    const words = fc.array(fc.constantFrom('Tell', 'me', 'about', 'disagreement.', 'Why?', 'I'), {
      minLength: 1,
      maxLength: 80,
    })
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ')
        for (const { index, 0: word } of text.matchAll(/\S+/g)) {
          const { said, toCome } = captionAt(text, index)
          expect(said.endsWith(word)).toBe(true)
          expect((said + toCome).length).toBeLessThanOrEqual(84)
        }
      }),
    )
  })
})

describe('what is heard', () => {
  it('fills lines that then stay as they are, and shows the last two', () => {
    const words = fc.array(fc.constantFrom('I', 'moved', 'the', 'disagreement.', 'x'.repeat(60)), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(words, (list) => {
        const shown = list.map((_, i) => lastLines(list.slice(0, i + 1).join(' ')))
        shown.forEach((lines, i) => {
          expect(lines.length).toBeLessThanOrEqual(2)
          expect(lines.at(-1)?.line.split(' ').at(-1)).toBe(list[i])
          const [first] = lines
          const before = shown[i - 1]?.find(({ number }) => number === first?.number)
          const isFull = lines.length === 2 && before !== undefined
          expect(isFull ? first?.line : '').toBe(isFull ? before?.line : '')
        })
      }),
    )
  })
})

describe('the interviewer’s voice', () => {
  const stage = (how: 'said' | 'silent') => {
    const clock = handClock()
    const heard: boolean[] = []
    let end: (how: 'said' | 'silent' | 'stopped') => void = () => {}
    let given: SayOptions | undefined
    const inner: Voice = {
      available: true,
      known: () => Promise.resolve(),
      say: (_text, options) => {
        given = options
        const done = new Promise<'said' | 'silent' | 'stopped'>((resolve) => {
          end = resolve
        })
        return { done, stop: () => end('stopped') }
      },
      close() {},
    }
    const voice = createInterviewerVoice({
      voice: inner,
      clock,
      isOn: () => true,
      onHeard: (is) => heard.push(is),
    })
    return { clock, heard, voice, end: () => end(how), options: () => given }
  }

  it('gives time to read a line that was not spoken, and says that it has to be shown', async () => {
    const { clock, heard, voice, end } = stage('silent')
    const places: number[] = []
    const line = voice.say('one two three', { onWord: (place) => places.push(place) })
    let how = ''
    void line.done.then((is) => (how = is))
    end()
    await settle()
    expect({ how, heard }).toEqual({ how: '', heard: [true, false] })
    clock.advance(660)
    await settle()
    expect({ how, places: places.slice(-3) }).toEqual({ how: 'silent', places: [0, 4, 8] })
    expect(clock.waiting).toBe(0)
  })

  it('takes a voice that failed for silent until it speaks', async () => {
    const { heard, voice, end } = stage('silent')
    voice.say('one')
    end()
    await settle()
    voice.say('two').stop()
    expect(heard).toEqual([true, false, false])
  })

  it('goes on in silence when it is turned off in the middle of a line', async () => {
    const { clock, heard, voice } = stage('said')
    const line = voice.say('one two three')
    let how = ''
    void line.done.then((is) => (how = is))
    voice.mute()
    await settle()
    expect({ how, heard }).toEqual({ how: '', heard: [true, false] })
    clock.advance(660)
    await settle()
    expect(how).toBe('silent')
  })

  it('reads on from where a voice broke, and tells when a line is first heard', async () => {
    const { clock, voice, end, options } = stage('silent')
    const places: number[] = []
    const starts: number[] = []
    voice.say('one two three', { onWord: (place) => places.push(place), onStart: (at) => starts.push(at) })
    options()?.onStart?.(40)
    options()?.onWord?.(4)
    end()
    await settle()
    clock.advance(440)
    expect({ places, starts }).toEqual({ places: [0, 4, 4, 8], starts: [40] })
  })

  it('stops at once, with nothing left waiting', async () => {
    const { clock, voice } = stage('said')
    const line = voice.say('one two three')
    line.stop()
    expect(await line.done).toBe('stopped')
    expect(clock.waiting).toBe(0)
  })
})

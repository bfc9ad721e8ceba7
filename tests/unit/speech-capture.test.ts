import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCapture } from '../../src/speech/capture.ts'
import type { Phrase } from '../../src/speech/ports.ts'
import { handClock } from '../support/clock.ts'
import { handDetector, handSource } from '../support/speech.ts'

const FRAME = 512
const speech = (frames: number) => new Int16Array(FRAME * frames).fill(9000)
const silence = (frames: number) => new Int16Array(FRAME * frames)

async function openCapture() {
  const source = handSource()
  const detector = handDetector()
  const clock = handClock()
  let released = 0
  const capture = await createCapture({
    deviceLabel: 'Test microphone',
    detector: detector.detector,
    clock,
    openSource: source.open,
    release: () => released++,
  })
  const chunks: { take: string; index: number; samples: number[] }[] = []
  const told: (string | number | Phrase[])[] = []
  capture.on('chunk', ({ take, index, samples }) => chunks.push({ take, index, samples: [...samples] }))
  capture.on('speechStart', ({ take, startMs }) => told.push(`start of ${take}`, startMs))
  capture.on('phrases', ({ phrases, speaking }) => told.push(speaking ? 'speaking' : 'pausing', phrases))
  capture.on('lost', (reason) => told.push(`lost: ${reason}`))
  return { source, detector, clock, capture, chunks, told, released: () => released }
}

describe('createCapture', () => {
  it('gives a take exactly the samples between its start and its end', async () => {
    const { source, detector, capture, chunks } = await openCapture()
    source.samples(Int16Array.of(1, 2))
    capture.startTake('a')
    source.samples(Int16Array.of(3))
    source.reachMarks()
    source.samples(Int16Array.of(4, 5))
    const ended = capture.endTake()
    source.samples(Int16Array.of(6))
    source.reachMarks()
    source.samples(Int16Array.of(7))
    detector.finish()
    expect(await ended).toEqual({ take: 'a', sampleRate: 16000, samples: 3, phrases: [], vad: 'silero' })
    expect(chunks).toEqual([{ take: 'a', index: 0, samples: [4, 5, 6] }])
  })

  it('loses no sample and keeps their order, however they come and whenever it pauses', async () => {
    const step = fc.oneof(fc.integer({ min: 0, max: 6000 }), fc.constantFrom('pause', 'resume'))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { source, detector, capture, chunks } = await openCapture()
        let next = 0
        let paused = false
        const kept: number[] = []
        capture.startTake('a')
        source.reachMarks()
        for (const what of steps) {
          if (typeof what === 'number') {
            const block = Int16Array.from({ length: what }, () => (next = (next + 1) % 30000))
            if (!paused) kept.push(...block)
            source.samples(block)
          } else {
            paused = what === 'pause'
            if (paused) capture.pauseTake()
            else capture.resumeTake()
            source.reachMarks()
          }
        }
        expect(capture.takeMs()).toBe(kept.length / 16)
        const ended = capture.endTake()
        source.reachMarks()
        detector.finish()
        expect((await ended).samples).toBe(kept.length)
        expect(chunks.flatMap(({ samples }) => samples)).toEqual(kept)
        expect(chunks.map(({ index }) => index)).toEqual(chunks.map((_, i) => i))
        expect(chunks.slice(0, -1).every(({ samples }) => samples.length === 4000)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('tells the first speech once, and phrases when speech pauses and goes on', async () => {
    const { source, detector, capture, told } = await openCapture()
    capture.startTake('a')
    source.reachMarks()
    for (const block of [silence(5), speech(10), silence(8), speech(4)]) source.samples(block)
    detector.judge()
    const first = { startMs: 160, endMs: 448 }
    expect(told).toEqual([
      'start of a',
      160,
      'speaking',
      [{ startMs: 160, endMs: 192 }],
      'pausing',
      [first],
      'speaking',
      [first, { startMs: 736, endMs: 768 }],
    ])
  })

  it('tells how far it has looked for speech, by the voice model or by loudness', async () => {
    const { source, detector, capture } = await openCapture()
    capture.startTake('a')
    source.reachMarks()
    source.samples(speech(10))
    expect([capture.takeMs(), capture.heardMs()]).toEqual([320, 0])
    detector.judge()
    expect(capture.heardMs()).toBe(320)
    source.samples(silence(5))
    expect(capture.heardMs()).toBe(320)
    detector.fail('no WebAssembly')
    expect(capture.heardMs()).toBe(480)
  })

  it('takes loudness where the voice model fails in the middle, for the whole take', async () => {
    const { source, detector, capture, told } = await openCapture()
    capture.startTake('a')
    source.reachMarks()
    for (const block of [silence(5), speech(10), silence(8)]) source.samples(block)
    detector.fail('no WebAssembly')
    expect(told).toContain('start of a')
    source.samples(speech(10))
    const ended = capture.endTake()
    source.reachMarks()
    expect(await ended).toMatchObject({
      vad: 'energy',
      phrases: [
        { startMs: 160, endMs: 480 },
        { startMs: 736, endMs: 1056 },
      ],
    })
  })

  it('does not wait for a voice model that never answers', async () => {
    const { source, clock, capture } = await openCapture()
    capture.startTake('a')
    source.reachMarks()
    source.samples(speech(10))
    const ended = capture.endTake()
    source.reachMarks()
    clock.advance(4000)
    expect(await ended).toMatchObject({ vad: 'energy', phrases: [{ startMs: 0, endMs: 320 }] })
  })

  it('ends a running take when the next one starts', async () => {
    const { source, detector, capture, chunks } = await openCapture()
    capture.startTake('a')
    source.reachMarks()
    source.samples(Int16Array.of(1))
    capture.startTake('b')
    source.reachMarks()
    source.samples(Int16Array.of(2))
    const ended = capture.endTake()
    source.reachMarks()
    detector.finish()
    expect(await ended).toMatchObject({ take: 'b', samples: 1 })
    expect(chunks).toEqual([
      { take: 'a', index: 0, samples: [1] },
      { take: 'b', index: 0, samples: [2] },
    ])
  })

  it('keeps what was recorded when the device goes away, then tells it, and closes everything', async () => {
    const { source, detector, capture, chunks, told, released } = await openCapture()
    capture.startTake('a')
    source.reachMarks()
    source.samples(Int16Array.of(1, 2, 3))
    capture.on('lost', () => expect(chunks).toHaveLength(1))
    source.lose('unplugged')
    source.lose('unplugged')
    expect(told).toEqual(['lost: unplugged'])
    const ended = capture.endTake()
    detector.finish()
    expect(await ended).toMatchObject({ take: 'a', samples: 3 })
    await capture.close()
    expect([source.source.closed, detector.closed, released()]).toEqual([1, 1, 1])
    expect(() => capture.startTake('b')).toThrow('closed')
    await expect(capture.endTake()).rejects.toThrow('No take')
  })

  it('settles an end that the device cut off', async () => {
    const { source, detector, capture } = await openCapture()
    capture.startTake('a')
    source.reachMarks()
    source.samples(Int16Array.of(1, 2, 3))
    const ended = capture.endTake()
    source.lose('unplugged')
    detector.finish()
    expect(await ended).toMatchObject({ samples: 3 })
  })

  it('closes detector and device when the source does not open', async () => {
    const detector = handDetector()
    let released = 0
    const opening = createCapture({
      deviceLabel: '',
      detector: detector.detector,
      clock: handClock(),
      openSource: () => Promise.reject(new Error('no worklet')),
      release: () => released++,
    })
    await expect(opening).rejects.toThrow('no worklet')
    expect([detector.closed, released]).toEqual([1, 1])
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCapture } from '../../src/speech/capture.ts'
import { CHUNK_SAMPLES } from '../../src/speech/format.ts'
import type { HeardFrame, Phrase, TakeSummary } from '../../src/speech/ports.ts'
import { handClock } from '../support/clock.ts'
import { handDetector, handDevice } from '../support/speech.ts'
import { settle } from '../support/stage.ts'

const FRAME = 512
const speech = (frames: number) => new Int16Array(FRAME * frames).fill(9000)
const silence = (frames: number) => new Int16Array(FRAME * frames)

async function openCapture(ready?: Promise<boolean>) {
  const source = handDevice()
  const detector = handDetector()
  if (ready) detector.detector = { ...detector.detector, ready }
  const clock = handClock()
  const capture = await createCapture({
    clock,
    openDevice: async () => source.device,
    createDetector: () => detector.detector,
  })
  const chunks: { take: string; index: number; samples: number[] }[] = []
  const told: (string | number | Phrase[])[] = []
  capture.on('chunk', ({ take, index, samples }) => chunks.push({ take, index, samples: [...samples] }))
  capture.on('speechStart', ({ take, startMs }) => told.push(`start of ${take}`, startMs))
  capture.on('phrases', ({ phrases, speaking }) => told.push(speaking ? 'speaking' : 'pausing', phrases))
  capture.on('lost', (reason) => told.push(`lost: ${reason}`))
  return { source, detector, clock, capture, chunks, told, released: source.released }
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
        expect(chunks.slice(0, -1).every(({ samples }) => samples.length === CHUNK_SAMPLES)).toBe(true)
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
      [{ startMs: 160, endMs: 224 }],
      'pausing',
      [first],
      'speaking',
      [first],
      'speaking',
      [first, { startMs: 736, endMs: 800 }],
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

  it.each([
    ['has stopped answering', Promise.resolve(true), 4000],
    ['is still loading', new Promise<boolean>(() => {}), 12_000],
  ])('does not wait for ever for a voice model that %s', async (_, ready, limitMs) => {
    const { source, clock, capture } = await openCapture(ready)
    capture.startTake('a')
    source.reachMarks()
    source.samples(speech(10))
    let summary: TakeSummary | null = null
    const ended = capture.endTake().then((told) => (summary = told))
    source.reachMarks()
    await settle()
    clock.advance(limitMs - 1)
    await settle()
    expect(summary).toBeNull()
    clock.advance(1)
    expect(await ended).toMatchObject({ vad: 'energy', phrases: [{ startMs: 0, endMs: 320 }] })
  })

  it('waits for a voice model as long as it gets on', async () => {
    const { source, clock, detector, capture } = await openCapture()
    capture.startTake('a')
    source.reachMarks()
    source.samples(speech(10))
    const ended = capture.endTake()
    source.reachMarks()
    await settle()
    clock.advance(3000)
    detector.judge()
    clock.advance(3000)
    detector.finish()
    expect((await ended).vad).toBe('silero')
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
    const { device, released } = handDevice()
    const opening = createCapture({
      clock: handClock(),
      openDevice: async () => ({
        ...device,
        openSource: () => Promise.reject(new Error('no worklet')),
      }),
      createDetector: () => detector.detector,
    })
    await expect(opening).rejects.toThrow('no worklet')
    expect([detector.closed, released()]).toEqual([1, 1])
  })

  it('can begin a take with what was said before it was asked for', async () => {
    const { source, detector, capture, chunks } = await openCapture()
    source.samples(Int16Array.from({ length: 1600 }, (_, i) => i))
    capture.prepareTake({ fromMs: 40 })
    capture.startTake('a')
    source.samples(Int16Array.of(7777))
    source.reachMarks()
    source.samples(Int16Array.of(8888))
    const ended = capture.endTake()
    source.reachMarks()
    detector.finish()
    const kept = [...Array.from({ length: 960 }, (_, i) => 640 + i), 7777, 8888]
    expect(await ended).toMatchObject({ samples: kept.length })
    expect(chunks).toEqual([{ take: 'a', index: 0, samples: kept }])
    capture.startTake('b')
    source.reachMarks()
    expect(capture.takeMs()).toBe(0)
  })

  it('hears what belongs to no take, and only that', async () => {
    const { source, detector, capture } = await openCapture()
    const frames: HeardFrame[] = []
    source.samples(silence(1))
    const stop = capture.listenAside((frame) => frames.push(frame))
    source.samples(speech(2))
    detector.judge()
    const loud = { rms: 9000 / 32768, peak: 9000 / 32768, likelihood: 1 }
    expect(frames).toEqual([
      { atMs: 32, ...loud },
      { atMs: 64, ...loud },
    ])
    capture.startTake('a')
    source.reachMarks()
    source.samples(speech(3))
    detector.judge()
    expect(frames).toHaveLength(2)
    const ended = capture.endTake()
    source.reachMarks()
    source.samples(silence(1))
    detector.finish()
    expect((await ended).samples).toBe(FRAME * 3)
    expect(frames.slice(2)).toEqual([{ atMs: 192, rms: 0, peak: 0, likelihood: 0 }])
    stop()
    source.samples(silence(1))
    detector.judge()
    expect(frames).toHaveLength(3)
  })

  it('leaves the voice model nothing to hold of what it heard, in takes or aside', async () => {
    const { source, detector, capture } = await openCapture()
    for (const take of ['a', 'b']) {
      const stop = capture.listenAside(() => {})
      source.samples(speech(2))
      capture.startTake(take)
      source.reachMarks()
      source.samples(speech(2))
      const ended = capture.endTake()
      source.reachMarks()
      detector.finish()
      await ended
      source.samples(speech(2))
      stop()
    }
    expect(detector.open).toBe(0)
  })

  it('tells what it hears aside by loudness alone where the voice model fails', async () => {
    const { source, detector, capture } = await openCapture()
    const frames: HeardFrame[] = []
    capture.listenAside((frame) => frames.push(frame))
    source.samples(speech(1))
    detector.fail('no WebAssembly')
    source.samples(speech(1))
    expect(frames.map(({ atMs, likelihood }) => [atMs, likelihood])).toEqual([
      [0, null],
      [32, null],
    ])
  })

  it('takes the tail of the interviewer’s line for no answer', async () => {
    const { source, detector, capture, told } = await openCapture()
    // Speech of 9000 is at -11 dB.
    capture.prepareTake({ echoDb: -11 })
    capture.startTake('a')
    source.reachMarks()
    for (const block of [speech(12), silence(30), speech(10), silence(8)]) source.samples(block)
    detector.judge()
    expect(told[0]).toBe('start of a')
    expect(told[1]).toBe(42 * 32)
    const ended = capture.endTake()
    source.reachMarks()
    detector.finish()
    expect((await ended).phrases).toHaveLength(1)
  })

  it('takes what lasts longer than such a tail for an answer, from its beginning', async () => {
    const { source, detector, capture, told } = await openCapture()
    capture.prepareTake({ echoDb: -11 })
    capture.startTake('a')
    source.reachMarks()
    source.samples(speech(22))
    detector.judge()
    expect(told).toEqual([])
    source.samples(speech(2))
    detector.judge()
    expect(told.slice(0, 2)).toEqual(['start of a', 0])
  })

  it('tells a device that is muted or dead, and that it is heard again; the take goes on', async () => {
    const { source, capture, told } = await openCapture()
    const sounds: string[] = []
    capture.on('state', ({ sound }) => sounds.push(sound))
    capture.startTake('a')
    source.reachMarks()
    source.samples(speech(1))
    source.samples(silence(46))
    expect(sounds).toEqual([])
    source.samples(silence(1))
    source.samples(speech(1))
    source.mute(true)
    source.samples(silence(1))
    source.mute(false)
    expect(sounds).toEqual(['silent', 'heard', 'muted', 'heard'])
    expect(capture.takeMs()).toBe((50 * FRAME) / 16)
    expect(told).not.toContain('lost')
  })

  it('says that loudness decides where the voice model did not load', async () => {
    const { capture } = await openCapture(Promise.resolve(false))
    await Promise.resolve()
    expect(capture.state).toEqual({ device: 'Test microphone', sound: 'heard', vad: 'energy' })
  })

  describe('moved to another device', () => {
    async function openTwo(deviceId?: string) {
      const built = handDevice('Built in')
      const headset = handDevice('Headset')
      const detector = handDetector()
      const asked: (string | undefined)[] = []
      let works = true
      const capture = await createCapture({
        clock: handClock(),
        deviceId,
        async openDevice(id) {
          asked.push(id)
          if (!works) throw new Error('busy')
          return asked.length === 1 ? built.device : headset.device
        },
        createDetector: () => detector.detector,
      })
      const names: string[] = []
      capture.on('state', ({ device }) => names.push(device))
      return { built, headset, detector, asked, capture, names, breakDevices: () => (works = false) }
    }
    it('goes on with the take, and gives the old one back', async () => {
      const { built, headset, detector, capture, names } = await openTwo('built-in')
      capture.startTake('a')
      built.reachMarks()
      built.samples(Int16Array.of(1, 2))
      await capture.moveTo('headset')
      built.samples(Int16Array.of(3))
      headset.samples(Int16Array.of(4))
      const ended = capture.endTake()
      headset.reachMarks()
      detector.finish()
      expect((await ended).samples).toBe(3)
      expect(names).toEqual(['Headset'])
      expect([built.source.closed, built.released(), headset.released()]).toEqual([1, 1, 0])
    })

    it('keeps what was to happen at a place that the old one never reached', async () => {
      const { built, headset, detector, capture } = await openTwo()
      capture.startTake('a')
      const moving = capture.moveTo('headset')
      built.samples(Int16Array.of(1))
      await moving
      headset.samples(Int16Array.of(2, 3))
      const ended = capture.endTake()
      headset.reachMarks()
      detector.finish()
      expect((await ended).samples).toBe(2)
    })

    it('stays where it is when the other one does not open', async () => {
      const { built, capture, names, breakDevices } = await openTwo()
      breakDevices()
      await expect(capture.moveTo('headset')).rejects.toThrow('busy')
      capture.startTake('a')
      built.reachMarks()
      built.samples(Int16Array.of(1))
      expect([capture.takeMs(), names]).toEqual([1 / 16, []])
    })

    it('follows the system’s choice, unless one was chosen', async () => {
      const followed = await openTwo()
      followed.built.chooseAnother()
      await settle()
      expect(followed.names).toEqual(['Headset'])
      const chosen = await openTwo('built-in')
      chosen.built.chooseAnother()
      await settle()
      expect([chosen.asked, chosen.names]).toEqual([['built-in'], []])
    })

    it('is lost with the new one, not with the old one', async () => {
      const { built, headset, capture } = await openTwo()
      const reasons: string[] = []
      capture.on('lost', (reason) => reasons.push(reason))
      await capture.moveTo('headset')
      built.lose('the old one')
      expect(reasons).toEqual([])
      headset.lose('the new one')
      expect(reasons).toEqual(['the new one'])
    })
  })
})

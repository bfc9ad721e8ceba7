import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  localRecognition,
  openBrowserRecogniser,
  type NativeRecognitionClass,
} from '../../src/speech/engines/browser.ts'

afterEach(() => vi.useRealTimers())

/** A browser's recogniser whose answers the test gives. */
function handNative(available = 'available', takesTracks = true) {
  const asked: unknown[] = []
  const made: HandNative[] = []
  class HandNative extends EventTarget {
    static available = async (options: unknown) => {
      asked.push(options)
      return available
    }
    lang = ''
    continuous = false
    interimResults = false
    processLocally = false
    started: (MediaStreamTrack | undefined)[] = []
    stopped = 0
    constructor() {
      super()
      made.push(this)
    }
    start(track?: MediaStreamTrack) {
      if (track && !takesTracks) throw new TypeError('no tracks')
      this.started.push(track)
    }
    stop() {
      this.stopped++
    }
    abort() {
      this.stopped++
    }
    hear(...texts: string[]) {
      const results = texts.map((transcript) => ({
        0: { transcript, confidence: 0.8 },
        length: 1,
        isFinal: true,
      }))
      this.dispatchEvent(Object.assign(new Event('result'), { results }))
    }
    fail(error: string) {
      this.dispatchEvent(Object.assign(new Event('error'), { error }))
    }
    end() {
      this.dispatchEvent(new Event('end'))
    }
  }
  Object.defineProperty(HandNative.prototype, 'processLocally', { value: false, writable: true })
  return { Native: HandNative as unknown as NativeRecognitionClass, asked, made }
}

const track = {} as MediaStreamTrack
function handTrack() {
  const played: number[] = []
  return {
    played,
    make: () => ({
      track,
      play: (samples: Int16Array) => void played.push(samples.length),
      leftMs: () => 0,
      close: () => {},
    }),
  }
}

describe('the browser’s own recognition', () => {
  test.each([
    ['available', 'ready'],
    ['downloadable', 'installable'],
    ['downloading', 'installable'],
    ['unavailable', 'none'],
  ])('that is %s on the device counts as %s', async (available, state) => {
    const { Native, asked } = handNative(available)
    expect(await localRecognition(Native)).toBe(state)
    expect(asked).toEqual([{ langs: ['en-US'], processLocally: true }])
  })

  test('that cannot tell whether it stays on the device is never used', async () => {
    class Remote extends EventTarget {}
    const Native = Remote as unknown as NativeRecognitionClass
    expect(await localRecognition(Native)).toBe('none')
    await expect(openBrowserRecogniser(Native)).rejects.toMatchObject({ problem: 'unsupported' })
    await expect(openBrowserRecogniser(handNative('downloadable').Native)).rejects.toMatchObject({
      problem: 'unsupported',
    })
  })

  test('hears the take’s own samples, gives text at once, and claims no times', async () => {
    const { Native, made } = handNative()
    const sound = handTrack()
    const partial: string[] = []
    const recogniser = await openBrowserRecogniser(Native, sound.make)
    const take = recogniser.begin({ partial: (text) => partial.push(text) })
    const [native] = made
    expect(native).toMatchObject({
      processLocally: true,
      continuous: true,
      interimResults: true,
      started: [track],
    })
    take.push(new Int16Array(4000))
    native?.hear('so I told')
    native?.hear('So I told', ' them no.')
    const finished = take.finish()
    await vi.waitFor(() => expect(native?.stopped).toBe(1))
    native?.end()
    expect(await finished).toEqual({
      text: 'So I told them no.',
      heard: { engine: 'browser-local', fillers: 'dropped', times: 'none', confidence: 0.8, words: [] },
    })
    expect(partial).toEqual(['so I told', 'So I told them no.'])
    expect(sound.played).toEqual([4000])
  })

  test('listens by itself where it takes no track', async () => {
    const { Native, made } = handNative('available', false)
    const recogniser = await openBrowserRecogniser(Native, handTrack().make)
    recogniser.begin({ partial: () => {} })
    expect(made[0]?.started).toEqual([undefined])
  })

  test('goes on after it ended by itself in a silence, and keeps what it heard', async () => {
    const { Native, made } = handNative()
    const recogniser = await openBrowserRecogniser(Native, handTrack().make)
    const take = recogniser.begin({ partial: () => {} })
    made[0]?.hear('First.')
    made[0]?.fail('no-speech')
    made[0]?.end()
    made[0]?.hear('Second.')
    expect(made[0]?.started).toHaveLength(2)
    const finished = take.finish()
    await vi.waitFor(() => expect(made[0]?.stopped).toBe(1))
    made[0]?.end()
    expect((await finished).text).toBe('First. Second.')
  })

  test('that ends at once whenever it is started is given up', async () => {
    const { Native, made } = handNative()
    const recogniser = await openBrowserRecogniser(Native, handTrack().make)
    const take = recogniser.begin({ partial: () => {} })
    for (let i = 0; i < 10; i++) made[0]?.end()
    expect(made[0]?.started.length).toBeLessThan(6)
    await expect(take.finish()).rejects.toMatchObject({ name: 'RecognitionError', problem: 'failed' })
  })

  test('that fails says why; that never ends is waited for only so long', async () => {
    const { Native, made } = handNative()
    const recogniser = await openBrowserRecogniser(Native, handTrack().make)
    const failed = recogniser.begin({ partial: () => {} })
    made[0]?.fail('audio-capture')
    made[0]?.end()
    await expect(failed.finish()).rejects.toThrow('audio-capture')

    vi.useFakeTimers()
    const hanging = recogniser.begin({ partial: () => {} })
    made[1]?.hear('Still here.')
    const finished = hanging.finish()
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await finished).text).toBe('Still here.')
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserClock } from '../../src/speech/clock.ts'
import { createSileroDetector, type SpeechDetector } from '../../src/speech/detector.ts'
import { CHUNK_SAMPLES, FRAME_SAMPLES } from '../../src/speech/format.ts'
import { levelOf } from '../../src/speech/level.ts'
import { openMicrophone } from '../../src/speech/microphone.ts'
import type { Capture } from '../../src/speech/ports.ts'
import { createTake } from '../../src/speech/take.ts'
import facts from '../fixtures/audio/ans_flite_clean.json'
import recordingUrl from '../fixtures/audio/ans_flite_clean.wav?url'
import { edgeErrors, spokenPhrases, wavSamples } from '../support/recordings.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function recording() {
  return wavSamples(new Uint8Array(await (await fetch(recordingUrl)).arrayBuffer()))
}

function loadDetector(makeWorker?: () => Worker): SpeechDetector {
  const detector = createSileroDetector(makeWorker)
  closers.push(() => detector.close())
  return detector
}

/** Refuses a microphone of another rate than the context's, as Firefox does. */
function refuseOtherRates(): void {
  const connect = vi.spyOn(AudioContext.prototype, 'createMediaStreamSource')
  connect.mockImplementation(function (this: AudioContext, mediaStream) {
    if (this.sampleRate === 16000) throw new DOMException('Different sample rates', 'NotSupportedError')
    return new MediaStreamAudioSourceNode(this, { mediaStream })
  })
  closers.push(() => connect.mockRestore())
}

/** A microphone that hears a sound of our own. `play` starts it. */
async function openPlayed(sampleRate: number, seconds: [from: number, to: number]) {
  const samples = (await recording()).slice(seconds[0] * 16000, seconds[1] * 16000)
  const context = new AudioContext({ sampleRate })
  await context.resume()
  const buffer = context.createBuffer(1, samples.length, 16000)
  buffer.copyToChannel(
    Float32Array.from(samples, (sample) => sample / 32768),
    0,
  )
  const player = new AudioBufferSourceNode(context, { buffer })
  const output = context.createMediaStreamDestination()
  player.connect(output)
  const devices = Object.assign(new EventTarget(), {
    getUserMedia: async () => output.stream,
    enumerateDevices: async () => [],
  })
  const capture = await openMicrophone(undefined, { devices })
  closers.push(
    () => capture.close(),
    () => context.close(),
  )
  const played = new Promise((resolve) => player.addEventListener('ended', resolve))
  return { capture, output, play: () => player.start(), played }
}

function collect(capture: Capture): number[] {
  const samples: number[] = []
  capture.on('chunk', (chunk) => samples.push(...chunk.samples))
  return samples
}

describe('the voice model in its worker', () => {
  it('finds the spoken phrases of a recording, faster than it was spoken', async () => {
    const detector = loadDetector()
    const samples = await recording()
    const take = createTake('a', detector, browserClock, { chunk() {}, speechStart() {}, phrases() {} })
    expect(await detector.ready).toBe(true)
    take.add(samples)
    take.finish()
    const summary = await take.summary
    expect(summary).toMatchObject({ vad: 'silero', samples: samples.length })
    const { starts, ends } = edgeErrors(spokenPhrases(facts), summary.phrases)
    expect(Math.max(...starts, ...ends)).toBeLessThan(150)
  })

  it('says so when it does not load, and judges nothing', async () => {
    const detector = loadDetector(() => new Worker('/there-is-no-such-worker.js', { type: 'module' }))
    expect(await detector.ready).toBe(false)
    const failures: string[] = []
    const run = detector.begin({ likelihood() {}, failed: (reason) => failures.push(reason) })
    run.push(new Int16Array(FRAME_SAMPLES))
    expect(await run.done()).toBe(false)
    expect(failures).toHaveLength(1)
  })
})

describe('a microphone', () => {
  it.each([
    ['the browser', 48000, false],
    ['the worklet', 44100, true],
  ])('records what it hears and where speech began, at 16 kHz by %s', async (_, rate, refused) => {
    if (refused) refuseOtherRates()
    const { capture, play, played } = await openPlayed(rate, [1.5, 4])
    const samples = collect(capture)
    const levels: number[] = []
    capture.on('level', ({ rms }) => levels.push(rms))
    capture.startTake('a')
    play()
    await played
    const summary = await capture.endTake()
    expect(summary.vad).toBe('silero')
    expect(samples).toHaveLength(summary.samples)
    expect(summary.samples / 16000).toBeGreaterThan(2.4)
    expect(Math.max(...levels)).toBeGreaterThan(0.02)
    const heard = Int16Array.from(samples)
    let onset = 0
    while (onset < heard.length && levelOf(heard.subarray(onset, onset + 80)).rms < 0.01) onset += 80
    expect(summary.phrases).toHaveLength(1)
    expect(Math.abs((summary.phrases[0]?.startMs ?? 0) - onset / 16)).toBeLessThan(100)
  })

  it('opens the browser’s own device, and gives it back', async () => {
    const capture = await openMicrophone()
    closers.push(() => capture.close())
    const first = await new Promise<number>((resolve) => capture.on('level', ({ peak }) => resolve(peak)))
    expect(first).toBeGreaterThanOrEqual(0)
    capture.startTake('a')
    await capture.close()
    expect(await capture.endTake()).toMatchObject({ take: 'a' })
  })

  it('keeps the take when its device goes away', async () => {
    const { capture, output, play } = await openPlayed(16000, [1.5, 4])
    const samples = collect(capture)
    const lost = new Promise<string>((resolve) => capture.on('lost', resolve))
    capture.startTake('a')
    play()
    await new Promise<void>((resolve) =>
      capture.on('chunk', ({ index }) => {
        if (index === 3) resolve()
      }),
    )
    for (const track of output.stream.getTracks()) track.dispatchEvent(new Event('ended'))
    expect(await lost).toContain('unplugged')
    expect(samples.length).toBeGreaterThanOrEqual(4 * CHUNK_SAMPLES)
    expect((await capture.endTake()).samples).toBe(samples.length)
    expect(output.stream.getTracks().every((track) => track.readyState === 'ended')).toBe(true)
  })

  it('is told to be muted, changed, dead and gone, in the middle of a take that goes on', async () => {
    const context = new AudioContext()
    closers.push(() => context.close())
    await context.resume()
    const device = () => {
      const tone = new OscillatorNode(context)
      const output = context.createMediaStreamDestination()
      tone.connect(output)
      tone.start()
      return { tone, stream: output.stream, track: output.stream.getAudioTracks()[0] }
    }
    const one = device()
    const two = device()
    const devices = Object.assign(new EventTarget(), {
      getUserMedia: async ({ audio }: MediaStreamConstraints = {}) =>
        typeof audio === 'object' && audio.deviceId ? two.stream : one.stream,
      enumerateDevices: async () => [],
    })
    const capture = await openMicrophone(undefined, { devices })
    closers.push(() => capture.close())
    const samples = collect(capture)
    const sounds: string[] = []
    capture.on('state', ({ sound }) => sounds.at(-1) === sound || sounds.push(sound))
    const lost = new Promise<string>((resolve) => capture.on('lost', resolve))
    capture.startTake('a')
    one.track?.dispatchEvent(new Event('mute'))
    expect(capture.state.sound).toBe('muted')
    one.track?.dispatchEvent(new Event('unmute'))
    expect(capture.state.sound).toBe('heard')

    await capture.moveTo('two')
    expect(one.track?.readyState).toBe('ended')
    one.track?.dispatchEvent(new Event('ended'))
    await vi.waitFor(() => expect(samples.length).toBeGreaterThan(8_000), 3_000)
    expect(capture.state.sound).toBe('heard')

    two.tone.stop()
    await vi.waitFor(() => expect(capture.state.sound).toBe('silent'), 5_000)
    two.track?.dispatchEvent(new Event('ended'))
    expect(await lost).toContain('unplugged')
    expect((await capture.endTake()).samples).toBe(samples.length)
  })

  it.each([
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['InvalidStateError', 'failed'],
  ])('that cannot be opened for %s is %s', async (name, problem) => {
    const devices = Object.assign(new EventTarget(), {
      getUserMedia: () => Promise.reject(new DOMException('no', name)),
      enumerateDevices: async () => [],
    })
    const error = await openMicrophone(undefined, { devices }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ name: 'MicrophoneError', problem })
  })
})

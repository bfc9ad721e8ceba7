import { browserServices } from '../../src/app/services.ts'
import { mount } from '../../src/app/mount.tsx'
import type { PackingState } from '../../src/packing/queue.ts'
import { createCapture, type CaptureDevice } from '../../src/speech/capture.ts'
import { createSileroDetector, type SpeechDetector } from '../../src/speech/detector.ts'
import type { SourceEvents } from '../../src/speech/source.ts'
import { handClock } from '../../tests/support/clock.ts'
import { wavSamples } from '../../tests/support/recordings.ts'
import recordingUrl from '../../tests/fixtures/audio/ans_flite_clean.wav?url'

/**
 * The app as it is, but that its clock and its microphone are moved by hand, as fast as the rest of it keeps up: nothing
 * is waited for but what is really done. Somebody reads each question for five seconds, then speaks for half a minute or
 * more until a silence ends the answer.
 */
const stepMs = 250
const stepSamples = 4_000
const readMs = 5_000
/** What the microphone hears, over and over: the recording twice, and quiet. */
const quietSamples = 8 * 16_000
/** Frames that the voice model may be behind. */
const behind = 8

export interface Hour {
  /** Lets so much time pass; resolves when what it led to is done. */
  advance(ms: number): Promise<void>
  /** Bytes of audio as it was recorded or is packed, and how many recordings and samples that is. */
  sizes(): Promise<{ bytes: number; takes: number; packed: number }>
  /** Samples of all recordings together, each read as for playing. */
  samples(): Promise<number>
  packing(): PackingState
  pack(): void
}

const clock = handClock()
let operations = 0
let frames = 0
/** Called whenever something is done. */
let wake = () => {}
let hear: SourceEvents['samples'] = () => {}

const device: CaptureDevice = {
  label: 'A recording, over and over',
  async openSource({ samples }) {
    hear = samples
    return { mark: (reached) => reached(), close: () => Promise.resolve() }
  },
  watch() {},
  release() {
    hear = () => {}
  },
}

/** The voice model, with the frames counted that it has not judged; those of a run that another one follows are left. */
function detector(): SpeechDetector {
  const silero = createSileroDetector()
  let latest = 0
  return {
    ready: silero.ready,
    close: () => silero.close(),
    begin(events) {
      latest += 1
      const own = latest
      let failed = false
      const count = (now: number) => {
        if (own !== latest) return
        frames = now
        wake()
      }
      count(0)
      const run = silero.begin({
        likelihood(likelihood) {
          count(frames - 1)
          events.likelihood(likelihood)
        },
        failed(reason) {
          failed = true
          count(0)
          events.failed(reason)
        },
      })
      return {
        done: () => run.done(),
        push(frame) {
          if (!failed) count(frames + 1)
          run.push(frame)
        },
      }
    },
  }
}

/** What was begun is counted until it is done. */
async function during<T>(operation: Promise<T>): Promise<T> {
  operations += 1
  try {
    return await operation
  } finally {
    operations -= 1
    wake()
  }
}

/** The same, with what is under way counted. */
const counted = <T extends object>(store: T): T =>
  new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        const result: unknown = Reflect.apply(member, target, given)
        return result instanceof Promise ? during(result) : result
      }
    },
  })

const { port1, port2 } = new MessageChannel()
let arrived = () => {}
port1.addEventListener('message', () => arrived())
port1.start()
/** What waits in the page has its turn; a timer would wait for 4 ms. */
const turn = () =>
  new Promise<void>((resolve) => {
    arrived = resolve
    port2.postMessage(null)
  })

/** Until everything that was begun is done. */
async function settled(): Promise<void> {
  for (;;) {
    await turn()
    if (operations === 0 && frames <= behind) return
    await new Promise<void>((resolve) => (wake = resolve))
  }
}

const { services, storeProblem } = await browserServices(null)
const { store } = services
const spoken = wavSamples(new Uint8Array(await (await fetch(recordingUrl)).arrayBuffer()))
const loop = new Int16Array(2 * spoken.length + quietSamples)
loop.set(spoken)
loop.set(spoken, spoken.length)
let at = 0
let readSince: number | null = null

/** Presses what begins an answer, once the question has been read. */
function read(): void {
  const ready = [...document.querySelectorAll('button')].find(({ textContent }) =>
    /I’m ready/.test(textContent),
  )
  if (!ready) return void (readSince = null)
  readSince ??= clock.now()
  if (clock.now() - readSince < readMs) return
  readSince = null
  ready.click()
}

const hour: Hour = {
  async advance(ms) {
    for (let left = ms; left > 0; left -= stepMs) {
      const block = Int16Array.from({ length: stepSamples }, (_, i) => loop[(at + i) % loop.length] ?? 0)
      at = (at + stepSamples) % loop.length
      hear(block)
      clock.advance(stepMs)
      read()
      await settled()
    }
  },
  async sizes() {
    const sizes = await store.sizes()
    return {
      bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
      takes: sizes.length,
      packed: sizes.filter(({ form }) => form === 'packed').length,
    }
  },
  async samples() {
    let samples = 0
    for (const { take } of await store.sizes()) samples += (await store.loadTake(take))?.samples.length ?? 0
    return samples
  },
  packing: () => services.packing.state(),
  pack: () => services.packing.look(),
}
Object.assign(globalThis, { hour })

mount({
  services: {
    ...services,
    clock,
    wall: clock.now,
    store: counted(store),
    microphones: {
      list: () => Promise.resolve([]),
      onChange: () => () => {},
      prepare() {},
      open: () =>
        createCapture({ clock, openDevice: () => Promise.resolve(device), createDetector: detector }),
    },
  },
  storeProblem,
})

import { createAside, type Aside } from './aside.ts'
import type { SpeechDetector } from './detector.ts'
import { SAMPLE_RATE, samplesToMs } from './format.ts'
import { createLevelMeter } from './level.ts'
import type { Capture, CaptureEvents, CaptureState, Clock, HeardFrame, NextTake } from './ports.ts'
import { createRing } from './ring.ts'
import { createSilenceWatch } from './silence.ts'
import type { SampleSource, SourceEvents } from './source.ts'
import { createTake, type Take } from './take.ts'

/** How far back a take can begin. */
const KEPT_S = 5

/** What becomes of a device while it is listened to. */
interface DeviceEvents {
  lost(reason: string): void
  muted(muted: boolean): void
  /** The system's own choice among the devices is another one now. */
  choiceChanged(): void
}

/** A microphone that can be listened to. Whoever opened it releases it. */
export interface CaptureDevice {
  label: string
  /** Opens the samples' source; it may end at any time through `lost`. */
  openSource(events: SourceEvents): Promise<SampleSource>
  /** Tells what becomes of it, from now until it is released. */
  watch(events: DeviceEvents): void
  release(): void
}

export interface CaptureParts {
  /** Without an id: the system's own choice. */
  openDevice(id: string | undefined): Promise<CaptureDevice>
  deviceId?: string | undefined
  /** Called once the device is open. */
  createDetector(): SpeechDetector
  clock: Clock
}

type Listeners = { [E in keyof CaptureEvents]: Set<CaptureEvents[E]> }

export interface OpenCapture extends Capture {
  readonly open: boolean
}

interface Connection {
  device: CaptureDevice
  source: SampleSource
}

/**
 * One source of samples, shared out to level, recorder and voice activity. Owns the device, its source and the detector.
 * @throws what `openDevice` and `openSource` throw, after everything else was closed
 */
export async function createCapture(parts: CaptureParts): Promise<OpenCapture> {
  const { clock } = parts
  const first = await parts.openDevice(parts.deviceId)
  const detector = parts.createDetector()
  const listeners: Listeners = {
    level: new Set(),
    chunk: new Set(),
    speechStart: new Set(),
    phrases: new Set(),
    state: new Set(),
    lost: new Set(),
  }
  const meter = createLevelMeter()
  const ring = createRing(KEPT_S * SAMPLE_RATE)
  let connection: Connection | null = null
  /** The device that is heard. */
  let heard: CaptureDevice | null = null
  let followsSystem = parts.deviceId === undefined
  let silent = createSilenceWatch()
  let muted = false
  let state: CaptureState = { device: '', sound: 'heard', vad: 'loading' }
  let open = true
  /** The take that was last asked for and not yet ended by its caller. */
  let asked: Take | null = null
  /** The take that the next sample goes to. */
  let live: Take | null = null
  /** Takes whose end was asked for and which have not told their summary. */
  const ending = new Set<Take>()
  /** What is to happen at a place among the samples that has not been reached. */
  const marks = new Set<() => void>()
  const asideListeners = new Set<(frame: HeardFrame) => void>()
  let aside: Aside | null = null
  let next: NextTake = {}
  let voiceDb: number | null = null

  function change(changes: Partial<CaptureState>): void {
    const changed = { ...state, ...changes }
    const same = changed.device === state.device && changed.sound === state.sound && changed.vad === state.vad
    if (same || !open) return
    state = changed
    for (const listener of listeners.state) listener(state)
  }
  function mark(reached: () => void): void {
    const once = () => {
      if (marks.delete(once)) reached()
    }
    marks.add(once)
    connection?.source.mark(once)
  }
  const reachMarks = () => {
    for (const reached of marks) reached()
  }

  function hear(block: Int16Array<ArrayBuffer>): void {
    live?.add(block)
    ring.add(block)
    if (live === null && asideListeners.size > 0) {
      aside ??= createAside(
        detector,
        () => state.vad !== 'loading',
        ring.total - block.length,
        (frame) => {
          for (const listener of asideListeners) listener(frame)
        },
      )
      aside.add(block)
    }
    const level = meter(block)
    for (const listener of listeners.level) listener(level)
    change({ sound: muted ? 'muted' : silent(block) ? 'silent' : 'heard' })
  }
  function closeAside(): void {
    aside?.close()
    aside = null
  }

  /** What arrived is kept: the last chunk goes out before this returns. */
  async function shut(): Promise<void> {
    open = false
    const running = [...new Set([...ending, live, asked])].filter((take) => take !== null)
    live = null
    marks.clear()
    closeAside()
    for (const take of running) take.finish()
    await disconnect(connection)
    await Promise.all(running.map((take) => take.summary))
    detector.close()
  }

  function lose(reason: string): void {
    if (!open) return
    void shut()
    for (const listener of listeners.lost) listener(reason)
  }

  async function disconnect(from: Connection | null): Promise<void> {
    from?.device.release()
    await from?.source.close()
  }

  /** Hears a device from now on, in place of the one before. */
  async function connect(device: CaptureDevice): Promise<void> {
    const source = await device
      .openSource({
        samples: (block) => heard === device && open && hear(block),
        lost: (reason) => heard === device && lose(reason),
      })
      .catch((error: unknown) => {
        device.release()
        throw error
      })
    if (!open) return disconnect({ device, source })
    const before = connection
    connection = { device, source }
    heard = device
    silent = createSilenceWatch()
    voiceDb = null
    reachMarks()
    change({ device: device.label })
    device.watch({
      lost: lose,
      muted(now) {
        muted = now
        change({ sound: muted ? 'muted' : 'heard' })
      },
      choiceChanged() {
        // Where the new choice cannot be opened it goes on with the old one.
        if (followsSystem)
          void parts
            .openDevice(undefined)
            .then(connect)
            .catch(() => {})
      },
    })
    await disconnect(before)
  }

  function newTake(take: string): Take {
    const created = createTake(
      take,
      detector,
      clock,
      {
        chunk(index, samples) {
          for (const listener of listeners.chunk) listener({ take, index, samples })
        },
        speechStart(startMs) {
          for (const listener of listeners.speechStart) listener({ take, startMs })
        },
        phrases(phrases, speaking) {
          for (const listener of listeners.phrases) listener({ take, phrases, speaking })
        },
      },
      { voiceDb, echoDb: next.echoDb ?? null },
    )
    void created.summary.then((summary) => {
      voiceDb = created.voiceDb
      change({ vad: summary.vad })
    })
    return created
  }

  try {
    await connect(first)
  } catch (error) {
    await shut()
    throw error
  }
  void detector.ready.then((ready) => change({ vad: ready ? 'silero' : 'energy' }))

  return {
    sampleRate: SAMPLE_RATE,
    get open() {
      return open
    },
    get state() {
      return state
    },
    on(event, listener) {
      listeners[event].add(listener)
      return () => listeners[event].delete(listener)
    },
    async moveTo(id) {
      await connect(await parts.openDevice(id))
      followsSystem = id === undefined
    },
    listenAside(listener) {
      asideListeners.add(listener)
      return () => {
        asideListeners.delete(listener)
        if (asideListeners.size === 0) closeAside()
      }
    },
    prepareTake(how) {
      next = how
    },
    startTake(id) {
      if (!open) throw new Error(`Take ${id} cannot start: the microphone is closed`)
      const from = next.fromMs === undefined ? ring.total : Math.round((next.fromMs * SAMPLE_RATE) / 1000)
      const prepared = next.fromMs !== undefined
      const take = newTake(id)
      next = {}
      asked = take
      mark(() => {
        live?.finish()
        closeAside()
        if (prepared) take.add(ring.since(from))
        live = take
      })
      return samplesToMs(ring.since(from).length)
    },
    takeMs: () => (asked ? samplesToMs(asked.samples) : 0),
    heardMs: () => asked?.heardMs ?? 0,
    pauseTake() {
      const take = asked
      if (open && take) mark(() => (take.paused = true))
    },
    resumeTake() {
      const take = asked
      if (open && take) mark(() => (take.paused = false))
    },
    async endTake() {
      const take = asked
      if (!take) throw new Error('No take is running')
      asked = null
      ending.add(take)
      if (open)
        mark(() => {
          take.finish()
          if (live === take) live = null
        })
      const summary = await take.summary
      ending.delete(take)
      return summary
    },
    async close() {
      if (open) await shut()
    },
  }
}

import { ownScript } from '../../platform/own-script.ts'
import type { WeightsFile } from '../../platform/weights.ts'
import type { Clock, OwnVoiceState } from '../ports.ts'
import type { OwnVoice } from './catalogue.ts'
import type { Sound } from './flite.ts'
import type { FromFlite, ToFlite } from './flite.worker.ts'
import workerUrl from './flite.worker.ts?worker&url'

/** A piece takes some 60 ms; a worker that thinks for longer than this about one will not come back. */
const pieceLimitMs = 8000
/** Loading that stands still for so long has failed. */
const loadLimitMs = 30_000
/** Sounds that are kept for repeats: half a minute is about 1 MB. */
const keptBytes = 12e6
/** After so many failures in a row it is tried again only when it is asked to load. */
const mostFailures = 3

/** Makes sound of text with one of the app's own voices. */
export interface Synth {
  state(): OwnVoiceState
  subscribe(listener: () => void): () => void
  /** Loads the voice, unless it is there, even if that failed before. Resolves with whether it is. Never rejects. */
  load(): Promise<boolean>
  /**
   * The sound of a piece's text, from what was kept where possible. Those of higher rank are made first, and among
   * equals the earlier ones.
   * @throws Error where it cannot be made
   */
  sound(text: string, options: { rate: number; rank: number }): Promise<Sound>
  close(): void
}

interface Kept {
  sound: Promise<Sound>
  /** 0 until it is made. */
  bytes: number
}

interface Request {
  key: string
  text: string
  rate: number
  rank: number
  resolve: (sound: Sound) => void
  reject: (error: Error) => void
}

export interface SynthParts {
  voice: OwnVoice
  file: WeightsFile
  clock: Clock
  makeWorker?: () => Worker
}

/** A synth in a worker of its own, which is made when the voice is first wanted. */
export function createSynth({ voice, file, clock, makeWorker = newWorker }: SynthParts): Synth {
  const listeners = new Set<() => void>()
  const kept = new Map<string, Kept>()
  let state: OwnVoiceState = { at: 'unloaded', loadedBytes: 0, totalBytes: file.bytes, problem: null }
  let worker: Worker | null = null
  let waiting: Request[] = []
  let current: (Request & { id: number }) | null = null
  let loaded: ((ready: boolean) => void)[] = []
  let nextId = 0
  let failures = 0
  let closed = false
  let cancelLimit = () => {}

  function tell(change: Partial<OwnVoiceState>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function limit(ms: number, why: string): void {
    cancelLimit()
    cancelLimit = clock.after(ms, () => fail(why))
  }

  function settleLoad(ready: boolean): void {
    for (const give of loaded.splice(0)) give(ready)
  }

  /** Ends the worker. A few times another one is tried, when the next sound is wanted. */
  function fail(why: string): void {
    cancelLimit()
    worker?.terminate()
    worker = null
    failures++
    const lost = current ? [current, ...waiting] : waiting
    current = null
    waiting = []
    tell({ at: failures < mostFailures ? 'unloaded' : 'failed', loadedBytes: 0, problem: why })
    settleLoad(false)
    for (const { reject } of lost) reject(new Error(why))
  }

  function hear({ data }: MessageEvent<FromFlite>): void {
    if ('problem' in data) return fail(data.problem)
    if ('loadedBytes' in data) {
      limit(loadLimitMs, 'the voice stopped loading')
      return tell({ loadedBytes: data.loadedBytes })
    }
    if ('ready' in data) {
      cancelLimit()
      tell({ at: 'ready', loadedBytes: file.bytes })
      settleLoad(true)
      return next()
    }
    const done = current
    if (!done || data.id !== done.id) return
    cancelLimit()
    current = null
    if (data.sound) {
      failures = 0
      done.resolve(data.sound)
    } else done.reject(new Error(data.why))
    next()
  }

  function start(): void {
    if (worker) return
    tell({ at: 'loading', loadedBytes: 0, problem: null })
    try {
      worker = makeWorker()
    } catch (error) {
      return fail(String(error))
    }
    const mine = worker
    mine.addEventListener('message', (event) => worker === mine && hear(event))
    mine.addEventListener('error', ({ message }) => {
      if (worker === mine) fail(message || 'the voice did not load')
    })
    limit(loadLimitMs, 'the voice did not load')
    send(mine, { voice, file })
  }

  function next(): void {
    if (!worker || current || state.at !== 'ready') return
    const first = waiting.reduce<Request | null>(
      (best, each) => (best && best.rank >= each.rank ? best : each),
      null,
    )
    if (!first) return
    waiting = waiting.filter((each) => each !== first)
    current = { ...first, id: nextId++ }
    limit(pieceLimitMs, 'the voice did not answer')
    send(worker, { id: current.id, text: current.text, rate: current.rate })
  }

  /** Drops the sounds that were asked for longest ago. */
  function makeRoom(): void {
    let bytes = 0
    for (const [key, each] of [...kept].toReversed()) {
      bytes += each.bytes
      if (bytes > keptBytes) kept.delete(key)
    }
  }

  function make(key: string, request: Omit<Request, 'key' | 'resolve' | 'reject'>): Kept {
    const sound = new Promise<Sound>((resolve, reject) => waiting.push({ key, ...request, resolve, reject }))
    const made: Kept = { sound, bytes: 0 }
    sound.then(
      ({ samples }) => {
        made.bytes = samples.byteLength
        makeRoom()
      },
      () => kept.get(key) === made && kept.delete(key),
    )
    return made
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load() {
      if (state.at === 'ready') return Promise.resolve(true)
      if (closed) return Promise.resolve(false)
      if (state.at === 'failed') failures = 0
      const ready = new Promise<boolean>((resolve) => loaded.push(resolve))
      start()
      return ready
    },
    sound(text, { rate, rank }) {
      if (closed || state.at === 'failed') return Promise.reject(new Error(state.problem ?? 'closed'))
      const key = `${rate} ${text}`
      const asked = waiting.find((each) => each.key === key)
      if (asked) asked.rank = Math.max(asked.rank, rank)
      const one = kept.get(key) ?? make(key, { text, rate, rank })
      // The one asked for last is dropped last.
      kept.delete(key)
      kept.set(key, one)
      start()
      next()
      return one.sound
    },
    close() {
      closed = true
      fail('closed')
      listeners.clear()
    },
  }
}

const newWorker = () => new Worker(ownScript(workerUrl), { type: 'module', name: 'voice' })

const send = (worker: Worker, message: ToFlite) => worker.postMessage(message)

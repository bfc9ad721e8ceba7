import type { TakeAudio } from '../session/store.ts'
import { wavBlob } from '../speech/wav.ts'
import type { Clock } from '../speech/ports.ts'
import { rangeAt, silencesOf, stretchAt, stretchesOf, type Range, type Stretch } from './playhead.ts'
import type { Timeline } from './timeline.ts'

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const

export interface PlayerState {
  /** The playhead, in session ms. */
  at: number
  playing: boolean
  speed: number
  /** What is heard at the playhead: nothing recorded, not loaded yet, or a recording. */
  sound: 'none' | 'loading' | 'recorded'
  /** What is played again and again; null where nothing is. */
  loop: Range | null
  /** Whether silences of recordings are left out. */
  skipping: boolean
  /** Why playing stopped by itself; null while all is well. */
  problem: string | null
}

export interface Player {
  state(): PlayerState
  subscribe(listener: () => void): () => void
  play(): void
  pause(): void
  toggle(): void
  /** Moves the playhead to a session time, also into the middle of a take. */
  seek(at: number): void
  setSpeed(speed: number): void
  /** Whoever comes to its end while playing goes back to its beginning. One without length is none. */
  setLoop(loop: Range | null): void
  setSkipping(skipping: boolean): void
  /** Stops, and gives up the audio element, its recordings and every timer. */
  close(): void
}

export interface PlayerPorts {
  loadTake: (take: string) => Promise<TakeAudio | null>
  clock: Clock
  /** Owned by the player from now on. */
  audio?: HTMLAudioElement
}

/** Recordings that are kept ready to play, about half a megabyte each; the oldest is given up first. */
const keptTakes = 8

/**
 * Plays a session. Where there is a recording, the audio element is the clock and the playhead follows it; where
 * there is none, the injected clock walks. Nothing is counted in ticks: each moment is computed from the time of
 * whichever clock leads, so a tab in the background stays right.
 */
export function createPlayer(timeline: Timeline, ports: PlayerPorts): Player {
  const { clock, loadTake, audio = new Audio() } = ports
  const listeners = new Set<() => void>()
  const urls = new Map<string, string>()
  const silent = new Set<string>()
  const ended = new AbortController()
  let stretches = stretchesOf(timeline, () => true)
  const silences = silencesOf(timeline)
  let state: PlayerState = {
    at: 0,
    playing: false,
    speed: 1,
    sound: 'none',
    loop: null,
    skipping: false,
    problem: null,
  }
  /** The take that the audio element holds. */
  let held: string | null = null
  /** Where the walking clock set out: session ms, and the clock's own time. */
  let walk: { at: number; since: number } | null = null
  let cancelFrame = () => {}
  let cancelTimer = () => {}
  /** Counts moves of the playhead, so that what loads late knows that it is too late. */
  let move = 0

  const set = (change: Partial<PlayerState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const current = (): Stretch | undefined => stretchAt(stretches, state.at)
  const stop = () => {
    cancelFrame()
    cancelTimer()
    walk = null
    audio.pause()
  }

  /** Makes what belongs to the playhead sound, or walk. Called after every move. */
  const enter = () => {
    stop()
    const here = ++move
    const stretch = current()
    if (!stretch) return set({ sound: 'none' })
    if (stretch.take === null) {
      if (state.sound !== 'none') set({ sound: 'none' })
      if (state.playing) setOff(stretch)
      return
    }
    const { take } = stretch
    if (urls.has(take)) return sound(stretch, take)
    set({ sound: 'loading' })
    void ready(take).then(() => {
      if (here === move && !ended.signal.aborted) enter()
    })
  }

  /** Loads a take, once. One that is not there, or cannot be read, is walked through instead. */
  const ready = async (take: string): Promise<void> => {
    const found = await loadTake(take).catch(() => null)
    if (ended.signal.aborted || urls.has(take)) return
    if (!found || found.samples.length === 0) {
      silent.add(take)
      stretches = stretchesOf(timeline, (name) => !silent.has(name))
      return
    }
    urls.set(take, URL.createObjectURL(wavBlob([found.samples], found.sampleRate)))
    for (const [old, url] of urls) {
      if (urls.size <= keptTakes) break
      if (old === take || old === held) continue
      URL.revokeObjectURL(url)
      urls.delete(old)
    }
  }

  const sound = (stretch: Stretch, take: string) => {
    const seconds = (stretch.takeFrom + state.at - stretch.from) / 1000
    if (held !== take) {
      held = take
      audio.src = urls.get(take) ?? ''
    }
    audio.currentTime = seconds
    audio.defaultPlaybackRate = state.speed
    audio.playbackRate = state.speed
    set({ sound: 'recorded' })
    prefetch(stretch)
    if (!state.playing) return
    const here = move
    audio.play().catch((error: unknown) => {
      // A newer move interrupts the play of an older one; that is no problem.
      if (here !== move || !state.playing || ended.signal.aborted) return
      stop()
      set({ playing: false, problem: `This recording cannot be played: ${messageOf(error)}` })
    })
    frame()
  }

  /** Whoever moves on goes to a neighbour more often than not. */
  const prefetch = (stretch: Stretch) => {
    const next = stretches.find((s) => s.from >= stretch.to && s.take !== null)?.take
    const before = stretches.findLast((s) => s.to <= stretch.from && s.take !== null)?.take
    for (const take of [next, before]) if (take != null && !urls.has(take)) void ready(take)
  }

  const setOff = (stretch: Stretch) => {
    walk = { at: state.at, since: clock.now() }
    // Frames stand still in a hidden tab; the timer ends the stretch there too.
    cancelTimer = clock.after((stretch.to - state.at) / (stretch.rate * state.speed), tick)
    frame()
    prefetch(stretch)
  }

  const tick = () => {
    const stretch = current()
    if (!state.playing || !stretch) return
    let at = state.at
    if (walk) at = walk.at + (clock.now() - walk.since) * stretch.rate * state.speed
    else if (stretch.take !== null && held === stretch.take && !audio.seeking)
      at = stretch.from + audio.currentTime * 1000 - stretch.takeFrom
    const { loop } = state
    if (loop && state.at < loop.to && at >= loop.to) return jump(loop.from, stretch)
    const silence = state.skipping && held === stretch.take ? rangeAt(silences, at) : null
    if (silence) return jump(silence.to, stretch)
    if (at >= stretch.to) return next(stretch)
    if (at !== state.at && at >= stretch.from) set({ at })
    frame()
  }
  /** Moves the playhead without stopping; within what sounds, without a gap. */
  const jump = (at: number, { from, to, take, takeFrom }: Stretch) => {
    set({ at })
    if (take === null || held !== take || at < from || at >= to) return enter()
    audio.currentTime = (takeFrom + at - from) / 1000
    frame()
  }
  const frame = () => {
    cancelFrame()
    const id = requestAnimationFrame(tick)
    cancelFrame = () => cancelAnimationFrame(id)
  }

  const next = (stretch: Stretch) => {
    if (stretch.to >= timeline.duration) {
      stop()
      return set({ at: timeline.duration, playing: false })
    }
    set({ at: stretch.to })
    enter()
  }

  const options = { signal: ended.signal }
  /** A take can be a little shorter than the log says, where a crash cost its last chunk. */
  const atEnd = () => {
    const stretch = current()
    if (state.playing && stretch && stretch.take !== null && stretch.take === held) next(stretch)
  }
  audio.preload = 'auto'
  // Frames stand still in a hidden tab: there this ends loops and silences.
  audio.addEventListener('timeupdate', tick, options)
  audio.addEventListener('ended', atEnd, options)
  audio.addEventListener(
    'error',
    () => {
      if (held === null) return
      silent.add(held)
      held = null
      stretches = stretchesOf(timeline, (name) => !silent.has(name))
      enter()
    },
    options,
  )

  const player: Player = {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    play() {
      if (state.playing || timeline.duration === 0) return
      set({ playing: true, problem: null, at: state.at >= timeline.duration ? 0 : state.at })
      enter()
    },
    pause() {
      if (!state.playing) return
      tick()
      stop()
      set({ playing: false })
    },
    toggle: () => (state.playing ? player.pause() : player.play()),
    seek(at) {
      set({ at: Math.min(Math.max(0, at), timeline.duration), problem: null })
      enter()
    },
    setLoop(loop) {
      set({ loop: loop && loop.to > loop.from ? loop : null })
    },
    setSkipping(skipping) {
      if (skipping !== state.skipping) set({ skipping })
    },
    setSpeed(speed) {
      tick()
      set({ speed })
      audio.playbackRate = speed
      if (state.playing && walk) enter()
    },
    close() {
      stop()
      ended.abort()
      listeners.clear()
      audio.removeAttribute('src')
      audio.load()
      for (const url of urls.values()) URL.revokeObjectURL(url)
      urls.clear()
    },
  }
  return player
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

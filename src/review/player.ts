import type { TakeAudio } from '../session/store.ts'
import type { Clock } from '../speech/ports.ts'
import { createDecks, type Unheard } from './decks.ts'
import {
  rangeAt,
  silencesOf,
  stretchAt,
  stretchesOf,
  takesNear,
  type Range,
  type Stretch,
} from './playhead.ts'
import type { Timeline } from './timeline.ts'
import { messageOf } from '../platform/messageOf.ts'

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
  /** Recordings of which it has turned out that they cannot be heard, and why. */
  unheard: ReadonlyMap<string, Unheard>
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
  /** Stops, and gives up its audio elements, their recordings and every timer. */
  close(): void
}

export interface PlayerPorts {
  loadTake: (take: string) => Promise<TakeAudio | null>
  clock: Clock
  /** Makes what recordings sound from; the player owns what it returns. */
  createAudio?: () => HTMLAudioElement
}

/**
 * Plays a session. Where there is a recording, its audio element is the clock and the playhead follows it; where
 * there is none, the injected clock walks. Nothing is counted in ticks: each moment is computed from the time of
 * whichever clock leads, so a tab in the background stays right.
 */
export function createPlayer(timeline: Timeline, ports: PlayerPorts): Player {
  const { clock } = ports
  const listeners = new Set<() => void>()
  let closed = false
  let stretches = stretchesOf(timeline, () => true)
  const silences = silencesOf(timeline)
  let state: PlayerState = {
    at: 0,
    playing: false,
    speed: 1,
    sound: 'none',
    loop: null,
    unheard: new Map(),
    skipping: false,
    problem: null,
  }
  /** What sounds at the playhead, or would. */
  let held: { take: string; audio: HTMLAudioElement } | null = null
  /** Where the walking clock set out: session ms, and the clock's own time. */
  let walk: { at: number; since: number } | null = null
  let cancelFrame = () => {}
  let cancelTimer = () => {}
  /** Counts moves of the playhead, so that what loads late knows that it is too late. */
  let move = 0
  let looks = 0
  const decks = createDecks({
    ...ports,
    held: () => held?.take ?? null,
    onTime: (take) => {
      if (take === held?.take) tick()
    },
    /** A take can be a little shorter than the log says, where a crash cost its last chunk. */
    onEnd(take) {
      const stretch = current()
      if (state.playing && stretch && stretch.take === take && held?.take === take) next(stretch)
    },
    onBroken(take) {
      muteTake(take, 'damaged')
      if (held?.take !== take) return
      held = null
      enter()
    },
  })

  const set = (change: Partial<PlayerState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const current = (): Stretch | undefined => stretchAt(stretches, state.at)
  const stop = () => {
    cancelFrame()
    cancelTimer()
    walk = null
    held?.audio.pause()
  }
  /** What cannot be heard is walked through. */
  const muteTake = (take: string, why: Unheard) => {
    const unheard = new Map(state.unheard).set(take, why)
    stretches = stretchesOf(timeline, (name) => !unheard.has(name))
    set({ unheard })
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
    const audio = decks.of(take)
    if (audio) return sound(stretch, take, audio)
    set({ sound: 'loading' })
    void ready(take).then(() => {
      if (here === move && !closed) enter()
    })
  }

  const ready = async (take: string): Promise<void> => {
    const loaded = await decks.load(take)
    if (loaded !== 'ready' && !closed) muteTake(take, loaded)
  }

  const sound = (stretch: Stretch, take: string, audio: HTMLAudioElement) => {
    held = { take, audio }
    audio.currentTime = (stretch.takeFrom + state.at - stretch.from) / 1000
    audio.defaultPlaybackRate = state.speed
    audio.playbackRate = state.speed
    set({ sound: 'recorded' })
    void prefetch()
    if (!state.playing) return
    const here = move
    audio.play().catch((error: unknown) => {
      // A newer move interrupts the play of an older one; that is no problem.
      if (here !== move || !state.playing || closed) return
      stop()
      set({ playing: false, problem: `This recording cannot be played: ${messageOf(error)}` })
    })
    frame()
  }

  /** Loads what the next move may lead to, the nearest first and one after the other, until there is another move. */
  const prefetch = async () => {
    const mine = ++looks
    for (const take of takesNear(stretches, state.at)) {
      if (mine !== looks || closed) return
      await ready(take)
    }
  }

  const setOff = (stretch: Stretch) => {
    walk = { at: state.at, since: clock.now() }
    // Frames stand still in a hidden tab; the timer ends the stretch there too.
    cancelTimer = clock.after((stretch.to - state.at) / (stretch.rate * state.speed), tick)
    frame()
    void prefetch()
  }

  const tick = () => {
    const stretch = current()
    if (!state.playing || !stretch) return
    let at = state.at
    if (walk) at = walk.at + (clock.now() - walk.since) * stretch.rate * state.speed
    else if (held && held.take === stretch.take && !held.audio.seeking)
      at = stretch.from + held.audio.currentTime * 1000 - stretch.takeFrom
    const { loop } = state
    if (loop && state.at < loop.to && at >= loop.to) return jump(loop.from, stretch)
    const silence = state.skipping && held?.take === stretch.take ? rangeAt(silences, at) : null
    if (silence) return jump(silence.to, stretch)
    if (at >= stretch.to) return next(stretch)
    if (at !== state.at && at >= stretch.from) set({ at })
    frame()
  }
  /** Moves the playhead without stopping; within what sounds, without a gap. */
  const jump = (at: number, { from, to, take, takeFrom }: Stretch) => {
    set({ at })
    if (held === null || held.take !== take || at < from || at >= to) return enter()
    held.audio.currentTime = (takeFrom + at - from) / 1000
    void prefetch()
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
    seek(wanted) {
      const at = Math.min(Math.max(0, wanted), timeline.duration)
      const stretch = current()
      set({ problem: null })
      if (state.playing && stretch) return jump(at, stretch)
      set({ at })
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
      if (held) held.audio.playbackRate = speed
      if (state.playing && walk) enter()
    },
    close() {
      stop()
      closed = true
      listeners.clear()
      decks.close()
    },
  }
  return player
}

import type { Clock } from '../ports.ts'
import type { OwnVoice } from './catalogue.ts'
import type { Sound } from './flite.ts'
import { startLimitMs, type HowToSay, type VoiceLine } from './line.ts'
import { soundingPieces, spokenText, type Piece } from './pieces.ts'
import type { Played, Player } from './player.ts'
import type { Synth } from './synth.ts'
import { wordTimes } from './times.ts'

/** Ms of silence after a piece, at the voice's own pace. */
const pauseMs = { sentence: 280, clause: 110 }
/** The next piece has to be there by so long after the last was heard. */
const nextLimitMs = 3000
/** Sound that has not moved on for so long will not. */
const stallLimitMs = 1500
/** At the most between two looks at how far the sound is. */
const lookEveryMs = 250
/** The voices differ in loudness. */
const gains: Record<OwnVoice, number> = { slt: 0.72, rms: 1.35 }

export interface OwnParts {
  clock: Clock
  player: Player
  synth: Synth
  voice: OwnVoice
  /** Grows from line to line: the newest line's sounds are made first. Above 0, which is for what may be said later. */
  rank: number
}

/** A piece that has its place in time; times are the player's. */
interface Placed {
  piece: Piece
  played: Played
  words: { place: number; atMs: number }[]
}

/**
 * Says a line with the app's own voice: each piece is played as soon as its sound is made, one after the other. The
 * word that is told is the one that is heard, by the clock of the audio device.
 */
export function sayOwn(text: string, parts: OwnParts, how: HowToSay): VoiceLine {
  const { clock, player, synth, voice, rank } = parts
  const pieces = soundingPieces(text)
  const { rate } = how
  const placed: Placed[] = []
  let ended = false
  let started = false
  let reached = 0
  let movedAt = clock.now()
  let heardBefore = -Infinity
  let cancelLook = () => {}
  let settle: (how: 'said' | 'stopped' | 'silent') => void = () => {}
  const done = new Promise<'said' | 'stopped' | 'silent'>((resolve) => {
    settle = resolve
  })
  let cancelLimit = clock.after(startLimitMs, () => end('silent'))

  function end(by: 'said' | 'stopped' | 'silent'): void {
    if (ended) return
    ended = true
    cancelLimit()
    cancelLook()
    for (const { played } of placed) if (by !== 'said') played.stop()
    settle(by)
  }

  function limit(ms: number): void {
    cancelLimit()
    cancelLimit = clock.after(ms, () => end('silent'))
  }

  async function run(): Promise<void> {
    if (pieces.length === 0) return end('silent')
    const sounds = pieces.map((piece) => synth.sound(spokenText(piece), { rate, rank }))
    // Each is awaited in its turn; one that fails meanwhile has nobody who listens yet.
    for (const sound of sounds) sound.catch(() => {})
    if (!(await player.open())) return end('silent')
    if (ended) return
    for (const [i, piece] of pieces.entries()) {
      const sound = await sounds[i]
      if (ended) return
      if (sound) place(piece, sound)
    }
  }

  function place(piece: Piece, { samples, phones }: Sound): void {
    const before = placed.at(-1)
    const atMs = before ? before.played.endMs + pauseMs[before.piece.ends] / rate : 0
    const played = player.play(samples, { atMs, gain: gains[voice] })
    const times = wordTimes(piece.words, phones)
    const words = piece.words.map((word, i) => ({
      place: word.place,
      atMs: played.startMs + (times[i] ?? 0),
    }))
    placed.push({ piece, played, words })
    // The first piece still has to be heard in time; that the sound moves on is watched from here on.
    if (started) cancelLimit()
    movedAt = clock.now()
    look()
  }

  /** Tells what is heard by now, and looks again when the next thing is due. */
  function look(): void {
    cancelLook()
    if (ended) return
    const heardMs = player.heardMs()
    if (heardMs > heardBefore) movedAt = clock.now()
    heardBefore = heardMs
    const startMs = placed[0]?.played.startMs ?? Infinity
    if (!started && heardMs >= startMs) {
      started = true
      cancelLimit()
      how.onStart?.(clock.now() - (heardMs - startMs))
    }
    for (const { words } of placed)
      while (!ended && words[0] && words[0].atMs <= heardMs) {
        reached = words[0].place
        words.shift()
        how.onWord?.(reached)
      }
    if (ended) return
    const last = placed.at(-1)
    if (last && heardMs >= last.played.endMs) {
      if (placed.length === pieces.length) return end('said')
      // The sound of the next piece is late.
      return limit(nextLimitMs)
    }
    if (clock.now() - movedAt >= stallLimitMs) {
      player.close()
      return end('silent')
    }
    const next = placed.find(({ words }) => words.length > 0)?.words[0]?.atMs ?? last?.played.endMs ?? heardMs
    const due = Math.max(next, startMs) - heardMs
    cancelLook = clock.after(Math.min(Math.max(due, 4), lookEveryMs), look)
  }

  run().catch(() => end('silent'))
  return { done, stop: () => end('stopped'), reached: () => reached }
}

/** Has the sounds of a text made ahead. */
export function prepareOwn(text: string, synth: Synth, rate: number): void {
  for (const piece of soundingPieces(text)) synth.sound(spokenText(piece), { rate, rank: 0 }).catch(() => {})
}

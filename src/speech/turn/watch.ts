import type { Phrase } from '../ports.ts'
import { endingOf, type Ending } from './ending.ts'
import type { TurnMode } from './modes.ts'
import { pausesIn } from './pauses.ts'
import { neededSilence } from './policy.ts'
import type { Tune } from './prosody.ts'
import { isPunctuated, stopOf } from './punctuation.ts'
import { latestSound } from './sound.ts'
import { noStops, stopFared, trustIn, type Stops } from './stops.ts'

/** Where the answer stands; `progress` 0..1 is how far silence has come to ending it. */
export type Turn = { is: 'open' } | { is: 'closing'; progress: number } | { is: 'over' }

/** What is known of the person and the recogniser from earlier answers. */
export interface Habits {
  /** Ms, oldest first. */
  pauses: readonly number[]
  /** Whether the recogniser writes punctuation; null while that is not known. */
  punctuates: boolean | null
  stops: Stops
}

export const noHabits: Habits = { pauses: [], punctuates: null, stops: noStops }

/** Watches one answer for its end. All times are ms of the take's own samples. */
export interface TurnWatch {
  /** All speech so far, and whether it goes on. */
  speech(phrases: readonly Phrase[], speaking: boolean): void
  /** All words so far, at the time when they came. */
  words(text: string, atMs: number): void
  /** The next samples of the take, from its first one on; they are only read. */
  sound(samples: Int16Array): void
  /** The person keeps the floor: no silence ends the answer until they have spoken again. */
  keep(atMs: number): void
  /** The take goes on after it stood still: silence counts from here. */
  resume(atMs: number): void
  /** @param untilMs how far speech was looked for in the take: silence is known up to there and no further */
  at(untilMs: number, mode: TurnMode): Turn
  /** When it changes next if the silence lasts, in ms of the take; null where it does not. */
  next(untilMs: number, mode: TurnMode): number | null
  /** The person keeps the floor. */
  readonly kept: boolean
  /** What this answer has taught. */
  habits(): Habits
}

/** Words may come a little before the end of the sound that they stand for. */
const AHEAD_MS = 500
/** Of the silence that ends an answer, the share in which that is shown, and its bounds in ms. */
const SHOWN = { share: 0.6, least: 500, most: 2000 }

export function watchTurn(before: Habits): TurnWatch {
  let phrases: readonly Phrase[] = []
  let speaking = false
  let said: { text: string; ending: Ending; atMs: number } | null = null
  let { punctuates, stops } = before
  /** The text at a pause where it ended with a full stop; what becomes of that is not known yet. */
  let stopped: string | null = null
  /** Of the last phrase; undefined until it is known. */
  let tune: Tune | undefined
  let keptMs = -Infinity
  let resumedMs = 0

  const sound = latestSound()

  function listenToEnd() {
    const last = phrases.at(-1)
    if (last && !speaking) tune ??= sound.tune(last)
  }

  /** Kept until a phrase begins after that. */
  const isKept = () => keptMs >= (phrases.at(-1)?.startMs ?? 0)

  /** What the words say of the last phrase. */
  function ending({ startMs, endMs }: Phrase): Ending | null {
    if (!said) return null
    if (said.atMs >= startMs && said.atMs >= endMs - AHEAD_MS) return said.ending
    // More was said than is written. Of what was under way that is no end.
    return said.ending === 'incomplete' || said.ending === 'searching' ? said.ending : null
  }

  /** The silence that there is and the silence that it takes; null where none ends the answer. */
  function silence(untilMs: number, mode: TurnMode): { ms: number; needed: number; shown: number } | null {
    const last = phrases.at(-1)
    if (!last || speaking || isKept()) return null
    const needed = neededSilence({
      mode,
      ending: ending(last),
      trust: trustIn(stops),
      tune: tune ?? null,
      spokenMs: phrases.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
      pauses: [...before.pauses, ...pausesIn(phrases)],
    })
    if (needed === Infinity) return null
    const shown = Math.min(SHOWN.most, Math.max(SHOWN.least, needed * SHOWN.share))
    return { ms: untilMs - Math.max(last.endMs, resumedMs), needed, shown }
  }

  return {
    speech(now, goesOn) {
      if (goesOn || now.length !== phrases.length) tune = undefined
      phrases = now
      speaking = goesOn
      listenToEnd()
    },
    words(text, atMs) {
      if (text.trim() === '' || text === said?.text) return
      const marked = isPunctuated(text)
      punctuates = marked === true ? true : (punctuates ?? marked)
      const fared = stopped === null ? null : stopFared(stopped, text)
      if (fared) {
        stops = { ...stops, [fared]: stops[fared] + 1 }
        stopped = null
      }
      if (!speaking && stopOf(text) === 'full') stopped = text
      // Until it is known whether stops are written, a missing one is taken to mean something: to wait does less harm.
      said = { text, ending: endingOf(text, punctuates ?? true), atMs }
    },
    sound(samples) {
      sound.add(samples)
      listenToEnd()
    },
    keep(atMs) {
      keptMs = atMs
    },
    resume(atMs) {
      resumedMs = atMs
    },
    at(untilMs, mode) {
      const now = silence(untilMs, mode)
      if (!now) return { is: 'open' }
      if (now.ms >= now.needed) return { is: 'over' }
      const progress = 1 - (now.needed - now.ms) / now.shown
      return progress < 0 ? { is: 'open' } : { is: 'closing', progress }
    },
    next(untilMs, mode) {
      const now = silence(untilMs, mode)
      if (!now) return null
      const begins = now.needed - now.shown
      return untilMs - now.ms + (now.ms < begins ? begins : now.needed)
    },
    get kept() {
      return isKept()
    },
    habits: () => ({ pauses: [...before.pauses, ...pausesIn(phrases)], punctuates, stops }),
  }
}

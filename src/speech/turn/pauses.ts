import type { Phrase } from '../ports.ts'

/** Pauses that are known before anything is made of them, and the latest that count. */
const FEWEST = 12
const LATEST = 60
/** Of a person's pauses, so many are no longer. One long absence in ten changes nothing. */
const MOST = 0.9

/** The pauses between phrases, in ms: each was followed by more speech. */
export const pausesIn = (phrases: readonly Phrase[]): number[] =>
  phrases.slice(1).map(({ startMs }, i) => startMs - (phrases[i]?.endMs ?? startMs))

/**
 * Ms of silence, between these phrases, in which the person kept the floor: it is thinking, and no part of how long they
 * spoke. A pause is kept by a wish in it, or in the phrase before it.
 * @param keeps when the floor was kept, in ms of the take
 */
export const keptSilence = (phrases: readonly Phrase[], keeps: readonly number[]): number =>
  pausesIn(phrases).reduce((sum, pause, i) => {
    const from = phrases[i]?.startMs ?? 0
    const to = phrases[i + 1]?.startMs ?? 0
    return keeps.some((at) => at >= from && at < to) ? sum + pause : sum
  }, 0)

/** How long this person's pauses run, in ms; null while too few are known. */
export function longPause(pauses: readonly number[]): number | null {
  const latest = pauses.slice(-LATEST).toSorted((a, b) => a - b)
  if (latest.length < FEWEST) return null
  return latest[Math.ceil(latest.length * MOST) - 1] ?? null
}

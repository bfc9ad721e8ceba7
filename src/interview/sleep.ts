import type { Clock } from '../speech/ports.ts'

/** A time in which the computer slept, or the browser held the page still. */
export interface Slept {
  /** How long, in ms of wall time. */
  forMs: number
  /** How much of it the clock has counted: some stand still meanwhile, others do not. */
  countedMs: number
}

interface Parts {
  clock: Clock
  /** Wall time, in ms. */
  wall: () => number
  /** Ms of samples that the running take has; null where none is being recorded. */
  recordedMs: () => number | null
  /** A page that is hidden is called back late, and not for having slept. */
  isHidden: () => boolean
  onSlept: (slept: Slept) => void
}

const beatMs = 1_000
/** Less than this is the machine being busy. */
const leastMs = 5_000
/** Timers of a hidden page fall to one a minute. */
const leastHiddenMs = 70_000

/**
 * Tells when the computer slept. Recorded sound tells it best: wall time that passed without samples, seen twice, as
 * after a sleep the first look comes before the samples that waited. Without a recording it is a look that comes far too
 * late. Returns what ends it.
 */
export function watchSleep({ clock, wall, recordedMs, isHidden, onSlept }: Parts): () => void {
  const look = () => ({ wall: wall(), clock: clock.now(), recorded: recordedMs(), hidden: isHidden() })
  let before = look()
  let seen = false
  let cancel = clock.after(beatMs, beat)

  function beat() {
    cancel = clock.after(beatMs, beat)
    const now = look()
    const passed = now.wall - before.wall
    const recording =
      before.recorded !== null && now.recorded !== null && now.recorded >= before.recorded
        ? now.recorded - before.recorded
        : null
    const forMs = passed - (recording ?? beatMs)
    const least = recording === null && (before.hidden || now.hidden) ? leastHiddenMs : leastMs
    if (forMs < least) {
      before = now
      seen = false
      return
    }
    if (recording !== null && !seen) {
      seen = true
      return
    }
    const countedMs = Math.min(forMs, Math.max(0, now.clock - before.clock - (recording ?? beatMs)))
    before = now
    seen = false
    onSlept({ forMs, countedMs })
  }

  return () => cancel()
}

import type { Clock } from '../../src/speech/ports.ts'

export interface HandClock extends Clock {
  /** Moves time on by `ms`, running what falls due on the way, each at its own time. */
  advance(ms: number): void
  /** Timers that wait, for tests that nothing was left behind. */
  readonly waiting: number
}

/** A clock that moves only by hand. */
export function handClock(start = 0): HandClock {
  let now = start
  let timers: { at: number; callback: () => void }[] = []
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + Math.max(0, ms), callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const next = timers.toSorted((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        timers = timers.filter((other) => other !== next)
        now = next.at
        next.callback()
      }
      now = end
    },
    get waiting() {
      return timers.length
    },
  }
}

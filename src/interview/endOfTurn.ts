import type { Capture, Clock } from '../speech/ports.ts'
import type { TurnMode } from '../speech/turn/modes.ts'
import { watchTurn, type Habits, type TurnWatch } from '../speech/turn/watch.ts'

interface Parts {
  clock: Clock
  capture: Pick<Capture, 'heardMs' | 'takeMs'>
  mode: () => TurnMode
  /** What earlier answers have taught. */
  habits: Habits
  /** Told when it begins to show that silence is about to end the answer, and when it no longer is. */
  onClosing: (closing: boolean) => void
  onKept: (kept: boolean) => void
  /** Silence has ended the answer. Told once. */
  onOver: () => void
}

/** Ms between two looks where speech is being looked for later than it should. */
const lookAgainMs = 20

/** Tells when silence ends the running take's answer. Whoever opens it stops it. */
export interface EndOfTurn extends Pick<TurnWatch, 'speech' | 'habits'> {
  words(text: string): void
  sound(samples: Int16Array): void
  /** The person keeps the floor. */
  keep(): void
  pause(): void
  resume(): void
  /** How far silence has come to ending the answer, 0..1; null where it is not about to. */
  closing(): number | null
  stop(): void
}

/**
 * Looks whenever something was heard, and when silence alone is due to change something. It goes by the take's samples:
 * a timer that comes late, as in a hidden tab, ends nothing early, and each chunk of sound looks as well.
 */
export function awaitEndOfTurn(parts: Parts): EndOfTurn {
  const { clock, capture, mode } = parts
  const watch = watchTurn(parts.habits)
  let cancel = () => {}
  let running = true
  let stopped = false

  function look() {
    cancel()
    if (!running) return
    const untilMs = capture.heardMs()
    const turn = watch.at(untilMs, mode())
    parts.onClosing(turn.is === 'closing')
    parts.onKept(watch.kept)
    if (turn.is === 'over') {
      stop()
      return parts.onOver()
    }
    const next = watch.next(untilMs, mode())
    if (next !== null) cancel = clock.after(Math.max(lookAgainMs, next - untilMs), look)
  }

  function halt() {
    running = false
    cancel()
    parts.onClosing(false)
  }

  function stop() {
    halt()
    stopped = true
  }

  return {
    habits: watch.habits,
    speech(phrases, speaking) {
      watch.speech(phrases, speaking)
      look()
    },
    words(text) {
      watch.words(text, capture.takeMs())
      look()
    },
    sound(samples) {
      watch.sound(samples)
      look()
    },
    keep() {
      watch.keep(capture.takeMs())
      look()
    },
    pause: halt,
    resume() {
      if (stopped) return
      running = true
      watch.resume(capture.takeMs())
      look()
    },
    closing() {
      const turn = running ? watch.at(capture.heardMs(), mode()) : null
      return turn?.is === 'closing' ? turn.progress : null
    },
    stop,
  }
}

import type { Capture } from '../speech/ports.ts'

/** The microphone of the interview, which may change or go away. */
export interface Microphone {
  /** Null where there is none, or where it was lost. */
  readonly capture: Capture | null
  /** Goes on with another one. */
  connect(capture: Capture): void
  /** Gives it up; the caller closes it. */
  giveUp(): Capture | null
}

/** @param onLost told why the device went away; the microphone is gone by then */
export function holdMicrophone(first: Capture | null, onLost: (reason: string) => void): Microphone {
  let capture: Capture | null = null
  let stopWatching: (() => void) | null = null
  const connect = (opened: Capture) => {
    capture = opened
    stopWatching = opened.on('lost', (reason) => {
      capture = null
      onLost(reason)
    })
  }
  if (first) connect(first)
  return {
    get capture() {
      return capture
    },
    connect,
    giveUp() {
      stopWatching?.()
      const old = capture
      capture = null
      return old
    },
  }
}

import type { Clock } from '../ports.ts'

/** A sound that plays, or waits for its time to. Both ends are on the player's own clock, in ms. */
export interface Played {
  readonly startMs: number
  readonly endMs: number
  stop(): void
}

/** Plays samples. Its clock is that of the audio device: it stands still when the device does. */
export interface Player {
  /** Starts the audio, or finds it running. Resolves with false where the browser does not let it start. Never rejects. */
  open(): Promise<boolean>
  /** The moment that is being heard, in ms: the delay of the loudspeaker is taken off. Plays are heard to their end once it is past that. */
  heardMs(): number
  /**
   * Plays 16-bit mono samples at 16 kHz once, at the given moment or, where that is past, as soon as possible.
   * @throws Error where the audio is not open
   */
  play(samples: Int16Array, options: { atMs: number; gain: number }): Played
  close(): void
}

const sampleRate = 16_000
/** Two blocks of the audio thread: what is to play at once must not be late already. */
const leadMs = 16
const fadeS = 0.005
/** A context that does not run by then is held back by the browser, or has no device. */
const openLimitMs = 1000

/**
 * A player on an AudioContext of its own, made when it is first opened. At 16 kHz, so that the browser resamples what
 * it plays once and well; browsers that refuse the rate resample each sound.
 */
export function createPlayer(clock: Clock, createContext: () => AudioContext = newContext): Player {
  let context: AudioContext | null = null

  function discard(): void {
    const old = context
    context = null
    if (old && old.state !== 'closed') void old.close().catch(() => {})
  }

  return {
    async open() {
      try {
        if (context?.state === 'closed') context = null
        context ??= createContext()
      } catch {
        return false
      }
      const opened = context
      if (opened.state === 'running') return true
      let cancel = () => {}
      const late = new Promise<void>((resolve) => {
        cancel = clock.after(openLimitMs, resolve)
      })
      await Promise.race([opened.resume().catch(() => {}), late])
      cancel()
      // One that does not run yet may later, after the next gesture or when the machine has time.
      return isRunning(opened) && context === opened
    },
    heardMs() {
      if (!context) return 0
      return (context.currentTime - (context.outputLatency || context.baseLatency || 0)) * 1000
    },
    play(samples, { atMs, gain }) {
      if (!context) throw new Error('the audio is not open')
      const opened = context
      const buffer = opened.createBuffer(1, Math.max(1, samples.length), sampleRate)
      buffer.copyToChannel(toFloats(samples), 0)
      const source = new AudioBufferSourceNode(opened, { buffer })
      const volume = new GainNode(opened, { gain })
      source.connect(volume).connect(opened.destination)
      const startMs = Math.max(atMs, opened.currentTime * 1000 + leadMs)
      source.start(startMs / 1000)
      source.addEventListener('ended', () => volume.disconnect(), { once: true })
      return {
        startMs,
        endMs: startMs + buffer.duration * 1000,
        stop() {
          if (opened.state === 'closed') return
          const now = opened.currentTime
          volume.gain.setValueAtTime(gain, now)
          volume.gain.linearRampToValueAtTime(0, now + fadeS)
          source.stop(now + fadeS)
        },
      }
    },
    close: discard,
  }
}

// Asked anew: its state changes while one waits, which the type cannot know.
const isRunning = (context: AudioContext): boolean => context.state === 'running'

function newContext(): AudioContext {
  try {
    return new AudioContext({ sampleRate, latencyHint: 'interactive' })
  } catch {
    return new AudioContext({ latencyHint: 'interactive' })
  }
}

function toFloats(samples: Int16Array): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(samples.length)
  for (let i = 0; i < samples.length; i++) floats[i] = (samples[i] ?? 0) / 32768
  return floats
}

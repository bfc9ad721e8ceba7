import { FRAME_SAMPLES, SAMPLE_RATE } from './format.ts'
import { createResampler } from './resample.ts'

/** A longer hole than this is a context that stood still; the clock of the samples stood still with it. */
const LONGEST_HOLE_S = 10

/**
 * Cuts what the audio thread gives, quantum by quantum, into 16-bit blocks of up to 512 samples at 16 kHz. Their count
 * is the clock: quanta that the thread had to drop are made up for with silence, and so is one without a channel.
 */
export function createQuantaCutter(rate: number, post: (samples: Int16Array<ArrayBuffer>) => void) {
  const block = new Int16Array(FRAME_SAMPLES)
  let filled = 0
  /** Where the next quantum should begin, in frames of the context; null before the first. */
  let expected: number | null = null
  const resample = rate === SAMPLE_RATE ? null : createResampler(rate, SAMPLE_RATE)

  function flush(): void {
    if (filled === 0) return
    const samples = block.slice(0, filled)
    filled = 0
    post(samples)
  }
  const take = (sample: number): void => {
    block[filled++] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)))
    if (filled === FRAME_SAMPLES) flush()
  }
  function add(samples: Float32Array): void {
    if (resample) resample(samples, take)
    else for (const sample of samples) take(sample)
  }

  return {
    /**
     * @param channel the quantum's samples; undefined where the microphone gave none
     * @param length frames of the quantum
     * @param at the context's count of frames at its beginning
     */
    quantum(channel: Float32Array | undefined, length: number, at: number) {
      const hole = expected === null ? 0 : at - expected
      expected = at + length
      if (hole > 0 && hole <= LONGEST_HOLE_S * rate) add(new Float32Array(hole))
      add(channel ?? new Float32Array(length))
    },
    /** Gives out what waits for its block to be full. */
    flush,
  }
}

import { lowPassTaps } from '../speech/lowPass.ts'

/** Half the filter's length in samples of the input. */
const half = 48
/** Attenuates what would fold back by about 60 dB. */
const kaiserBeta = 5.65

/**
 * Keeps one sample of `step`, with what lies above the new half rate filtered off. Sample n of what comes out stands for
 * sample n × step of what went in. Lighter than resampling, for audio that had the lower rate before.
 * @returns takes the next input; 48 more samples have to follow the last one that counts
 */
export function createDecimator(step: number): (input: Float32Array, emit: (sample: number) => void) => void {
  const taps = lowPassTaps({ band: 1 / step, half, kaiserBeta }, -half, 2 * half + 1)
  let held = new Float32Array(half)
  return (input, emit) => {
    const samples = new Float32Array(held.length + input.length)
    samples.set(held)
    samples.set(input, held.length)
    let at = 0
    for (; at + taps.length <= samples.length; at += step) {
      let sum = 0
      for (let i = 0; i < taps.length; i++) sum += (samples[at + i] ?? 0) * (taps[i] ?? 0)
      emit(sum)
    }
    held = samples.slice(at)
  }
}

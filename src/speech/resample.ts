import { lowPassTaps } from './lowPass.ts'

/** Attenuates what would fold back by about 80 dB. */
const KAISER_BETA = 8
/** Half the filter's length in periods of the lower rate; with it the band from 7 to 8 kHz is where it falls. */
const HALF_PERIODS = 50
/** Cut-off as a share of the lower rate's Nyquist limit. */
const CUT_OFF = 0.94

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

/**
 * Streaming change of sample rate by a windowed sinc, in polyphase form. Output sample n stands for the input at
 * n × from ÷ to exactly: no drift and no delay, it only comes later by half the filter (about 3 ms).
 * @param from rates in Hz, whole numbers
 * @returns takes the next input, calls `emit` for each output sample that it completes
 */
export function createResampler(
  from: number,
  to: number,
): (input: Float32Array, emit: (sample: number) => void) => void {
  const divisor = greatestCommonDivisor(from, to)
  const phases = to / divisor
  const step = from / divisor
  const lower = Math.min(from, to)
  const half = Math.ceil((HALF_PERIODS * from) / lower)
  const band = (CUT_OFF * lower) / from
  const taps = 2 * half
  const table = new Float32Array(phases * taps)
  for (let phase = 0; phase < phases; phase++) {
    const first = 1 - half - phase / phases
    table.set(lowPassTaps({ band, half, kaiserBeta: KAISER_BETA }, first, taps), phase * taps)
  }

  // `history[0]` is the oldest input still needed; it begins with silence before the first sample.
  let history = new Float32Array(taps + 4096)
  let filled = half - 1
  let phase = 0
  let at = 0
  return (input, emit) => {
    if (filled + input.length > history.length) {
      const longer = new Float32Array(filled + input.length)
      longer.set(history.subarray(0, filled))
      history = longer
    }
    history.set(input, filled)
    filled += input.length
    while (at + taps <= filled) {
      let sum = 0
      const row = phase * taps
      for (let tap = 0; tap < taps; tap++) sum += (history[at + tap] ?? 0) * (table[row + tap] ?? 0)
      emit(sum)
      phase += step
      at += Math.floor(phase / phases)
      phase %= phases
    }
    const done = Math.min(at, filled)
    history.copyWithin(0, done, filled)
    filled -= done
    at -= done
  }
}

/** Loudness of a short stretch of sound; both in 0..1 of full scale. */
export interface Level {
  rms: number
  peak: number
}

/** Below this nothing is to be seen on the meter; a quiet room is about here. */
const METER_FLOOR_DB = -60

/** Amplitude 0..1 as decibels of full scale; silence is `-Infinity`. */
export function toDb(amplitude: number): number {
  return 20 * Math.log10(amplitude)
}

/** Where a meter stands for an amplitude: 0 at -60 dB or less, 1 at full scale, even steps in decibels. */
export function meterPosition(amplitude: number): number {
  return Math.min(1, Math.max(0, 1 - toDb(amplitude) / METER_FLOOR_DB))
}

/** Sum of squares and peak of 16-bit samples, on the scale 0..1. */
function measure(samples: Int16Array): { energy: number; peak: number } {
  let energy = 0
  let peak = 0
  for (const sample of samples) {
    const value = sample / 32768
    energy += value * value
    peak = Math.max(peak, Math.abs(value))
  }
  return { energy, peak }
}

/** Level of one stretch of 16-bit samples. */
export function levelOf(samples: Int16Array): Level {
  const { energy, peak } = measure(samples)
  return { rms: samples.length === 0 ? 0 : Math.sqrt(energy / samples.length), peak }
}

/** Digital silence has no loudness in decibels; it counts as this. */
export const SILENT_DB = -100

/** Loudness of one stretch of samples in dB of full scale, -100 or more. */
export function loudnessOf(samples: Int16Array): number {
  return Math.max(SILENT_DB, toDb(levelOf(samples).rms))
}

/** Follows a stream of blocks; each reading covers the last two, so that a short final block does not flicker. */
export function createLevelMeter(): (block: Int16Array) => Level {
  let before = { energy: 0, peak: 0, samples: 0 }
  return (block) => {
    const now = { ...measure(block), samples: block.length }
    const samples = before.samples + now.samples
    const level = {
      rms: samples === 0 ? 0 : Math.sqrt((before.energy + now.energy) / samples),
      peak: Math.max(before.peak, now.peak),
    }
    before = now
    return level
  }
}

/** Loudness of a short stretch of sound; both in 0..1 of full scale. */
export interface Level {
  rms: number
  peak: number
}

/** Below this nothing is to be seen on the meter; a quiet room is about here. */
const METER_FLOOR_DB = -60

/** An open microphone in a quiet room stays above this; a muted or wrong device does not. */
const SILENT_BELOW_DB = -62
const QUIET_BELOW_DB = -40
const CLIPPED_PEAK = 0.99
/**
 * A healthy voice under the browser's gain control touches full scale now and then, and a knock does, too. A gain set
 * too high cuts off most of the loud syllables: more than this share of all stretches, pauses among them.
 */
const CLIPPED_SHARE = 0.25

/** Amplitude 0..1 as decibels of full scale; silence is `-Infinity`. */
export function toDb(amplitude: number): number {
  return 20 * Math.log10(amplitude)
}

/** Where a meter stands for an amplitude: 0 at -60 dB or less, 1 at full scale, even steps in decibels. */
export function meterPosition(amplitude: number): number {
  return Math.min(1, Math.max(0, 1 - toDb(amplitude) / METER_FLOOR_DB))
}

export type Hearing = 'silent' | 'quiet' | 'good' | 'clipping'

/**
 * What a microphone check shows, from the levels of the last few seconds while the person was asked to speak.
 * `silent`: nothing arrives (muted or the wrong device). `quiet`: a room, or a voice far away.
 * `clipping`: too loud, words are distorted. No levels count as silent.
 */
export function hearing(recent: readonly Level[]): Hearing {
  const clipped = recent.filter((level) => level.peak >= CLIPPED_PEAK).length
  if (clipped > recent.length * CLIPPED_SHARE) return 'clipping'
  const rms = recent.map((level) => level.rms).toSorted((a, b) => b - a)
  // The loudest tenth is skipped: one click or knock must not pass for a voice.
  const loud = toDb(rms[Math.floor(rms.length / 10)] ?? 0)
  if (loud < SILENT_BELOW_DB) return 'silent'
  return loud < QUIET_BELOW_DB ? 'quiet' : 'good'
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

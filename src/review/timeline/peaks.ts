/** How loud a recording is over time, to be drawn. */
export interface Peaks {
  /** Loudest sample of each step, 0..255. */
  values: Uint8Array
  /** Ms of a step. */
  stepMs: number
}

/** 20 ms: as fine as a pixel is when a few seconds are in view. An hour is 180 KB. */
export const peakStepMs = 20
/** So many samples are gone through at a stretch: about a millisecond. */
const sliceSamples = 400_000

/** Finds the peaks of 16-bit PCM in small steps; `rest` lets others have their turn in between. Rejects as `rest` does. */
export async function peaksOf(
  samples: Int16Array,
  sampleRate: number,
  rest: () => Promise<void>,
): Promise<Peaks> {
  const perStep = (sampleRate * peakStepMs) / 1000
  const values = new Uint8Array(Math.ceil(samples.length / perStep))
  let since = 0
  for (let step = 0; step < values.length; step++) {
    const end = Math.min(samples.length, Math.round((step + 1) * perStep))
    let most = 0
    for (let i = Math.round(step * perStep); i < end; i++) {
      const value = samples[i] ?? 0
      const loud = value < 0 ? -value : value
      if (loud > most) most = loud
    }
    values[step] = Math.min(255, most >> 7)
    since += perStep
    if (since < sliceSamples) continue
    since = 0
    await rest()
  }
  return { values, stepMs: peakStepMs }
}

/** The loudest of a stretch of the recording, in ms from its start; 0 outside of it. */
export function loudest({ values, stepMs }: Peaks, fromMs: number, toMs: number): number {
  const first = Math.max(0, Math.floor(fromMs / stepMs))
  const last = Math.min(values.length, Math.max(first + 1, Math.ceil(toMs / stepMs)))
  let most = 0
  for (let i = first; i < last; i++) most = Math.max(most, values[i] ?? 0)
  return most
}

/** All speech work runs on 16 kHz mono 16-bit PCM: what the voice model takes and what recordings hold. */
export const SAMPLE_RATE = 16000

/** Samples that the voice model judges at once: 32 ms. */
export const FRAME_SAMPLES = 512

export const FRAME_MS = (FRAME_SAMPLES / SAMPLE_RATE) * 1000

/** Samples of a full chunk of a take: 125 ms. A crash costs what is in it, and what is being written. */
export const CHUNK_SAMPLES = 2000

export function samplesToMs(samples: number): number {
  return (samples * 1000) / SAMPLE_RATE
}

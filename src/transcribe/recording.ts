import type { Answer } from '../session/answers.ts'
import type { SessionStore } from '../session/store.ts'
import { SAMPLE_RATE } from '../speech/format.ts'
import { createResampler } from '../speech/resample.ts'

/** What was recorded of an answer, at 16 kHz; null where nothing is there. Rejects where it cannot be read. */
export async function recordingOf(
  { take }: Pick<Answer, 'take'>,
  store: Pick<SessionStore, 'loadTake'>,
): Promise<Int16Array<ArrayBuffer> | null> {
  const audio = take === null ? null : await store.loadTake(take)
  if (!audio || audio.samples.length === 0) return null
  return audio.sampleRate === SAMPLE_RATE ? audio.samples : resampled(audio.samples, audio.sampleRate)
}

function resampled(samples: Int16Array, rate: number): Int16Array<ArrayBuffer> {
  const output = new Int16Array(Math.ceil((samples.length * SAMPLE_RATE) / rate))
  let at = 0
  const resample = createResampler(rate, SAMPLE_RATE)
  resample(
    Float32Array.from(samples, (sample) => sample / 32_768),
    (sample) => {
      output[at++] = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))
    },
  )
  return output
}

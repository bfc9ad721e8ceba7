import { InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import { FRAME_SAMPLES, SAMPLE_RATE } from './format.ts'

/** The model sees each frame together with the end of the one before. */
const CONTEXT_SAMPLES = 64

export interface Silero {
  /** Forgets what was heard: the next frame is the first of a recording. */
  reset(): void
  /** How likely the next 512 samples are speech, 0..1. Wait for one answer before asking for the next. */
  likelihood(frame: Int16Array): Promise<number>
}

/**
 * Silero VAD v5 or v6, which share inputs: 512 samples at 16 kHz with 64 before them, and one state.
 * @param model the ONNX file's bytes
 * @throws Error where the file is not such a model
 */
export async function createSilero(model: Uint8Array): Promise<Silero> {
  // So small a model gains nothing from being rearranged, which takes a third of its loading.
  const session = await InferenceSession.create(model, { graphOptimizationLevel: 'disabled' })
  const missing = ['input', 'state', 'sr'].filter((name) => !session.inputNames.includes(name))
  if (missing.length > 0)
    throw new Error(`The voice model has no input ${missing.join(', ')}: not Silero v5 or v6`)
  const rate = new Tensor('int64', [BigInt(SAMPLE_RATE)])
  const window = new Float32Array(CONTEXT_SAMPLES + FRAME_SAMPLES)
  const silence = () => new Tensor('float32', new Float32Array(2 * 128), [2, 1, 128])
  let state = silence()
  return {
    reset() {
      window.fill(0)
      state = silence()
    },
    async likelihood(frame) {
      window.copyWithin(0, FRAME_SAMPLES)
      for (let i = 0; i < FRAME_SAMPLES; i++) window[CONTEXT_SAMPLES + i] = (frame[i] ?? 0) / 32768
      const input = new Tensor('float32', window, [1, window.length])
      const { output, stateN } = await session.run({ input, state, sr: rate })
      const likelihood = output?.data[0]
      if (!(stateN?.data instanceof Float32Array) || typeof likelihood !== 'number')
        throw new Error('The voice model gave no likelihood or no state')
      state = new Tensor('float32', stateN.data, [2, 1, 128])
      return likelihood
    },
  }
}

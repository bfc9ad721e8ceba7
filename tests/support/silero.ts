import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { env } from 'onnxruntime-web/wasm'
import { FRAME_SAMPLES } from '../../src/speech/format.ts'
import { createSilero, type Silero } from '../../src/speech/silero.ts'
import { spokenPhrases, wavSamples, type RecordingFacts } from './recordings.ts'

const audio = new URL('../fixtures/audio/', import.meta.url)
const { resolve } = createRequire(import.meta.url)

/** The voice model itself, in Node. */
export function loadSilero(): Promise<Silero> {
  env.wasm.numThreads = 1
  env.wasm.wasmBinary = new Uint8Array(
    readFileSync(resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')),
  ).buffer
  return createSilero(new Uint8Array(readFileSync(resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx'))))
}

/** Samples of one of the recordings that the tests have. */
export const samplesOf = (name: string) => wavSamples(readFileSync(new URL(`${name}.wav`, audio)))

/** The phrases in it. */
export const spokenIn = (name: string) =>
  spokenPhrases(JSON.parse(readFileSync(new URL(`${name}.json`, audio), 'utf8')) as RecordingFacts)

export function* framesOf(samples: Int16Array): Generator<Int16Array> {
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) yield samples.subarray(at, at + FRAME_SAMPLES)
}

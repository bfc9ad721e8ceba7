import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { env } from 'onnxruntime-web/wasm'
import { createSilero } from './silero.ts'

/** `run` numbers the recordings; a new number begins with an empty memory. Messages are answered in order. */
export type ToVad = { run: number; frame: Int16Array<ArrayBuffer> } | { run: number; done: true }
export type FromVad =
  { run: number; likelihood: number } | { run: number; done: true } | { failed: string } | { ready: true }

async function load() {
  // One thread: a frame takes 0.3 ms, and threads would need cross-origin isolation.
  env.wasm.numThreads = 1
  env.wasm.wasmPaths = { wasm: wasmUrl }
  const response = await fetch(modelUrl)
  if (!response.ok) throw new Error(`${modelUrl} answered ${response.status}`)
  return createSilero(new Uint8Array(await response.arrayBuffer()))
}

const post = (message: FromVad) => self.postMessage(message, {})
const model = load()
let run = -1
let last: Promise<void> = model.then(() => post({ ready: true }))
last.catch(fail)

function fail(error: unknown): void {
  post({ failed: String(error) })
  self.close()
}

async function answer(message: ToVad): Promise<void> {
  if ('done' in message) return post({ run: message.run, done: true })
  const silero = await model
  if (message.run !== run) {
    run = message.run
    silero.reset()
  }
  post({ run, likelihood: await silero.likelihood(message.frame) })
}

self.addEventListener('message', ({ data }: MessageEvent<ToVad>) => {
  last = last.then(() => answer(data))
  last.catch(fail)
})

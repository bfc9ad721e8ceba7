import {
  env,
  LogLevel,
  pipeline,
  type AutomaticSpeechRecognitionOutput,
  type AutomaticSpeechRecognitionPipeline,
} from '@huggingface/transformers'
import ortUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { vouchForOwnScripts } from '../../platform/own-script.ts'
import { SAMPLE_RATE } from '../format.ts'
import type { FromEngine, ToEngine } from './protocol.ts'
import type { SaidLine } from './words.ts'
import { messageOf } from '../../platform/messageOf.ts'

export interface WhisperLoad {
  /** The model's name, under which it looks for its files. */
  model: string
}
type Message = ToEngine<WhisperLoad>

/** Loudness (0..1) that nothing of a take reaches which holds no speech: of silence, Whisper makes words. */
const silentPeak = 0.003
const mostThreads = 4

const post = (message: FromEngine) => self.postMessage(message, {})

let recognise: AutomaticSpeechRecognitionPipeline | undefined
let take = -1
let pieces: Int16Array[] = []

async function prepare({ load, files }: Extract<Message, { load: object }>): Promise<void> {
  vouchForOwnScripts()
  const given = new Map(files)
  const folder = `/models/${load.model}/`
  env.allowLocalModels = true
  env.allowRemoteModels = false
  env.localModelPath = '/models/'
  env.useBrowserCache = false
  env.useWasmCache = false
  env.logLevel = LogLevel.NONE
  // Nothing leaves the worker: it has only the files that it was given.
  env.fetch = async (url: string | URL) => {
    const path = decodeURI(String(url))
    const bytes = path.startsWith(folder) ? given.get(path.slice(folder.length)) : undefined
    if (!bytes) return new Response(null, { status: 404 })
    return new Response(bytes, { headers: { 'Content-Length': String(bytes.length) } })
  }
  const { wasm } = env.backends.onnx
  if (!wasm) throw new Error('there is no WebAssembly')
  wasm.wasmPaths = {
    mjs: new URL(ortUrl, self.location.href).href,
    wasm: new URL(wasmUrl, self.location.href).href,
  }
  wasm.numThreads = crossOriginIsolated ? Math.min(mostThreads, navigator.hardwareConcurrency || 1) : 1
  recognise = await pipeline('automatic-speech-recognition', load.model, { device: 'wasm', dtype: 'q8' })
  // The engine has its own copies by now.
  given.clear()
  post({ ready: true })
}

/** All samples of the take, -1..1. */
function heard(): Float32Array {
  const all = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) for (const sample of piece) all[at++] = sample / 32768
  return all
}

async function lines(): Promise<SaidLine[]> {
  if (!recognise) throw new Error('the engine is not loaded')
  const samples = heard()
  if (!samples.some((sample) => Math.abs(sample) > silentPeak)) return []
  const said = await recognise(samples, { return_timestamps: 'word', chunk_length_s: 30 })
  return [lineOf(said, (samples.length / SAMPLE_RATE) * 1000)]
}

function lineOf({ text, chunks = [] }: AutomaticSpeechRecognitionOutput, takeMs: number): SaidLine {
  return {
    text,
    words: chunks.map(({ text: word, timestamp: [start, end] }) => ({
      text: word,
      startMs: start * 1000,
      // The last word may have no end.
      endMs: end === null ? takeMs : end * 1000,
      confidence: null,
    })),
  }
}

async function answer(message: Exclude<Message, { load: object }>): Promise<void> {
  if (message.take !== take) {
    take = message.take
    pieces = []
  }
  if ('samples' in message) return void pieces.push(message.samples)
  if ('finish' in message) post({ take, lines: await lines(), finished: true })
  pieces = []
}

let last = Promise.resolve()
self.addEventListener('message', ({ data }: MessageEvent<Message>) => {
  const of = 'load' in data ? null : data.take
  last = last
    .then(() => ('load' in data ? prepare(data) : answer(data)))
    .catch((error: unknown) => post({ take: of, failed: messageOf(error) }))
})

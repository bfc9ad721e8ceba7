import { env } from 'onnxruntime-web/wasm'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { assess as assessByRules } from '../assess/assess.ts'
import files from '../assess/model/files/files.json'
import fullUrl from '../assess/model/files/full.bin?url'
import lightUrl from '../assess/model/files/light.bin?url'
import { createLightAssess, createTrained, type Trained } from '../assess/model/trained.ts'
import { steady } from '../assess/steady.ts'
import type { AnswerContext, AnswerText, Assess, Listening } from '../assess/types.ts'
import type { Assessment } from '../../questions/finding.ts'
import { loadWeights } from './weights.ts'

/** An answer to assess, or, without an id, one that goes on and is only read ahead. */
export interface ToAssess {
  id: number | null
  answer: AnswerText
  context: AnswerContext
}
export type FromAssess = { id: number; assessment: Assessment } | { listening: Listening }

const post = (message: FromAssess) => self.postMessage(message, {})
const light = { url: lightUrl, ...files.light }
const full = { url: fullUrl, ...files.full }

let assess: Assess = assessByRules
let trained: Trained | null = null
let listening: Listening = { form: 'rules', loadedBytes: 0, totalBytes: full.bytes, problem: null }
const tell = (change: Partial<Listening>) => {
  listening = { ...listening, ...change }
  post({ listening })
}

/** Rules work at once; what was trained takes over as it comes. What cannot be had is told, and done without. */
async function load(): Promise<void> {
  const lightBytes = await loadWeights(light)
  assess = steady(createLightAssess(lightBytes))
  tell({ form: 'light' })
  const fullBytes = await loadWeights(full, { onProgress: (loadedBytes) => tell({ loadedBytes }) })
  env.wasm.numThreads = 1
  env.wasm.wasmPaths = { wasm: wasmUrl }
  trained = await createTrained(lightBytes, fullBytes)
  assess = steady(trained.assess)
  tell({ form: 'full', loadedBytes: full.bytes })
}

async function handle({ id, answer, context }: ToAssess): Promise<void> {
  // What cannot be read is assessed by the light form all the same.
  await trained?.read(answer, context).catch(() => {})
  if (id !== null) post({ id, assessment: assess(answer, context) })
}

let last: Promise<void> = Promise.resolve()
self.addEventListener('message', ({ data }: MessageEvent<ToAssess>) => {
  last = last.then(() => handle(data))
})
load().catch((error: unknown) => tell({ problem: error instanceof Error ? error.message : String(error) }))

import { env } from 'onnxruntime-web/wasm'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { assess as assessByRules } from '../assess/assess.ts'
import { attentive, type Attentive } from '../assess/attentive.ts'
import files from '../assess/model/files/files.json'
import fullUrl from '../assess/model/files/full.bin?url'
import lightUrl from '../assess/model/files/light.bin?url'
import { createLightAssess, createTrained } from '../assess/model/trained.ts'
import type { AnswerContext, AnswerText, Listening } from '../assess/types.ts'
import { warmUps } from '../assess/warmup.ts'
import type { Assessment } from '../../questions/finding.ts'
import { createLine } from './line.ts'
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

let engine: Attentive = {
  prepare: () => Promise.resolve(),
  assess: (answer, context) => Promise.resolve(assessByRules(answer, context)),
}
let listening: Listening = { form: 'rules', loadedBytes: 0, totalBytes: full.bytes, problem: null }
const tell = (change: Partial<Listening>) => {
  listening = { ...listening, ...change }
  post({ listening })
}

const line = createLine()

/** Has a form take over from the one before as soon as it is up to speed. An answer that comes meanwhile goes first. */
async function takeOver(better: Attentive, change: Partial<Listening>): Promise<void> {
  for (const { answer, context } of warmUps) {
    await line.add(() => better.assess(answer, context))
    await new Promise((resolve) => setTimeout(resolve))
  }
  engine = better
  tell(change)
}

/** Rules work at once; what was trained takes over as it comes. What cannot be had is told, and done without. */
async function load(): Promise<void> {
  const lightBytes = await loadWeights(light)
  await takeOver(attentive(createLightAssess(lightBytes)), { form: 'light' })
  const fullBytes = await loadWeights(full, { onProgress: (loadedBytes) => tell({ loadedBytes }) })
  env.wasm.numThreads = 1
  env.wasm.wasmPaths = { wasm: wasmUrl }
  const trained = await createTrained(lightBytes, fullBytes)
  await takeOver(attentive(trained.assess, trained.read), { form: 'full', loadedBytes: full.bytes })
}

self.addEventListener('message', ({ data: { id, answer, context } }: MessageEvent<ToAssess>) => {
  if (id === null) line.addAhead(() => engine.prepare(answer, context))
  else void line.add(async () => post({ id, assessment: await engine.assess(answer, context) }))
})
load().catch((error: unknown) => tell({ problem: error instanceof Error ? error.message : String(error) }))

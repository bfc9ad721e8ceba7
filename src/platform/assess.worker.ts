import { env } from 'onnxruntime-web/wasm'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { assess as assessByRules } from '../assess/assess.ts'
import { attentive, type Attentive } from '../assess/attentive.ts'
import files from '../assess/model/files/files.json'
import fullUrl from '../assess/model/files/full.bin?url'
import lightUrl from '../assess/model/files/light.bin?url'
import { createLightAssess, createTrained } from '../assess/model/trained.ts'
import type { AnswerContext, AnswerText } from '../assess/types.ts'
import { warmUps } from '../assess/warmup.ts'
import type { Assessment } from '../../questions/finding.ts'
import { createLine } from './line.ts'
import { loadWeights } from './weights.ts'
import { messageOf } from './messageOf.ts'

/** An answer to assess, or, without an id, one that goes on and is only read ahead. */
export interface ToAssess {
  id: number | null
  answer: AnswerText
  context: AnswerContext
}
/** What was asked for, or how the loading goes. */
export type FromAssess =
  { id: number; assessment: Assessment } | { loadedBytes: number } | { problem: string } | { ready: true }
/** The worker's name says which form it is to load. */
export type FormName = 'light' | 'full'

const post = (message: FromAssess) => self.postMessage(message, {})
const light = { url: lightUrl, ...files.light }
const full = { url: fullUrl, ...files.full }

let engine: Attentive = {
  prepare: () => Promise.resolve(),
  assess: (answer, context) => Promise.resolve(assessByRules(answer, context)),
}
const line = createLine()

/** Has a form take over from the rules as soon as it is up to speed. An answer that comes meanwhile goes first. */
async function takeOver(better: Attentive): Promise<void> {
  for (const { answer, context } of warmUps) {
    await line.add(() => better.assess(answer, context))
    await new Promise((resolve) => setTimeout(resolve))
  }
  engine = better
  post({ ready: true })
}

async function load(form: FormName): Promise<void> {
  const lightBytes = await loadWeights(light)
  if (form === 'light') return takeOver(attentive(createLightAssess(lightBytes)))
  const fullBytes = await loadWeights(full, { onProgress: (loadedBytes) => post({ loadedBytes }) })
  env.wasm.numThreads = 1
  env.wasm.wasmPaths = { wasm: wasmUrl }
  const trained = await createTrained(lightBytes, fullBytes)
  await takeOver(attentive(trained.assess, trained.read))
}

self.addEventListener('message', ({ data: { id, answer, context } }: MessageEvent<ToAssess>) => {
  if (id === null) line.addAhead(() => engine.prepare(answer, context))
  else void line.add(async () => post({ id, assessment: await engine.assess(answer, context) }))
})
load(self.name as FormName).catch((error: unknown) => post({ problem: messageOf(error) }))

import wasmUrl from '@moonshine-ai/moonshine-wasm/moonshine.wasm?url'
import moduleUrl from 'virtual:moonshine-module'
import { ownScript } from '../../platform/own-script.ts'
import { RecognitionError, type Recogniser } from '../recogniser.ts'
import type { MoonshineLoad } from './moonshine.worker.ts'
import workerUrl from './moonshine.worker.ts?worker&url'
import type { EngineFiles } from './protocol.ts'
import { openWorkerRecogniser } from './workerRecogniser.ts'

/** Sizes of the models, as the engine numbers them. */
const arch = { 'tiny-streaming': 2, 'small-streaming': 4 } as const

/**
 * Moonshine in a worker: text comes while the person speaks, with times of words. Without cross-origin isolation it
 * would hang in loading, so there it is not tried.
 * @throws RecognitionError
 */
export async function openMoonshine(
  engine: string,
  { size, files, options }: { size: keyof typeof arch; files: EngineFiles; options?: Record<string, string> },
): Promise<Recogniser> {
  if (!globalThis.crossOriginIsolated)
    throw new RecognitionError('unsupported', 'Moonshine needs a page that is isolated from other origins')
  return openWorkerRecogniser<MoonshineLoad>({
    engine,
    // Nobody says that it keeps "um" and "uh": what is counted is a lower bound.
    fillers: 'dropped',
    streams: true,
    makeWorker: () => new Worker(ownScript(workerUrl), { type: 'module', name: 'moonshine' }),
    // With the decoder that also tells where it looked, the plain one is not needed: it is the same but for that.
    load: { moduleUrl, wasmUrl, arch: arch[size], options: { word_timestamps: 'true', ...options } },
    files: files.map(([name, bytes]) => [
      name === 'decoder_kv_with_attention.ort' ? 'decoder_kv.ort' : name,
      bytes,
    ]),
  })
}

import { bytesOf, speechModels, type SpeechModel } from '../../src/speech/models/catalogue.ts'
import { crc32cOf } from '../../src/speech/models/crc32c.ts'
import type { Recogniser, Transcript } from '../../src/speech/recogniser.ts'
import {
  createSpeechModels,
  type SpeechModels,
  type SpeechModelsParts,
} from '../../src/speech/speechModels.ts'

/** A small stand-in for a model of the catalogue, and its files. */
export async function standInModel(id: string) {
  const like = speechModels.find((model) => model.id === id)
  if (!like) throw new Error(`the catalogue has no ${id}`)
  const bytes = Uint8Array.from({ length: 2_500_000 }, (_, i) => (i * 7 + (i >> 9)) % 251)
  const model: SpeechModel = {
    ...like,
    files: [{ name: 'weights.ort', bytes: bytes.length, crc32c: await crc32cOf(bytes) }],
  }
  return { model, bytes, megabytes: String(Math.round(bytesOf(model) / 1e6)) }
}

/** A host that sends what the test lets it send, and remembers what it was asked for. */
export function handHost(policy: string | null = null) {
  const asked: string[] = []
  let send: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | null = null
  return {
    asked,
    fetch: async (url: string, { signal, headers }: RequestInit) => {
      if (url === '/')
        return new Response(null, { headers: policy ? { 'Content-Security-Policy': policy } : {} })
      if (url.startsWith('/')) return Response.json({ version: 1, models: {} })
      const range = new Headers(headers).get('Range')
      asked.push(range ? `${url} ${range}` : url)
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
        start(controller) {
          send = controller
          signal?.addEventListener('abort', () => controller.error(signal.reason))
        },
      })
      return new Response(body, { status: range ? 206 : 200 })
    },
    send: (bytes: Uint8Array<ArrayBuffer>) => send?.enqueue(bytes),
    end: () => send?.close(),
    breakOff: () => send?.error(new TypeError('network error')),
  }
}

/** A recogniser that hears what the test says. */
export function handRecogniser() {
  let tell: (text: string) => void = () => {}
  const state = { pushed: 0, closed: 0, text: '' }
  const recogniser: Recogniser = {
    engine: 'stand-in',
    streams: true,
    begin({ partial }) {
      tell = partial
      return {
        push: (samples) => void (state.pushed += samples.length),
        finish: async (): Promise<Transcript> => ({
          text: state.text,
          heard: { engine: 'stand-in', fillers: 'dropped', times: 'none', confidence: null, words: [] },
        }),
        cancel: () => {},
      }
    },
    close: () => void state.closed++,
  }
  return { recogniser, state, hear: (text: string) => tell(text) }
}

/** The recognisers of a capable device that has none yet. Files are really kept. */
export function openModels(given: Partial<SpeechModelsParts>): SpeechModels {
  return createSpeechModels({
    models: speechModels,
    fetch: handHost().fetch,
    caches: 'caches' in globalThis ? caches : null,
    device: async () => ({ isolated: true, simd: true, memoryGb: null, keeps: true, browser: 'none' }),
    claim: async () => () => {},
    freeBytes: async () => null,
    persist: async () => true,
    engine: () => Promise.reject(new Error('no engine in this test')),
    browserEngine: () => Promise.reject(new Error('no engine in this test')),
    ...given,
  })
}

import type { WordTime } from '../../machines/heard.ts'
import { openModel } from '../../src/speech/align/model.ts'
import { decodeClosed } from './closedSet.ts'

export interface ToClosed {
  id: number
  sentences: readonly string[]
  samples: Int16Array<ArrayBuffer>
}
export type FromClosed = { id: number; text: string; words: WordTime[] } | { id: number; failed: string }

const post = (message: FromClosed) => self.postMessage(message, {})
const model = openModel()

self.addEventListener('message', ({ data: { id, sentences, samples } }: MessageEvent<ToClosed>) => {
  model
    .then((decoder) => post({ id, ...decodeClosed(decoder, sentences, samples) }))
    .catch((error: unknown) => post({ id, failed: String(error) }))
})

import { ownScript } from '../../src/platform/own-script.ts'
import { RecognitionError, type Recogniser, type Transcript } from '../../src/speech/recogniser.ts'
import type { FromClosed, ToClosed } from './closed.worker.ts'
import workerUrl from './closed.worker.ts?worker&url'

/** Recognises, by soundswallower in a worker, which sentences of a closed set are said. */
export function createClosedRecogniser(sentences: readonly string[]): Recogniser {
  const worker = new Worker(ownScript(workerUrl), { type: 'module' })
  let takes = 0

  const decode = (samples: Int16Array<ArrayBuffer>) =>
    new Promise<Transcript>((resolve, reject) => {
      const id = takes++
      worker.addEventListener('error', ({ message }) => reject(new RecognitionError('unloaded', message)))
      worker.addEventListener('message', ({ data }: MessageEvent<FromClosed>) => {
        if (data.id !== id) return
        if ('failed' in data) return reject(new RecognitionError('failed', data.failed))
        const { text, words } = data
        const heard = { engine: 'closed-set', fillers: 'kept', times: 'native', confidence: null } as const
        resolve({ text, heard: { ...heard, words } })
      })
      const message: ToClosed = { id, sentences, samples }
      worker.postMessage(message)
    })

  return {
    engine: 'closed-set',
    streams: false,
    begin() {
      const pieces: Int16Array[] = []
      return {
        push: (samples) => pieces.push(samples.slice()),
        finish() {
          const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0))
          let at = 0
          for (const piece of pieces) {
            all.set(piece, at)
            at += piece.length
          }
          return decode(all)
        },
        cancel() {},
      }
    },
    close: () => worker.terminate(),
  }
}

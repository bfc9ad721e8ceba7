import type { WordTime } from '../../../machines/heard.ts'
import { ownScript } from '../../platform/own-script.ts'
import { RecognitionError, type Aligner } from '../recogniser.ts'
import type { FromAlign, ToAlign } from './align.worker.ts'
import workerUrl from './align.worker.ts?worker&url'

/**
 * Finds words in recordings, in a worker of its own that loads 10 MB from the app's own origin with the first of
 * them. What is asked is answered in order.
 */
export function createAligner(
  makeWorker = () => new Worker(ownScript(workerUrl), { type: 'module', name: 'align' }),
): Aligner {
  const waiting = new Map<number, { give(words: WordTime[]): void; fail(error: RecognitionError): void }>()
  let worker: Worker | null = null
  let broken: RecognitionError | null = null
  let next = 0

  function end(error: RecognitionError): void {
    broken ??= error
    worker?.terminate()
    for (const { fail } of waiting.values()) fail(broken)
    waiting.clear()
  }

  function start(): Worker {
    const started = makeWorker()
    started.addEventListener('error', ({ message }) =>
      end(new RecognitionError('unloaded', message || 'The worker that finds words did not load')),
    )
    started.addEventListener('message', ({ data }: MessageEvent<FromAlign>) => {
      if ('unloaded' in data) return end(new RecognitionError('unloaded', data.unloaded))
      const asked = waiting.get(data.id)
      waiting.delete(data.id)
      if ('words' in data) asked?.give(data.words)
      else asked?.fail(new RecognitionError('failed', data.failed))
    })
    return started
  }

  return {
    align(text, samples, phrases) {
      if (broken) return Promise.reject(broken)
      const id = next++
      return new Promise((give, fail) => {
        waiting.set(id, { give, fail })
        const message: ToAlign = { id, text, samples, phrases }
        worker ??= start()
        worker.postMessage(message)
      })
    },
    close: () => end(new RecognitionError('failed', 'Finding words was stopped')),
  }
}

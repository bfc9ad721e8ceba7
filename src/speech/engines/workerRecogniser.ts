import type { Heard } from '../../../machines/heard.ts'
import { SAMPLE_RATE } from '../format.ts'
import { RecognitionError, type Recogniser, type Transcript } from '../recogniser.ts'
import type { EngineFiles, FromEngine, ToEngine } from './protocol.ts'
import { transcriptOf } from './words.ts'

export interface EngineParts<Load> {
  /** As it is recorded with the answers. */
  engine: string
  fillers: Heard['fillers']
  streams: boolean
  makeWorker: () => Worker
  load: Load
  /** Given away to the worker. */
  files: EngineFiles
  /** Ms that the engine may take to load. */
  loadMs?: number
  /** Ms that it may take to finish a take of so many ms. */
  finishMs?: (takeMs: number) => number
}

interface Take {
  samples: number
  partial(text: string): void
  /** Settles the take's transcript, if it was asked for. */
  settle(result: Transcript | RecognitionError): void
}

/**
 * An engine that runs in a worker of its own. Resolves once it is loaded.
 * @throws RecognitionError
 */
export async function openWorkerRecogniser<Load>(parts: EngineParts<Load>): Promise<Recogniser> {
  const { engine, fillers, makeWorker, load, files } = parts
  const finishMs = parts.finishMs ?? ((takeMs: number) => 20_000 + 2 * takeMs)
  const worker = makeWorker()
  const takes = new Map<number, Take>()
  let next = 0
  let broken: RecognitionError | null = null
  const post = (message: ToEngine<Load>, given: Transferable[] = []) => worker.postMessage(message, given)

  const ready = later<void>()
  const timer = setTimeout(
    () => breakDown(new RecognitionError('unloaded', `${engine} did not load in time`)),
    parts.loadMs ?? 120_000,
  )

  function breakDown(why: RecognitionError): void {
    if (broken) return
    broken = why
    worker.terminate()
    ready.reject(why)
    for (const take of takes.values()) take.settle(why)
    takes.clear()
  }

  function said({ lines, finished, take: number }: Extract<FromEngine, { lines: unknown }>): void {
    const take = takes.get(number)
    if (!take) return
    const transcript = transcriptOf(lines, (take.samples / SAMPLE_RATE) * 1000, { engine, fillers })
    if (!finished) return take.partial(transcript.text)
    takes.delete(number)
    take.settle(transcript)
  }

  worker.addEventListener('message', ({ data }: MessageEvent<FromEngine>) => {
    if ('ready' in data) return ready.resolve()
    if ('lines' in data) return said(data)
    if (data.take === null) return breakDown(new RecognitionError('unloaded', `${engine}: ${data.failed}`))
    takes.get(data.take)?.settle(new RecognitionError('failed', `${engine}: ${data.failed}`))
    takes.delete(data.take)
  })
  worker.addEventListener('error', ({ message }) =>
    breakDown(new RecognitionError('failed', `${engine}: ${message || 'its worker did not start'}`)),
  )
  post(
    { load, files },
    files.map(([, bytes]) => bytes.buffer),
  )
  await ready.promise.finally(() => clearTimeout(timer))

  return {
    engine,
    streams: parts.streams,
    begin({ partial }) {
      for (const number of takes.keys()) cancel(number)
      const number = next++
      const { promise, resolve, reject } = later<Transcript>()
      // Who cancels has not asked for it.
      promise.catch(() => {})
      const take: Take = {
        samples: 0,
        partial,
        settle: (result) => (result instanceof RecognitionError ? reject(result) : resolve(result)),
      }
      if (broken) take.settle(broken)
      else takes.set(number, take)
      return {
        push(samples) {
          if (!takes.has(number)) return
          take.samples += samples.length
          post({ take: number, samples })
        },
        async finish() {
          if (!takes.has(number)) return promise
          post({ take: number, finish: true })
          const takeMs = (take.samples / SAMPLE_RATE) * 1000
          const late = setTimeout(
            () =>
              breakDown(
                new RecognitionError('failed', `${engine} took too long over ${takeMs} ms of speech`),
              ),
            finishMs(takeMs),
          )
          return promise.finally(() => clearTimeout(late))
        },
        cancel: () => cancel(number),
      }
    },
    close: () => breakDown(new RecognitionError('failed', `${engine} was closed`)),
  }

  function cancel(number: number): void {
    const take = takes.get(number)
    if (!take) return
    takes.delete(number)
    post({ take: number, cancel: true })
    take.settle(new RecognitionError('failed', 'The recognition was cancelled'))
  }
}

/** A promise that is settled from outside. */
function later<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<T>((...both) => ([resolve, reject] = both))
  return { promise, resolve, reject }
}

import { ownScript } from '../platform/own-script.ts'
import type { Catalogue, CheckOptions } from './check.ts'
import type { FromCheck } from './check.worker.ts'
import workerUrl from './check.worker.ts?worker&url'
import { ArchiveError } from './errors.ts'

/** Ms after which a check is ended: far more than an archive of that size takes. */
const patienceMs = (bytes: number) => 20_000 + bytes / 4_000

/** Checks an archive in a worker, which is ended when it takes too long, fails or is cancelled. */
export function checkInWorker(file: Blob, { signal, onProgress }: CheckOptions = {}): Promise<Catalogue> {
  const worker = new Worker(ownScript(workerUrl), { type: 'module' })
  let timer: ReturnType<typeof setTimeout> | undefined
  const checked = new Promise<Catalogue>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    timer = setTimeout(
      () => reject(new ArchiveError('unsafe', 'reading it took far too long')),
      patienceMs(file.size),
    )
    worker.addEventListener('message', ({ data }: MessageEvent<FromCheck>) => {
      if ('catalogue' in data) resolve(data.catalogue)
      else if ('problem' in data) reject(new ArchiveError(data.problem, data.message))
      else onProgress?.(data.doneBytes, data.ofBytes)
    })
    worker.addEventListener('error', (event) =>
      reject(new ArchiveError('damaged', event.message || 'what reads it did not start')),
    )
    worker.postMessage(file)
  })
  return checked.finally(() => {
    clearTimeout(timer)
    worker.terminate()
  })
}

import type { Measured } from '../debrief/measured.ts'
import { ownScript } from '../platform/own-script.ts'
import type { Log } from '../session/log.ts'
import type { FromMaker, ToMaker } from './measured.worker.ts'
import workerUrl from './measured.worker.ts?worker&url'

/** Makes the rows of a session's log. Rejects where that cannot be done. */
export interface Maker {
  make(log: Log): Promise<Measured[]>
}

/** In a worker, which starts with the first log: a long one would keep keys from showing. The same for the whole visit. */
export function workerMaker(): Maker {
  const waiting = new Map<number, { resolve: (rows: Measured[]) => void; reject: (error: Error) => void }>()
  let worker: Worker | null = null
  let broken: Error | null = null
  let next = 0

  function start(): Worker {
    const started = new Worker(ownScript(workerUrl), { type: 'module' })
    started.addEventListener('message', ({ data }: MessageEvent<FromMaker>) => {
      const { resolve, reject } = waiting.get(data.id) ?? {}
      waiting.delete(data.id)
      if ('rows' in data) resolve?.(data.rows)
      else reject?.(new Error(data.problem))
    })
    started.addEventListener('error', (event) => {
      broken = new Error(event.message || 'the worker that measures answers did not start')
      for (const { reject } of waiting.values()) reject(broken)
      waiting.clear()
    })
    return started
  }

  return {
    make(log) {
      if (broken) return Promise.reject(broken)
      worker ??= start()
      const message: ToMaker = { id: next++, log }
      const made = new Promise<Measured[]>((resolve, reject) => waiting.set(message.id, { resolve, reject }))
      worker.postMessage(message)
      return made
    },
  }
}

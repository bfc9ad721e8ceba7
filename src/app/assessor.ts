import type { AssessRequest } from '../assess/assess.worker.ts'
import type { Assessor } from '../assess/types.ts'
import type { Assessment } from '../../questions/finding.ts'

interface Waiting {
  resolve: (assessment: Assessment) => void
  reject: (error: Error) => void
}

/** Assesses in a worker of its own, so that long answers hold nothing up. Rejects what is asked when the worker fails. */
export function createWorkerAssessor(): Assessor {
  const worker = new Worker(new URL('../assess/assess.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let closed = false

  const fail = (reason: string) => {
    const error = new Error(`assessing failed: ${reason}`)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; assessment: Assessment }>) => {
    waiting.get(data.id)?.resolve(data.assessment)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', ({ message }) => fail(message || 'the worker could not be started'))

  return {
    assess: (answer, context) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('assessing failed: the assessor is closed'))
        asked += 1
        waiting.set(asked, { resolve, reject })
        worker.postMessage({ id: asked, answer, context } satisfies AssessRequest)
      }),
    close() {
      closed = true
      worker.terminate()
      fail('the assessor was closed')
    },
  }
}

import type { Assessment } from '../../questions/finding.ts'
import type { AnswerContext, AnswerText, Assessor, Listening } from '../assess/types.ts'
import type { FromAssess, ToAssess } from './assess.worker.ts'
import workerUrl from './assess.worker.ts?worker&url'
import { ownScript } from './own-script.ts'

/** Ms after which an answer counts as one that could not be judged: the interview never waits for longer. */
const patienceMs = 5_000

const unjudged = (why: string): Assessment => ({ engine: 'none', abstained: why, findings: [], covered: [] })

/** Assesses in a worker of its own, so that the screen never stutters. Never rejects: what fails is left unjudged, with the reason. */
export function createAssessor(): Assessor {
  const worker = new Worker(ownScript(workerUrl), { type: 'module' })
  const waiting = new Map<number, (assessment: Assessment) => void>()
  const listeners = new Set<() => void>()
  let listening: Listening = { form: 'rules', loadedBytes: 0, totalBytes: 0, problem: null }
  let next = 0
  let broken: string | null = null

  worker.addEventListener('message', ({ data }: MessageEvent<FromAssess>) => {
    if ('id' in data) waiting.get(data.id)?.(data.assessment)
    else tell(data.listening)
  })
  worker.addEventListener('error', (event) => {
    broken = `The assessment failed: ${event.message || 'its worker did not start'}.`
    for (const give of waiting.values()) give(unjudged(broken))
    tell({ ...listening, problem: broken })
  })
  const tell = (now: Listening) => {
    listening = now
    for (const listener of listeners) listener()
  }
  const send = (message: ToAssess) => worker.postMessage(message)

  return {
    assess(answer: AnswerText, context: AnswerContext) {
      if (broken) return Promise.resolve(unjudged(broken))
      const id = next++
      return new Promise<Assessment>((resolve) => {
        const timer = setTimeout(() => give(unjudged('The assessment took too long.')), patienceMs)
        const give = (assessment: Assessment) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(assessment)
        }
        waiting.set(id, give)
        send({ id, answer, context })
      })
    },
    prepare: (answer, context) => send({ id: null, answer, context }),
    listening: {
      state: () => listening,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    close() {
      worker.terminate()
      listeners.clear()
      for (const give of waiting.values()) give(unjudged('The assessment was stopped.'))
    },
  }
}

import type { Assessment } from '../../questions/finding.ts'
import type { AnswerContext, AnswerText } from '../assess/types.ts'
import type { FormName, FromAssess, ToAssess } from './assess.worker.ts'
import workerUrl from './assess.worker.ts?worker&url'
import { ownScript } from './own-script.ts'

/** Ms after which an answer counts as one that could not be judged: the interview never waits for longer. */
const patienceMs = 5_000

const unjudged = (why: string): Assessment => ({ engine: 'none', abstained: why, findings: [], covered: [] })

/** One form of the listening at work in a worker. */
export interface AssessForm {
  /** Never rejects: what fails is left unjudged, with the reason. */
  assess(answer: AnswerText, context: AnswerContext): Promise<Assessment>
  prepare(answer: AnswerText, context: AnswerContext): void
  /** Ends it once what it was asked is answered. */
  retire(): void
  close(): void
}

/** What a form tells of itself while it is being loaded. */
export interface FormNews {
  ready(): void
  loaded(bytes: number): void
  failed(problem: string): void
}

/** Starts a worker that loads a form. Until it is ready it assesses by the rules alone. */
export function startForm(name: FormName, news: FormNews): AssessForm {
  const worker = new Worker(ownScript(workerUrl), { type: 'module', name })
  const waiting = new Map<number, (assessment: Assessment) => void>()
  let next = 0
  let broken: string | null = null
  let retired = false

  worker.addEventListener('message', ({ data }: MessageEvent<FromAssess>) => {
    if ('id' in data) waiting.get(data.id)?.(data.assessment)
    else if ('loadedBytes' in data) news.loaded(data.loadedBytes)
    else if ('problem' in data) news.failed(data.problem)
    else news.ready()
  })
  worker.addEventListener('error', (event) => {
    broken = `The assessment failed: ${event.message || 'its worker did not start'}.`
    giveUp(broken)
    news.failed(broken)
  })
  const send = (message: ToAssess) => worker.postMessage(message)
  const giveUp = (why: string) => {
    for (const give of waiting.values()) give(unjudged(why))
  }
  const endIfIdle = () => {
    if (retired && waiting.size === 0) worker.terminate()
  }

  return {
    assess(answer, context) {
      if (broken) return Promise.resolve(unjudged(broken))
      const id = next++
      return new Promise<Assessment>((resolve) => {
        const timer = setTimeout(() => give(unjudged('The assessment took too long.')), patienceMs)
        const give = (assessment: Assessment) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(assessment)
          endIfIdle()
        }
        waiting.set(id, give)
        send({ id, answer, context })
      })
    },
    prepare: (answer, context) => send({ id: null, answer, context }),
    retire() {
      retired = true
      endIfIdle()
    },
    close() {
      worker.terminate()
      giveUp('The assessment was stopped.')
    },
  }
}

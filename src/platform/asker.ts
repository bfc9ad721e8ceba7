import { messageOf } from './messageOf.ts'

interface Asked<Question> {
  id: number
  question: Question
}
type Answered<Answer> = { id: number; answer: Answer } | { id: number; failure: string }

/** Asks a worker, which answers by `answering`. */
export interface Asker<Question, Answer> {
  /** Rejects with what the worker says went wrong, and where it did not start or was ended. */
  ask(question: Question): Promise<Answer>
  /** Ends the worker; what it was asked is rejected with these words, and so is all that comes after. */
  close(why: string): void
}

/** The worker is the asker's from now on; `name` is what it is for, in words: "the worker that packs". */
export function createAsker<Question, Answer>(worker: Worker, name: string): Asker<Question, Answer> {
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>()
  let next = 0
  let broken: Error | null = null
  const fail = (why: string) => {
    broken ??= new Error(why)
    for (const { reject } of waiting.values()) reject(broken)
    waiting.clear()
  }
  worker.addEventListener('message', ({ data }: MessageEvent<Answered<Answer>>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('answer' in data) asked?.resolve(data.answer)
    else asked?.reject(new Error(data.failure))
  })
  worker.addEventListener('error', ({ message }) => fail(message || `${name} did not start`))
  return {
    ask(question) {
      if (broken) return Promise.reject(broken)
      const message: Asked<Question> = { id: next++, question }
      return new Promise((resolve, reject) => {
        waiting.set(message.id, { resolve, reject })
        worker.postMessage(message)
      })
    },
    close(why) {
      worker.terminate()
      fail(why)
    },
  }
}

/** In the worker: answers each question as it comes. `transfer` names what of an answer is moved and not copied. */
export function answering(
  answer: (question: never) => unknown,
  transfer: (answer: never) => Transferable[] = () => [],
): void {
  self.addEventListener('message', async ({ data: { id, question } }: MessageEvent<Asked<never>>) => {
    try {
      const given = await answer(question)
      self.postMessage({ id, answer: given } satisfies Answered<unknown>, {
        transfer: transfer(given as never),
      })
    } catch (error) {
      self.postMessage({ id, failure: messageOf(error) } satisfies Answered<unknown>, {})
    }
  })
}

import type { Heard } from '../../machines/heard.ts'
import { RecognitionError, type Recogniser, type RecognitionProblem } from '../../src/speech/recogniser.ts'

/** A recogniser that understands what it is told to. */
export function handRecogniser() {
  const takes: { samples: number; cancelled: boolean; finished: boolean }[] = []
  let running: {
    partial: (text: string) => void
    settle: (give: () => { text: string; heard: Heard }) => void
  } | null = null
  const heard: Heard = { engine: 'hand', fillers: 'kept', times: 'none', confidence: 0.9, words: [] }
  const recogniser: Recogniser = {
    engine: 'hand',
    streams: true,
    begin({ partial }) {
      const take = { samples: 0, cancelled: false, finished: false }
      takes.push(take)
      const given = new Promise<() => { text: string; heard: Heard }>((settle) => {
        running = { partial, settle }
      })
      return {
        push: (samples) => (take.samples += samples.length),
        async finish() {
          take.finished = true
          return (await given)()
        },
        cancel: () => (take.cancelled = true),
      }
    },
    close() {},
  }
  return {
    recogniser,
    takes,
    heard,
    /** It has come so far with the running take. */
    partial: (text: string) => running?.partial(text),
    /** All of the take that was begun last. */
    give: (text: string) => running?.settle(() => ({ text, heard })),
    fail: (problem: RecognitionProblem) =>
      running?.settle(() => {
        throw new RecognitionError(problem, 'it does not work')
      }),
  }
}

import { interviewClaim } from '../platform/claim.ts'
import { answersOf, shown, wordTimes, type Answer } from '../session/answers.ts'
import type { SessionStore } from '../session/store.ts'
import { RecognitionError, type Aligner } from '../speech/recogniser.ts'
import { amend, type AmendPorts } from './amend.ts'
import { recordingOf } from './recording.ts'

export interface AlignmentPorts extends AmendPorts {
  store: Pick<SessionStore, 'load' | 'append' | 'loadTake' | 'watch'>
  isClaimed(name: string): Promise<boolean>
  openAligner(): Promise<Aligner>
}

/** Whether the answer has a recording and words, and nobody has looked yet when they were said. */
const lacksTimes = (answer: Answer): boolean =>
  answer.take !== null &&
  answer.aligned === null &&
  (shown(answer).text ?? '').trim() !== '' &&
  wordTimes(answer).length === 0

/**
 * Finds when the words of a session's answers were said, where that is not known: at once, and whenever the session
 * changed. What it finds is added to the session, once for each text, also where the text does not fit; what cannot be
 * read or searched is left for the next visit. Returns what ends it.
 */
export function keepAligned(session: string, ports: AlignmentPorts): () => void {
  const { store } = ports
  /** What was tried in vain on this visit: places and texts. */
  const tried = new Set<string>()
  let stopped = false
  let running = false
  let again = false

  async function next(): Promise<Answer | null> {
    if (stopped || (await ports.isClaimed(interviewClaim))) return null
    const log = (await store.load(session))?.log
    const answers = log ? answersOf(log) : []
    return answers.find((answer) => lacksTimes(answer) && !tried.has(keyOf(answer))) ?? null
  }

  async function run(): Promise<void> {
    let aligner: Aligner | null = null
    try {
      for (let answer = await next(); answer; answer = await next()) {
        tried.add(keyOf(answer))
        const samples = await recordingOf(answer, store).catch(() => null)
        if (!samples) continue
        aligner ??= await ports.openAligner()
        await align(answer, samples, aligner).catch((error: unknown) => {
          if (error instanceof RecognitionError && error.problem === 'unloaded') throw error
        })
      }
    } finally {
      aligner?.close()
    }
  }

  async function align(answer: Answer, samples: Int16Array<ArrayBuffer>, aligner: Aligner): Promise<void> {
    const text = shown(answer).text ?? ''
    const phrases = answer.phrases.length > 0 ? answer.phrases : undefined
    const words = await aligner.align(text, samples, phrases)
    if (stopped) return
    const when = new Date().toISOString()
    await amend(
      session,
      (_, now) => {
        const still = now[answer.index]
        if (!still || !lacksTimes(still) || shown(still).text !== text) return null
        return { type: 'words.aligned', when, answer: answer.index, words }
      },
      ports,
    )
  }

  const look = () => {
    again = true
    if (running || stopped) return
    running = true
    again = false
    void run()
      .catch((error: unknown) => {
        // Without the model there is nothing to be had on this visit.
        if (error instanceof RecognitionError && error.problem === 'unloaded') stopped = true
      })
      .finally(() => {
        running = false
        if (again) look()
      })
  }
  look()
  const unwatch = store.watch(look)
  return () => {
    stopped = true
    unwatch()
  }
}

const keyOf = (answer: Answer) => `${answer.index} ${shown(answer).text}`

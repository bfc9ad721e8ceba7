import type { WordTime } from '../../machines/heard.ts'
import { interviewClaim } from '../platform/claim.ts'
import { answersOf, shown, wordTimes, type Answer } from '../session/answers.ts'
import type { Log, ReviewEvent } from '../session/log.ts'
import type { SessionStore } from '../session/store.ts'
import type { Clock } from '../speech/ports.ts'
import { RecognitionError, type Aligner } from '../speech/recogniser.ts'
import { amend, type AmendPorts } from './amend.ts'
import { recordingOf } from './recording.ts'

export interface AlignmentPorts extends AmendPorts {
  store: Pick<SessionStore, 'load' | 'append' | 'loadTake' | 'watch'>
  clock: Pick<Clock, 'now'>
  isClaimed(name: string): Promise<boolean>
  /** Settles when the page has time for the next answer; without it, at once. */
  rest?: () => Promise<void>
  openAligner(): Promise<Aligner>
}

/** Whether the answer has a recording and words, and nobody has looked yet when they were said. */
const lacksTimes = (answer: Answer): boolean =>
  answer.take !== null &&
  answer.aligned === null &&
  (shown(answer).text ?? '').trim() !== '' &&
  wordTimes(answer).length === 0

/** Ms of finding after which what was found is added: each time, all that shows the session reads it anew. */
const addEveryMs = 4_000

/**
 * Finds when the words of a session's answers were said, where that is not known: at once, and whenever the session
 * changed. What it finds is added to the session, once for each text, also where the text does not fit; what cannot be
 * read or searched is left for the next visit. Returns what ends it.
 */
export function keepAligned(session: string, ports: AlignmentPorts): () => void {
  const { store, clock, rest = () => Promise.resolve() } = ports
  /** What was tried in vain on this visit: places and texts. */
  const tried = new Set<string>()
  let stopped = false
  let running = false
  let again = false

  async function run(): Promise<void> {
    const log = (await store.load(session))?.log
    const answers = log ? answersOf(log).filter((each) => lacksTimes(each) && !tried.has(keyOf(each))) : []
    let known = log ?? null
    let found: Found[] = []
    let addedAt = clock.now()
    const add = async () => {
      const words = found
      found = []
      addedAt = clock.now()
      if (words.length > 0) known = await amend(session, (now) => eventsOf(words, now), ports, known)
    }
    let aligner: Aligner | null = null
    try {
      for (const answer of answers) {
        await rest()
        if (stopped || (await ports.isClaimed(interviewClaim))) break
        tried.add(keyOf(answer))
        const samples = await recordingOf(answer, store).catch(() => null)
        if (!samples) continue
        aligner ??= await ports.openAligner()
        const text = shown(answer).text ?? ''
        const phrases = answer.phrases.length > 0 ? answer.phrases : undefined
        try {
          found.push({ answer: answer.index, text, words: await aligner.align(text, samples, phrases) })
        } catch (error) {
          if (error instanceof RecognitionError && error.problem === 'unloaded') throw error
        }
        if (clock.now() - addedAt >= addEveryMs) await add()
      }
    } finally {
      aligner?.close()
      if (!stopped) await add()
    }
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

interface Found {
  answer: number
  text: string
  words: WordTime[]
}

/** What is to be added of what was found: only where it is still of the text that is shown. */
function eventsOf(found: readonly Found[], log: Log): ReviewEvent[] {
  const when = new Date().toISOString()
  const answers = answersOf(log)
  return found.flatMap(({ answer, text, words }) => {
    const still = answers[answer]
    if (!still || !lacksTimes(still) || shown(still).text !== text) return []
    return [{ type: 'words.aligned' as const, when, answer, words }]
  })
}

const keyOf = (answer: Answer) => `${answer.index} ${shown(answer).text}`

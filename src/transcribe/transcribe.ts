import type { Heard } from '../../machines/heard.ts'
import type { Assessor } from '../assess/types.ts'
import { answersOf, waits, type Answer } from '../session/answers.ts'
import { contextOf } from '../session/context.ts'
import type { Log } from '../session/log.ts'
import type { SessionStore } from '../session/store.ts'
import { CHUNK_SAMPLES } from '../speech/format.ts'
import type { Aligner, Recogniser, Transcript } from '../speech/recogniser.ts'
import { amend, type AmendPorts } from './amend.ts'
import { recordingOf } from './recording.ts'

export interface TranscribePorts extends AmendPorts {
  store: Pick<SessionStore, 'load' | 'append' | 'loadTake'>
  recogniser: Recogniser
  assessor: Assessor
  /** Opened when it is needed; the caller closes it. */
  aligner(): Promise<Aligner>
}

/** Places of the answers that wait for their words, in order. */
export const waitingIn = (log: Log): number[] =>
  answersOf(log).flatMap((answer) => (waits(answer) ? [answer.index] : []))

/**
 * Has the words of one answer recognised, timed and assessed, and adds them to its session. Does nothing where the
 * answer has words by now. Rejects, with nothing added, where any of it fails or the signal says so; an answer whose
 * words could not be timed is added without times.
 */
export async function transcribe(
  { session, answer: place }: { session: string; answer: number },
  { recogniser, assessor, aligner, ...ports }: TranscribePorts,
  signal: AbortSignal,
): Promise<void> {
  const log = (await ports.store.load(session))?.log
  if (!log) return
  const answers = answersOf(log)
  const answer = answers[place]
  if (!answer || !waits(answer)) return
  const samples = await recordingOf(answer, ports.store)
  if (!samples) throw new Error('Its recording is not there.')
  const { text, heard } = await recognised(samples, recogniser, signal)
  const timed = await timesFor(text, heard, { samples, answer, aligner })
  signal.throwIfAborted()
  const assessment = await assessor.assess(
    { text, seconds: answer.seconds ?? samples.length / 16_000, confidence: heard.confidence ?? undefined },
    contextOf(log, answers, place),
  )
  signal.throwIfAborted()
  const when = new Date().toISOString()
  await amend(
    session,
    (now) => {
      const still = answersOf(now)[place]
      if (!still || !waits(still)) return []
      return [{ type: 'assessment.revised', when, answer: place, text, heard: timed, assessment }]
    },
    ports,
    log,
  )
}

/** All words of a recording. Rejects with the signal's reason where it says so. */
async function recognised(
  samples: Int16Array<ArrayBuffer>,
  recogniser: Recogniser,
  signal: AbortSignal,
): Promise<Transcript> {
  signal.throwIfAborted()
  const recognition = recogniser.begin({ partial() {} })
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      recognition.cancel()
      reject(signal.reason as Error)
    })
  })
  // A piece of its own each, as while recording: a view would be sent with all that lies behind it.
  for (let at = 0; at < samples.length; at += CHUNK_SAMPLES)
    recognition.push(samples.slice(at, at + CHUNK_SAMPLES))
  return Promise.race([recognition.finish(), stopped])
}

async function timesFor(
  text: string,
  heard: Heard,
  {
    samples,
    answer,
    aligner,
  }: Pick<TranscribePorts, 'aligner'> & { samples: Int16Array<ArrayBuffer>; answer: Answer },
): Promise<Heard> {
  if (text.trim() === '' || heard.words.length > 0) return heard
  try {
    const words = await (await aligner()).align(text, samples, answer.phrases)
    return words.length === 0 ? heard : { ...heard, times: 'aligned', words }
  } catch {
    return heard
  }
}

import type { InterviewEventOf } from '../../machines/events.ts'
import type { Heard, WordTime } from '../../machines/heard.ts'
import type { Input } from '../../machines/limits.ts'
import type { Branch, PromptKey } from '../../machines/plan.ts'
import { planRound, type RoundView } from '../../machines/run.ts'
import type { Assessment } from '../../questions/finding.ts'
import type { SignalId } from '../../questions/ids.ts'
import { foldViews } from './fold.ts'
import type { EntryOf, Log } from './log.ts'

/**
 * How a stretch of listening ended. `open`: it has not; `restarted`: the prompt was repeated, clarified or asked
 * again after an interruption before it was answered; `broken-off`: the session ended in the middle of it.
 */
export type AnswerOutcome =
  'open' | 'finished' | 'assessed' | 'unheard' | 'skipped' | 'declined' | 'restarted' | 'broken-off'

/**
 * One stretch of listening and what came of it: everything that the log says of an answer, in one place. A prompt that
 * was passed over while the interviewer still spoke is one as well, of no length.
 */
export interface Answer {
  /** Its place among the session's answers, from 0. */
  index: number
  question: number
  /** How often its question had been begun afresh before it, so that a later try is told from an earlier one. */
  retries: number
  prompt: PromptKey
  /** What the interviewer said. */
  asked: string
  /** The branch that led here; null for an opening and a placed prompt. */
  branch: Branch | null
  outcome: AnswerOutcome
  input: Input
  /** Id of its recording; null when typed. */
  take: string | null
  /** Places in the log of its prompt, its beginning and its end. */
  askedEntry: number
  startEntry: number
  endEntry: number | null
  /** Session ms. */
  askedAt: number
  listeningAt: number
  endedAt: number | null
  thinkingMs: number
  speakingMs: number
  phrases: InterviewEventOf<'answer.finished'>['phrases']
  /** The length that is held against the guideline; null where nothing was measured, as of what was only typed along. */
  seconds: number | null
  finishedBy: InterviewEventOf<'answer.finished'>['by'] | null
  /** What was heard or typed; null when there is no text. */
  text: string | null
  /** As it drove the interview. */
  assessment: Assessment | null
  /** How the words of `text` were had; null where they were typed. */
  heard: Heard | null
  /** The last correction, if any: what the review shows instead. */
  revised: { text: string; heard: Heard | null; assessment: Assessment } | null
  /** What the candidate said of the findings, by signal. */
  corrections: ReadonlyMap<SignalId, FindingCorrection>
  /** When each word of the text that is shown was said, where it was found in the recording. */
  aligned: readonly WordTime[] | null
}

export type FindingCorrection = EntryOf<'finding.corrected'>

/** What the review shows of an answer: the correction where there is one, and what the candidate said of the findings. */
export function shown(answer: Answer): Pick<Answer, 'text' | 'heard' | 'assessment'> {
  const { text, heard, assessment } = answer.revised ?? answer
  return { text, heard, assessment: assessment && corrected(assessment, text ?? '', answer.corrections) }
}

/** Without what the candidate called wrong, and with what they found missing. */
function corrected(assessment: Assessment, text: string, corrections: Answer['corrections']): Assessment {
  if (corrections.size === 0) return assessment
  const kept = assessment.findings.filter((f) => corrections.get(f.signal)?.verdict !== 'wrong')
  const added = [...corrections.values()]
    .filter((c) => c.verdict === 'missed' && !kept.some((f) => f.signal === c.signal))
    .flatMap(({ signal, quote, start, end }) => {
      if (start === null || text.slice(start, end ?? start) === quote) return { signal, quote, start, end }
      // A later correction of the text may have moved the words, or taken them out.
      const moved = text.indexOf(quote)
      return moved === -1 ? [] : { signal, quote, start: moved, end: moved + quote.length }
    })
  return { ...assessment, findings: [...kept, ...added] }
}

/** When each word of the text that is shown was said, as far as that is known; empty where it is not. */
export const wordTimes = (answer: Answer): readonly WordTime[] =>
  answer.aligned ?? shown(answer).heard?.words ?? []

const given: readonly AnswerOutcome[] = ['finished', 'assessed', 'unheard']

/** Whether an answer was given to its end. Skipped, declined and interrupted ones count nowhere. */
export const isGiven = ({ outcome }: Pick<Answer, 'outcome'>): boolean => given.includes(outcome)

/** Whether the answer was spoken and recorded to its end, and has no words yet. */
export const waits = (answer: Answer): boolean =>
  answer.outcome === 'unheard' && answer.take !== null && answer.speakingMs > 0 && shown(answer).text === null

/** Whether words were typed beside a microphone that heard nobody: of these no time is known. */
export const isTypedAlong = ({ input, speakingMs }: Pick<Answer, 'input' | 'speakingMs'>): boolean =>
  input === 'microphone' && speakingMs === 0

/** All answers of a log, in order. `views` may be given where the log was folded already. */
export function answersOf(log: Log, views: readonly RoundView[] = foldViews(log)): Answer[] {
  const plans = planRound(log.header)
  const answers: Answer[] = []
  let asked: { event: InterviewEventOf<'prompt.asked'>; entry: number } | undefined
  let open: Answer | undefined
  const retries = new Map<number, number>()

  const close = (outcome: AnswerOutcome, entry: number, at: number) => {
    if (open) Object.assign(open, { outcome, endEntry: entry, endedAt: at })
    open = undefined
  }

  const begin = (entry: number, at: number, { input, take }: Pick<Answer, 'input' | 'take'>) => {
    // Where it is was settled before this entry: passing a prompt over leads away from it.
    const view = views[entry - 1]
    if (!asked || view?.question == null || view.prompt === null) return
    const { event, entry: askedEntry } = asked
    open = {
      ...nothingYet,
      index: answers.length,
      question: view.question,
      retries: retries.get(view.question) ?? 0,
      prompt: view.prompt,
      asked: event.text,
      branch: plans[view.question]?.branches.find((b) => b.id === event.branch) ?? null,
      input,
      take,
      askedEntry,
      startEntry: entry,
      askedAt: event.at,
      listeningAt: at,
    }
    answers.push(open)
  }

  for (const [i, entry] of log.entries.entries()) {
    switch (entry.type) {
      case 'prompt.asked':
        if (open?.outcome === 'open') close('restarted', i, entry.at)
        asked = { event: entry, entry: i }
        break
      case 'listening.started':
        if (open) close('restarted', i, entry.at)
        begin(i, entry.at, entry)
        break
      case 'draft.saved':
        if (open) open.text = entry.text
        break
      case 'answer.finished':
        if (open) {
          const { thinkingMs, speakingMs, phrases, by } = entry
          Object.assign(open, { thinkingMs, speakingMs, phrases, finishedBy: by, outcome: 'finished' })
          open.seconds = speakingMs / 1000
        }
        break
      case 'answer.assessed':
        if (open)
          Object.assign(open, {
            text: entry.text,
            seconds: isTypedAlong(open) ? null : entry.seconds,
            heard: entry.heard ?? null,
            assessment: entry.assessment,
          })
        close('assessed', i, entry.at)
        break
      case 'answer.unheard':
        if (open) open.seconds = entry.seconds
        close('unheard', i, entry.at)
        break
      case 'prompt.skipped':
      case 'example.declined':
        if (!open) begin(i, entry.at, { input: log.header.input, take: null })
        close(entry.type === 'prompt.skipped' ? 'skipped' : 'declined', i, entry.at)
        break
      case 'repeat.requested':
      case 'clarify.requested':
        close('restarted', i, entry.at)
        break
      case 'question.retried':
        close('restarted', i, entry.at)
        retries.set(entry.question, (retries.get(entry.question) ?? 0) + 1)
        break
      case 'session.ended':
        close('broken-off', i, entry.at)
        break
      case 'assessment.revised': {
        const answer = answers[entry.answer]
        if (!answer) break
        answer.revised = { text: entry.text, heard: entry.heard ?? null, assessment: entry.assessment }
        answer.aligned = null
        break
      }
      case 'finding.corrected': {
        const answer = answers[entry.answer]
        if (!answer) break
        const corrections = new Map(answer.corrections)
        if (entry.verdict === 'withdrawn') corrections.delete(entry.signal)
        else corrections.set(entry.signal, entry)
        answer.corrections = corrections
        break
      }
      case 'words.aligned': {
        const answer = answers[entry.answer]
        if (answer) answer.aligned = entry.words
        break
      }
      default:
    }
  }
  return answers
}

const nothingYet = {
  outcome: 'open' as AnswerOutcome,
  endEntry: null,
  endedAt: null,
  thinkingMs: 0,
  speakingMs: 0,
  phrases: [],
  seconds: null,
  finishedBy: null,
  text: null,
  heard: null,
  assessment: null,
  revised: null,
  corrections: new Map<SignalId, FindingCorrection>(),
  aligned: null,
}

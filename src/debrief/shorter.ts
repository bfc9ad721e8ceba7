import type { InterviewEvent, InterviewEventOf } from '../../machines/events.ts'
import { lastPromptMs } from '../../machines/limits.ts'
import { isSpent, takenIn, type Memory } from '../../machines/memory.ts'
import { bareId, WRAP_UP, type PromptKey } from '../../machines/plan.ts'
import { startRound, type Round } from '../../machines/run.ts'
import type { Answer } from '../session/answers.ts'
import type { Guideline } from '../session/band.ts'
import { isReviewEvent } from '../session/entries.ts'
import type { Header, Log } from '../session/log.ts'
import { median } from './median.ts'

/** What a question would have reached, had no answer been longer than the guideline's upper end. */
export interface Shorter {
  /** Answers to the question that were longer. */
  longer: number
  /** Ms that they took beyond it. */
  gainedMs: number
  /** What would have been asked in that time as well, in order. */
  further: PromptKey[]
  /** Why no more would have been: the time or the follow-ups of the session's length were used up, or nothing was left. */
  stopped: 'time' | 'follow-ups' | 'nothing-left'
}

/**
 * Replays one question of the log with every longer answer cut to the guideline's upper end, and lets the machines
 * spend the time gained on further prompts. Each is asked and begun as this question's prompts were in the middle, and
 * answered within the guideline, so that it covers just its own point. Null where the question was never asked.
 */
export function hadAllBeenShort(
  { header, entries }: Log,
  answers: readonly Answer[],
  question: number,
): Shorter | null {
  const asked = header.questions[question]
  const id = asked?.id
  const events = eventsOf(entries, id)
  if (!asked || id === undefined || events.length === 0) return null
  const { guideline } = header
  const item = header.drill?.items[question]
  const alone: Header = {
    ...header,
    questions: [asked],
    ...(header.drill && item && { drill: { ...header.drill, items: [item] } }),
  }
  const { shortened, longer, gainedMs } = shorten(events, guideline)
  const overheadMs = overheadOf(answers.filter((answer) => answer.question === question))
  const known = new Set(
    entries.flatMap((e) => (e.type === 'prompt.asked' && e.question === id ? e.prompt : [])),
  )
  // Where time ended the question, the machines know when it is used up; elsewhere what was gained is all there is.
  const byTime = isOutOfTime(replay(alone, events).memory)

  const { round, memory } = replay(alone, shortened)
  let last = memory
  let at = shortened.at(-1)?.at ?? 0
  let leftMs = gainedMs
  const further: PromptKey[] = []
  for (;;) {
    const view = round.view()
    const next = view.phase === 'asking' ? view.prompt : null
    if (next === null || next === WRAP_UP) return { longer, gainedMs, further, stopped: whyStopped(last) }
    if (!byTime && leftMs < lastPromptMs) return { longer, gainedMs, further, stopped: 'time' }
    if (!known.has(next)) further.push(next)
    for (const event of shortAnswer({ question: id, prompt: next, at, overheadMs, guideline })) {
      last = remembered(round, event) ?? last
      round.send(event)
      at = event.at
    }
    leftMs -= overheadMs + guideline.toS * 1000
  }
}

/** The question's events from its first prompt to the end of its last answer, without the wrap-up and later tries. */
function eventsOf(entries: Log['entries'], id: string | undefined): InterviewEvent[] {
  const events: InterviewEvent[] = []
  for (const entry of entries) {
    if (isReviewEvent(entry) || entry.type === 'draft.saved') continue
    const asks = entry.type === 'prompt.asked' ? entry : null
    if (events.length === 0 && asks?.question !== id) continue
    if (entry.type === 'question.retried' && !events.some(({ type }) => endsAnswer.has(type))) {
      events.length = 0
      continue
    }
    if (entry.type === 'session.ended' || entry.type === 'question.retried') break
    if (asks && (asks.question !== id || asks.prompt === WRAP_UP)) break
    events.push(entry)
  }
  return events.slice(0, events.findLastIndex(({ type }) => endsAnswer.has(type)) + 1)
}
const endsAnswer: ReadonlySet<InterviewEvent['type']> = new Set<InterviewEvent['type']>([
  'answer.assessed',
  'answer.unheard',
  'prompt.skipped',
  'example.declined',
])

/** The events with every longer answer cut, and all that came after it as much earlier. */
function shorten(events: readonly InterviewEvent[], { toS }: Guideline) {
  let gainedMs = 0
  let longer = 0
  const shortened = events.map((event, i): InterviewEvent => {
    if (event.type === 'answer.finished') {
      const seconds = secondsOf(events, i)
      if (Math.round(seconds) <= toS) return { ...event, at: event.at - gainedMs }
      longer += 1
      // Typed answers are held against the guideline by what they would take aloud: their time shrinks by as much.
      const ms = event.speakingMs * (1 - toS / seconds)
      gainedMs += ms
      const by = event.by === 'interviewer' ? 'candidate' : event.by
      return { ...event, at: event.at - gainedMs, speakingMs: event.speakingMs - ms, by }
    }
    const at = event.at - gainedMs
    return event.type === 'answer.assessed' || event.type === 'answer.unheard'
      ? { ...event, at, seconds: Math.round(event.seconds) > toS ? toS : event.seconds }
      : { ...event, at }
  })
  return { shortened, longer, gainedMs }
}

/** The length that is held against the guideline, of the answer that was finished at this place. */
function secondsOf(events: readonly InterviewEvent[], finished: number): number {
  const measured = events
    .slice(finished)
    .find(
      (e): e is InterviewEventOf<'answer.assessed' | 'answer.unheard'> =>
        e.type === 'answer.assessed' || e.type === 'answer.unheard',
    )
  return measured?.seconds ?? 0
}

/** The round where the events lead, and what the question remembered as its last answer was taken in. */
function replay(header: Header, events: readonly InterviewEvent[]): { round: Round; memory: Memory | null } {
  const round = startRound(header)
  let memory: Memory | null = null
  for (const event of events) {
    memory = remembered(round, event) ?? memory
    round.send(event)
  }
  return { round, memory }
}

/** The memory at the moment of the event: once a question is closed, it is gone. */
function remembered(round: Round, { at }: InterviewEvent): Memory | null {
  const { memory } = round.view()
  return memory && { ...memory, ...takenIn(memory, at) }
}

const isOutOfTime = (memory: Memory | null): boolean =>
  memory !== null && isSpent({ ...memory, limits: { ...memory.limits, followUps: Infinity } })

function whyStopped(memory: Memory | null): Shorter['stopped'] {
  if (isOutOfTime(memory)) return 'time'
  return memory !== null && isSpent(memory) ? 'follow-ups' : 'nothing-left'
}

/** A prompt that is asked, thought about, and answered by as much as the guideline allows. */
function shortAnswer(of: {
  question: string
  prompt: PromptKey
  at: number
  overheadMs: number
  guideline: Guideline
}): InterviewEvent[] {
  const { question, prompt, at, overheadMs, guideline } = of
  const speakingMs = guideline.toS * 1000
  const begun = at + overheadMs
  const end = begun + speakingMs
  return [
    { type: 'prompt.asked', at, question, prompt, branch: null, text: '' },
    { type: 'listening.started', at: begun, input: 'microphone', take: null },
    { type: 'speech.started', at: begun, offsetMs: 0 },
    { type: 'answer.finished', at: end, by: 'candidate', thinkingMs: 0, speakingMs, phrases: [] },
    {
      type: 'answer.assessed',
      at: end,
      text: '',
      source: 'typed',
      seconds: guideline.toS,
      assessment: { engine: 'as-if', abstained: null, findings: [], covered: [bareId(prompt)] },
    },
  ]
}

/** Ms from a prompt's beginning to the first word, in the middle. */
function overheadOf(answers: readonly Answer[]): number {
  const each = answers.map(({ seconds, askedAt, listeningAt, thinkingMs }) =>
    seconds === null ? null : listeningAt - askedAt + thinkingMs,
  )
  return median(each) ?? 0
}

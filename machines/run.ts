import { createActor, type ActorRefFrom, type SnapshotFrom } from 'xstate'
import type { Level } from '../questions/ids.ts'
import type { Question } from '../questions/schema.ts'
import type { InterviewEvent } from './events.ts'
import type { Limits } from './limits.ts'
import type { Memory } from './memory.ts'
import { planQuestion, type Plan, type PlanSource, type PromptKey } from './plan.ts'
import type { QuestionMachine } from './question.ts'
import { createRoundMachine, questionState } from './round.ts'

/** Where an interview is. `speaking` and `clarifying` are the interviewer's, `thinking` and `answering` the candidate's. */
export type Phase =
  | 'ready'
  | 'asking'
  | 'speaking'
  | 'clarifying'
  | 'thinking'
  | 'answering'
  | 'assessing'
  | 'paused'
  | 'over'
  | 'ended'

/** What can be seen of a round at one moment: plain data, equal for equal logs. */
export interface RoundView {
  phase: Phase
  /** Index of the question at hand; null before the first and after the last. */
  question: number | null
  /** The prompt at hand; null outside of questions. */
  prompt: PromptKey | null
  /** The question's memory; null outside of questions. */
  memory: Memory | null
  /** Ids of the questions for which the candidate had no example. */
  declined: string[]
}

/** What a round is made from. A session's header holds it whole. */
export interface RoundSetup extends PlanSource {
  level: Level
  limits: Limits
  questions: readonly Question[]
  /** Of a drill: what each question begins with, by its place. */
  drill?: { items: readonly { prompt: PromptKey }[] } | undefined
}

export const planRound = (setup: RoundSetup): Plan[] =>
  setup.questions.map((question, place) => planQuestion(question, setup, setup.drill?.items[place]?.prompt))

/** A running round. Feed it events in order; it keeps no time of its own. */
export interface Round {
  readonly plans: readonly Plan[]
  view(): RoundView
  /** Whether the event means anything at this moment. One that does not leaves everything as it is. */
  accepts(event: InterviewEvent): boolean
  send(event: InterviewEvent): void
}

/** Starts a round at its beginning, or, given a log's events, where they lead. */
export function startRound(setup: RoundSetup, events: Iterable<InterviewEvent> = []): Round {
  const plans = planRound(setup)
  const actor = createActor(createRoundMachine(plans), {
    input: { level: setup.level, limits: setup.limits },
  })
  actor.start()
  const question = () => actor.getSnapshot().children['question'] as ActorRefFrom<QuestionMachine> | undefined
  /** Events go straight to the question at hand, but for those that begin, end or leave it. */
  const addressee = (event: InterviewEvent) => {
    const asked = event.type === 'prompt.asked' && !isAt(actor.getSnapshot(), event.question, plans)
    return asked || event.type === 'session.ended' ? actor : (question() ?? actor)
  }
  const round: Round = {
    plans,
    view: () => viewOf(actor.getSnapshot(), question()?.getSnapshot(), plans.length),
    accepts: (event) => addressee(event).getSnapshot().can(event),
    send: (event) => addressee(event).send(event),
  }
  for (const event of events) round.send(event)
  return round
}

type RoundSnapshot = SnapshotFrom<ReturnType<typeof createRoundMachine>>

const isAt = (round: RoundSnapshot, question: string, plans: readonly Plan[]) =>
  plans.some((plan, index) => plan.question.id === question && round.value === questionState(index))

function viewOf(
  round: RoundSnapshot,
  question: SnapshotFrom<QuestionMachine> | undefined,
  count: number,
): RoundView {
  const declined = round.context.declined
  for (let index = 0; index < count; index++) {
    if (round.value !== questionState(index) || !question) continue
    const paused = question.value === 'paused'
    const phase = paused ? 'paused' : floorOf(question.value)
    const { prompt } = question.context
    return { phase, question: index, prompt, memory: question.context, declined }
  }
  const phase = round.value === 'over' || round.value === 'ended' ? round.value : 'ready'
  return { phase, question: null, prompt: null, memory: null, declined }
}

/** Reads `{ open: { talk: { floor } } }`, where listening holds thinking and answering. */
function floorOf(value: unknown): Phase {
  const { floor } = (value as { open: { talk: { floor: Phase | { listening: Phase } } } }).open.talk
  return typeof floor === 'string' ? floor : floor.listening
}

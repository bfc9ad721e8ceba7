import { assign, raise, sendTo, setup } from 'xstate'
import type { Level } from '../questions/ids.ts'
import type { InterviewEvent } from './events.ts'
import type { Limits } from './limits.ts'
import type { Plan } from './plan.ts'
import { createQuestionMachine, type QuestionMachine, type QuestionOutcome } from './question.ts'

export interface RoundInput {
  level: Level
  limits: Limits
}

/** What a round remembers beside its questions. */
export interface RoundMemory extends RoundInput {
  /** Ids of the questions for which the candidate had no example, each once. More than one or two is a red flag. */
  declined: string[]
}

const roundSetup = (actors: Record<string, QuestionMachine>) =>
  setup({
    actors,
    types: { context: {} as RoundMemory, events: {} as InterviewEvent, input: {} as RoundInput },
    guards: {
      /** The event asks a prompt of this question. */
      isOf: ({ event }, { question }: { question: string }) =>
        event.type === 'prompt.asked' && event.question === question,
    },
    actions: {
      /** Nothing to remember: the event is in the log, and that is its use. */
      noteNothing: () => {},
      handOn: raise(({ event }) => event),
      pass: sendTo('question', ({ event }) => event),
      noteOutcome: assign(({ context }, { question, declined }: QuestionOutcome & { question: string }) =>
        declined && !context.declined.includes(question) ? { declined: [...context.declined, question] } : {},
      ),
    },
  })

/** The state of a question in the round. */
export const questionState = (index: number) => `question-${index}`

/**
 * A round: its questions one after the other, each a machine of its own that is sent the events which concern it (see
 * run.ts). A `prompt.asked` that names another question of the round moves there, which is how a log enters in the
 * middle.
 */
export function createRoundMachine(plans: readonly Plan[]) {
  if (plans.length === 0) throw new RangeError('a round needs at least one question')

  const round = roundSetup(
    Object.fromEntries(plans.map((plan, index) => [questionState(index), createQuestionMachine(plan)])),
  )
  const placements = plans.map((plan, index) => ({
    guard: { type: 'isOf' as const, params: { question: plan.question.id } },
    target: `#${questionState(index)}`,
    actions: 'handOn' as const,
  }))

  const questionStates = plans.map((plan, index) => {
    const question = plan.question.id
    return round.createStateConfig({
      invoke: {
        id: 'question',
        src: questionState(index),
        input: ({ context }) => ({ level: context.level, limits: context.limits }),
        onDone: {
          target: index + 1 < plans.length ? questionState(index + 1) : 'over',
          actions: {
            type: 'noteOutcome',
            params: ({ event }: { event: { output: QuestionOutcome } }) => ({
              question,
              declined: event.output.declined,
            }),
          },
        },
      },
      on: {
        'prompt.asked': [{ guard: { type: 'isOf', params: { question } }, actions: 'pass' }, ...placements],
        'session.ended': '#ended',
      },
    })
  })

  return round.createMachine({
    id: 'round',
    context: ({ input }) => ({ ...input, declined: [] }),
    initial: 'ready',
    on: { 'prompt.asked': placements },
    states: {
      ready: { on: { 'session.started': questionState(0), 'session.ended': 'ended' } },
      ...Object.fromEntries(
        questionStates.map((state, index) => [questionState(index), { ...state, id: questionState(index) }]),
      ),
      /** All questions are done; the interviewer has yet to say goodbye. */
      over: {
        on: {
          'session.ended': 'ended',
          'session.resumed': { actions: 'noteNothing' },
        },
      },
      ended: { id: 'ended' },
    },
  })
}

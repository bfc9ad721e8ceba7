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
  /** Place of the question that is begun next, from 0; as many as there are where none is left. */
  next: number
  /** Where the round goes on once the questions that were gone back to are done; null while none was. */
  goesOnAt: number | null
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
      isNext: ({ context }, { place }: { place: number }) => context.next === place,
      /** The event goes back to a question of the round. */
      goesBack: ({ context, event }) => event.type === 'question.retried' && event.question < context.next,
    },
    actions: {
      /** Nothing to remember: the event is in the log, and that is its use. */
      noteNothing: () => {},
      handOn: raise(({ event }) => event),
      pass: sendTo('question', ({ event }) => event),
      noteOutcome: assign(({ context }, { id, place, declined, leftFor }: Ended) => ({
        ...(leftFor === null ? goOn(context, place) : goBack(context, place, leftFor)),
        declined: declined && !context.declined.includes(id) ? [...context.declined, id] : context.declined,
      })),
      noteRetried: assign(({ context, event }) =>
        event.type === 'question.retried' ? goBack(context, context.next, event.question) : {},
      ),
    },
  })

interface Ended extends QuestionOutcome {
  /** Of the question, and its place. */
  id: string
  place: number
}

/** After the question at this place: the next one, or where the round was when that one was gone back to. */
const goOn = ({ goesOnAt }: RoundMemory, place: number) => ({
  next: Math.max(place + 1, goesOnAt ?? 0),
  goesOnAt: null,
})

/** From the question at this place, or from the round's end, to one that is begun afresh. */
const goBack = ({ goesOnAt }: RoundMemory, place: number, to: number) => ({
  next: to,
  goesOnAt: Math.max(place, goesOnAt ?? 0),
})

/** The state of a question in the round. */
export const questionState = (index: number) => `question-${index}`

/**
 * A round: its questions one after the other, each a machine of its own that is sent the events which concern it (see
 * run.ts). A `prompt.asked` that names another question of the round moves there, which is how a log enters in the
 * middle. A question that is retried is begun afresh; then the round goes on where it was.
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
    const id = plan.question.id
    return round.createStateConfig({
      invoke: {
        id: 'question',
        src: questionState(index),
        input: ({ context }) => ({ place: index, level: context.level, limits: context.limits }),
        onDone: {
          target: 'goingOn',
          actions: {
            type: 'noteOutcome',
            params: ({ event }: { event: { output: QuestionOutcome } }) => ({
              ...event.output,
              id,
              place: index,
            }),
          },
        },
      },
      on: {
        'prompt.asked': [
          { guard: { type: 'isOf', params: { question: id } }, actions: 'pass' },
          ...placements,
        ],
        'session.ended': '#ended',
      },
    })
  })

  return round.createMachine({
    id: 'round',
    context: ({ input }) => ({ ...input, next: 0, goesOnAt: null, declined: [] }),
    initial: 'ready',
    on: { 'prompt.asked': placements },
    states: {
      ready: { on: { 'session.started': questionState(0), 'session.ended': 'ended' } },
      ...Object.fromEntries(
        questionStates.map((state, index) => [questionState(index), { ...state, id: questionState(index) }]),
      ),
      goingOn: {
        always: [
          ...plans.map((_, place) => ({
            guard: { type: 'isNext' as const, params: { place } },
            target: questionState(place),
          })),
          { target: 'over' },
        ],
      },
      /** All questions are done; the interviewer has yet to say goodbye. */
      over: {
        on: {
          'session.ended': 'ended',
          'session.resumed': { actions: 'noteNothing' },
          'question.retried': { guard: 'goesBack', target: 'goingOn', actions: 'noteRetried' },
        },
      },
      ended: { id: 'ended' },
    },
  })
}

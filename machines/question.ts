import { and, assign, not, or, raise, setup, stateIn } from 'xstate'
import type { Level } from '../questions/ids.ts'
import type { InterviewEvent, InterviewEventOf } from './events.ts'
import type { Limits } from './limits.ts'
import {
  ask,
  hear,
  hearDecline,
  hearNothing,
  hearSkip,
  isOpen,
  isOver,
  mayWrapUp,
  newMemory,
  resumed,
  takenIn,
  type Memory,
} from './memory.ts'
import { WRAP_UP, type Branch, type Plan, type PromptKey } from './plan.ts'

export interface QuestionInput {
  /** Its place in the round, from 0. */
  place: number
  level: Level
  limits: Limits
}

/** What a question tells the round when it is over. */
export interface QuestionOutcome {
  /** Whether the candidate had no example for it, counted once. */
  declined: boolean
  /** The place of the question that the candidate went back to, this one's own or an earlier one's; null where it ran to its end. */
  leftFor: number | null
}

const setupQuestion = (plan: Plan) =>
  setup({
    types: {
      context: {} as Memory,
      events: {} as InterviewEvent,
      input: {} as QuestionInput,
      output: {} as QuestionOutcome,
    },
    guards: {
      open: ({ context }, { branch }: { branch: Branch }) => isOpen(branch, context, plan),
      asks: ({ event }, { prompt }: { prompt: PromptKey }) =>
        event.type === 'prompt.asked' && event.prompt === prompt,
      isAtHand: ({ context, event }) => event.type === 'prompt.asked' && event.prompt === context.prompt,
      isKnown: ({ event }) => event.type === 'prompt.asked' && plan.prompts.has(event.prompt),
      asksToClarify: ({ context, event }) =>
        event.type === 'answer.assessed' && isRequestToClarify(event, context, plan),
      isOver: ({ context }) => isOver(context),
      mayWrapUp: ({ context }) => mayWrapUp(context),
      /** The event goes back to this question, or to one before it. */
      goesBack: ({ context, event }) => event.type === 'question.retried' && event.question <= context.place,
      wasInterrupted: ({ event }) => event.type === 'session.resumed' && event.interrupted,
    },
    actions: {
      /** Nothing to remember: the event is in the log, and that is its use. */
      noteNothing: () => {},
      handOn: raise(({ event }) => event),
      noteAsked: assign(({ context, event }) =>
        event.type === 'prompt.asked' ? ask(context, event, plan) : {},
      ),
      noteBranch: assign(({ context }, { branch, prompt }: { branch: Branch | null; prompt: PromptKey }) => ({
        prompt,
        branch: branch?.id ?? null,
        pending: context.pending.filter((key) => key !== prompt),
        beggedInRow: branch?.tier === 'begged' ? context.beggedInRow + 1 : 0,
      })),
      noteFinished: assign(({ event }) => ({
        cutIn: event.type === 'answer.finished' && event.by === 'interviewer',
        finishedAt: event.at,
      })),
      noteClarified: assign(({ context, event }) => ({
        ...takenIn(context, event.at),
        clarified: [...context.clarified, context.prompt],
      })),
      hear: assign(({ context, event }) => {
        if (event.type === 'answer.assessed') return hear(context, event, plan)
        if (event.type === 'answer.unheard') return hearNothing(context, event)
        if (event.type === 'example.declined') return hearDecline(context, event, plan)
        return hearSkip(context, event)
      }),
      noteLeft: assign(({ event }) => ({
        leftFor: event.type === 'question.retried' ? event.question : null,
      })),
      notePaused: assign(({ event }) => ({ pausedAt: event.at })),
      noteResumed: assign(({ context, event }) => resumed(context, event.at)),
    },
  })

/** A request to clarify is said instead of an answer, not beside one; a second one at the same prompt is an answer. */
function isRequestToClarify(
  event: InterviewEventOf<'answer.assessed'>,
  context: Memory,
  plan: Plan,
): boolean {
  const { findings, covered } = event.assessment
  return (
    !context.clarified.includes(context.prompt) &&
    findings.some((f) => f.signal === 'asks-to-clarify') &&
    !findings.some((f) => f.signal === 'no-example') &&
    covered.every((id) => context.covered.includes(`${plan.bucket.id}/${id}`))
  )
}

/**
 * The machine of one question, in two regions. `prompt` is what is being asked: a state for each prompt, and between
 * them `choosing`, whose transitions are the plan's branches in order of precedence. `floor` is who has it: the
 * interviewer (asking, speaking, clarifying, assessing) or the candidate (listening). There are no timers, no actors
 * and no chance in it; time, assessments and placements arrive as events.
 */
export function createQuestionMachine(plan: Plan) {
  const machine = setupQuestion(plan)
  const prompts = [...plan.prompts.keys()]

  /** Not in the middle of an answer, nor while one is taken in. */
  const mayLeave = { guard: 'goesBack' as const, target: '#left', actions: 'noteLeft' as const }

  const floor = machine.createStateConfig({
    initial: 'asking',
    on: {
      'prompt.asked': { guard: 'isKnown', target: '.speaking', actions: 'noteAsked' },
      'session.resumed': { actions: 'noteNothing' },
    },
    states: {
      /** Chosen, to be asked as soon as the interviewer's voice is ready. */
      asking: { on: { 'question.retried': mayLeave } },
      speaking: {
        on: {
          'listening.started': 'listening',
          'repeat.requested': 'asking',
          'clarify.requested': 'clarifying',
          'prompt.skipped': { target: 'asking', actions: 'hear' },
          'example.declined': { target: 'asking', actions: 'hear' },
          'session.resumed': 'asking',
          'question.retried': mayLeave,
        },
      },
      clarifying: {
        on: {
          'question.retried': mayLeave,
          'clarification.given': { actions: 'noteNothing' },
          'listening.started': 'listening',
          'repeat.requested': 'asking',
          'session.resumed': 'asking',
        },
      },
      listening: {
        initial: 'thinking',
        on: {
          'repeat.requested': 'asking',
          'clarify.requested': 'clarifying',
          'prompt.skipped': { target: 'asking', actions: 'hear' },
          'example.declined': { target: 'asking', actions: 'hear' },
          'answer.finished': { target: 'assessing', actions: 'noteFinished' },
          'draft.saved': { actions: 'noteNothing' },
          'input.changed': 'asking',
          'session.resumed': { guard: 'wasInterrupted', target: 'asking' },
        },
        states: {
          thinking: { on: { 'speech.started': 'answering', 'question.retried': mayLeave } },
          answering: {},
        },
      },
      assessing: {
        on: {
          'draft.saved': { actions: 'noteNothing' },
          'answer.assessed': [
            { guard: 'asksToClarify', target: 'clarifying', actions: 'noteClarified' },
            { target: 'asking', actions: 'hear' },
          ],
          'answer.unheard': { target: 'asking', actions: 'hear' },
        },
      },
    },
  })

  const assessing = stateIn({ open: { talk: { floor: 'assessing' } } })
  const interruptible = or([
    stateIn({ open: { talk: { floor: 'speaking' } } }),
    stateIn({ open: { talk: { floor: 'listening' } } }),
  ])
  const prompt = machine.createStateConfig({
    initial: plan.first,
    on: {
      'prompt.asked': [
        // As chosen, which is the rule; any other prompt is placed.
        { guard: 'isAtHand' as const },
        ...prompts.map((key) => ({
          guard: { type: 'asks' as const, params: { prompt: key } },
          target: `.${key}`,
        })),
      ],
      'answer.assessed': { guard: and([assessing, not('asksToClarify')]), target: '.choosing' },
      'answer.unheard': { guard: assessing, target: '.choosing' },
      'prompt.skipped': { guard: interruptible, target: '.choosing' },
      'example.declined': { guard: interruptible, target: '.choosing' },
    },
    states: {
      ...Object.fromEntries(prompts.map((key) => [key, {}])),
      choosing: {
        always: [
          { guard: 'isOver', target: '#closed' },
          ...plan.branches.map((branch) => ({
            guard: { type: 'open' as const, params: { branch } },
            target: branch.ask,
            actions: { type: 'noteBranch' as const, params: { branch, prompt: branch.ask } },
          })),
          {
            guard: 'mayWrapUp',
            target: WRAP_UP,
            actions: { type: 'noteBranch', params: { branch: null, prompt: WRAP_UP } },
          },
          { target: '#closed' },
        ],
      },
    },
  })

  return machine.createMachine({
    id: plan.question.id,
    context: ({ input }) => newMemory(input, plan.first),
    initial: 'open',
    output: ({ context }) => ({ declined: context.declined, leftFor: context.leftFor }),
    states: {
      open: {
        initial: 'talk',
        on: { 'session.paused': { target: 'paused', actions: 'notePaused' } },
        states: {
          talk: { type: 'parallel', states: { prompt, floor } },
          recent: { type: 'history', history: 'deep' },
        },
      },
      paused: {
        on: {
          'input.changed': { actions: 'noteNothing' },
          'session.resumed': { target: 'open.recent', actions: ['noteResumed', 'handOn'] },
        },
      },
      closed: { id: 'closed', type: 'final' },
      /** Left in the middle for a question that is begun afresh. */
      left: { id: 'left', type: 'final' },
    },
  })
}

export type QuestionMachine = ReturnType<typeof createQuestionMachine>

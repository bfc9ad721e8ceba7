import { assign, raise, setup } from 'xstate'
import type { Level } from '../questions/ids.ts'
import type { InterviewEvent, InterviewEventOf } from './events.ts'
import type { Limits } from './limits.ts'
import {
  hear,
  hearDecline,
  hearNothing,
  hearSkip,
  isOpen,
  isOver,
  mayWrapUp,
  newMemory,
  pointAfter,
  type Memory,
} from './memory.ts'
import { OPENING, WRAP_UP, type Branch, type Plan, type PromptKey } from './plan.ts'

export interface QuestionInput {
  level: Level
  limits: Limits
}

/** What a question tells the round when it is over. */
export interface QuestionOutcome {
  /** Whether the candidate had no example for it, counted once. */
  declined: boolean
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
      /** The prompt at hand, or another one of this question when `prompt` differs from the state that looks. */
      names: ({ event }, { prompt }: { prompt: PromptKey }) =>
        event.type === 'prompt.asked' && event.prompt === prompt,
      asksToClarify: ({ context, event }, { prompt }: { prompt: PromptKey }) =>
        event.type === 'answer.assessed' &&
        !context.clarified.includes(prompt) &&
        isRequestToClarify(event, context, plan),
      isOver: ({ context }) => isOver(context),
      mayWrapUp: ({ context }) => mayWrapUp(context),
      wasInterrupted: ({ event }) => event.type === 'session.resumed' && event.interrupted,
    },
    actions: {
      /** Nothing to remember: the event is in the log, and that is its use. */
      noteNothing: () => {},
      handOn: raise(({ event }) => event),
      noteAsked: assign(({ context, event }, { prompt }: { prompt: PromptKey }) => {
        const asked = context.asked.includes(prompt) ? context.asked : [...context.asked, prompt]
        return {
          asked,
          atHand: pointAfter(context, prompt, plan),
          cutIn: false,
          openedAt: context.openedAt ?? event.at,
        }
      }),
      noteBranch: assign(({ context }, { branch }: { branch: Branch | null }) => ({
        branch: branch?.id ?? null,
        pending: context.pending.filter((key) => key !== branch?.ask),
        beggedInRow: branch?.tier === 'begged' ? context.beggedInRow + 1 : 0,
      })),
      notePlaced: assign(({ event }) => ({ branch: event.type === 'prompt.asked' ? event.branch : null })),
      noteCutIn: assign(({ event }) => ({
        cutIn: event.type === 'answer.finished' && event.by === 'interviewer',
      })),
      noteClarified: assign(({ context }, { prompt }: { prompt: PromptKey }) => ({
        clarified: [...context.clarified, prompt],
      })),
      hear: assign(({ context, event }, { prompt }: { prompt: PromptKey }) => {
        if (event.type === 'answer.assessed') return hear(context, event, prompt, plan)
        if (event.type === 'example.declined') return hearDecline(context, event.at, prompt, plan)
        if (event.type === 'answer.unheard') return hearNothing(context, event.at, event.seconds, prompt)
        return hearSkip(context, event.at, prompt)
      }),
      notePaused: assign(({ event }) => ({ pausedAt: event.at })),
      noteResumed: assign(({ context, event }) => ({
        pausedAt: null,
        pausedMs: context.pausedMs + (context.pausedAt === null ? 0 : event.at - context.pausedAt),
      })),
    },
  })

/** Said instead of an answer, not beside one. */
function isRequestToClarify(
  event: InterviewEventOf<'answer.assessed'>,
  context: Memory,
  plan: Plan,
): boolean {
  const { findings, covered } = event.assessment
  return (
    findings.some((f) => f.signal === 'asks-to-clarify') &&
    !findings.some((f) => f.signal === 'no-example') &&
    covered.every((id) => context.covered.includes(`${plan.bucket.id}/${id}`))
  )
}

/**
 * The machine of one question: a state for each prompt, and between them `choosing`, whose transitions are the
 * plan's branches in order of precedence. It has no timers, no actors and no chance in it; time, assessments and
 * placements arrive as events.
 */
export function createQuestionMachine(plan: Plan) {
  const machine = setupQuestion(plan)
  const prompts = [...plan.prompts.keys()]

  const promptState = (prompt: PromptKey) =>
    machine.createStateConfig({
      initial: 'asking',
      on: {
        'prompt.asked': {
          guard: { type: 'names', params: { prompt } },
          target: '.speaking',
          actions: { type: 'noteAsked', params: { prompt } },
        },
      },
      states: {
        /** Chosen, to be asked as soon as the interviewer's voice is ready. */
        asking: {},
        speaking: {
          on: {
            'listening.started': 'listening',
            'repeat.requested': 'asking',
            'clarify.requested': 'clarifying',
            'prompt.skipped': { target: '#choosing', actions: { type: 'hear', params: { prompt } } },
            'example.declined': { target: '#choosing', actions: { type: 'hear', params: { prompt } } },
            'session.resumed': 'asking',
          },
        },
        clarifying: {
          on: {
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
            'prompt.skipped': { target: '#choosing', actions: { type: 'hear', params: { prompt } } },
            'example.declined': { target: '#choosing', actions: { type: 'hear', params: { prompt } } },
            'answer.finished': { target: 'assessing', actions: 'noteCutIn' },
            'draft.saved': { actions: 'noteNothing' },
            'input.changed': 'asking',
            'session.resumed': { guard: 'wasInterrupted', target: 'asking' },
          },
          states: {
            thinking: { on: { 'speech.started': 'answering' } },
            answering: {},
          },
        },
        assessing: {
          on: {
            'draft.saved': { actions: 'noteNothing' },
            'answer.assessed': [
              {
                guard: { type: 'asksToClarify', params: { prompt } },
                target: 'clarifying',
                actions: { type: 'noteClarified', params: { prompt } },
              },
              { target: '#choosing', actions: { type: 'hear', params: { prompt } } },
            ],
            'answer.unheard': { target: '#choosing', actions: { type: 'hear', params: { prompt } } },
          },
        },
      },
    })

  return machine.createMachine({
    id: plan.question.id,
    context: ({ input }) => newMemory(input),
    initial: 'open',
    output: ({ context }) => ({ declined: context.declined }),
    states: {
      open: {
        initial: OPENING,
        on: {
          'session.paused': { target: 'paused', actions: 'notePaused' },
          'session.resumed': { actions: 'noteNothing' },
          'prompt.asked': prompts.map((prompt) => ({
            guard: { type: 'names' as const, params: { prompt } },
            target: `#${plan.question.id}.open.${prompt}.speaking`,
            actions: ['notePlaced' as const, { type: 'noteAsked' as const, params: { prompt } }],
          })),
        },
        states: {
          ...Object.fromEntries(prompts.map((prompt) => [prompt, promptState(prompt)])),
          choosing: {
            id: 'choosing',
            always: [
              { guard: 'isOver', target: '#closed' },
              ...plan.branches.map((branch) => ({
                guard: { type: 'open' as const, params: { branch } },
                target: branch.ask,
                actions: { type: 'noteBranch' as const, params: { branch } },
              })),
              {
                guard: 'mayWrapUp',
                target: WRAP_UP,
                actions: { type: 'noteBranch', params: { branch: null } },
              },
              { target: '#closed' },
            ],
          },
          recent: { type: 'history', history: 'deep' },
        },
      },
      paused: {
        on: { 'session.resumed': { target: 'open.recent', actions: ['noteResumed', 'handOn'] } },
      },
      closed: { id: 'closed', type: 'final' },
    },
  })
}

export type QuestionMachine = ReturnType<typeof createQuestionMachine>

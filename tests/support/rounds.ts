import type { InterviewEvent } from '../../machines/events.ts'
import type { Limits } from '../../machines/limits.ts'
import { startRound, type Round, type RoundView } from '../../machines/run.ts'
import { guidePack, type Level, type QuestionId, type SignalId } from '../../questions/index.ts'

const endless: Limits = { questionBudgetMs: null, followUps: 100, wrapUp: true }

interface Setup {
  questions?: QuestionId[]
  level?: Level
  limits?: Partial<Limits>
}

/** What is said in an answer, for a test. */
interface Said {
  signals?: SignalId[]
  covered?: string[]
  touched?: string[]
  seconds?: number
  by?: 'candidate' | 'interviewer'
  /** Ms that pass before it ends. */
  takesMs?: number
}

/** A round of the guide's questions that is played by hand: time passes only where a call says so. */
export function playRound({ questions = ['disagreement'], level = 'L5', limits = {} }: Setup = {}) {
  const round: Round = startRound({
    ...guidePack,
    questions: questions.map((id) => guidePack.questions.find((q) => q.id === id) ?? fail(id)),
    level,
    limits: { ...endless, ...limits },
  })
  let at = 0
  const sent: InterviewEvent[] = []

  const send = (event: InterviewEvent): RoundView => {
    sent.push(event)
    round.send(event)
    return round.view()
  }
  const stage = {
    round,
    sent,
    send,
    view: () => round.view(),
    pass: (ms: number) => {
      at += ms
    },
    start: () => send({ type: 'session.started', at }),
    /** Asks the prompt at hand, or the given one, and gives the floor. */
    ask(prompt = round.view().prompt ?? '', question = questions[round.view().question ?? 0] ?? '') {
      send({
        type: 'prompt.asked',
        at,
        question,
        prompt,
        branch: round.view().memory?.branch ?? null,
        text: prompt,
      })
      return send({ type: 'listening.started', at, input: 'keyboard', take: null })
    },
    finish({ seconds = 20, by = 'candidate', takesMs = 0 }: Said = {}) {
      send({ type: 'speech.started', at, offsetMs: 0 })
      at += takesMs
      return send({ type: 'answer.finished', at, by, thinkingMs: 0, speakingMs: seconds * 1000, phrases: [] })
    },
    /** Asks what is at hand and answers it. */
    answer(said: Said = {}) {
      stage.ask()
      stage.finish(said)
      return stage.assess(said)
    },
    assess: ({ signals = [], covered = [], touched = [], seconds = 20 }: Said = {}) =>
      send({
        type: 'answer.assessed',
        at,
        text: 'what was said',
        source: 'typed',
        seconds,
        assessment: {
          engine: 'test',
          abstained: null,
          findings: signals.map((signal) => ({ signal, quote: '', start: null, end: null })),
          covered,
          touched,
        },
      }),
    event: (type: 'clarify.requested' | 'repeat.requested' | 'example.declined' | 'prompt.skipped') =>
      send({ type, at }),
    pause: () => send({ type: 'session.paused', at, reason: '' }),
    resume: (interrupted = false) => send({ type: 'session.resumed', at, interrupted }),
    unheard: (seconds: number) => send({ type: 'answer.unheard', at, seconds }),
  }
  return stage
}

function fail(id: string): never {
  throw new Error(`the guide has no question ${id}`)
}

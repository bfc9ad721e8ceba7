import { lengthPresets, type Length, type Limits } from '../../machines/limits.ts'
import type { Pack, Question } from '../../questions/index.ts'
import { draws } from '../session/chance.ts'
import type { Header } from '../session/log.ts'
import { logVersion } from '../session/version.ts'
import type { Choices, Settings } from '../ui/settings.ts'

/** What a new session is made from. Time and chance come in as arguments. */
export interface NewSession {
  id: string
  /** Wall time, ISO 8601 in UTC. */
  createdAt: string
  /** The local date, ISO 8601. */
  today: string
  /** Chooses questions and phrasings; a whole number from 0. */
  seed: number
  choices: Choices
  clockFactor: Settings['clockFactor']
  pack: Pack
  engines: Header['engines']
  /** Whether the answers are to be marked before the findings are shown. */
  selfReview?: boolean
}

/** The header of a session that is about to begin. Throws where no question is chosen. */
export function newHeader(session: NewSession): Header {
  const { id, createdAt, today, seed, choices, clockFactor, pack, engines, selfReview = false } = session
  const questions = pickQuestions(pack.questions, choices, seed)
  if (questions.length === 0) throw new Error('no question is chosen')
  const stretch = clockFactor ?? 1
  const used = new Set(questions.map((question) => question.bucket))
  return {
    version: logVersion,
    id,
    createdAt,
    today,
    mode: 'interview',
    level: choices.level,
    patience: clockFactor === null ? 'off' : choices.patience,
    limits: limitsOf(choices.length, clockFactor),
    input: choices.input,
    seed,
    clockFactor,
    guideline: { fromS: pack.guideline.fromS * stretch, toS: pack.guideline.toS * stretch },
    questions,
    buckets: pack.buckets.filter((bucket) => used.has(bucket.id)),
    reactive: pack.reactive,
    engines,
    ...(selfReview && { selfReview }),
  }
}

/** The limits of a length, with a question's time stretched like the clock, or without end where there is none. */
export function limitsOf(length: Length, clockFactor: Settings['clockFactor']): Limits {
  const limits = lengthPresets[length]
  const { questionBudgetMs } = limits
  if (questionBudgetMs === null || clockFactor === null) return { ...limits, questionBudgetMs: null }
  return { ...limits, questionBudgetMs: questionBudgetMs * clockFactor }
}

/** The questions in the order in which they are asked: drawn ones as drawn, chosen ones in the order given. */
export function pickQuestions<Q extends Pick<Question, 'id'>>(
  all: readonly Q[],
  { pick, count, questions }: Pick<Choices, 'pick' | 'count' | 'questions'>,
  seed: number,
): Q[] {
  if (pick === 'chosen') return all.filter((question) => questions.includes(question.id))
  const left = [...all]
  const next = draws(seed)
  return Array.from({ length: Math.min(count, left.length) }).flatMap(() =>
    left.splice(Math.floor(next() * left.length), 1),
  )
}

/** The name that a session has until it is given another: "A disagreement and 2 more". */
export function titleOf(questions: readonly Pick<Question, 'title'>[]): string {
  const [first, ...more] = questions
  return `${first?.title ?? 'Interview'}${more.length > 0 ? ` and ${more.length} more` : ''}`
}

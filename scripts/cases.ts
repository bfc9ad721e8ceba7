import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { startRound, type Round } from '../machines/run.ts'
import { bareId, OPENING, planQuestion, WRAP_UP, type PromptKey } from '../machines/plan.ts'
import {
  bucketProbes,
  guidePack,
  levels,
  questionIds,
  reactiveProbeIds,
  type BucketId,
} from '../questions/index.ts'
import type { Assessment } from '../questions/finding.ts'
import { steady } from '../src/assess/steady.ts'
import type { Trained } from '../src/assess/model/trained.ts'
import type { AnswerContext, Assess } from '../src/assess/types.ts'

/** The date of a case that names none. */
const defaultToday = '2026-11-22'
/** How many prompts ahead a prediction looks. */
const lookAhead = 6

const text = v.pipe(v.string(), v.maxLength(200_000))
const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(86_400))

const caseSchema = v.object({
  id: v.string(),
  question: v.picklist(questionIds),
  level: v.optional(v.picklist(levels), 'L5'),
  today: v.optional(v.pipe(v.string(), v.isoDate()), defaultToday),
  turns: v.pipe(
    v.array(v.object({ probe: v.nullable(v.string()), text, seconds })),
    v.minLength(1, 'expected one turn or more'),
  ),
})
/** One answer to assess, in the format of the labelled answers: the last turn, with the turns before it. */
export type Case = v.InferOutput<typeof caseSchema>

export interface Prediction {
  id: string
  signals: { id: string; quote: string; start: number | null; end: number | null }[]
  covered: string[]
  next: string[]
}

/** The lines of a file that say something. */
export const linesOf = (path: string | URL): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')

const corpus = new URL('../tests/corpus/', import.meta.url)

/** The labelled answers that training may see, a line each, by writers in the order of their letters. */
export const corpusLines = (): string[] =>
  readdirSync(corpus)
    .filter((name) => /^[a-z]+\.jsonl$/.test(name))
    .flatMap((name) => linesOf(new URL(name, corpus)))

/** Parses one line. Throws an Error that names the place and what was expected. */
export function parseCase(line: string): Case {
  const result = v.safeParse(caseSchema, JSON.parse(line))
  if (!result.success) {
    const [issue] = result.issues
    throw new Error(`${v.getDotPath(issue) ?? 'the case'}: ${issue.message}`)
  }
  const { bucket } = questionOf(result.output)
  for (const [i, { probe }] of result.output.turns.entries())
    if (probe !== null && !promptOf(probe, bucket))
      throw new Error(`turns.${i}.probe: "${probe}" is no probe of ${bucket}`)
  return result.output
}

function questionOf({ question }: Pick<Case, 'question'>) {
  const found = guidePack.questions.find((q) => q.id === question)
  if (!found) throw new Error(`there is no question "${question}"`)
  return found
}

function promptOf(probe: string | null, bucket: string): PromptKey | null {
  if (probe === null) return OPENING
  if ((bucketProbes[bucket as BucketId] as readonly string[]).includes(probe)) return `${bucket}/${probe}`
  return (reactiveProbeIds as readonly string[]).includes(probe) ? `reactive/${probe}` : null
}

/** What the assessment may know of the turn at the given place. */
export function contextOfTurn(given: Case, at: number): AnswerContext {
  const question = questionOf(given)
  const turn = given.turns[at]
  const prompt = promptOf(turn?.probe ?? null, question.bucket) ?? OPENING
  return {
    question: question.id,
    bucket: question.bucket,
    probe: turn?.probe ?? null,
    asked: planQuestion(question, guidePack).prompts.get(prompt)?.phrasings[0] ?? '',
    turns: given.turns.slice(0, at),
    level: given.level,
    today: given.today,
  }
}

/** Assesses the last turn, and lets the question's own machine say what it asks next, and what after that. */
export function predict(given: Case, assess: Assess): Prediction {
  const question = questionOf(given)
  const round = startRound({
    ...guidePack,
    questions: [question],
    level: given.level,
    limits: { questionBudgetMs: null, followUps: 100, wrapUp: true },
  })
  round.send({ type: 'session.started', at: 0 })
  let assessment: Assessment = { engine: 'none', abstained: null, findings: [], covered: [] }
  for (const [at, { probe, text: said, seconds: length }] of given.turns.entries()) {
    assessment = assess({ text: said, seconds: length }, contextOfTurn(given, at))
    answer(round, question.id, promptOf(probe, question.bucket) ?? OPENING, assessment, length)
  }
  return {
    id: given.id,
    signals: assessment.findings.map(({ signal, quote, start, end }) => ({ id: signal, quote, start, end })),
    covered: assessment.covered,
    next: promptsAhead(round, question.id, assessment),
  }
}

/** What is asked from here on if each further answer covers just what it was asked; a request to clarify is met first. */
function promptsAhead(round: Round, question: string, { covered, touched }: Assessment): string[] {
  const next: string[] = []
  const known = [...covered]
  const plain = (): Assessment => ({
    engine: 'none',
    abstained: null,
    findings: [],
    covered: [...known],
    touched,
  })
  if (round.view().phase === 'clarifying') answer(round, question, round.view().prompt ?? OPENING, plain())
  while (next.length < lookAhead) {
    const { prompt, phase } = round.view()
    if (phase !== 'asking' || prompt === null || prompt === WRAP_UP) break
    const ownedByQuestion = prompt.startsWith(`${question}/`)
    if (!ownedByQuestion) next.push(bareId(prompt))
    if (!ownedByQuestion && !prompt.startsWith('reactive/')) known.push(bareId(prompt))
    answer(round, question, prompt, plain())
  }
  return next
}

function answer(
  round: Round,
  question: string,
  prompt: PromptKey,
  assessment: Assessment,
  answerSeconds = 20,
): void {
  round.send({ type: 'prompt.asked', at: 0, question, prompt, branch: null, text: '' })
  round.send({ type: 'listening.started', at: 0, input: 'keyboard', take: null })
  round.send({
    type: 'answer.finished',
    at: 0,
    by: 'candidate',
    thinkingMs: 0,
    speakingMs: answerSeconds * 1000,
    phrases: [],
  })
  round.send({
    type: 'answer.assessed',
    at: 0,
    text: '',
    source: 'typed',
    seconds: answerSeconds,
    assessment,
  })
}

/** As `predict`, with the full trained assessment, which reads before it judges. */
export async function predictTrained(given: Case, trained: Trained): Promise<Prediction> {
  const last = given.turns.at(-1)
  if (last) await trained.read(last, contextOfTurn(given, given.turns.length - 1))
  return predict(given, steady(trained.assess))
}

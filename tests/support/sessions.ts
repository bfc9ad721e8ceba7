import { bareId, type PromptKey } from '../../machines/plan.ts'
import { startRound, type Round } from '../../machines/run.ts'
import type { InterviewEvent } from '../../machines/events.ts'
import { guidePack, type Level } from '../../questions/index.ts'
import { secondsAloud } from '../../src/session/band.ts'
import { headerSchema, type Header, type Log } from '../../src/session/log.ts'
import { logVersion } from '../../src/session/version.ts'
import type { TakeAudio } from '../../src/session/store.ts'
import * as v from 'valibot'
import { inventAnswer } from './invented.ts'
import { random, type Random } from './random.ts'

export interface SessionRecipe {
  seed: number
  /** Stretches of listening, counting those that ended in a repeat or a request to clarify. */
  answers: number
  /** Default: a question for about every six answers, at most ten. */
  questions?: number
  level?: Level
  /** `mixed`: spoken, and now and then typed. */
  input?: 'microphone' | 'keyboard' | 'mixed'
  /** Whether the takes are made as well. Default false. */
  audio?: boolean
  /** Of the takes. Default 8 kHz, to keep them small. */
  sampleRate?: number
  /** Breaks off in the middle of the last answer. */
  unfinished?: boolean
  id?: string
}

export interface GeneratedSession {
  log: Log
  takes: TakeAudio[]
}

/**
 * A realistic session, equal for equal recipes. The real machines choose what is asked; answers, times and
 * assessments are invented, with skips, repeats, clarifications, a pause and unheard answers among them. When the
 * machines have nothing left to ask, prompts are placed, so that the number of answers is always the one asked for.
 */
export function generateSession(recipe: SessionRecipe): GeneratedSession {
  const chance = random(recipe.seed)
  const header = headerOf(recipe, chance)
  const round = startRound(header)
  const entries: InterviewEvent[] = []
  const takes: TakeAudio[] = []
  let at = 0
  const send = (event: InterviewEvent) => {
    if (!round.accepts(event)) throw new Error(`the machines refuse ${JSON.stringify(event)}`)
    round.send(event)
    entries.push(event)
  }

  send({ type: 'session.started', at })
  const covered = new Map<number, Set<string>>()
  for (let index = 0; index < recipe.answers; index++) {
    at += chance.between(150, 700)
    const { question, prompt, plan } = ask(round, header, chance, at, send)
    at += chance.between(1_800, 3_600)
    const typed = recipe.input === 'keyboard' || (recipe.input === 'mixed' && chance.chance(0.2))
    const take = typed ? null : `${header.id}-${index}`
    const begin = at
    send({ type: 'listening.started', at, input: typed ? 'keyboard' : 'microphone', take })
    const thinkingMs = chance.between(700, 3_800)
    const last = index === recipe.answers - 1

    if (!last && index > 0 && chance.chance(0.06)) {
      at += thinkingMs
      send(chance.chance(0.5) ? { type: 'repeat.requested', at } : { type: 'clarify.requested', at })
      keep(begin, take, [])
      continue
    }
    if (!last && index > 0 && chance.chance(0.04)) {
      at += thinkingMs
      send({ type: 'prompt.skipped', at })
      keep(begin, take, [])
      continue
    }
    send({ type: 'speech.started', at: at + thinkingMs, offsetMs: thinkingMs })
    const answer = inventAnswer(chance, plan, prompt, coveredOf(question))
    const aloud = secondsAloud(answer.text) * (0.6 + chance.next() * 0.8)
    const speakingMs = Math.round(aloud * 1000)
    const phrases = typed ? [] : phrasesOf(chance, thinkingMs, speakingMs)
    if (last && recipe.unfinished) {
      at += thinkingMs + Math.round(speakingMs / 2)
      if (typed) send({ type: 'draft.saved', at, text: answer.text.slice(0, answer.text.length / 2) })
      keep(
        begin,
        take,
        phrases.filter((p) => p.endMs < at - begin),
      )
      break
    }
    at += thinkingMs + speakingMs + 1_400
    send({
      type: 'answer.finished',
      at,
      by: typed || chance.chance(0.5) ? 'candidate' : 'silence',
      thinkingMs,
      speakingMs,
      phrases,
    })
    keep(begin, take, phrases)
    const seconds = typed ? secondsAloud(answer.text) : speakingMs / 1000
    if (!typed && chance.chance(0.08)) send({ type: 'answer.unheard', at: at + 20, seconds })
    else
      send({
        type: 'answer.assessed',
        at: at + 20,
        source: typed ? 'typed' : 'recognised',
        seconds,
        text: answer.text,
        assessment: answer.assessment,
      })
    at += 20
    if (!last && round.view().phase !== 'over' && chance.chance(0.03)) {
      send({ type: 'session.paused', at: at + 400, reason: 'paused' })
      at += 9_400
      send({ type: 'session.resumed', at, interrupted: false })
    }
  }
  if (!recipe.unfinished)
    send({
      type: 'session.ended',
      at: at + 1_200,
      by: round.view().phase === 'over' ? 'completed' : 'candidate',
    })
  return { log: { header, entries }, takes }

  function coveredOf(question: number): Set<string> {
    const known = covered.get(question) ?? new Set<string>()
    covered.set(question, known)
    return known
  }
  function keep(begin: number, take: string | null, phrases: { startMs: number; endMs: number }[]) {
    if (!recipe.audio || take === null) return
    const sampleRate = recipe.sampleRate ?? 8_000
    takes.push({ take, sampleRate, samples: hum(phrases, at - begin, sampleRate) })
  }
}

/** Asks what the machines chose, or places a prompt where they have nothing left. */
function ask(
  round: Round,
  header: Header,
  chance: Random,
  at: number,
  send: (event: InterviewEvent) => void,
) {
  const view = round.view()
  let question = view.question
  let prompt: PromptKey | null = view.prompt
  let branch = view.memory?.branch ?? null
  if (question === null || prompt === null) {
    question = chance.between(0, header.questions.length - 1)
    const keys = [...(round.plans[question]?.prompts.keys() ?? [])].filter((key) => bareId(key) !== 'wrap-up')
    prompt = chance.pick(keys)
    branch = null
  }
  const plan = round.plans[question]
  const spoken = plan?.prompts.get(prompt)
  const id = header.questions[question]?.id
  if (!plan || !spoken || id === undefined) throw new Error(`there is no prompt "${prompt}"`)
  if (view.phase === 'clarifying') send({ type: 'clarification.given', at, text: spoken.clarification })
  else send({ type: 'prompt.asked', at, question: id, prompt, branch, text: chance.pick(spoken.phrasings) })
  return { question, prompt, plan }
}

function headerOf(recipe: SessionRecipe, chance: Random): Header {
  const count = Math.min(10, recipe.questions ?? Math.max(1, Math.ceil(recipe.answers / 6)))
  const first = chance.between(0, guidePack.questions.length - 1)
  const questions = Array.from(
    { length: count },
    (_, i) => guidePack.questions[(first + i * 3) % guidePack.questions.length],
  )
  return v.parse(headerSchema, {
    version: logVersion,
    id: recipe.id ?? `generated-${recipe.seed}-${recipe.answers}`,
    createdAt: '2026-11-22T18:20:00.000Z',
    today: '2026-11-22',
    mode: 'interview',
    level: recipe.level ?? 'L6',
    patience: 'off',
    limits: {
      questionBudgetMs: null,
      followUps: Math.min(100, Math.max(1, Math.ceil(recipe.answers / count) - 1)),
      wrapUp: false,
    },
    input: recipe.input === 'keyboard' ? 'keyboard' : 'microphone',
    seed: recipe.seed,
    clockFactor: 1,
    guideline: guidePack.guideline,
    questions,
    buckets: guidePack.buckets,
    reactive: guidePack.reactive,
    engines: { app: '0.1.0', assess: 'invented-1' },
  })
}

/** Speech with pauses in it, from the first word to the last. */
function phrasesOf(chance: Random, startMs: number, lengthMs: number) {
  const phrases: { startMs: number; endMs: number }[] = []
  const end = startMs + lengthMs
  for (let from = startMs; from < end;) {
    const wanted = from + chance.between(1_800, 6_000)
    const to = end - wanted < 1_200 ? end : wanted
    phrases.push({ startMs: from, endMs: to })
    from = to + chance.between(300, 900)
  }
  return phrases
}

/** Something that is heard where there is speech, and silence elsewhere. */
function hum(phrases: readonly { startMs: number; endMs: number }[], lengthMs: number, sampleRate: number) {
  const samples = new Int16Array(Math.round((lengthMs / 1000) * sampleRate))
  for (const { startMs, endMs } of phrases) {
    const from = Math.round((startMs / 1000) * sampleRate)
    const to = Math.min(samples.length, Math.round((endMs / 1000) * sampleRate))
    for (let i = from; i < to; i++) {
      const t = i / sampleRate
      const syllable = 0.5 + 0.5 * Math.sin(2 * Math.PI * 4 * t)
      samples[i] = 6_000 * syllable * Math.sin(2 * Math.PI * (130 + 20 * Math.sin(2 * t)) * t)
    }
  }
  return samples
}

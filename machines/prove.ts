import { createActor } from 'xstate'
import { levels, type Level, type SignalId } from '../questions/ids.ts'
import type { Condition } from '../questions/schema.ts'
import type { InterviewEvent } from './events.ts'
import type { Limits } from './limits.ts'
import type { Memory } from './memory.ts'
import type { Branch, Plan, PromptKey } from './plan.ts'
import { createQuestionMachine, type QuestionMachine } from './question.ts'

/** What was proved of a question's machine, and what was not. */
export interface Proof {
  question: string
  prompts: number
  branches: number
  /** Prompts that no path asks, at any level. */
  unreachable: PromptKey[]
  /** Branches that are the first match for no answer. */
  neverFirst: string[]
  /** Answers that left the machine where it was, as `prompt: event`. */
  swallowed: string[]
  /** Paths that asked something twice or went on after every prompt was asked. */
  endless: string[]
  /** Prompts asked on the longest and on the shortest path that was walked, the wrap-up included. */
  longest: number
  shortest: number
  paths: number
}

export const holdsUp = (proof: Proof): boolean =>
  [proof.unreachable, proof.neverFirst, proof.swallowed, proof.endless].every((faults) => faults.length === 0)

/** Nothing but the question itself ends a path. */
const noLimits: Limits = { questionBudgetMs: null, followUps: 100, wrapUp: true }

/** What one answer can show. */
interface Letter {
  signals: SignalId[]
  covered: string[]
  touched: string[]
  seconds: number
  cutIn: boolean
}

/** What is answered to a prompt, by its place on the path from 0. */
type Answers = (prompt: PromptKey, place: number) => Letter

const silence: Letter = { signals: [], covered: [], touched: [], seconds: 20, cutIn: false }

/**
 * Walks the question's own machine. The paths are not enumerated (there are too many); instead each branch gets an
 * alphabet of its own, made from what it depends on, and is sought by walks whose first answer is one letter, whose
 * answer to the point that the branch belongs under is another, and whose other answers are all alike.
 */
export function proveQuestion(plan: Plan): Proof {
  const machine = createQuestionMachine(plan)
  const asked = new Set<PromptKey>()
  const taken = new Set<string>()
  const endless = new Set<string>()
  let longest = 0
  let shortest = Infinity
  let paths = 0

  const follow = (level: Level, answers: Answers) => {
    const path = walk(machine, plan, level, answers)
    paths++
    for (const step of path.steps) {
      asked.add(step.prompt)
      if (step.branch) taken.add(step.branch)
    }
    if (!path.ended || new Set(path.steps.map((s) => s.prompt)).size < path.steps.length)
      endless.add(path.steps.map((s) => s.prompt).join(' > '))
    longest = Math.max(longest, path.steps.length)
    shortest = Math.min(shortest, path.steps.length)
  }

  for (const level of levels) {
    const all = { ...silence, covered: plan.bucket.probes.map((p) => p.id) }
    follow(level, () => silence)
    follow(level, () => all)
    follow(level, () => ({ ...silence, touched: all.covered }))
  }
  for (const branch of plan.branches) {
    const letters = lettersFor(branch, plan)
    const point = plan.prompts.get(branch.ask)?.under
    search: for (const level of levels)
      for (const first of letters)
        for (const later of letters) {
          if (taken.has(branch.id)) break search
          follow(level, (_, place) => (place === 0 ? first : later))
          follow(level, (prompt, place) => (place === 0 ? first : prompt === point ? later : silence))
        }
  }

  return {
    question: plan.question.id,
    prompts: plan.prompts.size,
    branches: plan.branches.length,
    unreachable: [...plan.prompts.keys()].filter((key) => !asked.has(key)),
    neverFirst: plan.branches.filter((b) => !taken.has(b.id)).map((b) => b.id),
    swallowed: swallowedAnswers(machine, plan),
    endless: [...endless],
    longest,
    shortest,
    paths,
  }
}

/** The answers that a branch can depend on: what its conditions name, and its own prompt left uncovered. */
function lettersFor(branch: Branch, plan: Plan): Letter[] {
  const named = atomsOf(branch.when)
  const signals = named.flatMap((c) => ('signal' in c ? [c.signal] : []))
  const seconds = named.flatMap((c) => ('longerThanS' in c ? [c.longerThanS + 1] : []))
  const all = plan.bucket.probes.map((p) => p.id)
  const needed = named.flatMap((c) => ('answered' in c ? [c.answered] : 'asked' in c ? [c.asked] : []))
  const prompt = plan.prompts.get(branch.ask)
  const open = new Set(
    [branch.ask, prompt?.under ?? ''].map((key) => key.slice(key.indexOf('/') + 1)).concat(needed),
  )
  const coverings = [all.filter((id) => !open.has(id)), all.filter((id) => id !== [...open][0]), all, []]
  const showings = [[], signals, ...signals.map((s) => [s])]
  return showings.flatMap((shown) =>
    coverings.flatMap((covered) =>
      [20, ...seconds].map((s) => ({
        ...silence,
        signals: shown,
        covered,
        seconds: s,
        cutIn: branch.tier === 'cut-in',
      })),
    ),
  )
}

function atomsOf(condition: Condition | null): Condition[] {
  if (!condition) return []
  if ('all' in condition) return condition.all.flatMap(atomsOf)
  if ('any' in condition) return condition.any.flatMap(atomsOf)
  if ('not' in condition) return atomsOf(condition.not)
  return [condition]
}

interface Path {
  steps: { prompt: PromptKey; branch: string | null }[]
  ended: boolean
}

/** One path through the machine, from the opening to its end, or to where it ought to have ended. */
function walk(machine: QuestionMachine, plan: Plan, level: Level, answers: Answers): Path {
  const actor = createActor(machine, { input: { place: 0, level, limits: noLimits } })
  actor.start()
  const steps: Path['steps'] = []
  const ended = () => actor.getSnapshot().status === 'done'
  while (!ended() && steps.length <= plan.prompts.size) {
    const prompt = promptAt(actor.getSnapshot())
    steps.push({ prompt, branch: actor.getSnapshot().context.branch })
    for (const event of answered(plan, prompt, answers(prompt, steps.length - 1))) actor.send(event)
  }
  const path = { steps, ended: ended() }
  actor.stop()
  return path
}

/** The prompt by the machine's state, which is what is proved; its memory has to agree. */
function promptAt({ value, context }: { value: unknown; context: Memory }): PromptKey {
  const { prompt } = (value as { open: { talk: { prompt: PromptKey } } }).open.talk
  if (prompt !== context.prompt) throw new Error(`at ${prompt}, but remembering ${context.prompt}`)
  return prompt
}

const asking = (plan: Plan, prompt: PromptKey): InterviewEvent[] => [
  { type: 'prompt.asked', at: 0, question: plan.question.id, prompt, branch: null, text: '' },
  { type: 'listening.started', at: 0, input: 'keyboard', take: null },
]

const answered = (
  plan: Plan,
  prompt: PromptKey,
  { signals, covered, touched, seconds, cutIn }: Letter,
): InterviewEvent[] => [
  ...asking(plan, prompt),
  { type: 'speech.started', at: 0, offsetMs: 0 },
  {
    type: 'answer.finished',
    at: 0,
    by: cutIn ? 'interviewer' : 'candidate',
    thinkingMs: 0,
    speakingMs: seconds * 1000,
    phrases: [],
  },
  {
    type: 'answer.assessed',
    at: 0,
    text: 'an answer',
    source: 'typed',
    seconds,
    assessment: {
      engine: 'proof',
      abstained: null,
      findings: signals.map((signal) => ({ signal, quote: '', start: null, end: null })),
      covered,
      touched,
    },
  },
]

/** Gives every kind of answer at every prompt, and looks whether the machine took it in and went on. */
function swallowedAnswers(machine: QuestionMachine, plan: Plan): string[] {
  const finished: InterviewEvent = {
    type: 'answer.finished',
    at: 0,
    by: 'candidate',
    thinkingMs: 0,
    speakingMs: 0,
    phrases: [],
  }
  const endings: [string, (prompt: PromptKey) => InterviewEvent[]][] = [
    ['assessed', (prompt) => answered(plan, prompt, silence).slice(2)],
    ['unheard', () => [finished, { type: 'answer.unheard', at: 0, seconds: 9 }]],
    ['skipped', () => [{ type: 'prompt.skipped', at: 0 }]],
    ['declined', () => [{ type: 'example.declined', at: 0 }]],
  ]
  const took = (memory: Memory, prompt: PromptKey) => memory.last?.prompt === prompt
  return [...plan.prompts.keys()].flatMap((prompt) =>
    endings.flatMap(([kind, events]) => {
      const actor = createActor(machine, { input: { place: 0, level: 'L6', limits: noLimits } })
      actor.start()
      for (const event of [...asking(plan, prompt), ...events(prompt)]) actor.send(event)
      const snapshot = actor.getSnapshot()
      const wentOn = snapshot.status === 'done' || promptAt(snapshot) !== prompt
      actor.stop()
      return wentOn && took(snapshot.context, prompt) ? [] : [`${prompt}: ${kind}`]
    }),
  )
}

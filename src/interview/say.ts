import { OPENING, type Plan, type PromptKey } from '../../machines/plan.ts'
import type { RoundView } from '../../machines/run.ts'
import { interviewerLines, type InterviewerLines } from '../../questions/interviewer.ts'
import type { Entry } from '../session/log.ts'

/** Chooses from a list by the session's seed: the same seed and place always give the same choice. */
export function choose(list: readonly string[], seed: number, place: string): string {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (let i = 0; i < place.length; i++) hash = Math.imul(hash ^ place.charCodeAt(i), 0x01000193) >>> 0
  hash ^= hash >>> 15
  return list[(Math.imul(hash, 0x2c1b3c6d) >>> 0) % list.length] ?? ''
}

interface Moment {
  view: RoundView
  plans: readonly Plan[]
  /** The log up to the moment. */
  entries: readonly Entry[]
  seed: number
  /** Nothing leads over: of drills, in which each line is the next item. */
  bare?: boolean
}

/** What the interviewer says to ask the prompt at hand: a word that leads over from what was before, then the question. */
export function askAloud({ view, plans, entries, seed, bare = false }: Moment): string {
  const plan = view.question === null ? undefined : plans[view.question]
  if (!plan || view.prompt === null) return ''
  const place = `${plan.question.id}/${view.prompt}`
  const kind = bare ? null : leadOf(plan, view, entries)
  const lead = kind === 'greeting' && plans.length === 1 ? 'greetingOne' : kind
  return join(
    lead && choose(interviewerLines[lead], seed, `${place} ${lead} ${entries.length}`),
    questionAloud(plan, view, seed),
  )
}

/** The question itself, as it is shown large on the screen. */
export function questionAloud(plan: Plan, view: Pick<RoundView, 'prompt' | 'memory'>, seed: number): string {
  const aloud = (key: PromptKey) =>
    choose(plan.prompts.get(key)?.phrasings ?? [''], seed, `${plan.question.id}/${key}`)
  const prompt = view.prompt ?? OPENING
  // A drill can begin with a follow-up: the question that it belongs to is said with it.
  if (prompt === plan.first && prompt !== OPENING) return join(aloud(OPENING), aloud(prompt))
  // What was not answered is asked again in other words of its own.
  if (prompt !== 'reactive/restate-question') return aloud(prompt)
  const missed = view.memory?.last?.prompt ?? OPENING
  return join(aloud(prompt), aloud(missed.startsWith('reactive/') ? OPENING : missed))
}

/** What the interviewer answers to "what do you mean?". */
export const clarifyAloud = (plan: Plan, prompt: PromptKey): string =>
  plan.prompts.get(prompt)?.clarification ?? ''

/** Which kind of word leads over, by what happened since the last thing that was asked. */
function leadOf(plan: Plan, view: RoundView, entries: readonly Entry[]): keyof InterviewerLines | null {
  const since = entries.slice(entries.findLastIndex((e) => e.type === 'prompt.asked') + 1)
  const happened = (type: Entry['type']) => since.some((e) => e.type === type)
  if (!entries.some((e) => e.type === 'prompt.asked')) return 'greeting'
  if (happened('session.resumed')) return 'resume'
  if (happened('repeat.requested')) return 'repeat'
  if (view.memory?.cutIn) return 'cutIn'
  if (view.prompt === plan.first) return happened('example.declined') ? 'noExampleAccepted' : 'transition'
  if (view.prompt === 'wrap-up') return null
  if (happened('prompt.skipped')) return 'skipAccepted'
  const last = view.memory?.last
  if (last?.signals.includes('checks-in'))
    return last.signals.includes('off-question') ? 'notQuite' : 'answered'
  return 'leadIn'
}

const join = (...parts: (string | undefined | null)[]) => parts.filter(Boolean).join(' ')

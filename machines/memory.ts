import type { Level, SignalId } from '../questions/ids.ts'
import type { InterviewEventOf } from './events.ts'
import { holds, type Facts } from './conditions.ts'
import { lastPromptMs, type Limits } from './limits.ts'
import { OPENING, WRAP_UP, type Branch, type Plan, type PromptKey } from './plan.ts'

/** What a question's machine remembers. All of it follows from the events. */
export interface Memory {
  /** The question's place in the round, from 0. */
  place: number
  level: Level
  limits: Limits
  /** The prompt at hand. */
  prompt: PromptKey
  /** Prompts asked so far, in order, each once. It only grows, and nothing in it is asked again: every path ends. */
  asked: PromptKey[]
  covered: PromptKey[]
  /** What has come up without being covered, as far as the last answer. */
  touched: PromptKey[]
  /** Begged probes that wait for their turn. */
  pending: PromptKey[]
  /** How many begged probes were asked in a row. */
  beggedInRow: number
  /** Prompts at which the candidate's answer was a request to clarify; a second one at the same prompt is an answer. */
  clarified: PromptKey[]
  /** The last answer; null before the first. `heard` is false where there was nothing to judge. */
  last: { prompt: PromptKey; signals: SignalId[]; seconds: number; heard: boolean; skipped: boolean } | null
  /** The point that the interview is at; a probe that the answer begged does not lead away from it. */
  atHand: PromptKey | null
  /** The interviewer stopped the last answer. */
  cutIn: boolean
  /** Whether the candidate said that they have no example. */
  declined: boolean
  /** The place of the question that was gone back to from here; null where none was. */
  leftFor: number | null
  /** The branch that leads to the prompt at hand; null at the opening and at a placed prompt. */
  branch: string | null
  /** When the opening question was first asked, in session ms; null until then. */
  openedAt: number | null
  pausedAt: number | null
  /** Ms that do not count: pauses, and the time that taking in an answer took. */
  pausedMs: number
  /** When the answer that is being taken in was finished; null while none is. */
  finishedAt: number | null
  /** When the last answer was taken in, in session ms. */
  at: number
}

/** At most this many begged probes in a row before the bucket goes on. */
export const maxBeggedInRow = 2

export const newMemory = (
  setup: { place: number; level: Level; limits: Limits },
  first: PromptKey,
): Memory => ({
  place: setup.place,
  level: setup.level,
  limits: setup.limits,
  prompt: first,
  asked: [],
  covered: [],
  touched: [],
  pending: [],
  beggedInRow: 0,
  clarified: [],
  last: null,
  atHand: null,
  cutIn: false,
  declined: false,
  leftFor: null,
  branch: null,
  openedAt: null,
  pausedAt: null,
  pausedMs: 0,
  finishedAt: null,
  at: 0,
})

/** Ms of the question's budget that are used: wall time since the opening less pauses. */
export const spentMs = (m: Memory): number => (m.openedAt === null ? 0 : m.at - m.openedAt - m.pausedMs)

const factsOf = (m: Memory): Facts => ({
  level: m.level,
  signals: m.last?.signals ?? [],
  seconds: m.last?.seconds ?? 0,
  answered: m.last?.prompt ?? OPENING,
  covered: m.covered,
  asked: m.asked,
})

const followUpsAsked = (m: Memory) => m.asked.filter((key) => key !== OPENING && key !== WRAP_UP).length

/** Whether the question's time or its follow-ups are used up, so that no further prompt begins. */
export const isSpent = (m: Memory): boolean =>
  followUpsAsked(m) >= m.limits.followUps ||
  (m.limits.questionBudgetMs !== null && m.limits.questionBudgetMs - spentMs(m) < lastPromptMs)

/**
 * Whether the question ends here: after the wrap-up, when its opening was skipped, or when there was no example once the
 * smaller one had been offered and the question put in other words.
 */
export function isOver(m: Memory): boolean {
  if (m.asked.includes(WRAP_UP)) return true
  if (m.last?.prompt === OPENING) return m.last.skipped
  const offered = ['reactive/smaller-example', 'reactive/restate-question'].every((key) =>
    m.asked.includes(key),
  )
  return (
    offered &&
    m.covered.length === 0 &&
    (m.last?.skipped === true || m.last?.signals.includes('no-example') === true)
  )
}

/** Whether there is a story to add something to. */
export const mayWrapUp = (m: Memory): boolean => m.limits.wrapUp && (m.covered.length > 0 || !m.declined)

/** Whether a branch may be taken now. The first open one of the plan is. */
export function isOpen(branch: Branch, m: Memory, plan: Plan): boolean {
  if (m.asked.includes(branch.ask) || m.covered.includes(branch.ask) || isSpent(m)) return false
  const when = () => branch.when === null || holds(branch.when, factsOf(m))
  switch (branch.tier) {
    case 'cut-in':
      return m.cutIn
    case 'begged':
      return (
        m.beggedInRow < maxBeggedInRow &&
        (branch.ask.startsWith('reactive/') ? m.pending.includes(branch.ask) : when())
      )
    case 'under': {
      const isAtHand = !branch.late && plan.prompts.get(branch.ask)?.under === m.atHand
      return when() && (isAtHand || !plan.branches.some((b) => b.tier === 'next' && isOpen(b, m, plan)))
    }
    case 'next':
      return when() && (!m.touched.includes(branch.ask) || !hasUntouched(m, plan))
    case 'last':
      return m.pending.includes(branch.ask)
  }
}

/** Whether a point of the bucket is left that has not come up at all: it is asked before those that have. */
const hasUntouched = (m: Memory, plan: Plan): boolean =>
  plan.branches.some(
    (b) =>
      b.tier === 'next' &&
      b.ask.startsWith(`${plan.bucket.id}/`) &&
      !m.touched.includes(b.ask) &&
      isOpen(b, m, plan),
  )

/** Taking in an answer (typing up what was said, say) is not the candidate's time. */
export const takenIn = (m: Memory, at: number): Partial<Memory> => ({
  at,
  pausedMs: m.pausedMs + (m.finishedAt === null ? 0 : at - m.finishedAt),
  finishedAt: null,
})

/** A pause within the taking in of an answer counts once, with it. */
export const resumed = (m: Memory, at: number): Partial<Memory> => ({
  pausedAt: null,
  pausedMs: m.pausedMs + (m.pausedAt === null || m.finishedAt !== null ? 0 : at - m.pausedAt),
})

/** A prompt that is asked now: the one that was chosen, or any other, which is then placed. */
export function ask(m: Memory, event: InterviewEventOf<'prompt.asked'>, plan: Plan): Partial<Memory> {
  const { prompt, branch, at } = event
  const { kind, under = null } = plan.prompts.get(prompt) ?? {}
  return {
    prompt,
    branch: m.prompt === prompt ? m.branch : branch,
    asked: m.asked.includes(prompt) ? m.asked : [...m.asked, prompt],
    atHand: under ?? (kind === 'point' || kind === 'own' ? prompt : m.atHand),
    cutIn: false,
    openedAt: m.openedAt ?? at,
  }
}

/** An answer that was assessed: what it showed, what is covered, what it begs and what it settles. */
export function hear(m: Memory, event: InterviewEventOf<'answer.assessed'>, plan: Plan): Partial<Memory> {
  const { at, seconds, assessment } = event
  const known = assessment.covered
    .map((id) => `${plan.bucket.id}/${id}`)
    .filter((key) => plan.prompts.has(key) && !m.covered.includes(key))
  const signals = [...new Set(assessment.findings.map((f) => f.signal))]
  const heard: Partial<Memory> = {
    ...takenIn(m, at),
    covered: [...m.covered, ...known],
    touched: assessment.touched?.map((id) => `${plan.bucket.id}/${id}`) ?? [],
    last: { prompt: m.prompt, signals, seconds, heard: assessment.abstained === null, skipped: false },
    declined: m.declined || signals.includes('no-example'),
  }
  return { ...heard, pending: stillPending({ ...m, ...heard }, plan) }
}

/** An answer without a transcript: shows nothing, covers nothing; its length still counts. */
export const hearNothing = (
  m: Memory,
  { at, seconds }: InterviewEventOf<'answer.unheard'>,
): Partial<Memory> => ({
  ...takenIn(m, at),
  last: { prompt: m.prompt, signals: [], seconds, heard: false, skipped: false },
})

/** A prompt that the candidate passed over. */
export const hearSkip = (m: Memory, { at }: { at: number }): Partial<Memory> => ({
  at,
  last: { prompt: m.prompt, signals: [], seconds: 0, heard: false, skipped: true },
})

/** "I don't have an example", by key: as if said and heard. */
export function hearDecline(m: Memory, { at }: { at: number }, plan: Plan): Partial<Memory> {
  const heard: Partial<Memory> = {
    at,
    last: { prompt: m.prompt, signals: ['no-example'], seconds: 0, heard: true, skipped: false },
    declined: true,
  }
  return { ...heard, pending: stillPending({ ...m, ...heard }, plan) }
}

function stillPending(m: Memory, plan: Plan): PromptKey[] {
  const facts = factsOf(m)
  return plan.branches
    .filter(
      (b) =>
        (b.tier === 'begged' || b.tier === 'last') &&
        b.ask.startsWith('reactive/') &&
        !m.asked.includes(b.ask),
    )
    .filter((b) => m.pending.includes(b.ask) || (b.when !== null && holds(b.when, facts)))
    .filter((b) => b.settledBy === null || !holds(b.settledBy, facts))
    .map((b) => b.ask)
}

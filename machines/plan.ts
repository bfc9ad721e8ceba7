import { interviewerLines } from '../questions/interviewer.ts'
import type { Bucket, Condition, Pack, Question } from '../questions/schema.ts'

/** `opening`, `wrap-up`, or `bucket/probe`, `reactive/probe`, `question/probe`. */
export type PromptKey = string

export const OPENING = 'opening'
export const WRAP_UP = 'wrap-up'

export interface Prompt {
  key: PromptKey
  kind: 'opening' | 'point' | 'sub-probe' | 'reactive' | 'own' | 'wrap-up'
  label: string
  phrasings: string[]
  clarification: string
  /** The point that this prompt belongs under, if any. */
  under: PromptKey | null
}

/**
 * Why a prompt can come next. `cut-in`: the interviewer stopped the answer; `begged`: the answer asks for it;
 * `under`: a probe of the point at hand, or of any point once no point is left; `next`: the next uncovered point;
 * `last`: asked only when nothing else is left.
 */
export type Tier = 'cut-in' | 'begged' | 'under' | 'next' | 'last'

export interface Branch {
  /** Unique within the question: `tier:prompt`. */
  id: string
  tier: Tier
  ask: PromptKey
  /** Holds of the last answer for the branch to open; absent where the tier alone decides. */
  when: Condition | null
  /** Of `under`: it waits until no point is left. */
  late: boolean
  /** What makes a waiting begged probe needless. */
  settledBy: Condition | null
  /** Ends "asked because …". */
  because: string
}

/** A question with its bucket and the reactive probes, compiled into prompts and branches in order of precedence. */
export interface Plan {
  question: Question
  bucket: Bucket
  prompts: ReadonlyMap<PromptKey, Prompt>
  /** What is asked first: the opening, but in a drill any prompt. */
  first: PromptKey
  branches: readonly Branch[]
}

/** What a plan is made from, and what a session's header copies so that it never depends on today's questions. */
export type PlanSource = Pick<Pack, 'buckets' | 'reactive'>

/** The bare id of a prompt, as assessments and answer files use it. */
export const bareId = (key: PromptKey): string => key.slice(key.indexOf('/') + 1)

const wrapUpPrompt: Prompt = {
  key: WRAP_UP,
  kind: 'wrap-up',
  label: 'anything to add',
  phrasings: [...interviewerLines.wrapUp],
  clarification: 'Anything about this story that you think I should know. It is fine if there is nothing.',
  under: null,
}

/** Compiles one question. Throws a RangeError when its bucket is not in the source, or what is to be asked first nowhere. */
export function planQuestion(question: Question, source: PlanSource, first: PromptKey = OPENING): Plan {
  const bucket = source.buckets.find((b) => b.id === question.bucket)
  if (!bucket) throw new RangeError(`question "${question.id}": there is no bucket "${question.bucket}"`)

  const prompts = new Map<PromptKey, Prompt>()
  const add = (prompt: Prompt) => prompts.set(prompt.key, prompt)
  const bucketKey = (id: string) => `${bucket.id}/${id}`

  add({
    key: OPENING,
    kind: 'opening',
    label: question.title,
    phrasings: question.phrasings,
    clarification: question.clarification,
    under: null,
  })
  for (const { id, under, ...spoken } of bucket.probes)
    add({
      ...spoken,
      key: bucketKey(id),
      kind: under ? 'sub-probe' : 'point',
      under: under ? bucketKey(under) : null,
    })
  for (const { id, label, phrasings, clarification } of source.reactive)
    add({ key: `reactive/${id}`, kind: 'reactive', label, phrasings, clarification, under: null })
  for (const { id, under, label, phrasings, clarification } of question.own)
    add({
      key: `${question.id}/${id}`,
      kind: 'own',
      label,
      phrasings,
      clarification,
      under: under ? bucketKey(under) : null,
    })
  add(wrapUpPrompt)
  if (!prompts.has(first)) throw new RangeError(`question "${question.id}": there is no prompt "${first}"`)

  return { question, bucket, prompts, first, branches: branchesOf(question, bucket, source.reactive) }
}

function branchesOf(question: Question, bucket: Bucket, reactive: Pack['reactive']): Branch[] {
  const branches: Branch[] = []
  const open = (tier: Tier, ask: PromptKey, because: string, rest: Partial<Branch> = {}) =>
    branches.push({
      id: `${tier}:${ask}`,
      tier,
      ask,
      when: null,
      late: false,
      settledBy: null,
      because,
      ...rest,
    })
  const order = inOrder(question, bucket)
  const followUps = followUpsOf(question, bucket)
  const point = (id: string) => followUps.find((f) => f.id === id)?.label ?? id

  if (reactive.some(({ id }) => id === 'bottom-line'))
    open('cut-in', 'reactive/bottom-line', 'the answer ran on and the interviewer stopped it')
  for (const { id, because, when, settledBy = null } of reactive.filter(({ last }) => !last))
    open('begged', `reactive/${id}`, because, { when, settledBy })
  for (const { key, because, label, when } of followUps.filter(isBegged))
    open('begged', key, because ?? `the answer led to ${label}`, { when })

  for (const { id, key, under, because, label, when, late } of followUps) {
    if (!under || (!late && !comesToHandFirst(under, id, order, followUps))) continue
    const why = late
      ? `${label} had not been covered yet`
      : `you had come to ${point(under)} and not yet to ${label}`
    if (!late || !order.includes(id)) open('under', key, because ?? why, { when, late })
  }
  for (const id of order) {
    const next = followUps.find((f) => f.id === id)
    if (next && !isAskedBefore(next, order, followUps))
      open('next', next.key, next.because ?? `${next.label} had not been covered yet`, { when: next.when })
  }
  for (const { id, because, when, settledBy = null } of reactive.filter(({ last }) => last))
    open('last', `reactive/${id}`, because, { when, settledBy })
  return branches
}

/** A probe of the question or of its bucket; the question's own come first under a point, being the more fitting. */
interface FollowUp {
  id: string
  key: PromptKey
  label: string
  under: string | null
  own: boolean
  late: boolean
  when: Condition | null
  because: string | null
}

const followUpsOf = (question: Question, bucket: Bucket): FollowUp[] => [
  ...question.own.map(({ id, label, under = null, when = null, because = null }) => ({
    id,
    key: `${question.id}/${id}`,
    label,
    under,
    own: true,
    late: false,
    when,
    because,
  })),
  ...bucket.probes.map(({ id, label, under = null, late = false }) => ({
    id,
    key: `${bucket.id}/${id}`,
    label,
    under,
    own: false,
    late,
    when: null,
    because: null,
  })),
]

/** An own probe that belongs under no point is asked as soon as an answer begs it. */
const isBegged = (f: FollowUp) => f.own && f.when !== null && f.under === null

/** Points in the order in which the question goes through them: its priorities, the rest of the bucket, its own probes. */
function inOrder(question: Question, bucket: Bucket): string[] {
  const points = bucket.probes.filter(({ under }) => !under).map(({ id }) => id)
  const own = question.own.filter(({ under, when }) => !under && !when).map(({ id }) => id)
  const begged = question.own.filter(({ under, when }) => !under && when).map(({ id }) => id)
  return [...new Set([...question.priorities, ...points, ...own])].filter((id) => !begged.includes(id))
}

/** Whether the point can be at hand before the order itself comes to the probe under it. */
function comesToHandFirst(point: string, id: string, order: string[], followUps: FollowUp[]): boolean {
  const place = order.indexOf(id)
  if (place === -1) return true
  return order
    .slice(0, place)
    .some((other) => other === point || followUps.find((f) => f.id === other)?.under === point)
}

/**
 * Whether a probe is always asked, or covered, before the order comes to it: one of the question's own, which no answer
 * can cover, brings their point to hand first.
 */
function isAskedBefore({ id, under, late }: FollowUp, order: string[], followUps: FollowUp[]): boolean {
  if (!under || late) return false
  return order
    .slice(0, order.indexOf(id))
    .some((earlier) =>
      followUps.some((f) => f.id === earlier && f.own && f.when === null && f.under === under),
    )
}

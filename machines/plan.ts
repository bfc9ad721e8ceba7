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
 * `at-hand`: a sub-probe of the point just spoken of; `next`: the next uncovered point; `rest`: sub-probes of
 * points that were covered unasked; `last`: asked only when nothing else is left.
 */
export type Tier = 'cut-in' | 'begged' | 'at-hand' | 'next' | 'rest' | 'last'

export interface Branch {
  /** Unique within the question: `tier:prompt`. */
  id: string
  tier: Tier
  ask: PromptKey
  /** Holds of the last answer for the branch to open; absent where the tier alone decides. */
  when: Condition | null
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
  phrasings: ['Before we move on, is there anything that you would like to add?'],
  clarification: 'Anything about this story that you think I should know. It is fine if there is nothing.',
  under: null,
}

/** Compiles one question. Throws a RangeError when its bucket is not in the source. */
export function planQuestion(question: Question, source: PlanSource): Plan {
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

  return { question, bucket, prompts, branches: branchesOf(question, bucket, source.reactive) }
}

function branchesOf(question: Question, bucket: Bucket, reactive: Pack['reactive']): Branch[] {
  const branches: Branch[] = []
  const open = (tier: Tier, ask: PromptKey, because: string, rest: Partial<Branch> = {}) =>
    branches.push({ id: `${tier}:${ask}`, tier, ask, when: null, settledBy: null, because, ...rest })
  const labels = new Map(bucket.probes.map((p) => [p.id, p.label]))

  if (reactive.some((p) => p.id === 'bottom-line'))
    open('cut-in', 'reactive/bottom-line', 'the answer ran on and the interviewer stopped it')
  for (const p of reactive.filter((p) => !p.last))
    open('begged', `reactive/${p.id}`, p.because, { when: p.when, settledBy: p.settledBy ?? null })
  for (const p of question.own.filter((p) => p.when && !p.under))
    open('begged', `${question.id}/${p.id}`, p.because ?? `the answer led to ${p.label}`, {
      when: p.when ?? null,
    })

  for (const p of question.own.filter((p) => p.under))
    open('at-hand', `${question.id}/${p.id}`, p.because ?? `you had come to ${labels.get(p.under ?? '')}`, {
      when: p.when ?? null,
    })
  for (const p of bucket.probes.filter((p) => p.under))
    open(
      'at-hand',
      `${bucket.id}/${p.id}`,
      `you had come to ${labels.get(p.under ?? '')} and not yet to ${p.label}`,
    )

  for (const id of inOrder(question, bucket)) {
    const own = question.own.find((p) => p.id === id)
    const probe = bucket.probes.find((p) => p.id === id)
    if (own)
      open('next', `${question.id}/${id}`, own.because ?? `${own.label} matters for this question`, {
        when: own.when ?? null,
      })
    else if (probe) open('next', `${bucket.id}/${id}`, `${probe.label} had not come up yet`)
  }
  for (const p of bucket.probes.filter((p) => p.under && !question.priorities.includes(p.id)))
    open('rest', `${bucket.id}/${p.id}`, `${p.label} had not come up yet`)
  for (const p of question.own.filter((p) => p.under && !question.priorities.includes(p.id)))
    open('rest', `${question.id}/${p.id}`, p.because ?? `${p.label} had not come up yet`, {
      when: p.when ?? null,
    })
  for (const p of reactive.filter((p) => p.last))
    open('last', `reactive/${p.id}`, p.because, { when: p.when, settledBy: p.settledBy ?? null })
  return branches
}

/** Points in the order in which the question goes through them: its priorities, the rest of the bucket, its own probes. */
function inOrder(question: Question, bucket: Bucket): string[] {
  const points = bucket.probes.filter((p) => !p.under).map((p) => p.id)
  const own = question.own.filter((p) => !p.under && !p.when).map((p) => p.id)
  return [...new Set([...question.priorities, ...points, ...own])]
}

import { OPENING, WRAP_UP, type Plan, type Prompt, type PromptKey } from '../../machines/plan.ts'
import { shown, type Answer } from '../session/answers.ts'

export interface TreeNode {
  key: PromptKey
  label: string
  kind: Prompt['kind']
  parent: PromptKey | null
  /** The answers that were given to it, as places in the session, in order. */
  answers: readonly number[]
  /** Which prompt of the path it is, from 1; null where it was never asked. */
  step: number | null
  /** The answer that covered it; null where none did. */
  coveredBy: number | null
}

/** One step of the path: a prompt asked for the first time, or come back to. */
interface PathStep {
  from: PromptKey | null
  to: PromptKey
  /** The first answer given at this step. */
  answer: number
}

export interface Tree {
  question: number
  title: string
  /** Parents before their children, siblings in the order in which the question goes through them. */
  nodes: readonly TreeNode[]
  path: readonly PathStep[]
}

/** Where a node stands at a moment of the replay. `told` were answered unasked; `later` are still to come. */
export type NodeState = 'current' | 'asked' | 'later' | 'told' | 'never'

/**
 * The tree of one question and the path that was taken through it. Of the prompts that any answer can beg only
 * those that were asked are in it, hung from the point that begged them.
 */
export function treeOf(plan: Plan, question: number, answers: readonly Answer[]): Tree {
  const own = answers.filter((a) => a.question === question)
  const path: PathStep[] = []
  for (const answer of own) {
    const last = path.at(-1)
    if (last?.to !== answer.prompt)
      path.push({ from: last?.to ?? null, to: answer.prompt, answer: answer.index })
  }
  const parents = parentsOf(plan, path)
  const covered = coverageOf(plan, own)
  const steps = [...new Set(path.map((step) => step.to))]

  const node = (prompt: Prompt): TreeNode => ({
    key: prompt.key,
    label: prompt.key === OPENING ? 'Opening' : prompt.label,
    kind: prompt.kind,
    parent: parents.get(prompt.key) ?? null,
    answers: own.filter((a) => a.prompt === prompt.key).map((a) => a.index),
    step: steps.includes(prompt.key) ? steps.indexOf(prompt.key) + 1 : null,
    coveredBy: covered.get(prompt.key) ?? null,
  })
  const nodes: TreeNode[] = []
  const add = (key: PromptKey) => {
    const prompt = plan.prompts.get(key)
    if (!prompt || nodes.some((n) => n.key === key)) return
    nodes.push(node(prompt))
    for (const [child, parent] of parents) if (parent === key) add(child)
  }
  add(OPENING)
  return { question, title: plan.question.title, nodes, path }
}

/** How a node stands when the playhead is at answer `current`. */
export function stateOf(node: TreeNode, currentPrompt: PromptKey | null, current: number): NodeState {
  if (node.key === currentPrompt) return 'current'
  const [first] = node.answers
  if (first !== undefined) return first <= current ? 'asked' : 'later'
  return node.coveredBy !== null && node.coveredBy <= current ? 'told' : 'never'
}

/** In the order in which they are drawn: what was begged first, then points, then the wrap-up. */
function parentsOf(plan: Plan, path: readonly PathStep[]): Map<PromptKey, PromptKey> {
  const parents = new Map<PromptKey, PromptKey>()
  const level = (key: PromptKey): number => {
    const parent = parents.get(key)
    return parent === undefined ? 0 : level(parent) + 1
  }
  const next = plan.branches.filter((b) => b.tier === 'next').map((b) => b.ask)
  const points = [...plan.prompts.values()].filter((p) => p.kind === 'point' || p.kind === 'own')
  const sorted = [...new Set([...next, ...points.map((p) => p.key)])]
  for (const key of sorted) if (!plan.prompts.get(key)?.under) parents.set(key, OPENING)
  // A question's own sub-probes come before those of its bucket, as the interviewer takes them.
  const under = [...plan.prompts.values()].toSorted(
    (a, b) => Number(b.kind === 'own') - Number(a.kind === 'own'),
  )
  for (const prompt of under) if (prompt.under) parents.set(prompt.key, prompt.under)

  const begged = new Map<PromptKey, PromptKey>()
  for (const { from, to } of path) {
    if (plan.prompts.get(to)?.kind !== 'reactive' || parents.has(to)) continue
    const point = from ?? OPENING
    // Never deeper than a sub-probe, so that the drawing keeps to three columns.
    const parent = level(point) >= 2 || begged.has(point) ? (parents.get(point) ?? OPENING) : point
    parents.set(to, parent)
    begged.set(to, parent)
  }
  if (path.some((step) => step.to === WRAP_UP)) parents.set(WRAP_UP, OPENING)
  const rest = [...parents].filter(([key]) => !begged.has(key))
  return new Map([...begged, ...rest])
}

/** Which answer covered a probe first, by the corrected findings where there are some. */
function coverageOf(plan: Plan, answers: readonly Answer[]): Map<PromptKey, number> {
  const covered = new Map<PromptKey, number>()
  for (const answer of answers)
    for (const id of shown(answer).assessment?.covered ?? []) {
      const key = `${plan.bucket.id}/${id}`
      if (plan.prompts.has(key) && !covered.has(key)) covered.set(key, answer.index)
    }
  return covered
}

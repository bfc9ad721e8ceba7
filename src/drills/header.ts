import type { Input, Limits } from '../../machines/limits.ts'
import { OPENING, type PromptKey } from '../../machines/plan.ts'
import type { Level, Pack, Question } from '../../questions/index.ts'
import type { Guideline } from '../session/band.ts'
import { draws } from '../session/chance.ts'
import { directions, type DrillItem, type DrillKind } from '../session/drill.ts'
import type { Header } from '../session/log.ts'
import { logVersion } from '../session/version.ts'
import { conflictWith } from './conflict.ts'

/** What a drill is made from. Time and chance come in as arguments. */
export interface NewDrill {
  id: string
  /** Wall time, ISO 8601 in UTC. */
  createdAt: string
  /** The local date, ISO 8601. */
  today: string
  /** Chooses items and phrasings; a whole number from 0. */
  seed: number
  kind: DrillKind
  /** How many items are drawn; as many as there are, where there are fewer. Chosen ones are asked all. */
  count: number
  /** Chosen items, in order; null draws them. `today` and `other-words` need them. */
  chosen: readonly Choice[] | null
  level: Level
  input: Input
  clockFactor: Header['clockFactor']
  pack: Pack
  engines: Header['engines']
}

/** One thing to ask: a prompt of a question, by ids. `earlier` is what `other-words` is held against. */
export interface Choice {
  question: string
  prompt: PromptKey
  earlier?: DrillItem['earlier']
  direction?: DrillItem['direction']
}

/** One thing is asked of each question, and nothing follows it. */
const oneEach: Limits = { questionBudgetMs: null, followUps: 0, wrapUp: false }

/** Most items of one drill. */
const mostItems = 100

/**
 * The header of a drill that is about to begin. What a pack no longer has is left out. Throws where nothing is left to
 * ask.
 */
export function drillHeader(drill: NewDrill): Header {
  const { id, createdAt, today, seed, kind, level, input, clockFactor, pack, engines } = drill
  const asked = drill.chosen ? known(drill.chosen, pack) : drawn(drill)
  if (asked.length === 0) throw new Error(`there is nothing to ask in a drill of the kind "${kind}"`)
  const stretch = clockFactor ?? 1
  const { fromS, toS } = bandsOf(pack)[kind]
  const used = new Set(asked.map(({ question }) => question.bucket))
  return {
    version: logVersion,
    id,
    createdAt,
    today,
    mode: 'drill',
    drill: { kind, items: asked.map(({ item }) => item) },
    level,
    patience: 'off',
    limits: oneEach,
    input,
    seed,
    clockFactor,
    guideline: { fromS: fromS * stretch, toS: toS * stretch },
    questions: asked.map(({ question }) => question),
    buckets: pack.buckets.filter((bucket) => used.has(bucket.id)),
    reactive: pack.reactive,
    engines,
  }
}

/** The seconds that an answer of each kind of drill is to take, on an unstretched clock. */
export function bandsOf({ guideline }: Pick<Pack, 'guideline'>): Record<DrillKind, Guideline> {
  return {
    'first-answer': guideline,
    // One sentence: ten seconds at most, and no less than it takes to say what happened and how it ended.
    'bottom-line': { fromS: 2, toS: 10 },
    probe: guideline,
    clarify: guideline,
    // One sentence with a figure in it.
    impact: { fromS: 3, toS: 12 },
    'other-words': guideline,
    'no-example': guideline,
    conflict: guideline,
    // Half of a first answer: short, and on to the next.
    'rapid-fire': { fromS: guideline.fromS / 2, toS: guideline.toS / 2 },
    today: guideline,
  }
}

interface Asked {
  question: Question
  item: DrillItem
}

function known(chosen: readonly Choice[], pack: Pack): Asked[] {
  return chosen.slice(0, mostItems).flatMap(({ question: id, direction, ...item }) => {
    const question = pack.questions.find((q) => q.id === id)
    if (!question || !promptsOf(question, pack).includes(item.prompt)) return []
    if (!direction) return [{ question, item }]
    return [{ question: conflictWith(question, direction), item: { ...item, direction } }]
  })
}

function drawn({ kind, count, seed, pack }: NewDrill): Asked[] {
  const next = draws(seed)
  const left = poolOf(kind, pack)
  return Array.from({ length: Math.min(count, left.length, mostItems) }).flatMap(() =>
    left.splice(Math.floor(next() * left.length), 1),
  )
}

/** All that a drill of the kind could ask. Those that need an earlier answer, or a queue, have nothing to draw from. */
function poolOf(kind: DrillKind, pack: Pack): Asked[] {
  const { questions } = pack
  const each = (prompt: PromptKey) =>
    questions
      .filter((question) => promptsOf(question, pack).includes(prompt))
      .map((question) => ({ question, item: { prompt } }))
  const some = (wanted: (key: PromptKey, question: Question) => boolean) =>
    questions.flatMap((question) =>
      promptsOf(question, pack)
        .filter((key) => wanted(key, question))
        .map((prompt) => ({ question, item: { prompt } })),
    )
  switch (kind) {
    case 'first-answer':
    case 'clarify':
      return each(OPENING)
    case 'bottom-line':
      return each('reactive/bottom-line')
    case 'impact':
      return each('reactive/measure-impact')
    case 'no-example':
      return each('reactive/smaller-example')
    case 'probe':
      return some((key, question) => isProbe(key) && standsAlone(key, question))
    case 'rapid-fire': {
      const points = new Set(
        pack.buckets.flatMap((b) => b.probes.filter(({ under }) => !under).map(({ id }) => `${b.id}/${id}`)),
      )
      return some((key) => key === OPENING || points.has(key))
    }
    case 'conflict':
      return questions
        .filter(({ bucket }) => bucket === 'conflict')
        .flatMap((question) =>
          directions.map((direction) => ({
            question: conflictWith(question, direction),
            item: { prompt: OPENING, direction },
          })),
        )
    case 'other-words':
    case 'today':
      return []
  }
}

const isProbe = (key: PromptKey) => key !== OPENING && !key.startsWith('reactive/')

/** One of the question's own that holds only of some stories is not drawn for a story that nobody has told yet. */
const standsAlone = (key: PromptKey, { id, own }: Question) =>
  !own.some((probe) => probe.when !== undefined && key === `${id}/${probe.id}`)

/** The reactive probes that make sense without an answer that begged them: they go with any story. */
export const ofAnyStory: readonly string[] = ['bottom-line', 'measure-impact', 'smaller-example']

/** Everything that a drill can ask of a question. */
export function promptsOf(
  question: Question,
  { buckets, reactive }: Pick<Pack, 'buckets' | 'reactive'>,
): PromptKey[] {
  const bucket = buckets.find(({ id }) => id === question.bucket)
  return [
    OPENING,
    ...(bucket?.probes.map(({ id }) => `${bucket.id}/${id}`) ?? []),
    ...question.own.map(({ id }) => `${question.id}/${id}`),
    ...reactive.filter(({ id }) => ofAnyStory.includes(id)).map(({ id }) => `reactive/${id}`),
  ]
}

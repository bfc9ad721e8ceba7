import { OPENING, type PromptKey } from '../../machines/plan.ts'
import type { Measured } from '../debrief/measured.ts'
import { directions, type Direction } from '../session/drill.ts'
import { ofAnyStory, type Choice } from './header.ts'

/**
 * What is practised: a prompt asked of a subject. The subject is a question today; a story can stand in its place, and
 * its probes are then scheduled in the same way.
 */
export interface Item {
  subject: Subject
  prompt: PromptKey
  /** Of a conflict with somebody above, beside or below; null where it is all the same. */
  direction: Direction | null
}

export interface Subject {
  kind: 'question' | 'story'
  id: string
}

/** `question:disagreement:conflict/other-side`, and `:up` after it where there is a direction. */
export type ItemKey = string

export const itemKey = ({ subject, prompt, direction }: Item): ItemKey =>
  `${subject.kind}:${subject.id}:${prompt}${direction ? `:${direction}` : ''}`

/** The item of a key; null where it is none. */
export function itemOf(key: ItemKey): Item | null {
  const [kind, id, prompt, end, ...more] = key.split(':')
  if ((kind !== 'question' && kind !== 'story') || !id || !prompt || more.length > 0) return null
  const direction = directions.find((d) => d === end) ?? null
  return end !== undefined && direction === null ? null : { subject: { kind, id }, prompt, direction }
}

/** What a drill is told to ask for an item; null where a question is not its subject. */
export function choiceOf(key: ItemKey): Choice | null {
  const item = itemOf(key)
  if (item?.subject.kind !== 'question') return null
  const { subject, prompt, direction } = item
  return { question: subject.id, prompt, ...(direction && { direction }) }
}

/** One time that an item was asked, and what was measured then. */
export interface Attempt extends Measured {
  item: ItemKey
}

/** Whether a prompt can be practised by itself. "Anything to add" and what only an answer can beg cannot. */
const isPractised = (prompt: PromptKey): boolean => {
  if (prompt === OPENING) return true
  const at = prompt.indexOf('/')
  return at !== -1 && (!prompt.startsWith('reactive/') || ofAnyStory.includes(prompt.slice(at + 1)))
}

const made = new WeakMap<readonly Measured[], readonly Attempt[]>()

/**
 * What was asked, as attempts at items; the earliest first, whatever the order of the rows. Remembered for as long as the
 * rows are: of many, sorting takes a while, and several things are told from them.
 */
export function attemptsOf(rows: readonly Measured[]): readonly Attempt[] {
  const known = made.get(rows)
  if (known) return known
  const attempts = rows
    .filter(({ prompt }) => isPractised(prompt))
    .map((row) => ({ ...row, item: itemKey(itemAsked(row)) }))
    .toSorted(byTime)
  made.set(rows, attempts)
  return attempts
}

const itemAsked = ({ question, prompt, direction }: Measured): Item => ({
  subject: { kind: 'question', id: question },
  prompt,
  direction,
})

/** By time; what is of one time by session and place, so that the order never depends on that of reading. */
const byTime = (a: Measured, b: Measured): number =>
  a.at - b.at || (a.session < b.session ? -1 : a.session > b.session ? 1 : a.answer - b.answer)

/** The attempts at each item, the earliest first. */
export function byItem(attempts: readonly Attempt[]): Map<ItemKey, Attempt[]> {
  const items = new Map<ItemKey, Attempt[]>()
  for (const attempt of attempts) {
    const tries = items.get(attempt.item)
    if (tries) tries.push(attempt)
    else items.set(attempt.item, [attempt])
  }
  return items
}

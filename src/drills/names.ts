import { bareId, OPENING, type PromptKey } from '../../machines/plan.ts'
import type { Pack } from '../../questions/index.ts'
import type { Direction } from '../session/drill.ts'
import { promptsOf } from './header.ts'
import { itemOf, type ItemKey } from './items.ts'

/** An item as lists show it. */
export interface ItemName {
  /** What is asked: "the other side's view". */
  what: string
  /** Of which question: "A disagreement". */
  of: string
}

const withWhom: Record<Direction, string> = {
  up: 'first answer, with somebody above you',
  across: 'first answer, with somebody beside you',
  down: 'first answer, with somebody you led',
}

/** The name of an item; null where the pack does not ask it. */
export function nameOf(key: ItemKey, pack: Pack): ItemName | null {
  const item = itemOf(key)
  if (item?.subject.kind !== 'question') return null
  const question = pack.questions.find(({ id }) => id === item.subject.id)
  if (!question || !promptsOf(question, pack).includes(item.prompt)) return null
  const { prompt, direction } = item
  const what = direction && prompt === OPENING ? withWhom[direction] : promptName(prompt, pack)
  return { what, of: question.title }
}

/** What a prompt is after; its bare id where the pack does not know it. */
export function promptName(prompt: PromptKey, { buckets, reactive, questions }: Pack): string {
  if (prompt === OPENING) return 'first answer'
  const [place, id] = [prompt.slice(0, prompt.indexOf('/')), bareId(prompt)]
  const probes =
    place === 'reactive'
      ? reactive
      : (buckets.find((bucket) => bucket.id === place)?.probes ?? questions.find((q) => q.id === place)?.own)
  return probes?.find((probe) => probe.id === id)?.label ?? id
}

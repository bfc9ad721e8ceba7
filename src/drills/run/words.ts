import { OPENING, type Plan } from '../../../machines/plan.ts'
import { isTypedAlong, shown, waits } from '../../session/answers.ts'
import type { DrillItem, DrillKind } from '../../session/drill.ts'
import type { Pace } from './pace.ts'
import type { Taken } from './taken.ts'

/** "A disagreement: the other side". */
export function itemName(plan: Plan | undefined, item: DrillItem | undefined): string {
  if (!plan || !item) return ''
  const label = plan.prompts.get(item.prompt)?.label
  return item.prompt === OPENING || !label ? plan.question.title : `${plan.question.title}: ${label}`
}

/** "1.8 s": to a tenth, as thinking and bottom lines are compared. */
export const tenths = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** Why an answer has no length; null where it has. */
export function whyNoLength({ row, answer }: Taken): string | null {
  if (row.outcome === 'skipped') return 'skipped'
  if (row.outcome === 'declined') return 'no example'
  if (row.seconds !== null) return null
  return isTypedAlong(answer) ? 'not known: typed beside the microphone' : 'not known'
}

/** Why nothing is known of what an answer says; null where it was judged. */
function whyNotJudged({ row, answer }: Taken): string | null {
  if (row.judged) return null
  const { text, assessment } = shown(answer)
  if (waits(answer)) return 'its words are not known yet'
  if (text === null || text.trim() === '') return 'nothing was heard'
  const abstained = assessment?.abstained
  return abstained ? abstained.charAt(0).toLowerCase() + abstained.slice(1).replace(/\.$/, '') : 'not judged'
}

/** When the bottom line came, or why that is not known, or that there was none; null where there was no answer. */
export function bottomLineWords(taken: Taken): string | null {
  const { row } = taken
  if (row.outcome !== 'given') return null
  if (row.bottomLineMs !== null) return tenths(row.bottomLineMs)
  const why = whyNotJudged(taken)
  return why === null ? 'none was said' : `not known: ${why}`
}

/** Whether the answer gave what its item asks for, in words; null where it asks for no more than an answer. */
export function aimWords(taken: Taken, kind: DrillKind): { words: string; met: boolean | null } | null {
  const { row } = taken
  if (row.outcome !== 'given') return null
  const why = whyNotJudged(taken)
  if (why !== null) return asksForMore(taken, kind) ? { words: `not known: ${why}`, met: null } : null
  if (row.met === null)
    return kind === 'other-words' ? { words: 'not known: the earlier take has no words', met: null } : null
  const [yes, no] = metWords(taken, kind)
  return { words: row.met ? yes : no, met: row.met }
}

/** Whether something is asked for beyond an answer to the question. */
const asksForMore = ({ row: { prompt, direction } }: Taken, kind: DrillKind): boolean =>
  prompt !== OPENING || direction !== null || kind === 'clarify' || kind === 'other-words'

function metWords({ row: { direction, prompt } }: Taken, kind: DrillKind): [yes: string, no: string] {
  if (direction !== null) {
    const who = { up: 'above', across: 'beside', down: 'below' }[direction]
    return [`a conflict with somebody ${who} you`, `not heard as one with somebody ${who} you`]
  }
  if (kind === 'clarify')
    return ['the question was checked first', 'the question was neither asked about nor echoed']
  if (kind === 'other-words') return ['in other words', 'the same words, or a result was left out']
  if (prompt === 'reactive/bottom-line') return ['bottom line first', 'the bottom line did not come first']
  if (prompt === 'reactive/measure-impact') return ['a result was named', 'no result was named']
  if (prompt === 'reactive/smaller-example') return ['an example was given', 'no example was given']
  if (prompt === OPENING) return ['what was asked', 'not what was asked']
  return ['covered', 'not covered']
}

/** "your 4 tries at this item". */
export function paceWords({ of, count }: Pace): string {
  switch (of) {
    case 'item':
      return `your ${count} tries at this item`
    case 'kind':
      return `your ${count} answers in this kind of drill`
    case 'first':
      return `your ${count} first answers`
  }
}

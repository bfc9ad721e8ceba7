import { useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react'
import { planRound } from '../../../machines/run.ts'
import type { Plan } from '../../../machines/plan.ts'
import type { Input } from '../../../machines/limits.ts'
import type { Session } from '../../session/door.ts'
import { kindWords } from '../words.ts'
import type { Pace } from './pace.ts'
import { itemsOf, keepTaken, lastPlace, paceAt, type Taken, type TakenItem } from './taken.ts'
import { useRows } from './useRows.ts'
import { itemName } from './words.ts'

/** A drill as it stands: what was taken, and what the answers run against. */
export interface DrillRun {
  name: string
  plans: readonly Plan[]
  items: readonly TakenItem[]
  /** The place of the item whose try ended last, from 0; null before the first. */
  lastPlace: number | null
  /** That try, a moment later. */
  last: Taken | null
  lastName: string
  /** Of the item at hand; null where there is too little, or nothing at hand. */
  pace: Pace | null
  /** What the last try of an item is held against: all that was before it. */
  paceOf: (item: TakenItem) => Pace | null
}

/** Follows a drill that is being taken. */
export function useDrill(session: Session, input: Input): DrillRun {
  const { header } = session
  const state = useSyncExternalStore(session.subscribe, session.state)
  // The next line comes first, and then what the last item took.
  const { views, entries } = useDeferredValue(state)
  const rows = useRows()
  const [keep] = useState(() => keepTaken(header))
  const [plans] = useState(() => planRound(header))
  const taken = keep(entries, views)
  const { question } = state.view
  const pace = useMemo(
    () => (question === null ? null : paceAt(header, question, input, { rows, taken })),
    [header, question, input, rows, taken],
  )
  const last = taken.at(-1) ?? null
  return {
    name: kindWords[header.drill?.kind ?? 'today'].name,
    plans,
    items: itemsOf(header, taken),
    lastPlace: lastPlace(state.entries, state.views),
    last,
    lastName: last ? itemName(plans[last.place], header.drill?.items[last.place]) : '',
    pace,
    paceOf({ place, last: of }) {
      if (!of) return null
      const before = taken.slice(0, taken.indexOf(of))
      return paceAt(header, place, of.row.input, { rows, taken: before })
    },
  }
}

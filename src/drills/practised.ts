import type { Measured } from '../debrief/measured.ts'
import type { DrillKind } from '../session/drill.ts'

/** How often a kind of drill was practised. */
export interface Practised {
  /** Items that were asked, whatever came of them. */
  items: number
  /** The latest of them. */
  last: Measured
}

/** Of each kind of drill that was ever taken. */
export function practised(rows: readonly Measured[]): ReadonlyMap<DrillKind, Practised> {
  const kinds = new Map<DrillKind, Practised>()
  for (const row of rows) {
    if (row.drill === null) continue
    const before = kinds.get(row.drill)
    const last = before && before.last.at > row.at ? before.last : row
    kinds.set(row.drill, { items: (before?.items ?? 0) + 1, last })
  }
  return kinds
}

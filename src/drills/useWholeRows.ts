import { useDeferredValue, useState } from 'react'
import type { MeasuredState } from '../debrief/keeper.ts'
import type { Measured } from '../debrief/measured.ts'

/**
 * What was measured of all answers, once all of it is there; while more is being made, what was whole before. Null until
 * then: half of it would not be what is due. The screen goes on meanwhile.
 */
export function useWholeRows({ rows, ready, read, of }: MeasuredState): readonly Measured[] | null {
  const [whole, setWhole] = useState<readonly Measured[] | null>(null)
  const isWhole = ready && read >= of
  if (isWhole && whole !== rows) setWhole(rows)
  return useDeferredValue(isWhole ? rows : whole)
}

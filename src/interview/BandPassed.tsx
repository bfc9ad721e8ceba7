import type { Guideline } from '../session/band.ts'
import { standing } from './clockFace.ts'
import { useReading } from './useReading.ts'

/**
 * Tells the ear when a typed answer passes an end of the band. For typed answers only: an open microphone would
 * record it.
 */
export function BandPassed(props: { guideline: Guideline; answerMs: () => number | null }) {
  const { guideline, answerMs } = props
  const band = useReading(() => standing(answerMs() ?? 0, guideline).band)
  if (band === 'short') return null
  return band === 'in' ? `${guideline.fromS} seconds, in the band` : `${guideline.toS} seconds, over the band`
}

import { lanes, type Lane } from './marks.ts'

/** Heights in px: the times, the waveform, and each lane. */
export const rulerPx = 20
export const wavePx = 92
export const lanePx = 26

export const laneTop = (lane: Lane): number => rulerPx + wavePx + lanes.indexOf(lane) * lanePx
export const stagePx = rulerPx + wavePx + lanes.length * lanePx

/** The lane at a height; null above them. */
export const laneAt = (y: number): Lane | null =>
  y < rulerPx + wavePx ? null : (lanes[Math.floor((y - rulerPx - wavePx) / lanePx)] ?? null)

export const laneNames: Record<Lane, string> = {
  good: 'Good',
  against: 'Risks',
  probes: 'Probes',
  notes: 'Notes',
}

import { bandOf, type Band, type Guideline } from '../session/band.ts'

/** Seconds once around the ring: the guideline's end stands at the bottom. */
const lapSeconds = ({ toS }: Guideline): number => 2 * toS

/** Where seconds stand on the ring, clockwise from the top, in whole and broken turns. */
export const turnsAt = (seconds: number, guideline: Guideline): number => seconds / lapSeconds(guideline)

/** The point on a circle about the origin, `turns` clockwise from the top. */
export function pointAt(turns: number, radius: number): { x: number; y: number } {
  const angle = turns * 2 * Math.PI
  return { x: radius * Math.sin(angle), y: -radius * Math.cos(angle) }
}

/** An SVG path along the circle about the origin; empty where it has no length, closed from a whole turn on. */
export function arcPath(from: number, to: number, radius: number): string {
  const length = to - from
  if (length <= 0) return ''
  const at = (turns: number) => {
    const { x, y } = pointAt(turns, radius)
    return `${x.toFixed(2)} ${y.toFixed(2)}`
  }
  const arc = (end: number, large: 0 | 1) => `A${radius} ${radius} 0 ${large} 1 ${at(end)}`
  // Beginning and end of a whole turn are one point, between which SVG draws nothing.
  if (length >= 1) return `M${at(from)}${arc(from + 0.5, 0)}${arc(from + 1, 0)}`
  return `M${at(from)}${arc(to, length > 0.5 ? 1 : 0)}`
}

/** What the ring shows of an answer. All in turns. */
interface Face {
  /** Before the band, within it, beyond it on the first lap. */
  short: [from: number, to: number]
  in: [from: number, to: number]
  over: [from: number, to: number]
  /** What goes beyond one lap, on a track of its own; a whole one from the third lap on. */
  again: [from: number, to: number]
  hand: number
}

/** The ring after so many seconds of an answer. */
export function faceAt(seconds: number, guideline: Guideline): Face {
  const now = turnsAt(seconds, guideline)
  const from = turnsAt(guideline.fromS, guideline)
  const to = turnsAt(guideline.toS, guideline)
  return {
    short: [0, Math.min(now, from)],
    in: [from, Math.min(now, to)],
    over: [to, Math.min(now, 1)],
    again: [0, Math.min(Math.max(0, now - 1), 1)],
    hand: now % 1,
  }
}

/** Where a running answer stands, in words that fit the whole seconds shown beside them. */
export function standing(ms: number, guideline: Guideline): { band: Band; words: string } {
  const seconds = Math.floor(ms / 1000)
  const band = bandOf(seconds, guideline)
  const words = { short: 'short', in: 'in the band', over: `over by ${seconds - guideline.toS} s` }
  return { band, words: words[band] }
}

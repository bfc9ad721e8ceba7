import type { Death } from './round.ts'

/** Ms of audio that a death may cost, and ms in which a session opens and plays. */
export const mayLoseMs = 500
const soonMs = 1_000

export interface Row {
  what: string
  value: string
  /** What is promised; empty where nothing is. */
  limit: string
  holds: boolean
}

/** What the deaths have cost, against what is promised. */
export function tableOf(deaths: readonly Death[]): Row[] {
  const all = (of: (death: Death) => number) => deaths.map(of).toSorted((a, b) => a - b)
  const total = (of: (death: Death) => number) => deaths.reduce((sum, death) => sum + of(death), 0)
  const none = (what: string, lost: number, outOf: number): Row => ({
    what,
    value: `${lost} of ${outOf}`,
    limit: 'none',
    holds: lost === 0,
  })
  const times = (what: string, sorted: readonly number[], limitMs: number): Row => ({
    what,
    value: `median ${ms(sorted[Math.floor(sorted.length / 2)])}, most ${ms(sorted.at(-1))}`,
    limit: ms(limitMs),
    holds: (sorted.at(-1) ?? 0) <= limitMs,
  })
  const played = deaths.flatMap(({ playMs }) => (playMs === null ? [] : [playMs])).toSorted((a, b) => a - b)
  return [
    none(
      'events that had shown their effect, lost',
      total((d) => d.lostEvents),
      total((d) => d.shown),
    ),
    none(
      'earlier sessions, lost',
      total((d) => d.lostSessions),
      deaths.length,
    ),
    {
      what: 'audio recorded',
      value: `${(total((d) => d.recordedMs) / 1000).toFixed(1)} s`,
      limit: '',
      holds: true,
    },
    times(
      'audio lost in each',
      all((d) => d.lostMs),
      mayLoseMs,
    ),
    times(
      'of that, what had reached the page',
      all((d) => d.lostArrivedMs),
      mayLoseMs,
    ),
    times(
      'home shows the session after',
      all((d) => d.openMs),
      soonMs,
    ),
    times(
      'review opens after',
      all((d) => d.reviewMs),
      soonMs,
    ),
    times(`sound begins after (${played.length} with a recording)`, played, soonMs),
  ]
}

const ms = (value: number | undefined) => (value === undefined ? '–' : `${Math.round(value)} ms`)

import { signals as described } from '../../questions/signals.ts'
import type { Rating } from '../session/drill.ts'
import type { Attempt } from './items.ts'

/** A rating that was proposed, and what it rests on, in words for the person. */
export interface Proposal {
  rating: Rating
  because: string[]
}

/** Longer than this before the first word is felt as a silence. */
const slowMs = 5_000
/** Within this the answer was ready. */
const readyMs = 2_000
/** The bottom line belongs up front: as long as its own drill gives it. */
const upFrontMs = 10_000

/**
 * The rating that the measurements propose; null where nothing was heard, because an item is never judged by what is
 * not known. The first line of the table that fits decides:
 *
 * | rating | when | why |
 * | --- | --- | --- |
 * | again | declined, skipped | it was asked and there was no answer |
 * | again | the probe was not covered, the drill's aim was missed, not what was asked | whatever else it was, it would have been asked again |
 * | hard | over or short of the band, 5 s or more of silence first, a red flag | the substance is there, the form is not |
 * | easy | what was asked was given, at once (2 s), the point within 10 s, no risk | it is ready, and its next time can wait |
 * | good | everything else | |
 *
 * Without a clock, length and silence do not count; a stretched clock stretches both.
 */
export function propose(attempt: Attempt): Proposal | null {
  if (attempt.outcome === 'declined') return { rating: 'again', because: ['you had no example'] }
  if (attempt.outcome === 'skipped') return { rating: 'again', because: ['it was skipped'] }
  if (!attempt.judged) return null

  const missed = missedBy(attempt)
  if (missed.length > 0) return { rating: 'again', because: missed }
  const rough = roughBy(attempt)
  if (rough.length > 0) return { rating: 'hard', because: rough }
  if (isReady(attempt)) return { rating: 'easy', because: ['it was there at once and to the point'] }
  return { rating: 'good', because: ['nothing was missing'] }
}

const missedBy = ({ met, signals }: Attempt): string[] => {
  if (signals.includes('off-question')) return ['it was not what was asked']
  if (signals.includes('no-example')) return ['you had no example']
  return met === false ? ['what was asked for was missing'] : []
}

/** Red flags that leave the substance in place; the others are misses. */
const rough = {
  'team-not-self': 'it was told as what others did',
  'no-impact': 'no result was named',
  'proving-right': 'it was spent on who was right',
  'buried-lede': 'the point came late',
  'low-stakes': 'little was at stake',
  'blames-others': 'blame was put on others',
} as const

function roughBy({ band, thinkingMs, clockFactor, signals }: Attempt): string[] {
  const because: string[] = []
  if (clockFactor !== null) {
    if (band === 'over') because.push('it took too long')
    if (band === 'short') because.push('it was too short')
    if (thinkingMs !== null && thinkingMs >= slowMs * clockFactor) because.push('it took long to begin')
  }
  for (const [signal, words] of Object.entries(rough))
    if (signals.some((shown) => shown === signal)) because.push(words)
  return because
}

function isReady({ met, thinkingMs, bottomLineMs, clockFactor, signals }: Attempt): boolean {
  if (clockFactor === null || signals.some((signal) => described[signal].kind === 'risk')) return false
  const soon = thinkingMs !== null && thinkingMs <= readyMs * clockFactor
  const upFront = bottomLineMs !== null && bottomLineMs <= upFrontMs * clockFactor
  return soon && (met === true ? bottomLineMs === null || upFront : met === null && upFront)
}

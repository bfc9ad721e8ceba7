/**
 * Some recognisers write a full stop wherever a pause is. Whether this one does shows when the speaker goes on: then it
 * takes the stop back, or goes on in the middle of a sentence.
 */
export interface Stops {
  /** Stops written at pauses that still stood when more was said, and those that did not hold. */
  kept: number
  taken: number
}

export const noStops: Stops = { kept: 0, taken: 0 }

/** Whether a full stop at a pause means that a sentence is complete. */
export type Trust = 'trusted' | 'unproven' | 'failed'

/** Stops of a kind that tell something, and the share of those taken back from which, or up to which, they do. */
const FAILED = { taken: 2, share: 1 / 3 }
const TRUSTED = { kept: 4, share: 1 / 6 }

export function trustIn({ kept, taken }: Stops): Trust {
  const share = taken / (kept + taken)
  if (taken >= FAILED.taken && share > FAILED.share) return 'failed'
  return kept >= TRUSTED.kept && share <= TRUSTED.share ? 'trusted' : 'unproven'
}

/** Words with which no sentence begins. */
const WITHIN = /^(?:\p{Ll}|(?:Of|Than|Into|Onto|Which|Who|Whose|Whom)\b)/u

/**
 * What became of a stop at a pause.
 * @param before the text at the pause, a full stop at its end
 * @param now the text when more was said
 * @returns null where the words before it changed as well, or nothing was added
 */
export function stopFared(before: string, now: string): keyof Stops | null {
  const words = before.trim().split(/\s+/)
  const later = now.trim().split(/\s+/)
  const then = later[words.length - 1] ?? ''
  const next = later[words.length]
  if (next === undefined || bare(then) !== bare(words.at(-1) ?? '')) return null
  return /[.!?]["'”’)]?$/.test(then) && !WITHIN.test(next) ? 'kept' : 'taken'
}

const bare = (word: string) => word.toLowerCase().replaceAll(/[^\p{L}\p{N}']/gu, '')

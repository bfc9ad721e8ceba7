import type { SignalId } from '../../../questions/ids.ts'
import type { Asked } from '../types.ts'
import type { Facts } from '../facts/facts.ts'
import { find } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'

/** A find: the words it stands on, or 'absence' where it stands on none. */
export type Found = Span | 'absence' | null

/** Looks for one signal. `seen` holds what the detectors before it found. */
type Detect = (facts: Facts, context: Asked, seen: ReadonlyMap<SignalId, Found>) => Found

export interface Detector {
  signal: SignalId
  detect: Detect
}

/** A detector that finds the first place of a pattern, unless `unless` stands anywhere. */
export function byPhrase(signal: SignalId, pattern: RegExp, unless?: RegExp): Detector {
  return {
    signal,
    detect: ({ plain }) => (unless && find(unless, plain) ? null : find(pattern, plain)),
  }
}

/** The earliest of some finds. */
export function earliest(...spans: readonly (Span | null | undefined)[]): Span | null {
  const found = spans.filter((span) => span !== null && span !== undefined)
  return found.toSorted((a, b) => a.start - b.start)[0] ?? null
}

/** Whether the turn is one that tells what was done, rather than a reply to a narrow question about something else. */
export function isNarrative({ probe }: Asked): boolean {
  return (
    probe === null ||
    [
      'action',
      'solution',
      'response',
      'resolution',
      'your-part',
      'prevention',
      'challenge',
      'smaller-example',
      'restate-question',
      'more-recent',
      'conflict',
      'mistake',
      'tech-problem',
      'outcome',
    ].includes(probe)
  )
}

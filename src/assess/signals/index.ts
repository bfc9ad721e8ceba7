import type { Finding } from '../../../questions/finding.ts'
import type { SignalId } from '../../../questions/ids.ts'
import { onceFor, quoteAround } from '../facts/facts.ts'
import type { Facts } from '../facts/facts.ts'
import type { Asked } from '../types.ts'
import { conflict } from './conflict.ts'
import type { Found } from './detector.ts'
import { examples } from './examples.ts'
import { impact } from './impact.ts'
import { manual } from './manual.ts'
import { manner } from './manner.ts'
import { opening } from './opening.ts'
import { pace } from './pace.ts'
import { practice } from './practice.ts'
import { rebuild } from './rebuild.ts'
import { relevance } from './relevance.ts'
import { substance } from './substance.ts'

/** In the order in which they may look at each other's finds. */
const detectors = [
  ...manner,
  ...examples,
  ...pace,
  ...manual,
  ...rebuild,
  ...practice,
  ...impact,
  ...relevance,
  ...conflict,
  ...opening,
  ...substance,
]

/** Everything that the answer shows by the rules, with the words that each finding stands on. */
export const findingsOf: (facts: Facts, context: Asked) => readonly Finding[] = onceFor(
  (facts, context) => {
    const seen = new Map<SignalId, Found>()
    return detectors.flatMap(({ signal, detect }): Finding[] => {
      const found = detect(facts, context, seen)
      seen.set(signal, found)
      if (found === null) return []
      if (found === 'absence') return [{ signal, quote: '', start: null, end: null }]
      const { start, end } = quoteAround(facts, found)
      return [{ signal, quote: facts.text.slice(start, end), start, end }]
    })
  },
  ({ question, bucket, probe, asked }) => JSON.stringify([question, bucket, probe, asked]),
)

import { signals } from '../../questions/signals.ts'
import { factsOf } from './facts/facts.ts'
import type { Assess } from './types.ts'

/** How many sentences at the end of an answer, one after the other, may be found to add nothing. */
const deepest = 6

/**
 * What a speaker adds at the end, if nothing stands on it, takes no good sign away: a trained model weighs the whole
 * answer and could otherwise let go of what it had seen. Everything else is as `assess` says.
 */
export const steady =
  (assess: Assess, depth = deepest): Assess =>
  (answer, context) => {
    const assessment = assess(answer, context)
    const { sentences } = factsOf(answer.text, context)
    const last = sentences.at(-1)
    if (assessment.abstained !== null || depth === 0 || !last || sentences.length < 2) return assessment
    if (assessment.findings.some(({ end }) => end !== null && end > last.start)) return assessment
    const before = steady(assess, depth - 1)(
      { ...answer, text: answer.text.slice(0, last.start).trimEnd() },
      context,
    )
    const kept = before.findings.filter(
      ({ signal, quote }) =>
        quote !== '' &&
        ['good', 'neutral'].includes(signals[signal].kind) &&
        !assessment.findings.some((finding) => finding.signal === signal),
    )
    return kept.length === 0 ? assessment : { ...assessment, findings: [...assessment.findings, ...kept] }
  }

import { signals } from '../../questions/signals.ts'
import { factsOf } from './facts/facts.ts'
import type { AnswerContext, AnswerText, Assess } from './types.ts'

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
    if (assessment.abstained !== null || depth === 0) return assessment
    const shorter = withoutLastSentence(answer, context)
    if (!shorter) return assessment
    if (assessment.findings.some(({ end }) => end !== null && end > shorter.cutAt)) return assessment
    const before = steady(assess, depth - 1)(shorter.answer, context)
    const kept = before.findings.filter(
      ({ signal, quote }) =>
        quote !== '' &&
        ['good', 'neutral'].includes(signals[signal].kind) &&
        !assessment.findings.some((finding) => finding.signal === signal),
    )
    return kept.length === 0 ? assessment : { ...assessment, findings: [...assessment.findings, ...kept] }
  }

/** The beginnings of an answer that its steady assessment may ask for: without its last sentence, its last two, … */
export function beginningsOf(answer: AnswerText, context: AnswerContext): AnswerText[] {
  const found: AnswerText[] = []
  let shorter = withoutLastSentence(answer, context)
  while (shorter && found.length < deepest) {
    found.push(shorter.answer)
    shorter = withoutLastSentence(shorter.answer, context)
  }
  return found
}

/** Null where the last sentence is the first. */
function withoutLastSentence(
  answer: AnswerText,
  context: AnswerContext,
): { answer: AnswerText; cutAt: number } | null {
  const { sentences } = factsOf(answer.text, context)
  const last = sentences.at(-1)
  if (!last || sentences.length < 2) return null
  return { answer: { ...answer, text: answer.text.slice(0, last.start).trimEnd() }, cutAt: last.start }
}

import type { Assessment } from '../../questions/finding.ts'
import { reasonToAbstain } from './abstain.ts'
import { coveredBy } from './coverage/coverage.ts'
import { factsOf } from './facts/facts.ts'
import { findingsOf } from './signals/index.ts'
import type { Assess } from './types.ts'

const ENGINE = 'rules-1'

/** Assesses by grammar and word lists alone: the form that works at once, without any download. */
export const assess: Assess = (answer, context) => {
  const facts = factsOf(answer.text, context)
  const abstained = reasonToAbstain(facts, answer.confidence)
  const turns =
    abstained === null
      ? [...context.turns, { probe: context.probe, text: answer.text, seconds: answer.seconds }]
      : context.turns
  const assessment: Assessment = {
    engine: ENGINE,
    abstained,
    findings: abstained === null ? [...findingsOf(facts, context)] : [],
    covered: coveredBy(turns, context),
  }
  return assessment
}

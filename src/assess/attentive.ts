import type { Assessment } from '../../questions/finding.ts'
import { beginningsOf, steady } from './steady.ts'
import type { AnswerContext, AnswerText, Assess } from './types.ts'

/** A trained assessment that gets ahead of an answer while it is being given. */
export interface Attentive {
  /** Does now what an assessment of the answer, however it goes on, will need. */
  prepare(answer: AnswerText, context: AnswerContext): Promise<void>
  /** Assesses an answer; the more of it was prepared, the sooner. */
  assess(answer: AnswerText, context: AnswerContext): Promise<Assessment>
}

/** What reads sentences for an assessment that needs them read; see Trained. */
type Read = (answer: AnswerText, context: AnswerContext) => Promise<void>

/** Makes a steady assessment out of one that remembers what it judged lately, and of what reads for it. */
export function attentive(assess: Assess, read?: Read): Attentive {
  const judge = steady(assess)
  async function readAll(answer: AnswerText, context: AnswerContext): Promise<AnswerText[]> {
    const beginnings = beginningsOf(answer, context)
    // What cannot be read is assessed by the light form all the same.
    for (const part of [answer, ...beginnings]) await read?.(part, context).catch(() => {})
    return beginnings
  }
  return {
    async prepare(answer, context) {
      const beginnings = await readAll(answer, context)
      judge(answer, context)
      for (const beginning of beginnings) assess(beginning, context)
    },
    async assess(answer, context) {
      await readAll(answer, context)
      return judge(answer, context)
    },
  }
}

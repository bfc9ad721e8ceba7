import { assess } from './assess.ts'
import type { AnswerContext, AnswerText } from './types.ts'

/** One request of the assessor; the reply carries the same number. */
export interface AssessRequest {
  id: number
  answer: AnswerText
  context: AnswerContext
}

onmessage = ({ data: { id, answer, context } }: MessageEvent<AssessRequest>) => {
  postMessage({ id, assessment: assess(answer, context) })
}

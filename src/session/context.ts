import { bareId, OPENING } from '../../machines/plan.ts'
import type { AnswerContext, Turn } from '../assess/types.ts'
import { shown, type Answer } from './answers.ts'
import type { Log } from './log.ts'

/** What an assessment of the given answer may know: the question, the probe, and the answers to the same question before it. */
export function contextOf(
  log: Pick<Log, 'header'>,
  answers: readonly Answer[],
  index: number,
): AnswerContext {
  const answer = answers[index]
  const question = answer && log.header.questions[answer.question]
  if (!answer || !question) throw new RangeError(`there is no answer ${index} in session ${log.header.id}`)
  const turns = answers.slice(0, index).flatMap((earlier): Turn[] => {
    const { text } = shown(earlier)
    // Words that came after the interview count as well, where the answer had been given to its end.
    const heard =
      earlier.outcome === 'assessed' || (earlier.outcome === 'unheard' && earlier.revised !== null)
    // A question that was begun afresh knows nothing of what was said to it before.
    const same = earlier.question === answer.question && earlier.retries === answer.retries
    if (!same || text === null || !heard) return []
    return [{ probe: probeOf(earlier), text, seconds: earlier.seconds ?? 0 }]
  })
  return {
    question: question.id,
    bucket: question.bucket,
    probe: probeOf(answer),
    asked: answer.asked,
    turns,
    level: log.header.level,
    today: log.header.today,
  }
}

const probeOf = (answer: Answer): string | null => (answer.prompt === OPENING ? null : bareId(answer.prompt))

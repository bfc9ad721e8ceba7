import { memo, useDeferredValue, useMemo } from 'react'
import { bandWords } from '../../session/band.ts'
import { clockTime } from '../../ui/Time.tsx'
import type { Review } from '../load.ts'
import { isGiven } from '../summary.ts'
import { promptLabel, promptName, sentence, tickWords } from '../words.ts'
import { markWords, type Lane, type Mark } from './marks.ts'

const firstPrompts = 12

/** The timeline for who does not see it: its answers with what was heard in each, and the notes. */
export const AnswerList = memo(function AnswerList(props: { review: Review; marks: Record<Lane, Mark[]> }) {
  const { review, marks } = props
  const { answers, plans, timeline, log } = review
  // Long, and out of sight: what is looked at first is drawn before it.
  const first = useMemo(() => review.prompts.slice(0, firstPrompts), [review.prompts])
  const prompts = useDeferredValue(review.prompts, first)
  const byAnswer = useMemo(() => {
    const found = new Map<number | null, Mark[]>()
    for (const mark of [...marks.good, ...marks.against, ...marks.probes])
      found.set(mark.answer, [...(found.get(mark.answer) ?? []), mark])
    return found
  }, [marks])
  return (
    <div className="visually-hidden">
      <ol aria-label="Timeline, answer by answer">
        {prompts.map(({ answer: index, attempts, number }) => {
          const answer = answers[index]
          if (!answer) return null
          const label = promptLabel(plans[answer.question], answer)
          const seconds = isGiven(answer) ? answer.seconds : null
          const length =
            seconds === null
              ? tickWords(answer.outcome)
              : `${Math.round(seconds)} s, ${bandWords(seconds, log.header.guideline)}`
          const heard = attempts
            .flatMap((attempt) => byAnswer.get(attempt) ?? [])
            .toSorted((a, b) => a.at - b.at)
          return (
            <li key={index}>
              {clockTime(timeline.answers[attempts[0] ?? index]?.askedAt ?? 0)}{' '}
              {number === null ? sentence(label) : `${sentence(promptName(number, label))}, ${label}`}:{' '}
              {length}.
              {heard.length > 0 && (
                <ul>
                  {heard.map((mark) => (
                    <li key={mark.id}>
                      {clockTime(mark.at)} {markWords(mark)}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ol>
      {marks.notes.length > 0 && (
        <ul aria-label="Notes on the timeline">
          {marks.notes.map((mark) => (
            <li key={mark.id}>
              {clockTime(mark.at)} {markWords(mark)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
})

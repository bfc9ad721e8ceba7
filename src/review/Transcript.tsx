import { memo, useEffect, useRef } from 'react'
import type { Plan } from '../../machines/plan.ts'
import type { Answer } from '../session/answers.ts'
import type { Guideline } from '../session/band.ts'
import { classes } from '../ui/classes.ts'
import { AnswerRow } from './AnswerRow.tsx'
import { scrollBehaviour } from './motion.ts'
import type { Timeline } from './timeline.ts'
import styles from './Transcript.module.css'

export interface AnswerActions {
  /** Moves the playhead to where the answer's prompt begins. */
  go: (index: number) => void
  /** Plays the answer from its first word. */
  listen: (index: number) => void
  /** Assesses the corrected text and records it; rejects with what to tell the person. */
  correct: (index: number, text: string) => Promise<void>
}

/** With more answers than this, those out of sight are not laid out. */
const manyAnswers = 60

/** All answers in order: what was asked and why, what was heard, and what it showed. */
export const Transcript = memo(function Transcript(props: {
  answers: readonly Answer[]
  plans: readonly Plan[]
  guideline: Guideline
  timeline: Timeline
  current: number
  actions: AnswerActions
}) {
  const { answers, plans, guideline, timeline, current, actions } = props
  const list = useRef<HTMLOListElement>(null)
  useFollowed(list, current)
  return (
    <section aria-labelledby="transcript">
      <h2 id="transcript" className={styles.heading}>
        Answers
      </h2>
      <ol ref={list} className={classes(styles.list, answers.length > manyAnswers && styles.many)}>
        {answers.map((answer, i) => (
          <AnswerRow
            key={answer.index}
            answer={answer}
            plan={plans[answer.question]}
            guideline={guideline}
            at={timeline.answers[answer.index]?.askedAt ?? 0}
            newQuestion={answers[i - 1]?.question !== answer.question}
            current={answer.index === current}
            actions={actions}
          />
        ))}
      </ol>
    </section>
  )
})

/** Brings the current answer into view when it changes, unless the person is writing. */
function useFollowed(list: React.RefObject<HTMLOListElement | null>, current: number) {
  const shown = useRef(current)
  useEffect(() => {
    if (shown.current === current) return
    shown.current = current
    if (document.activeElement instanceof HTMLTextAreaElement) return
    list.current?.children[current]?.scrollIntoView({ block: 'nearest', behavior: scrollBehaviour() })
  }, [list, current])
}

import type { ReactNode } from 'react'
import type { Plan } from '../../machines/plan.ts'
import { shown, wordTimes, type Answer } from '../session/answers.ts'
import { Amends } from '../ui/Amends.tsx'
import styles from './AnswerRow.module.css'
import { ChangeNote } from './ChangeNote.tsx'
import { Findings } from './Findings.tsx'
import { Heard } from './Heard.tsx'
import { JudgeAgain } from './JudgeAgain.tsx'
import type { AnswerActions } from './Transcript.tsx'
import { useSelfReview } from '../selfreview/context.ts'
import { formWords } from './words.ts'

/** The words of an answer, what they show, and what a correction changed. The children come after the words. */
export function Said(props: {
  answer: Answer
  plan: Plan | undefined
  /** Of the answer: "answer 3". */
  name: string
  actions: AnswerActions
  children?: ReactNode
}) {
  const { answer, children } = props
  const { text, assessment } = shown(answer)
  const isHidden = useSelfReview().hidden.has(answer.index)
  return (
    <>
      {text !== null && text !== '' && (
        <Heard
          answer={answer.index}
          text={text}
          findings={isHidden ? [] : (assessment?.findings ?? [])}
          audible={wordTimes(answer).length > 0}
        />
      )}
      {children}
      {!isHidden && <Shown {...props} />}
    </>
  )
}

/** What the words show. */
function Shown({ answer, plan, name, actions }: Parameters<typeof Said>[0]) {
  const { text, assessment } = shown(answer)
  const form = assessment?.abstained === null ? formWords(assessment.engine) : null
  return (
    <>
      {assessment?.abstained != null && text?.trim() && (
        <p className={styles.outcome}>Not judged: {assessment.abstained}</p>
      )}
      {form !== null && text !== null && (
        <Amends>
          <JudgeAgain words={form} name={name} onJudge={() => actions.correct(answer.index, text)} />
        </Amends>
      )}
      {assessment?.abstained === null && (
        <Findings
          findings={assessment.findings}
          corrections={answer.corrections}
          answer={answer.index}
          name={name}
          onJudge={(opinion) => actions.judge(answer.index, opinion)}
        />
      )}
      {answer.revised && <ChangeNote answer={answer} plan={plan} />}
    </>
  )
}

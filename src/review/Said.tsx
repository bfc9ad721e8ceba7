import type { ReactNode } from 'react'
import type { Plan } from '../../machines/plan.ts'
import { shown, type Answer } from '../session/answers.ts'
import styles from './AnswerRow.module.css'
import { ChangeNote } from './ChangeNote.tsx'
import { Findings } from './Findings.tsx'
import { Heard } from './Heard.tsx'
import { formWords } from './words.ts'

/** The words of an answer, what they show, and what a correction changed. The children come after the words. */
export function Said(props: { answer: Answer; plan: Plan | undefined; children?: ReactNode }) {
  const { answer, plan, children } = props
  const { text, assessment } = shown(answer)
  const form = assessment?.abstained === null ? formWords(assessment.engine) : null
  return (
    <>
      {text !== null && text !== '' && <Heard text={text} findings={assessment?.findings ?? []} />}
      {children}
      {assessment?.abstained != null && <p className={styles.outcome}>Not judged: {assessment.abstained}</p>}
      {form !== null && <p className={styles.outcome}>{form}</p>}
      {assessment && <Findings findings={assessment.findings} />}
      {answer.revised && <ChangeNote answer={answer} plan={plan} />}
    </>
  )
}

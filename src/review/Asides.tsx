import type { Plan } from '../../machines/plan.ts'
import type { Answer } from '../session/answers.ts'
import { AnswerButtons } from './AnswerButtons.tsx'
import styles from './AnswerRow.module.css'
import type { AskedPrompt } from './prompts.ts'
import { Said } from './Said.tsx'
import type { TakeLengths } from './timeline.ts'
import type { AnswerActions } from './Transcript.tsx'
import { asideWords } from './words.ts'

/** What happened before a prompt was answered: asked what it meant, asked again, interrupted. */
export function Asides(props: {
  prompt: AskedPrompt
  answers: readonly Answer[]
  plan: Plan | undefined
  takes: TakeLengths
  name: string
  actions: AnswerActions
}) {
  const { prompt, answers, plan, takes, name, actions } = props
  if (prompt.asides.length === 0) return null
  return (
    <ol className={styles.asides} aria-label="Before it was answered">
      {prompt.asides.map(({ kind, reply, attempt }, i) => {
        const answer = attempt === null ? undefined : answers[attempt]
        const ms = takes.get(answer?.take ?? '') ?? null
        return (
          <li key={i} className={styles.aside}>
            <p className={styles.outcome}>{asideWords({ kind }, ms)}.</p>
            {reply !== null && <p className={styles.asked}>{reply}</p>}
            {answer && (
              <>
                <Said answer={answer} plan={plan} name={`try ${i + 1} of ${name}`} actions={actions} />
                <AnswerButtons
                  answer={answer}
                  name={`try ${i + 1} of ${name}`}
                  audible={ms !== null}
                  asks={false}
                  actions={actions}
                />
              </>
            )}
          </li>
        )
      })}
    </ol>
  )
}

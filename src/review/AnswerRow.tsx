import { memo, useId } from 'react'
import type { Plan } from '../../machines/plan.ts'
import { RateAnswer } from '../drills/RateAnswer.tsx'
import type { Answer } from '../session/answers.ts'
import type { Guideline } from '../session/band.ts'
import { MarkAnswer } from '../selfreview/MarkAnswer.tsx'
import { OnceMarked } from '../selfreview/SelfReviewArea.tsx'
import { BandMark } from '../ui/BandMark.tsx'
import { classes } from '../ui/classes.ts'
import { clockTime, Time } from '../ui/Time.tsx'
import { AnswerButtons } from './AnswerButtons.tsx'
import styles from './AnswerRow.module.css'
import { Asides } from './Asides.tsx'
import { Delivery } from './Delivery.tsx'
import { cutLead, type AskedPrompt } from './prompts.ts'
import type { FindRecited } from './recited.ts'
import { Said } from './Said.tsx'
import { NoWords } from './NoWords.tsx'
import { isGiven } from './summary.ts'
import type { TakeLengths } from './timeline.ts'
import type { AnswerActions } from './Transcript.tsx'
import { outcomeWords, paceWords, promptLabel, promptName, sentence, whyAsked } from './words.ts'

/** One prompt with the reason for it, what was tried on it, and its answer: words, what they show, time. */
export const AnswerRow = memo(function AnswerRow(props: {
  /** Id of the session. */
  session: string
  prompt: AskedPrompt
  answers: readonly Answer[]
  plan: Plan | undefined
  takes: TakeLengths
  guideline: Guideline
  /** Session ms at which it was first asked. */
  at: number
  /** Whether a question begins here. */
  newQuestion: boolean
  current: boolean
  findRecited: FindRecited
  actions: AnswerActions
}) {
  const { session, prompt, answers, plan, takes, guideline, at, newQuestion, current, findRecited, actions } =
    props
  const id = useId()
  const [first] = prompt.attempts
  const answer = answers[prompt.answer]
  const asked = answers[first ?? prompt.answer]
  if (!answer || !asked) return null
  const label = promptLabel(plan, answer)
  const name = promptName(prompt.number, label)
  const recordedMs = takes.get(answer.take ?? '') ?? null
  const outcome = answer.revised && isGiven(answer) ? null : outcomeWords(answer, recordedMs)
  const [lead, question] = cutLead(asked.asked, plan, asked.prompt)
  return (
    <li
      className={classes(styles.row, current && styles.current)}
      aria-current={current ? 'true' : undefined}
    >
      {newQuestion && <p className={styles.question}>{plan?.question.title}</p>}
      <article className={styles.answer} aria-labelledby={id}>
        <button
          type="button"
          className={styles.time}
          aria-label={`Go to ${name}, at ${clockTime(at)}`}
          onClick={() => actions.go(asked.index)}
        >
          <Time ms={at} />
        </button>
        <div className={styles.body}>
          <h3 id={id} className={styles.label}>
            {prompt.number !== null && <span className={styles.number}>{prompt.number}</span>}{' '}
            {sentence(label)}
          </h3>
          <p className={styles.why}>{sentence(whyAsked(asked, plan))}.</p>
          <p>
            {lead !== '' && <span className={styles.lead}>{lead}</span>}
            <span className={styles.asked}>{question}</span>
          </p>
          <Asides prompt={prompt} answers={answers} plan={plan} takes={takes} name={name} actions={actions} />
          <Said answer={answer} plan={plan} name={name} actions={actions}>
            {outcome && <p className={styles.outcome}>{outcome}</p>}
            <NoWords session={session} answer={answer} />
            <OnceMarked answer={answer.index}>
              <div className={styles.pace}>
                {answer.seconds !== null && <Length seconds={answer.seconds} guideline={guideline} />}
                {paceWords(answer).map((words) => (
                  <span key={words}>{words}</span>
                ))}
              </div>
              {isGiven(answer) && <Delivery answer={answer} findRecited={findRecited} />}
              <RateAnswer answer={answer.index} name={name} />
            </OnceMarked>
            <MarkAnswer answer={answer} name={name} guideline={guideline} />
          </Said>
          <AnswerButtons
            answer={answer}
            name={name}
            audible={recordedMs !== null}
            asks
            session={session}
            actions={actions}
          />
        </div>
      </article>
    </li>
  )
})

function Length({ seconds, guideline }: { seconds: number; guideline: Guideline }) {
  const whole = Math.round(seconds)
  const inBand = whole >= guideline.fromS && whole <= guideline.toS
  return (
    <span className={styles.length}>
      {!inBand && <span className={styles.seconds}>{whole} s</span>}
      <BandMark seconds={seconds} guideline={guideline} />
    </span>
  )
}

import { Play } from 'lucide-react'
import { memo, useId } from 'react'
import type { Plan } from '../../machines/plan.ts'
import { shown, type Answer } from '../session/answers.ts'
import type { Guideline } from '../session/band.ts'
import { BandMark } from '../ui/BandMark.tsx'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { clockTime, Time } from '../ui/Time.tsx'
import styles from './AnswerRow.module.css'
import { ChangeNote } from './ChangeNote.tsx'
import { Correction } from './Correction.tsx'
import { Findings } from './Findings.tsx'
import { Heard } from './Heard.tsx'
import type { AnswerActions } from './Transcript.tsx'
import { outcomeWords, paceWords, promptLabel, sentence, whyAsked } from './words.ts'

/** Outcomes that a text can be written for afterwards. */
const correctable: readonly Answer['outcome'][] = ['assessed', 'unheard', 'finished']

/** One answer: its prompt with the reason, its words with what they show, its time. */
export const AnswerRow = memo(function AnswerRow(props: {
  answer: Answer
  plan: Plan | undefined
  guideline: Guideline
  /** Session ms of its prompt. */
  at: number
  /** Whether a question begins here. */
  newQuestion: boolean
  current: boolean
  actions: AnswerActions
}) {
  const { answer, plan, guideline, at, newQuestion, current, actions } = props
  const { text, assessment } = shown(answer)
  const id = useId()
  const number = answer.index + 1
  const unheard = answer.revised ? null : outcomeWords(answer)
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
          aria-label={`Go to answer ${number}, at ${clockTime(at)}`}
          onClick={() => actions.go(answer.index)}
        >
          <Time ms={at} />
        </button>
        <div className={styles.body}>
          <h3 id={id} className={styles.label}>
            <span className={styles.number}>{number}</span> {sentence(promptLabel(plan, answer))}
          </h3>
          <p className={styles.why}>{sentence(whyAsked(answer))}.</p>
          <p className={styles.asked}>{answer.asked}</p>
          {text !== null && text !== '' && <Heard text={text} findings={assessment?.findings ?? []} />}
          {unheard && <p className={styles.outcome}>{unheard}</p>}
          <div className={styles.pace}>
            {answer.seconds !== null && <Length answer={answer} guideline={guideline} />}
            {paceWords(answer).map((words) => (
              <span key={words}>{words}</span>
            ))}
          </div>
          {assessment?.abstained != null && (
            <p className={styles.outcome}>Not judged: {assessment.abstained}</p>
          )}
          {assessment && <Findings findings={assessment.findings} />}
          {answer.revised && <ChangeNote answer={answer} plan={plan} />}
          <div className={classes(styles.actions, 'no-print')}>
            <Button
              kind="quiet"
              size="small"
              aria-label={`Play answer ${number}`}
              onClick={() => actions.listen(answer.index)}
            >
              <Play size={15} aria-hidden="true" /> Play
            </Button>
            {correctable.includes(answer.outcome) && (
              <Correction
                number={number}
                text={text}
                typed={answer.input === 'keyboard'}
                onSave={(corrected) => actions.correct(answer.index, corrected)}
              />
            )}
          </div>
        </div>
      </article>
    </li>
  )
})

function Length({ answer: { seconds }, guideline }: { answer: Answer; guideline: Guideline }) {
  if (seconds === null) return null
  const whole = Math.round(seconds)
  const inBand = whole >= guideline.fromS && whole <= guideline.toS
  return (
    <span className={styles.length}>
      {!inBand && <span className={styles.seconds}>{whole} s</span>}
      <BandMark seconds={seconds} guideline={guideline} />
    </span>
  )
}

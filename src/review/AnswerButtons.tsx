import { Play } from 'lucide-react'
import { canFork } from '../session/fork.ts'
import { shown, type Answer, type AnswerOutcome } from '../session/answers.ts'
import { Retake } from '../takes/Retake.tsx'
import { Amends } from '../ui/Amends.tsx'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import styles from './AnswerRow.module.css'
import { Correction } from './Correction.tsx'
import { isGiven } from './summary.ts'
import type { AnswerActions } from './Transcript.tsx'

/** Outcomes whose words were lost with the answer's end, but may have been recorded or typed. */
const brokenOff: readonly AnswerOutcome[] = ['open', 'restarted', 'broken-off']

/** What can be done with an answer: play it, write down what was said, take it again. */
export function AnswerButtons(props: {
  answer: Answer
  /** Ends the buttons' names: "answer 3". */
  name: string
  /** Whether a recording of it is there. */
  audible: boolean
  /** Whether the box for what was said stands open where nothing was heard. */
  asks: boolean
  /** Id of the session, where another take of it can begin here. */
  session?: string
  actions: AnswerActions
}) {
  const { answer, name, audible, asks, session, actions } = props
  const { text } = shown(answer)
  const kept = audible || text !== null
  const correctable = isGiven(answer) || (kept && brokenOff.includes(answer.outcome))
  const retakable = session !== undefined && canFork(answer)
  if (!audible && !correctable && !retakable) return null
  return (
    <div className={classes(styles.actions, 'no-print')}>
      {(audible || isGiven(answer)) && (
        <Button
          kind="quiet"
          size="small"
          aria-label={`Play ${name}`}
          onClick={() => actions.listen(answer.index)}
        >
          <Play size={15} aria-hidden="true" /> Play
        </Button>
      )}
      {correctable && (
        <Amends>
          <Correction
            name={name}
            text={text?.trim() ? text : null}
            typed={answer.input === 'keyboard'}
            asks={asks}
            onSave={(corrected) => actions.correct(answer.index, corrected)}
          />
        </Amends>
      )}
      {retakable && <Retake session={session} answer={answer.index} name={name} />}
    </div>
  )
}

import { useState } from 'react'
import { ratings, type Rating } from '../session/drill.ts'
import { useIsFixed } from '../ui/Amends.tsx'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import type { AnswerRating } from './rated.ts'
import styles from './RateAnswer.module.css'
import { useRatings } from './RatingArea.tsx'
import { endOfDay, inWords, ratingWords, sentence } from './words.ts'
import { messageOf } from '../platform/messageOf.ts'

/** How an answer went as practice, when what it was asked comes again, and the four buttons that say it went otherwise. */
export function RateAnswer({ answer, name }: { answer: number; name: string }) {
  const { answers, drill, now, rate } = useRatings()
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isFixed = useIsFixed()
  const rating = answers.get(answer)
  if (!rating) return null
  const { proposal, rated } = rating
  const line = ratingLine(rating, now)
  const holds = rated ?? proposal?.rating ?? null
  const say = (wanted: Rating) => {
    setProblem(null)
    // What is said again, or what was proposed, is taken back as a correction.
    const said = wanted === rated || wanted === proposal?.rating ? null : wanted
    if (said === rated) return
    rate(answer, said).catch((error: unknown) => setProblem(messageOf(error)))
  }
  return (
    <fieldset className={styles.rating} aria-label={`${sentence(name)} as practice`}>
      <p>
        {drill || isOpen ? <output>{line}</output> : line}{' '}
        {!drill && !isOpen && !isFixed && (
          <Button
            kind="quiet"
            size="small"
            className={classes(styles.change, 'no-print')}
            aria-label={`Rate it yourself, ${name}`}
            onClick={() => setOpen(true)}
          >
            Rate it yourself
          </Button>
        )}
      </p>
      {(drill || isOpen) && !isFixed && (
        <fieldset className={classes(styles.buttons, 'no-print')} aria-label={`How ${name} went`}>
          {ratings.map((each) => (
            <Button
              key={each}
              size="small"
              className={classes(each === holds && styles.holds)}
              aria-pressed={each === holds}
              title={ratingWords[each].meaning}
              onClick={() => say(each)}
            >
              {ratingWords[each].name}
            </Button>
          ))}
        </fieldset>
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  )
}

/** "As practice: hard, it took too long. Next in 3 days." */
function ratingLine({ proposal, rated, nextAt }: AnswerRating, now: number): string {
  const next =
    nextAt === null ? '' : nextAt <= endOfDay(now) ? ' Due today.' : ` Next ${inWords(nextAt, now)}.`
  const because = proposal?.because.join(', ')
  if (rated) {
    const instead = proposal ? ` instead of ${proposal.rating} (${because})` : ''
    return `As practice: ${rated}, as you said${instead}.${next}`
  }
  if (proposal) return `As practice: ${proposal.rating}, ${because}.${next}`
  return `As practice: not rated, for there are no words to judge. Say yourself how it went.${next}`
}

import { memo, useDeferredValue, useMemo, useRef } from 'react'
import { classes } from '../ui/classes.ts'
import { AnswerRow } from './AnswerRow.tsx'
import type { Opinion } from './correct.ts'
import type { Review } from './load.ts'
import type { Player } from './player.ts'
import { useRecited } from './recited.ts'
import { Search } from './Search.tsx'
import styles from './Transcript.module.css'
import { useFollowed } from './useFollowed.ts'
import { useWordClicks } from './useWordClicks.ts'

export interface AnswerActions {
  /** Moves the playhead to where the answer's prompt begins. */
  go: (index: number) => void
  /** Plays the answer from its first word. */
  listen: (index: number) => void
  /** Assesses the corrected text and records it; rejects with what to tell the person. */
  correct: (index: number, text: string) => Promise<void>
  /** Records what the candidate says of a finding; rejects with what to tell the person. */
  judge: (index: number, opinion: Opinion) => Promise<void>
}

/** With more prompts than this, those out of sight are not laid out. */
const manyPrompts = 60

/** So many are drawn at once with the rest of the screen; the others right after it. */
const firstPrompts = 12

/** All prompts in order: what was asked and why, what was heard, and what it showed. */
export const Transcript = memo(function Transcript(props: {
  review: Review
  player: Player
  current: number
  actions: AnswerActions
}) {
  const { review, player, current, actions } = props
  const { answers, plans, takes, timeline, log } = review
  const first = useMemo(() => review.prompts.slice(0, firstPrompts), [review.prompts])
  const prompts = useDeferredValue(review.prompts, first)
  const findRecited = useRecited(review)
  const list = useRef<HTMLOListElement>(null)
  useWordClicks(list, review, player)
  useFollowed(
    list,
    prompts.findIndex((prompt) => prompt.attempts.includes(current)),
  )
  return (
    <section aria-labelledby="transcript">
      <h2 id="transcript" className={styles.heading}>
        Answers
      </h2>
      <Search review={review} player={player} area={list} />
      <ol ref={list} className={classes(styles.list, prompts.length > manyPrompts && styles.many)}>
        {prompts.map((prompt, i) => {
          const question = answers[prompt.answer]?.question ?? 0
          const [begins = prompt.answer] = prompt.attempts
          return (
            <AnswerRow
              key={begins}
              session={log.header.id}
              prompt={prompt}
              answers={answers}
              plan={plans[question]}
              takes={takes}
              guideline={log.header.guideline}
              at={timeline.answers[begins]?.askedAt ?? 0}
              newQuestion={answers[prompts[i - 1]?.answer ?? -1]?.question !== question}
              current={prompt.attempts.includes(current)}
              findRecited={findRecited}
              actions={actions}
            />
          )
        })}
      </ol>
    </section>
  )
})

import { useMemo, useState, type ReactNode } from 'react'
import type { Log } from '../session/log.ts'
import { markedOf, type MarkedEvent } from '../session/marked.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { useSettings } from '../ui/settings.ts'
import { SelfReviewContext, useSelfReview, type SelfReview } from './context.ts'
import { hiddenAnswers } from './hidden.ts'
import styles from './SelfReview.module.css'
import { messageOf } from '../platform/messageOf.ts'

/** Holds what the candidate says of their answers, for the review that stands in it. */
export function SelfReviewArea(props: {
  log: Log
  /** Places of the answers that were given to their end. */
  given: readonly number[]
  /** Appends the event to the session's log; rejects with what to tell the person. */
  record: (event: MarkedEvent) => Promise<void>
  children: ReactNode
}) {
  const { log, given, record, children } = props
  const isOn = useSettings((settings) => settings.selfReview)
  const all = given.join(' ')
  const selfReview = useMemo((): SelfReview => {
    const marked = markedOf(log)
    const places = new Set(all === '' ? [] : all.split(' ').map(Number))
    const now = () => new Date().toISOString()
    return {
      hidden: hiddenAnswers(log, marked, places, isOn),
      given: places,
      marks: marked.marks,
      mark: (answer, marks) => record({ type: 'answer.marked', when: now(), answer, marks }),
      showAll: () => record({ type: 'findings.shown', when: now() }),
    }
  }, [log, all, isOn, record])
  return <SelfReviewContext value={selfReview}>{children}</SelfReviewContext>
}

/** How many are still to be marked, and the way past it. */
export function MarkingProgress() {
  const { hidden, given, showAll } = useSelfReview()
  const [problem, setProblem] = useState<string | null>(null)
  if (hidden.size === 0) return null
  const show = () => {
    showAll().catch((error: unknown) => setProblem(messageOf(error)))
  }
  return (
    <section className={classes(styles.progress, 'no-print')} aria-label="Self-review">
      <p>
        Say first what you think of each answer; then what was noted stands beside it.{' '}
        <output className={styles.count}>
          {given.size - hidden.size} of {given.size} marked.
        </output>
      </p>
      <Button size="small" onClick={show}>
        Show me everything
      </Button>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </section>
  )
}

/** What is shown once the given answer was marked, or, without one, once all were. */
export function OnceMarked({ answer, children }: { answer?: number; children: ReactNode }) {
  const { hidden } = useSelfReview()
  return (answer === undefined ? hidden.size > 0 : hidden.has(answer)) ? null : children
}

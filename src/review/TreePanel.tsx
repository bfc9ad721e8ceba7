import { lazy, memo, Suspense, useMemo } from 'react'
import { classes } from '../ui/classes.ts'
import { Further } from './Further.tsx'
import type { Review } from './load.ts'
import { treeOf, type Tree } from './tree.ts'
import styles from './TreePanel.module.css'
import { promptLabel, sentence, whyAsked } from './words.ts'

const TreeDrawing = lazy(() => import('./TreeDrawing.tsx'))

/** The question at the playhead: its tree with the path lit so far, and the same path in words. */
export const TreePanel = memo(function TreePanel(props: {
  review: Review
  current: number
  onGo: (index: number) => void
}) {
  const { review, current, onGo } = props
  const { answers, plans } = review
  const question = answers[current]?.question ?? 0
  const plan = plans[question]
  const tree = useMemo(() => plan && treeOf(plan, question, answers), [plan, question, answers])
  if (!tree) return null
  return (
    <section className={styles.panel} aria-labelledby="tree">
      <header>
        <h2 id="tree">The path</h2>
        <p className={styles.question}>
          Question {question + 1} of {plans.length}: {tree.title}
        </p>
      </header>
      <Suspense fallback={<div className={styles.waiting} />}>
        <TreeDrawing tree={tree} prompt={answers[current]?.prompt ?? null} current={current} onGo={onGo} />
      </Suspense>
      <Path tree={tree} review={review} current={current} onGo={onGo} />
      <Further review={review} question={question} />
    </section>
  )
})

function Path(props: { tree: Tree; review: Review; current: number; onGo: (index: number) => void }) {
  const { tree, review, current, onGo } = props
  const here = tree.path.findLast((step) => step.answer <= current)
  return (
    <details className={styles.words}>
      <summary>
        The path in words, {tree.path.length} {tree.path.length === 1 ? 'step' : 'steps'}
      </summary>
      <ol className={styles.steps}>
        {tree.path.map((step, i) => {
          const answer = review.answers[step.answer]
          return (
            answer && (
              <li key={step.answer} aria-current={step === here ? 'step' : undefined}>
                <button
                  type="button"
                  className={classes(styles.step, step.answer > current && styles.later)}
                  onClick={() => onGo(step.answer)}
                >
                  <span className={styles.place}>{i + 1}</span>
                  <span>
                    <span className={styles.label}>
                      {sentence(promptLabel(review.plans[tree.question], answer))}
                    </span>
                    <span className={styles.why}>
                      {sentence(whyAsked(answer, review.plans[tree.question]))}
                    </span>
                  </span>
                </button>
              </li>
            )
          )
        })}
      </ol>
    </details>
  )
}

import { memo, useEffect, useMemo, useRef } from 'react'
import { bandOf, bandWords, type Guideline } from '../session/band.ts'
import type { Answer } from '../session/answers.ts'
import { BandShape } from '../ui/BandMark.tsx'
import { classes } from '../ui/classes.ts'
import styles from './BandChart.module.css'
import { scrollBehaviour } from './motion.ts'
import type { Review } from './load.ts'
import { countBands } from './summary.ts'
import { promptLabel, sentence, tickWords, typedAlongWords } from './words.ts'

/**
 * Every answer's length against the band, in the order in which they were given. What was not answered to its end is a
 * tick between them. Choosing one goes there.
 */
export const BandChart = memo(function BandChart(props: {
  review: Review
  current: number
  onGo: (index: number) => void
}) {
  const { review, current, onGo } = props
  const { answers, prompts, plans, log } = review
  const { guideline } = log.header
  const topS = topOf(answers, guideline)
  const numbers = useMemo(() => new Map(prompts.map((p) => [p.answer, p.number])), [prompts])
  const runs = useMemo(() => runsOf(answers), [answers])
  const scroller = useRef<HTMLDivElement>(null)
  useKeptInView(scroller, current)

  return (
    <section className={styles.chart} aria-labelledby="band-chart">
      <header className={styles.header}>
        <h2 id="band-chart">
          Answers against {guideline.fromS}–{guideline.toS} s
        </h2>
        <Legend answers={answers} guideline={guideline} />
      </header>
      <div className={styles.frame}>
        <Axis guideline={guideline} topS={topS} />
        <div ref={scroller} className={styles.scroller}>
          <ol className={styles.runs}>
            {runs.map((run) => (
              <li key={run[0]?.index} className={styles.run}>
                <ol className={styles.columns}>
                  {run.map((answer) => (
                    <Column
                      key={answer.index}
                      answer={answer}
                      number={numbers.get(answer.index) ?? null}
                      label={promptLabel(plans[answer.question], answer)}
                      guideline={guideline}
                      topS={topS}
                      current={answer.index === current}
                      onGo={onGo}
                    />
                  ))}
                </ol>
                <p className={styles.question}>
                  <span>{plans[run[0]?.question ?? 0]?.question.title}</span>
                </p>
              </li>
            ))}
          </ol>
        </div>
      </div>
    </section>
  )
})

const Column = memo(function Column(props: {
  answer: Answer
  /** Null where it was not answered to its end. */
  number: number | null
  label: string
  guideline: Guideline
  topS: number
  current: boolean
  onGo: (index: number) => void
}) {
  const { answer, number, label, guideline, topS, current, onGo } = props
  const { index, outcome } = answer
  const seconds = number === null ? null : answer.seconds
  const band = seconds === null ? null : bandOf(Math.round(seconds), guideline)
  const words =
    seconds === null
      ? number === null
        ? tickWords(outcome)
        : typedAlongWords
      : `${Math.round(seconds)} s, ${bandWords(seconds, guideline)}`
  const share = (s: number) => `${Math.min(100, (s / topS) * 100)}%`
  return (
    <li className={seconds === null ? styles.tick : styles.column}>
      <button
        type="button"
        className={styles.button}
        aria-current={current ? 'true' : undefined}
        title={`${label}: ${words}`}
        data-answer={index}
        onClick={() => onGo(index)}
      >
        <span className="visually-hidden">
          {number === null ? sentence(label) : `Answer ${number}, ${label}`}: {words}
        </span>
        <span className={styles.plot} aria-hidden="true">
          <span
            className={styles.band}
            style={{ bottom: share(guideline.fromS), height: share(guideline.toS - guideline.fromS) }}
          />
          {band && seconds !== null ? (
            <span className={classes(styles.bar, styles[band])} style={{ height: share(seconds) }}>
              <span className={styles.mark} data-figure={Math.round(seconds)}>
                <BandShape band={band} />
              </span>
            </span>
          ) : (
            <span className={styles.none} />
          )}
        </span>
        <span className={styles.index} aria-hidden="true" data-figure={number ?? ''} />
      </button>
    </li>
  )
})

function Legend({ answers, guideline }: { answers: readonly Answer[]; guideline: Guideline }) {
  const count = countBands(answers, guideline)
  return (
    <ul className={styles.legend}>
      {(['in', 'over', 'short'] as const).map((band) => (
        <li key={band} className={styles[`${band}Words`]}>
          <BandShape band={band} />
          {count[band]} {band === 'in' ? 'in the band' : band}
        </li>
      ))}
    </ul>
  )
}

function Axis({ guideline, topS }: { guideline: Guideline; topS: number }) {
  return (
    <div className={styles.axis} aria-hidden="true">
      {[guideline.fromS, guideline.toS].map((s) => (
        <span key={s} style={{ bottom: `${(s / topS) * 100}%` }}>
          {s} s
        </span>
      ))}
    </div>
  )
}

/** The scale's upper end: the band's, or the longest answer where one is over; the band is never lost at the bottom. */
const topOf = (answers: readonly Answer[], { toS }: Guideline) =>
  Math.min(3 * toS, Math.max(toS, ...answers.map((a) => a.seconds ?? 0)))

/** Answers to the same question that follow each other. */
function runsOf(answers: readonly Answer[]): Answer[][] {
  const runs: Answer[][] = []
  for (const answer of answers) {
    const last = runs.at(-1)
    if (last && last[0]?.question === answer.question) last.push(answer)
    else runs.push([answer])
  }
  return runs
}

/** Scrolls the chart alone, never the page. */
function useKeptInView(scroller: React.RefObject<HTMLDivElement | null>, current: number) {
  useEffect(() => {
    const box = scroller.current
    const column = box?.querySelector<HTMLElement>(`[data-answer="${current}"]`)
    if (!box || !column) return
    const [outer, inner] = [box.getBoundingClientRect(), column.getBoundingClientRect()]
    const margin = outer.width / 4
    if (inner.left >= outer.left + 8 && inner.right <= outer.right - 8) return
    box.scrollBy({ left: inner.left - outer.left - margin, behavior: scrollBehaviour() })
  }, [scroller, current])
}

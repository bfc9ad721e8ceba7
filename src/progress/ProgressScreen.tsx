import { useEffect, useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useMeasured } from '../measured/useMeasured.ts'
import { localDate } from '../platform/fresh.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { useColours } from '../ui/colours.ts'
import { Page } from '../ui/Page.tsx'
import { EmptyState, LoadingState } from '../ui/States.tsx'
import { CoveragePart } from './CoveragePart.tsx'
import { Filters } from './Filters.tsx'
import { MeasurePart } from './MeasurePart.tsx'
import { measures } from './measures.ts'
import styles from './Progress.module.css'
import { passes, streakOf, type Filter } from './progress.ts'
import { formatFilter, parseFilter } from './view.ts'
import { answers, sessions } from './words.ts'

/** How answers have changed over time: /progress. */
export default function ProgressScreen() {
  const { rows, read, of, ready, problem } = useMeasured()
  const [filter, change] = useFilter()
  const colours = useColours()
  const given = useMemo(() => rows.filter(({ outcome }) => outcome === 'given'), [rows])
  const left = useMemo(() => given.filter((row) => passes(filter, row)), [given, filter])
  const [today] = useState(() => localDate(new Date()))
  const streak = useMemo(() => streakOf(given, today), [given, today])
  const reading = ready && read < of
  const parts = useOneByOne(measures.length, given.length > 0)
  return (
    <Page
      title="Progress"
      lead={given.length > 0 ? leadWords(left, streak.days) : undefined}
      action={<ButtonLink href="/drills">Drills</ButtonLink>}
    >
      <div className={styles.screen}>
        {problem !== null && <p className={styles.problem}>{problem}</p>}
        {!ready && problem === null && <LoadingState>Reading your answers…</LoadingState>}
        {reading && (
          <p className={styles.reading}>
            <progress value={read} max={of} aria-label="Sessions measured" />
            Measuring your answers: {read} of {sessions(of)}. What is shown is of these.
          </p>
        )}
        {ready && !reading && given.length === 0 && <NoAnswers />}
        {given.length > 0 && (
          <>
            <Filters rows={given} filter={filter} change={change} />
            {left.length === 0 ? (
              <EmptyState
                title="No answers like these yet"
                actions={
                  <Button onClick={() => change({ mode: null, question: null })}>Show all answers</Button>
                }
              />
            ) : (
              <>
                <p className={styles.meaning}>
                  Each point is a session, larger with more answers. Choose one to open it.
                </p>
                <div className={styles.measures}>
                  {measures.slice(0, parts).map((measure) => (
                    <MeasurePart key={measure} {...{ measure, rows: given, filter, colours }} />
                  ))}
                </div>
                {parts === measures.length && (
                  <div className={styles.measures}>
                    <CoveragePart by="bucket" rows={given} filter={filter} />
                    <CoveragePart by="principle" rows={given} filter={filter} />
                  </div>
                )}
              </>
            )}
          </>
        )}
      </div>
    </Page>
  )
}

/** So many of them are shown: another one with each frame, so that the first is not held up by the last. */
function useOneByOne(all: number, begun: boolean): number {
  const [shown, setShown] = useState(1)
  useEffect(() => {
    if (!begun || shown >= all) return
    const frame = requestAnimationFrame(() => setShown(shown + 1))
    return () => cancelAnimationFrame(frame)
  }, [all, begun, shown])
  return shown
}

function NoAnswers() {
  return (
    <EmptyState
      title="No answers yet"
      actions={
        <ButtonLink href="/drills" kind="primary">
          Choose a drill
        </ButtonLink>
      }
    >
      <p>
        What was measured of each answer stands here over time: its length, its thinking time, what it
        covered. A drill of a few short answers is a beginning.
      </p>
    </EmptyState>
  )
}

function leadWords(rows: readonly { session: string }[], days: number): string {
  const count = new Set(rows.map(({ session }) => session)).size
  const streak = days > 1 ? `; ${days} days in a row` : ''
  return `${answers(rows.length)} in ${sessions(count)}${streak}`
}

/** As the address says, so that Back from a session leads to what was looked at. */
function useFilter(): [Filter, (by: Partial<Filter>) => void] {
  const search = useSearch()
  const [, navigate] = useLocation()
  const filter = useMemo(() => parseFilter(search), [search])
  return [
    filter,
    (by) => {
      const address = formatFilter({ ...filter, ...by })
      navigate(address === '' ? '/progress' : `/progress?${address}`, { replace: true })
    },
  ]
}

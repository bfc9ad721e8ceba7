import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { RatingArea } from '../drills/RatingArea.tsx'
import { ExportButton } from '../export/ExportButton.tsx'
import { useSelfReview } from '../selfreview/context.ts'
import { MarkingProgress, OnceMarked, SelfReviewArea } from '../selfreview/SelfReviewArea.tsx'
import { hasEnded } from '../session/entries.ts'
import type { EntryOf } from '../session/log.ts'
import type { MarkedEvent } from '../session/marked.ts'
import { notesOf } from '../session/notes.ts'
import { TakesHere } from '../takes/TakesOf.tsx'
import { Amends, FixedWhileTaken } from '../ui/Amends.tsx'
import { ButtonLink } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Page } from '../ui/Page.tsx'
import { useServices } from '../ui/services.ts'
import { EmptyState } from '../ui/States.tsx'
import { GoOn, useTakenElsewhere } from '../ui/taking.tsx'
import { clockTime, When } from '../ui/Time.tsx'
import { BandChart } from './BandChart.tsx'
import { correct, giveOpinion } from './correct.ts'
import { revisedReview, type Review } from './load.ts'
import { record } from './record.ts'
import { Manage } from './Manage.tsx'
import { DeliverySummary } from './Delivery.tsx'
import { Notes } from './notes/Notes.tsx'
import type { Player } from './player.ts'
import { answerAt } from './playhead.ts'
import styles from './ReviewView.module.css'
import { sheetOf } from './sheet.ts'
import { countBands, isGiven, lengthName } from './summary.ts'
import { findingBeside, marksOf, type Mark } from './timeline/marks.ts'
import { TimelinePanel } from './timeline/TimelinePanel.tsx'
import { openFinding } from './openFinding.ts'
import { Transcript, type AnswerActions } from './Transcript.tsx'
import { Transport } from './Transport.tsx'
import { TreePanel } from './TreePanel.tsx'
import { usePlaying } from './usePlaying.ts'
import { useSpokenWord } from './useSpokenWord.ts'
import { Waiting } from './Waiting.tsx'

/** A session that was loaded: its heading, and the replay where there is something to replay. */
export function ReviewView(props: { review: Review; player: Player; onChange: (review: Review) => void }) {
  const { review, player, onChange } = props
  const { log, title, answers } = review
  const open = !hasEnded(log)
  const drill = log.header.mode === 'drill'
  const what = drill ? 'drill' : 'interview'
  const taken = useTakenElsewhere() === log.header.id
  const services = useServices()
  const latest = useLatest(review)
  const given = useMemo(() => answers.filter(isGiven).map(({ index }) => index), [answers])
  const say = useCallback(
    async (event: MarkedEvent | EntryOf<'rating.corrected'>) => {
      const now = latest()
      onChange(revisedReview(now, await record(now.log, event, services)))
    },
    [latest, onChange, services],
  )
  return (
    <FixedWhileTaken value={taken}>
      <SelfReviewArea log={log} given={given} record={say}>
        <Page
          wide
          title={title}
          lead={
            <div className={styles.lead}>
              <Facts review={review} />
              <TakesHere session={log.header.id} />
              <Manage
                id={log.header.id}
                title={title}
                onRenamed={(to) => onChange({ ...review, title: to })}
              />
              {answers.length > 0 && (
                <ExportButton session={log.header.id} sheet={() => sheetOf(review, notesOf(log.entries))} />
              )}
              {drill && (
                <ButtonLink href="/drills" kind="quiet" size="small" className="no-print">
                  Choose a drill
                </ButtonLink>
              )}
            </div>
          }
        >
          {open && (
            <div className={classes(styles.notice, 'no-print')}>
              <p>
                {taken
                  ? 'It is going on in another tab. What was answered until now is here, and more comes as it goes on; notes and corrections can be made once it is over.'
                  : answers.length === 0
                    ? `This ${what} broke off before its first answer.`
                    : `This ${what} was interrupted. What was recorded until then is here.`}
              </p>
              <GoOn session={{ id: log.header.id, title }} kind="primary">
                {`Go on with the ${what}`}
              </GoOn>
            </div>
          )}
          {answers.length === 0 ? (
            <EmptyState
              title="Nothing was answered here"
              actions={
                !open && (
                  <ButtonLink href={drill ? '/drills' : '/setup'} kind="primary">
                    {drill ? 'Choose a drill' : 'Set up an interview'}
                  </ButtonLink>
                )
              }
            >
              <p>
                {open
                  ? 'Once it has gone on, its answers will be here, each with its time and what it showed.'
                  : `The ${what} ended before its first answer, so there is nothing to replay.`}
              </p>
            </EmptyState>
          ) : (
            <RatingArea log={log} record={say}>
              <Replay review={review} player={player} onChange={onChange} />
            </RatingArea>
          )}
        </Page>
      </SelfReviewArea>
    </FixedWhileTaken>
  )
}

function Facts({ review: { log, answers, timeline } }: { review: Review }) {
  const { guideline, level, limits, createdAt } = log.header
  const given = answers.filter(isGiven).length
  const count = countBands(answers, guideline)
  const length = lengthName(limits)
  return (
    <ul className={styles.facts}>
      <li>
        <When iso={createdAt} />
      </li>
      <li>{level}</li>
      {length && <li>{length} length</li>}
      <li className={styles.number}>{clockTime(timeline.duration)}</li>
      {given > 0 && (
        <OnceMarked>
          <li className={styles.number}>
            {count.in} of {given} {given === 1 ? 'answer' : 'answers'} in the band
          </li>
        </OnceMarked>
      )}
    </ul>
  )
}

type Panel = 'answers' | 'tree'

function Replay(props: { review: Review; player: Player; onChange: (review: Review) => void }) {
  const { review, player, onChange } = props
  const { answers, timeline } = review
  const services = useServices()
  const [panel, setPanel] = useState<Panel>('answers')
  const current = usePlaying(player, ({ at }) => answerAt(timeline, at))
  /** Where the panels are: they follow the playhead as soon as they can, and never hold it up. */
  const followed = useDeferredValue(current)
  /** The timeline can be used before the rest is drawn. */
  const soon = useDeferredValue(true, false)
  const [atOnce, setAtOnce] = useState(false)
  const whole = soon || atOnce
  const latest = useLatest(review)
  const transcript = useRef<HTMLDivElement>(null)
  useSpokenWord(transcript, review, player)
  const notes = useMemo(() => notesOf(review.log.entries), [review.log])
  const { hidden } = useSelfReview()
  const marks = useMemo(() => marksOf(review, notes, hidden), [review, notes, hidden])
  const [picked, setPicked] = useState<Mark | null>(null)

  const actions = useMemo(
    (): AnswerActions => ({
      go: (index) => player.seek(timeline.answers[index]?.askedAt ?? 0),
      listen(index) {
        player.seek(timeline.answers[index]?.speechAt ?? 0)
        player.play()
      },
      async correct(index, text) {
        const now = latest()
        onChange(revisedReview(now, await correct(now.log, now.answers, index, text, services)))
      },
      async judge(index, opinion) {
        const now = latest()
        const answer = now.answers[index]
        if (answer) onChange(revisedReview(now, await giveOpinion(now.log, answer, opinion, services)))
      },
    }),
    [player, timeline, services, onChange, latest],
  )

  const pick = useCallback(
    (mark: Mark) => {
      // What it leads to is drawn before it is gone to.
      flushSync(() => {
        setPicked(mark)
        setAtOnce(true)
        if (mark.finding !== null) setPanel('answers')
      })
      player.seek(mark.at)
      player.play()
      openFinding(mark)
    },
    [player],
  )
  const toFinding = (step: 1 | -1) => {
    const { at } = player.state()
    const found = findingBeside(marks, { at, id: picked && isNear(picked, at) ? picked.id : null }, step)
    if (found) pick(found)
  }

  return (
    <div className={styles.replay}>
      <TimelinePanel
        review={review}
        player={player}
        marks={marks}
        picked={picked}
        current={current}
        onPick={pick}
      />
      {!whole && <div className={styles.later} />}
      {whole && (
        <>
          <Notes
            notes={notes}
            player={player}
            log={() => latest().log}
            onLog={(log) => onChange(revisedReview(latest(), log))}
          />
          <Waiting review={review} />
          <Amends>
            <MarkingProgress />
          </Amends>
          <OnceMarked>
            {answers.some(isGiven) && <BandChart review={review} current={followed} onGo={actions.go} />}
            <DeliverySummary answers={answers} />
          </OnceMarked>
          <fieldset className={classes(styles.panels, 'no-print')} aria-label="Show">
            {(['answers', 'tree'] as const).map((name) => (
              <button
                key={name}
                type="button"
                className={styles.panel}
                aria-pressed={panel === name}
                onClick={() => setPanel(name)}
              >
                {name === 'answers' ? 'Answers' : 'Path'}
              </button>
            ))}
          </fieldset>
          <div className={styles.columns}>
            <div ref={transcript} className={classes(styles.left, panel !== 'answers' && styles.away)}>
              <Transcript review={review} player={player} current={followed} actions={actions} />
            </div>
            <div className={classes(styles.right, panel !== 'tree' && styles.away)}>
              <TreePanel review={review} current={followed} onGo={actions.go} />
            </div>
          </div>
        </>
      )}
      <Transport review={review} player={player} current={current} onFinding={toFinding} />
    </div>
  )
}

/** A finding that was picked counts as where one is for as long as it is heard. */
const nearMs = 4_000
const isNear = ({ at }: Mark, now: number) => now >= at && now < at + nearMs

/** Reads what was drawn last, for actions that outlive a drawing. */
function useLatest<T>(value: T): () => T {
  const box = useRef(value)
  useEffect(() => {
    box.current = value
  })
  return useCallback(() => box.current, [])
}

import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { RoundView } from '../../machines/run.ts'
import { countWords, secondsAloud } from '../session/band.ts'
import type { Session } from '../session/door.ts'
import { BandMark } from '../ui/BandMark.tsx'
import { Button } from '../ui/Button.tsx'
import { clockTime } from '../ui/Time.tsx'
import styles from './Answering.module.css'
import type { Desk } from './desk.ts'
import { hasFloor } from './moves.ts'
import { Ring } from './Ring.tsx'
import type { Interviewer } from './room.ts'
import { StateLine } from './StateLine.tsx'
import { TextBox } from './TextBox.tsx'
import { typedBefore } from './typedBefore.ts'

interface AnsweringProps {
  desk: Desk
  session: Session
  view: RoundView
  interviewer: Interviewer
  onFinish: () => void
  /** Puts the focus back on the main button. */
  onLeave: () => void
  box: RefObject<HTMLTextAreaElement | null>
}

/** The middle of the room: whose turn it is, the ring, and where answers are typed. */
export function Answering(props: AnsweringProps) {
  const { desk, session, view, interviewer } = props
  const { input } = useStore(interviewer.room)
  const { notes } = useStore(desk.aside)
  const { guideline, clockFactor } = session.header
  const { phase } = view
  const typed = input === 'keyboard'
  const timed = clockFactor !== null
  const recording = !typed && hasFloor(phase)
  const state = (
    <StateLine phase={phase} recording={recording} timed={timed} thinkingMs={interviewer.thinkingMs} />
  )
  const ring = (timed || recording) && (
    <Ring
      timed={timed}
      guideline={guideline}
      running={phase === 'answering'}
      recording={recording}
      answerMs={interviewer.answerMs}
      level={desk.level}
      className={styles.ring}
    />
  )
  if (typed)
    return (
      <div className={styles.typed}>
        <TypedAnswer {...props} state={state} timed={timed} />
        {ring}
      </div>
    )
  return (
    <div className={styles.spoken}>
      <div className={styles.clock}>
        {state}
        {ring}
      </div>
      {notes && <Notes {...props} />}
    </div>
  )
}

function TypedAnswer(props: AnsweringProps & { state: ReactNode; timed: boolean }) {
  const { session, view, interviewer, onFinish, onLeave, box, state, timed } = props
  const { draft } = useStore(interviewer.room)
  const before = view.phase === 'thinking' ? typedBefore(session.state().entries) : null
  const words = countWords(draft)
  const seconds = secondsAloud(draft)
  const { guideline } = session.header
  return (
    <TextBox
      ref={box}
      label={
        <>
          <span className="visually-hidden">Your answer. </span>
          {state}
        </>
      }
      className={styles.box}
      rows={7}
      value={draft}
      readOnly={!hasFloor(view.phase)}
      onType={interviewer.type}
      onDone={onFinish}
      onLeave={onLeave}
      note={
        before !== null && draft === '' ? (
          <Button
            kind="quiet"
            size="small"
            className={styles.before}
            onClick={() => {
              interviewer.type(before)
              box.current?.focus()
            }}
          >
            Put back what you had typed
          </Button>
        ) : (
          <>
            <span>
              {timed && `takes about ${clockTime(seconds * 1000)} aloud · `}
              {words === 1 ? '1 word' : `${words} words`}
            </span>
            {timed && words > 0 && (
              <BandMark seconds={Math.floor(seconds)} guideline={guideline} bare className={styles.band} />
            )}
          </>
        )
      }
    />
  )
}

/** Beside the microphone: what is typed here stands for what is said. */
function Notes({ view, interviewer, onFinish, onLeave }: AnsweringProps) {
  const { draft } = useStore(interviewer.room)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div data-notes className={styles.notes}>
      <TextBox
        ref={box}
        label="Type what you say"
        rows={2}
        value={draft}
        readOnly={!hasFloor(view.phase)}
        onType={interviewer.type}
        onDone={onFinish}
        onLeave={onLeave}
        note="These words are taken for your answer. The time is that of your voice."
      />
    </div>
  )
}

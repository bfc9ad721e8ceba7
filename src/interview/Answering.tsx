import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react'
import { useStore } from 'zustand'
import type { Phase, RoundView } from '../../machines/run.ts'
import type { Pace } from '../drills/run/pace.ts'
import { PaceTable } from '../drills/run/PaceTable.tsx'
import { countWords, secondsAloud, spokenWordsPerMinute, type Guideline } from '../session/band.ts'
import type { Session } from '../session/door.ts'
import { classes } from '../ui/classes.ts'
import { BandMark } from '../ui/BandMark.tsx'
import { useSettings } from '../ui/settings.ts'
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
  /** Ends what the interviewer is saying; does nothing where that is not possible. */
  onTakeFloor: () => void
  /** Keeps the floor against silence. */
  onKeep: () => void
  /** Puts the focus back on the main button. */
  onLeave: () => void
  box: RefObject<HTMLTextAreaElement | null>
  /** What a drill's answer runs against, null where there is too little; undefined outside of drills. */
  pace: Pace | null | undefined
}

/** The middle of the room: whose turn it is, the ring, and where answers are typed. */
export function Answering(props: AnsweringProps) {
  const { desk, session, view, interviewer, onKeep, pace } = props
  const { input, closing, kept } = useStore(interviewer.room)
  const { turnTaking, voice } = useSettings()
  const { notes } = useStore(desk.aside)
  const { guideline, clockFactor } = session.header
  const { phase } = view
  const typed = input === 'keyboard'
  const timed = clockFactor !== null
  const recording = !typed && hasFloor(phase)
  const silenceEnds = recording && phase === 'answering' && turnTaking !== 'manual'
  const state = (
    <StateLine
      phase={phase}
      recording={recording}
      aloud={voice}
      timed={timed}
      thinkingMs={interviewer.thinkingMs}
    />
  )
  const ring = (timed || recording) && (
    <Ring
      timed={timed}
      guideline={guideline}
      running={phase === 'answering'}
      recording={recording}
      answerMs={interviewer.answerMs}
      level={desk.level}
      pace={
        pace && {
          pace,
          elapsedMs: () => interviewer.thinkingMs() + (interviewer.answerMs() ?? 0),
        }
      }
      closing={interviewer.closing}
      onKeep={silenceEnds ? onKeep : null}
      hint={typed ? undefined : silenceEnds && (kept ? 'Floor kept' : closing && <KeepHint />)}
      className={styles.ring}
    />
  )
  const table = timed && pace !== undefined && <PaceTable pace={pace} className={styles.pace} />
  if (typed)
    return (
      <div className={classes(styles.typed, pace !== undefined && styles.paced)}>
        <TypedAnswer {...props} state={state} timed={timed} />
        <div className={styles.side}>
          {phase === 'answering' ? ring : timed && <Aim guideline={guideline} />}
          {table}
        </div>
      </div>
    )
  return (
    <div className={styles.spoken}>
      <div className={styles.clock}>
        {state}
        {ring}
      </div>
      {table}
      {notes && <TypedAlong {...props} />}
    </div>
  )
}

/** How the floor is kept while silence is about to end the answer; a word does as well. */
function KeepHint() {
  const { shortcuts } = useSettings()
  if (!shortcuts) return 'Press to keep it open'
  return (
    <>
      <span className={styles.byKey}>K keeps it open</span>
      <span className={styles.byTouch}>Tap keeps it open</span>
    </>
  )
}

function TypedAnswer(props: AnsweringProps & { state: ReactNode; timed: boolean }) {
  const { session, view, interviewer, onFinish, onTakeFloor, onLeave, box, state, timed } = props
  const { phase } = view
  const { draft } = useStore(interviewer.room)
  const { ahead, setAhead } = useAhead(session, phase, interviewer.type)
  const text = draft || ahead
  const words = countWords(text)
  const seconds = secondsAloud(text)
  const { guideline } = session.header
  const type = (typed: string) => {
    const started = typed.trim() !== ''
    if (!hasFloor(phase)) {
      // The Space that takes the floor is no word yet.
      setAhead(started || ahead !== '' ? typed : '')
      onTakeFloor()
    } else if (started || text !== '') interviewer.type(typed)
  }
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
      readOnly={phase === 'over'}
      value={hasFloor(phase) ? text : ahead}
      onType={type}
      onDone={onFinish}
      onLeave={onLeave}
      note={
        text === '' ? (
          <span>
            {hasFloor(phase)
              ? 'Begin to type. For single keys press Esc first.'
              : 'Typing takes the floor. For single keys press Esc first.'}
          </span>
        ) : (
          <>
            <span>
              {timed && `takes about ${clockTime(seconds * 1000)} aloud · `}
              {words === 1 ? '1 word' : `${words} words`}
            </span>
            {timed && (
              <BandMark seconds={Math.floor(seconds)} guideline={guideline} bare className={styles.band} />
            )}
          </>
        )
      }
    />
  )
}

/**
 * What stands in the box before the floor is had: what was typed before the prompt was asked again, and what is typed
 * now. It becomes the answer with the floor.
 */
function useAhead(session: Session, phase: Phase, type: Interviewer['type']) {
  const [typed, setAhead] = useState<string | null>(null)
  if (phase === 'answering' && typed !== null) setAhead(null)
  const askedOrOn = phase === 'thinking' || phase === 'speaking' || phase === 'clarifying'
  const before = askedOrOn ? typedBefore(session.state().entries) : null
  const ahead = phase === 'answering' ? '' : (typed ?? before ?? '')
  const giveOver = useEffectEvent(() => {
    if (ahead.trim() !== '') type(ahead)
  })
  useLayoutEffect(() => {
    if (phase === 'thinking') giveOver()
  }, [phase])
  return { ahead, setAhead }
}

/** Before anything is typed: how much is a good answer. */
function Aim({ guideline: { fromS, toS } }: { guideline: Guideline }) {
  const words = (seconds: number) => Math.round((seconds * spokenWordsPerMinute) / 60 / 5) * 5
  return (
    <p className={styles.aim}>
      {fromS} to {toS} seconds aloud are {words(fromS)} to {words(toS)} words.
    </p>
  )
}

/** Beside the microphone: what is typed here stands for what is said. */
function TypedAlong({ view, interviewer, onFinish, onLeave }: AnsweringProps) {
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
        note="These words are taken for your answer; the time is that of your voice. For single keys press Esc first."
      />
    </div>
  )
}

import { useRef, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { DrillRun } from '../drills/run/useDrill.ts'
import { LastItem } from '../drills/run/LastItem.tsx'
import type { Session } from '../session/door.ts'
import { MicrophoneError } from '../speech/index.ts'
import { classes } from '../ui/classes.ts'
import { useSettings } from '../ui/settings.ts'
import { showToast } from '../ui/toasts.ts'
import { useAskBeforeLeaving } from '../ui/useAskBeforeLeaving.ts'
import { againOf } from './again.ts'
import { Answering } from './Answering.tsx'
import { BandPassed } from './BandPassed.tsx'
import { Caption, Heard } from './Caption.tsx'
import { Controls } from './Controls.tsx'
import type { Desk } from './desk.ts'
import { DrillEnd } from './DrillEnd.tsx'
import { EndDialog } from './EndDialog.tsx'
import { MicrophoneDialog } from './MicrophoneDialog.tsx'
import { MicrophoneNotice } from './MicrophoneNotice.tsx'
import { canTakeFloor, captionMode, lastAsked, possible, turnOf } from './moves.ts'
import { Notice } from './Notice.tsx'
import { PausedPanel } from './PausedPanel.tsx'
import { Question } from './Question.tsx'
import type { Interviewer } from './room.ts'
import styles from './Stage.module.css'
import { TopLine } from './TopLine.tsx'
import { TypeUp } from './TypeUp.tsx'
import { useStageKeys } from './useStageKeys.ts'
import {
  useBackground,
  useEnd,
  useFocus,
  usePauseSoon,
  useTabTitle,
  useTelling,
  useTurnAge,
  useTypingAnywhere,
} from './useStage.ts'
import { startProblems } from './words.ts'

/** Ms of a turn in which keys that were meant for the one before do nothing, and a second press does not end what the first made room for. */
const notYetMs = 600

/** The room in which the interview takes place. */
export function Stage(props: {
  desk: Desk
  session: Session
  interviewer: Interviewer
  /** Null in an interview. */
  drill?: DrillRun | null
}) {
  const { desk, session, interviewer, drill = null } = props
  const { view, entries, problem } = useSyncExternalStore(session.subscribe, session.state)
  const room = useStore(interviewer.room)
  const aside = useStore(desk.aside)
  const { questionShown, turnTaking, change } = useSettings()
  const [confirming, setConfirming] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const { phase } = view
  const paused = phase === 'paused'
  const typed = room.input === 'keyboard'
  const what = drill ? 'drill' : 'interview'
  const isDone = drill !== null && phase === 'over'
  const possibleNow = possible(phase, room)
  const can = isDone ? { ...possibleNow, ready: false } : possibleNow
  // What is not heard has to be seen.
  const shown = questionShown || !aside.heard
  const turn = turnOf(phase)
  const turnAge = useTurnAge(turn)
  const toBox = typed && phase !== 'over'
  const scene = paused ? 'paused' : isDone ? 'done' : room.wantsText ? 'words' : 'room'
  const { told, tellTime, tell } = useTelling({ session, interviewer, view })

  const again = againOf({ drill, view, interviewer, tell })

  const takeFloor = () => {
    // Asked anew: keys may come faster than the screen follows.
    if (canTakeFloor(session.state().view.phase)) interviewer.finish()
  }
  const pauseSoon = usePauseSoon(can.pause && !interviewer.takingIn(), interviewer.pause)
  const takingIn = phase === 'assessing' && !room.wantsText
  /** Does it, or says why not where the answer before is still being taken in. */
  const unlessTaken = (action: () => void) => () => {
    if (interviewer.takingIn()) tell('Your answer is being taken in. Press it again in a moment.')
    else action()
  }
  const finish = unlessTaken(() => {
    if (phase !== 'thinking' || typed || interviewer.thinkingMs() >= notYetMs) interviewer.finish()
  })
  const repeat = unlessTaken(interviewer.repeat)
  const clarify = unlessTaken(interviewer.clarify)
  const decline = unlessTaken(interviewer.decline)
  const skip = unlessTaken(interviewer.skip)
  const pause = () => {
    if (!interviewer.takingIn()) return interviewer.pause()
    pauseSoon()
    tell('Pauses as soon as your answer is taken in')
  }
  const showQuestion = () => change({ questionShown: !questionShown })
  const askToEnd = () => setConfirming(true)
  const speak = () =>
    void desk.speak().catch((error: unknown) => {
      const { title, words } = startProblems[error instanceof MicrophoneError ? error.problem : 'failed']
      showToast({ message: `${title}. ${words}` })
    })
  const focusMain = () => button.current?.focus({ preventScroll: true })
  /** Does it and gives the focus back to where the work goes on. */
  const then = (action: () => void) => () => {
    action()
    if (toBox) box.current?.focus({ preventScroll: true })
    else focusMain()
  }
  const showNotes = () => desk.aside.setState({ notes: !aside.notes })
  /** Where answers are typed single keys are pressed with intent: Escape comes first. */
  const settled = (action: () => void) => () => {
    if (typed || turnAge() >= notYetMs) action()
  }

  useStageKeys({
    phase,
    can,
    typed,
    drill: drill !== null,
    takingIn,
    silenceEnds: !typed && turnTaking !== 'manual',
    inRoom: scene === 'room',
    settled,
    finish: then(finish),
    keepFloor: interviewer.keepFloor,
    repeat,
    again: () => again?.(),
    clarify,
    decline,
    skip,
    pause,
    showQuestion,
    tellTime,
    showNotes,
    askToEnd,
  })
  useFocus({ box, button, toBox, turn, scene })
  useTypingAnywhere({ box, button, on: toBox && scene === 'room' })
  useBackground({ inFloor: turn === 'candidate', tell })
  // Words would be cut off. What was recorded until then is kept anyway.
  useAskBeforeLeaving(phase === 'answering' || room.wantsText)
  useEnd(phase === 'ended', session.header.id)
  useTabTitle(drill ? 'Drill' : 'Interview')

  return (
    <div className={classes(styles.stage, typed && styles.typed)}>
      <TopLine
        session={session}
        view={view}
        typed={typed}
        drill={drill?.name ?? null}
        onPause={can.pause || takingIn ? pause : null}
        onShowQuestion={showQuestion}
        onType={() => desk.type('chosen')}
        onSpeak={speak}
        onMicrophone={() => setChoosing(true)}
        onEnd={askToEnd}
      />
      <Notice problem={problem} audioProblem={room.audioProblem} unrecognised={room.unrecognised} />
      {!paused && <MicrophoneNotice microphone={typed ? null : aside.microphone} />}
      {drill && !isDone && (
        <LastItem
          header={session.header}
          last={drill.last}
          name={drill.lastName}
          onAgain={again && then(again)}
        />
      )}
      {paused ? (
        <PausedPanel
          desk={desk}
          lost={room.microphoneLost}
          slept={room.slept}
          what={what}
          onResume={interviewer.resume}
          onEnd={askToEnd}
        />
      ) : isDone ? (
        <DrillEnd header={session.header} drill={drill} onAgain={again} onReview={interviewer.finish} />
      ) : (
        <main id="main" tabIndex={-1} className={classes(styles.main, drill && styles.close)}>
          <Question
            text={phase === 'over' ? room.caption : room.question || lastAsked(entries)}
            shown={shown || phase === 'over'}
            unheard={!aside.heard}
            onShow={then(showQuestion)}
            onRepeat={can.repeat ? then(repeat) : null}
            repeatKey={drill ? null : 'r'}
          />
          {room.wantsText ? (
            <TypeUp interviewer={interviewer} draft={room.draft} />
          ) : (
            <>
              <Answering
                desk={desk}
                session={session}
                view={view}
                interviewer={interviewer}
                onFinish={() => can.finish && finish()}
                onTakeFloor={takeFloor}
                onKeep={then(interviewer.keepFloor)}
                onLeave={focusMain}
                box={box}
                pace={drill ? drill.pace : undefined}
              />
              {phase === 'answering' && room.heardSoFar !== '' ? (
                <Heard text={room.heardSoFar} />
              ) : (
                <Caption
                  text={room.caption}
                  at={room.captionAt}
                  mode={shown ? captionMode(phase, entries) : 'none'}
                />
              )}
              <Controls
                phase={phase}
                can={can}
                typed={typed}
                notes={aside.notes}
                button={button}
                onMain={then(finish)}
                onClarify={then(clarify)}
                onDecline={drill ? null : then(decline)}
                onSkip={then(skip)}
                onNotes={showNotes}
              />
            </>
          )}
        </main>
      )}
      <output className={styles.told} aria-label="Time">
        {told}
      </output>
      <output className="visually-hidden">
        {typed && phase === 'answering' && session.header.clockFactor !== null && (
          <BandPassed guideline={session.header.guideline} answerMs={interviewer.answerMs} />
        )}
      </output>
      {choosing && <MicrophoneDialog desk={desk} onClose={() => setChoosing(false)} />}
      <EndDialog
        open={confirming}
        what={what}
        onClose={() => setConfirming(false)}
        onEnd={() => {
          setConfirming(false)
          interviewer.end()
        }}
      />
    </div>
  )
}

import { useRef, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Session } from '../session/door.ts'
import { MicrophoneError } from '../speech/index.ts'
import { classes } from '../ui/classes.ts'
import { useSettings } from '../ui/settings.ts'
import { useShortcuts } from '../ui/shortcuts.ts'
import { showToast } from '../ui/toasts.ts'
import { Answering } from './Answering.tsx'
import { BandPassed } from './BandPassed.tsx'
import { Caption, Heard } from './Caption.tsx'
import { Controls } from './Controls.tsx'
import type { Desk } from './desk.ts'
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
import {
  useEnd,
  useFocus,
  useLeaving,
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
export function Stage(props: { desk: Desk; session: Session; interviewer: Interviewer }) {
  const { desk, session, interviewer } = props
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
  const can = possible(phase, room)
  // What is not heard has to be seen.
  const shown = questionShown || !aside.heard
  const turn = turnOf(phase)
  const turnAge = useTurnAge(turn)
  const toBox = typed && phase !== 'over'
  const scene = paused ? 'paused' : room.wantsText ? 'words' : 'room'
  const { told, tellTime, tell } = useTelling({ session, interviewer, view })

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

  useShortcuts([
    {
      key: ' ',
      label: can.ready ? 'begin to answer' : 'finish the answer',
      action: then(finish),
      when: can.ready || can.finish || takingIn,
    },
    {
      key: 'k',
      label: 'keep the floor when silence is about to end the answer',
      action: interviewer.keepFloor,
      when: phase === 'answering' && !typed && turnTaking !== 'manual',
    },
    {
      key: 'r',
      label: 'repeat the question',
      action: settled(repeat),
      when: can.repeat || takingIn,
    },
    {
      key: 'c',
      label: 'ask what is meant',
      action: settled(clarify),
      when: can.clarify || takingIn,
    },
    {
      key: 'n',
      label: 'have no example',
      action: settled(decline),
      when: can.pass || takingIn,
    },
    { key: 's', label: 'skip', action: settled(skip), when: can.pass || takingIn },
    { key: 'p', label: 'pause', action: settled(pause), when: can.pause || takingIn },
    { key: 'h', label: 'show or hide the question', action: settled(showQuestion) },
    { key: 't', label: 'tell the time', action: settled(tellTime) },
    {
      key: 'w',
      label: 'type along: open or close the box',
      action: settled(showNotes),
      when: !typed && scene === 'room',
    },
    { key: 'e', label: 'end the interview', action: settled(askToEnd), when: phase !== 'over' },
  ])
  useFocus({ box, button, toBox, turn, scene })
  useTypingAnywhere({ box, button, on: toBox && scene === 'room' })
  useLeaving(phase === 'answering' || room.wantsText)
  useEnd(phase === 'ended', session.header.id)
  useTabTitle('Interview')

  return (
    <div className={classes(styles.stage, typed && styles.typed)}>
      <TopLine
        session={session}
        view={view}
        typed={typed}
        onPause={can.pause || takingIn ? pause : null}
        onShowQuestion={showQuestion}
        onType={() => desk.type('chosen')}
        onSpeak={speak}
        onMicrophone={() => setChoosing(true)}
        onEnd={askToEnd}
      />
      <Notice problem={problem} audioProblem={room.audioProblem} unrecognised={room.unrecognised} />
      {!paused && <MicrophoneNotice microphone={typed ? null : aside.microphone} />}
      {paused ? (
        <PausedPanel desk={desk} lost={room.microphoneLost} onResume={interviewer.resume} onEnd={askToEnd} />
      ) : (
        <main id="main" tabIndex={-1} className={styles.main}>
          <Question
            text={phase === 'over' ? room.caption : room.question || lastAsked(entries)}
            shown={shown || phase === 'over'}
            unheard={!aside.heard}
            onShow={then(showQuestion)}
            onRepeat={can.repeat ? then(repeat) : null}
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
                onDecline={then(decline)}
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
        onClose={() => setConfirming(false)}
        onEnd={() => {
          setConfirming(false)
          interviewer.end()
        }}
      />
    </div>
  )
}

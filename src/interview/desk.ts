import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Input } from '../../machines/limits.ts'
import { openSession, type Session } from '../session/door.ts'
import type { Log } from '../session/log.ts'
import { hasEnded } from '../session/entries.ts'
import { LogError } from '../session/version.ts'
import { StoreError, type SessionStore } from '../session/store.ts'
import {
  meterPosition,
  MicrophoneError,
  type Capture,
  type CaptureState,
  type MicrophoneProblem,
} from '../speech/index.ts'
import { hasRoomToRecord } from '../storage/estimate.ts'
import type { Recogniser } from '../speech/recogniser.ts'
import type { Services } from '../ui/services.ts'
import { useSettings } from '../ui/settings.ts'
import { showToast } from '../ui/toasts.ts'
import { createBargeIn } from './bargeIn.ts'
import { closedBefore, noteClosing } from './closing.ts'
import { conductInterview } from './interviewer.ts'
import { createInterviewerVoice } from './interviewerVoice.ts'
import { whereItGoesOn } from './recovered.ts'
import type { Interviewer } from './room.ts'
import { leaveRoom } from './leave.ts'
import { closeAll, openAll, type Opened } from './opening.ts'
import { messageOf } from '../platform/messageOf.ts'

/** Why the interview could not begin. */
export interface StartProblem {
  kind: MicrophoneProblem | 'assessment' | 'elsewhere' | 'full'
  detail: string
}

export type LoadProblem = 'missing' | 'newer' | 'corrupt' | 'failed'

/** Where the screen is. */
export type DeskState =
  | { at: 'failed'; kind: LoadProblem; detail: string }
  | { at: 'ended'; title: string }
  | { at: 'ready'; log: Log; title: string; opening: boolean; problem: StartProblem | null }
  | { at: 'room'; title: string; session: Session; interviewer: Interviewer }

/** What the screen remembers while it is open, and no longer. */
export interface Aside {
  /** The interviewer's last line was heard, and not only shown. */
  heard: boolean
  /** The box for typing along is open. */
  notes: boolean
  /** How it stands with the open microphone; null without one. */
  microphone: CaptureState | null
}

/** One visit to an interview: owns the session, the microphone, the voice and the assessment. */
export interface Desk {
  readonly state: StoreApi<DeskState>
  readonly aside: StoreApi<Aside>
  /** Begins, or goes on with what was interrupted. Opens the microphone first where answers are spoken. */
  start(input?: Input): Promise<void>
  /**
   * Goes on aloud with the given microphone, null being the system's choice, or with the one that was chosen in the
   * settings; resumes where the interview is paused.
   * @throws MicrophoneError
   */
  speak(device?: string | null): Promise<void>
  /**
   * Goes on with another microphone in place of the open one, in the middle of an answer as well, and remembers it.
   * @throws MicrophoneError; then it goes on with the one before
   */
  moveTo(device: string | null): Promise<void>
  /** Goes on by typing; resumes where the interview is paused. */
  type(reason: string): void
  /** Loudness at the open microphone as a place on a meter, 0..1; 0 without one. */
  level(): number
  /** Closes everything. The session stays as it is. */
  close(): Promise<void>
}

/** Loads a session and opens the desk for it. Nothing but the session is opened before `start`. */
export async function openDesk(id: string, services: Services): Promise<Desk> {
  const loaded = await load(id, services.store)

  const { store, clock, microphones } = services
  if (loaded.at === 'ready' && lastInput(loaded.log) === 'microphone') microphones.prepare()
  const state = createStore<DeskState>(() => loaded)
  const aside = createStore<Aside>(() => ({ heard: false, notes: false, microphone: null }))
  let closed = false
  let level = 0
  let stopMetering: (() => void) | null = null
  let microphone: Capture | null = null
  let stopFollowing: (() => void) | null = null
  let release: (() => void) | null = null
  let recogniser: Promise<Recogniser | null> | null = null
  let loadedRecogniser: Recogniser | null = null

  const giveBack = () => {
    release?.()
    release = null
  }

  /** The chosen microphone, or any other where the chosen one is not there. */
  const openMicrophone = async (device = useSettings.getState().choices.device) => {
    try {
      return await microphones.open(device ?? undefined)
    } catch (error) {
      const gone = error instanceof MicrophoneError && error.problem === 'missing' && device !== null
      if (!gone) throw error
      return await microphones.open()
    }
  }

  /** Loaded beside the interview, which begins without it; used from the first answer on that finds it there. */
  const loadRecogniser = () => {
    recogniser ??= services.openRecogniser().catch(() => null)
    void recogniser.then((opened) => (loadedRecogniser = opened))
  }

  const meter = (capture: Capture | null) => {
    stopMetering?.()
    microphone = capture
    level = 0
    const follow = (now: CaptureState) => {
      const before = aside.getState().microphone
      aside.setState({ microphone: now })
      if (before && before.device !== now.device) showToast({ message: `“${now.device}” is used now.` })
    }
    aside.setState({ microphone: capture?.state ?? null })
    const stops = [
      capture?.on('level', ({ rms }) => (level = meterPosition(rms))),
      capture?.on('state', follow),
      capture?.on('lost', () => aside.setState({ microphone: null })),
    ]
    stopMetering = () => {
      for (const stop of stops) stop?.()
    }
  }

  async function start(input?: Input) {
    const ready = state.getState()
    if (ready.at !== 'ready' || ready.opening) return
    state.setState({ ...ready, opening: true, problem: null })
    const wanted = input ?? lastInput(ready.log)
    if (wanted === 'microphone') {
      const space = await services.room.space()
      if (!hasRoomToRecord(space)) {
        const detail = `${space?.freeBytes} bytes are left`
        return state.setState({ ...ready, opening: false, problem: { kind: 'full', detail } })
      }
      // What is about to be recorded is worth keeping. Nobody waits for it: some browsers ask the person.
      void services.room.keep()
    }
    await closedBefore(services)
    release = await services.taking.begin(id)
    if (!release) {
      state.setState({
        ...ready,
        opening: false,
        problem: { kind: 'elsewhere', detail: 'the claim was refused' },
      })
      return
    }
    // Another tab may have gone on with it since it was loaded here.
    const fresh = await load(id, store)
    if (fresh.at !== 'ready') {
      giveBack()
      state.setState(fresh)
      return
    }
    const goesOnAt = await whereItGoesOn(fresh.log, store)
    let opened: Opened
    try {
      opened = await openAll(services, {
        openMicrophone: wanted === 'microphone' ? openMicrophone : null,
        aloud: useSettings.getState().voice,
      })
    } catch (error) {
      giveBack()
      if (!closed) state.setState({ ...ready, opening: false, problem: startProblem(error) })
      return
    }
    if (closed) {
      await closeAll(opened)
      giveBack()
      return
    }
    enter({ ...fresh, ...opened, goesOnAt })
  }

  function enter(entered: Opened & { log: Log; title: string; goesOnAt: number }) {
    const { log, title, goesOnAt, assessor, capture, speech } = entered
    const session = openSession(log.header, log.entries, { store, clock }, goesOnAt)
    const voice = createInterviewerVoice({
      voice: speech,
      clock,
      isOn: () => useSettings.getState().voice,
      onHeard: (heard) => aside.setState({ heard }),
    })
    stopFollowing = useSettings.subscribe((now, before) => {
      if (before.voice && !now.voice) voice.mute()
    })
    const interviewer = conductInterview({
      session,
      store,
      clock,
      voice: createBargeIn({
        voice,
        clock,
        capture: () => microphone,
        isOn: () => useSettings.getState().bargeIn,
        isAloud: () => aside.getState().heard,
      }),
      assessor,
      capture,
      page: { wall: services.wall ?? (() => Date.now()), isHidden: () => document.hidden },
      get recogniser() {
        return loadedRecogniser
      },
      get typeUp() {
        // A drill goes on by itself: its words come later, or by a recogniser.
        return log.header.mode !== 'drill' && useSettings.getState().typeUp
      },
      get turnTaking() {
        return useSettings.getState().turnTaking
      },
    })
    meter(capture)
    if (capture) loadRecogniser()
    state.setState({ at: 'room', title, session, interviewer })
    interviewer.begin()
  }

  return {
    state,
    aside,
    start,
    async moveTo(device) {
      await microphone?.moveTo(device ?? undefined)
      useSettings.getState().choose({ device })
    },
    async speak(device) {
      const room = state.getState()
      if (room.at !== 'room') return
      const capture = await openMicrophone(device)
      if (closed) return capture.close()
      meter(capture)
      loadRecogniser()
      // A change of input means something only to an interview that goes on.
      room.interviewer.resume()
      room.interviewer.useMicrophone(capture)
    },
    type(reason) {
      const room = state.getState()
      if (room.at !== 'room') return
      meter(null)
      room.interviewer.resume()
      room.interviewer.useKeyboard(reason)
    },
    level: () => level,
    async close() {
      closed = true
      stopMetering?.()
      stopFollowing?.()
      const room = state.getState()
      if (room.at !== 'room') return
      const left = leaveRoom(room).finally(giveBack)
      noteClosing(services, left)
      await left
      void recogniser?.then((opened) => opened?.close())
    },
  }
}

async function load(id: string, store: SessionStore): Promise<DeskState> {
  try {
    const found = await store.load(id)
    if (!found) return { at: 'failed', kind: 'missing', detail: `there is no session "${id}"` }
    const { log, title } = found
    if (hasEnded(log)) return { at: 'ended', title }
    return { at: 'ready', log, title, opening: false, problem: null }
  } catch (error) {
    return { at: 'failed', ...loadProblem(error) }
  }
}

/** How the candidate answered last: a change of mind outlives an interruption. */
export const lastInput = ({ header, entries }: Log): Input =>
  entries.findLast((e) => e.type === 'input.changed')?.input ?? header.input

function loadProblem(error: unknown): { kind: LoadProblem; detail: string } {
  const detail = messageOf(error)
  if (error instanceof LogError) return { kind: error.problem, detail }
  return { kind: error instanceof StoreError && error.problem === 'corrupt' ? 'corrupt' : 'failed', detail }
}

function startProblem(error: unknown): StartProblem {
  const detail = messageOf(error)
  return { kind: error instanceof MicrophoneError ? error.problem : 'assessment', detail }
}

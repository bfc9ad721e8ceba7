import type { StoreApi } from 'zustand/vanilla'
import type { InterviewEventOf } from '../../machines/events.ts'
import { cutInAfterS } from '../../machines/limits.ts'
import { secondsAloud } from '../session/band.ts'
import type { Capture } from '../speech/ports.ts'
import type { AudioWriter } from './audioWriter.ts'
import { listenToKeyboard, type Listening, type Measured } from './listening.ts'
import type { Microphone } from './microphone.ts'
import { markMoment } from './moments.ts'
import { hasFloor } from './moves.ts'
import type { Recognising } from './recognising.ts'
import type { InterviewerPorts, Room } from './room.ts'
import { habitsOf, listenToSpeech } from './spoken.ts'

interface Parts {
  ports: Pick<InterviewerPorts, 'session' | 'clock' | 'recogniser' | 'turnTaking'>
  audio: AudioWriter
  room: StoreApi<Room>
  microphone: Pick<Microphone, 'capture'>
  isClosed: () => boolean
  /** An answer is about to be finished; it is still under way. */
  onFinishing: () => void
  /** A stretch of listening is about to end, whatever comes of it. */
  onLeaving: () => void
  /** All of the words so far, where they are recognised while the candidate speaks. */
  onWords: (text: string) => void
}

/** The candidate's floor: listens, and ends the answer. */
export interface Floor {
  /** Gives the floor to the candidate, who is heard from here on. */
  give(): void
  /** Ends the answer, where one may be given. */
  finish(by: InterviewEventOf<'answer.finished'>['by']): Promise<void>
  /** Takes the floor away without an answer; what was recorded is kept. */
  leave(): Promise<void>
  /** An answer is being finished. */
  readonly finishing: boolean
  /** Ms of samples that the running take has; null where none runs. */
  recordedMs(): number | null
  /** There is a stretch of listening that can go on. */
  readonly open: boolean
  /** The words of the spoken answer that was finished last; null where nothing recognised them. */
  readonly words: Recognising | null
  /** See `Measuring`. */
  pause(leftOutMs?: number): void
  resume(): void
  /** Notes that something was typed now. */
  typed(): void
  /** Cuts in once the answer has run longer than the interviewer's patience, by the time of the answer and not of the timer. */
  watchLength(): void
  /** See `Interviewer`. */
  answerMs(): number | null
  thinkingMs(): number
  keep(): void
  closing(): number | null
}

export function openFloor(parts: Parts): Floor {
  const { ports, room, microphone, isClosed, onFinishing, onLeaving } = parts
  const { session, clock } = ports
  const { patience, clockFactor } = session.header
  const patienceS = cutInAfterS[patience]
  /** Length of an answer, in ms, at which the interviewer cuts in; null where every answer may run. */
  const limitMs = patienceS === null || clockFactor === null ? null : patienceS * clockFactor * 1000
  let listening: Listening | null = null
  let habits = habitsOf(session.state().entries)
  let words: Recognising | null = null
  let cancelCutIn: (() => void) | null = null
  let finishing = false
  /** Length of the answer that is being finished, or has been. */
  let finishedMs: number | null = null

  const phase = () => session.state().view.phase

  function newTakeId(): string {
    const taken = session.state().entries.filter((e) => e.type === 'listening.started').length
    return `${session.header.id}.${taken}`
  }

  const openMicrophone = (take: string, capture: Capture) =>
    listenToSpeech(take, {
      ports,
      audio: parts.audio,
      room,
      capture,
      habits,
      onWords: parts.onWords,
      onOver: () => void finish('silence'),
    })

  const openKeyboard = () =>
    listenToKeyboard(clock, (offsetMs) => session.send({ type: 'speech.started', offsetMs }))

  /** Ends the stretch of listening, if there is one; what was recorded is kept. */
  async function endListening(wordsWanted: boolean): Promise<Measured | null> {
    stopWatchingLength()
    const stretch = listening
    if (!stretch) return null
    listening = null
    habits = stretch.habits() ?? habits
    words = wordsWanted ? stretch.words : null
    if (!wordsWanted) stretch.words?.cancel()
    const measured = await stretch.finish()
    void words?.finish()
    return measured
  }

  function stopWatchingLength() {
    cancelCutIn?.()
    cancelCutIn = null
  }

  async function finish(by: InterviewEventOf<'answer.finished'>['by']) {
    if (finishing || !hasFloor(phase())) return
    finishedMs = answerMs()
    finishing = true
    markMoment('turn over')
    onFinishing()
    const measured = await endListening(true)
    onLeaving()
    finishing = false
    if (measured && !isClosed()) session.send({ type: 'answer.finished', by, ...measured })
  }

  function watchLength() {
    if (limitMs === null || cancelCutIn) return
    cancelCutIn = clock.after(Math.max(limitMs - (answerMs() ?? 0), room.getState().kept ? 500 : 50), () => {
      cancelCutIn = null
      if (!hasFloor(phase())) return
      if (!cutInIfDue()) watchLength()
    })
  }

  function cutInIfDue(): boolean {
    // Who keeps the floor thinks: patience is for talking.
    const due = limitMs !== null && (answerMs() ?? 0) >= limitMs && !room.getState().kept
    if (due) void finish('interviewer')
    return due
  }

  function answerMs(): number | null {
    // Until the end of the answer is written down the floor is still had, and its clock stands.
    if (finishing || !listening) return finishedMs
    if (room.getState().input === 'keyboard') {
      const { draft } = room.getState()
      return draft ? secondsAloud(draft) * 1000 : null
    }
    return listening.spokenMs()
  }

  return {
    give() {
      if (isClosed() || (phase() !== 'speaking' && phase() !== 'clarifying')) return
      finishedMs = null
      const { input } = room.getState()
      const { capture } = microphone
      const take = capture && input === 'microphone' ? newTakeId() : null
      // The recording begins before the event is on disk: a first word is never lost to a slow write.
      const opened = take && capture ? openMicrophone(take, capture) : openKeyboard()
      const began = session.now() - opened.passedMs
      if (
        !session.send({ type: 'listening.started', input: take ? 'microphone' : 'keyboard', take }, began)
      ) {
        opened.words?.cancel()
        void opened.finish()
        return
      }
      listening = opened
      room.setState({
        phrases: [],
        speaking: false,
        heardSoFar: '',
        closing: false,
        kept: false,
        draft: '',
        wantsText: false,
      })
    },
    finish,
    async leave() {
      finishedMs = null
      onLeaving()
      await endListening(false)
    },
    get finishing() {
      return finishing
    },
    recordedMs: () => (listening?.take == null ? null : listening.elapsedMs()),
    get open() {
      return listening !== null
    },
    get words() {
      return words
    },
    pause(leftOutMs) {
      listening?.pause(leftOutMs)
      stopWatchingLength()
    },
    resume: () => listening?.resume(),
    typed() {
      listening?.typed()
      if (phase() === 'answering' && room.getState().input === 'keyboard') cutInIfDue()
    },
    watchLength,
    answerMs,
    thinkingMs: () => listening?.startedMs() ?? listening?.elapsedMs() ?? 0,
    keep: () => listening?.keep(),
    closing: () => listening?.closing() ?? null,
  }
}

import { conductInterview } from '../../src/interview/interviewer.ts'
import type { InterviewerPorts } from '../../src/interview/room.ts'
import type { AnswerContext, AnswerText } from '../../src/assess/types.ts'
import { openSession, type Session } from '../../src/session/door.ts'
import type { Entry, Header } from '../../src/session/log.ts'
import type { SessionStore } from '../../src/session/store.ts'
import {
  MicrophoneError,
  type Capture,
  type CaptureEvents,
  type CaptureState,
  type HeardFrame,
  type MicrophoneProblem,
  type Microphones,
  type NextTake,
  type Phrase,
  type Voice,
} from '../../src/speech/ports.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { handClock, type HandClock } from './clock.ts'
import { generateSession } from './sessions.ts'

/** Lets everything that waits for a promise go on. */
export const settle = async () => {
  for (let i = 0; i < 30; i++) await Promise.resolve()
}

/** A voice that speaks until it is told that it is done. */
export function handVoice() {
  const lines: string[] = []
  let end: ((how: 'said' | 'stopped') => void) | null = null
  let tell: (charIndex: number) => void = () => {}
  const voice: Voice = {
    available: true,
    known: () => Promise.resolve(),
    say(text, options) {
      lines.push(text)
      tell = options?.onWord ?? (() => {})
      const done = new Promise<'said' | 'stopped'>((resolve) => {
        end = resolve
      })
      return { done, stop: () => end?.('stopped') }
    },
    close() {},
  }
  return {
    voice,
    lines,
    finish: () => end?.('said'),
    /** Comes to a word of the line. */
    word: (charIndex: number) => tell(charIndex),
  }
}

/** A microphone that hears what it is told to. */
export function handMicrophone(clock: { now(): number }) {
  const listeners: { [E in keyof CaptureEvents]?: Set<CaptureEvents[E]> } = {}
  let take: string | null = null
  let startedAt = 0
  let pausedAt: number | null = null
  let chunks = 0
  let phrases: Phrase[] = []
  let closed = false
  let state: CaptureState = { device: 'A microphone', sound: 'heard', vad: 'silero' }
  const asideListeners = new Set<(frame: HeardFrame) => void>()
  const prepared: NextTake[] = []
  const moves: (string | undefined)[] = []
  const takeMs = () => (take === null ? 0 : (pausedAt ?? clock.now()) - startedAt)
  const emit = <E extends keyof CaptureEvents>(event: E, ...args: Parameters<CaptureEvents[E]>) => {
    for (const listener of listeners[event] ?? [])
      (listener as (...a: Parameters<CaptureEvents[E]>) => void)(...args)
  }
  const capture: Capture = {
    get state() {
      return state
    },
    sampleRate: 16_000,
    on(event, listener) {
      const set: Set<typeof listener> = listeners[event] ?? new Set()
      Object.assign(listeners, { [event]: set.add(listener) })
      return () => set.delete(listener)
    },
    async moveTo(id) {
      moves.push(id)
    },
    listenAside(listener) {
      asideListeners.add(listener)
      return () => asideListeners.delete(listener)
    },
    prepareTake: (next) => prepared.push(next),
    startTake(id) {
      take = id
      startedAt = clock.now()
      pausedAt = null
      chunks = 0
      phrases = []
      const { fromMs } = prepared.at(-1) ?? {}
      return fromMs === undefined ? 0 : Math.max(0, clock.now() - fromMs)
    },
    takeMs,
    heardMs: takeMs,
    pauseTake() {
      pausedAt = clock.now()
    },
    resumeTake() {
      startedAt += clock.now() - (pausedAt ?? clock.now())
      pausedAt = null
    },
    async endTake() {
      const summary = {
        take: take ?? '',
        sampleRate: 16_000,
        samples: takeMs() * 16,
        phrases,
        vad: 'silero' as const,
      }
      take = null
      return summary
    },
    async close() {
      closed = true
    },
  }
  return {
    capture,
    isClosed: () => closed,
    /** Speech in the running take, from and to in its ms. */
    hear(startMs: number, endMs: number) {
      if (take === null) return
      phrases.push({ startMs, endMs })
      if (phrases.length === 1) emit('speechStart', { take, startMs })
      emit('chunk', { take, index: chunks++, samples: new Int16Array(4_000) })
    },
    /** What speech was found by now; unlike `hear`, silence that follows may end the answer. */
    speech(now: Phrase[], speaking: boolean) {
      if (take === null) return
      const first = phrases.length === 0 && now[0]
      phrases = now
      if (first) emit('speechStart', { take, startMs: first.startMs })
      emit('phrases', { take, phrases: now, speaking })
    },
    /** So many more pieces of sound came. */
    sound(pieces = 1) {
      for (let i = 0; i < pieces && take !== null; i++)
        emit('chunk', { take, index: chunks++, samples: new Int16Array(4_000) })
    },
    lose: (reason: string) => emit('lost', reason),
    /** Changes what is known of the device. */
    become(changes: Partial<CaptureState>) {
      state = { ...state, ...changes }
      emit('state', state)
    },
    /** Something that belongs to no take. */
    overhear(frame: HeardFrame) {
      emit('level', frame)
      for (const listener of asideListeners) listener(frame)
    },
    /** Whether somebody listens to what belongs to no take. */
    isOverheard: () => asideListeners.size > 0,
    prepared,
    moves,
  }
}

/** Microphones that are opened as often as is asked for, but while `refusal` says why not. */
export function handMicrophones(clock: { now(): number }, refusal: () => MicrophoneProblem | null) {
  const opened: ReturnType<typeof handMicrophone>[] = []
  const microphones: Microphones = {
    list: async () => [{ id: 'usb', label: 'USB headset' }],
    onChange: () => () => {},
    prepare() {},
    async open() {
      const problem = refusal()
      if (problem) throw new MicrophoneError(problem, 'it cannot be used')
      const microphone = handMicrophone(clock)
      opened.push(microphone)
      return microphone.capture
    },
  }
  return { opened, microphones }
}

interface StageSetup {
  spoken?: boolean
  questions?: number
  header?: Partial<Header>
  stored?: readonly Entry[]
  ports?: Partial<InterviewerPorts>
  /** What stands between the interview and where it is kept. */
  between?: (store: MemorySessionStore, clock: HandClock) => SessionStore
}

/** An interview that is conducted by the real interviewer, with time, voice and microphone in the test's hands. */
export async function stageInterview({
  spoken = false,
  questions = 1,
  header: changes,
  stored = [],
  ports,
  between = (kept) => kept,
}: StageSetup = {}) {
  const clock = handClock()
  const store = new MemorySessionStore()
  const header: Header = { ...generateSession({ seed: 2, answers: 1, questions }).log.header, ...changes }
  await store.create(header, 'A session')
  if (stored.length > 0) await store.append(header.id, 0, stored)
  const reached = between(store, clock)
  const door = openSession(header, stored, { store: reached, clock })
  let sent = stored.length
  const session: Session = {
    ...door,
    send(event, at) {
      const meant = door.send(event, at)
      if (meant) sent++
      return meant
    },
  }
  const { voice, lines, finish } = handVoice()
  const microphone = handMicrophone(clock)
  const heard: { answer: AnswerText; context: AnswerContext }[] = []
  const interviewer = conductInterview({
    session,
    store: reached,
    clock,
    voice,
    assessor: {
      async assess(answer, context) {
        heard.push({ answer, context })
        return { engine: 'test', abstained: null, findings: [], covered: [] }
      },
      close() {},
    },
    capture: spoken ? microphone.capture : null,
    typeUp: false,
    turnTaking: 'hands-free',
    ...ports,
  })
  return {
    clock,
    store,
    session,
    interviewer,
    microphone,
    lines,
    heard,
    /** How many events have meant something, saved or not. */
    sent: () => sent,
    phase: () => session.state().view.phase,
    types: () => session.state().entries.map((e) => e.type),
    /** Lets the interviewer finish what is being said. */
    async finishLine() {
      finish()
      await settle()
    },
    async begin() {
      interviewer.begin()
      await settle()
      finish()
      await settle()
    },
  }
}

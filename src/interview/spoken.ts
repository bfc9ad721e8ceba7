import type { StoreApi } from 'zustand/vanilla'
import type { Entry } from '../session/log.ts'
import type { Capture } from '../speech/ports.ts'
import { pausesIn } from '../speech/turn/pauses.ts'
import { noHabits, type Habits } from '../speech/turn/watch.ts'
import type { AudioWriter } from './audioWriter.ts'
import { awaitEndOfTurn } from './endOfTurn.ts'
import { listenToMicrophone, type Listening } from './listening.ts'
import { recognise } from './recognising.ts'
import type { InterviewerPorts, Room } from './room.ts'

interface Parts {
  ports: Pick<InterviewerPorts, 'session' | 'clock' | 'recogniser' | 'turnTaking'>
  audio: AudioWriter
  room: StoreApi<Room>
  capture: Capture
  habits: Habits
  onWords: (text: string) => void
  /** Silence has ended the answer. */
  onOver: () => void
}

/** An answer that is spoken: recorded, recognised where something recognises, and over after enough silence. */
export function listenToSpeech(take: string, parts: Parts): Listening {
  const { ports, audio, room, capture, habits, onWords, onOver } = parts
  const { session, clock, recogniser } = ports
  const change = (now: Pick<Room, 'closing'> | Pick<Room, 'kept'>) => {
    const before = room.getState()
    if (Object.entries(now).some(([key, value]) => before[key as keyof Room] !== value)) room.setState(now)
  }
  const turn = awaitEndOfTurn({
    clock,
    capture,
    mode: () => ports.turnTaking,
    habits,
    onClosing: (closing) => change({ closing }),
    onKept: (kept) => change({ kept }),
    onOver,
  })
  const words = recogniser
    ? recognise(recogniser, (text) => {
        room.setState({ heardSoFar: text })
        turn.words(text)
        onWords(text)
      })
    : null
  const keeps: number[] = []
  const keep = () => {
    keeps.push(capture.takeMs())
    turn.keep()
  }
  const listening = listenToMicrophone(take, {
    capture,
    audio,
    keeps,
    isKept: () => room.getState().kept,
    session: session.header.id,
    onStart: (offsetMs) => session.send({ type: 'speech.started', offsetMs }, began + offsetMs),
    onPhrases(phrases, speaking) {
      room.setState({ phrases, speaking })
      turn.speech(phrases, speaking)
    },
    onSound(samples) {
      words?.push(samples)
      turn.sound(samples)
    },
  })
  const began = session.now() - listening.passedMs
  return {
    ...listening,
    words,
    keep,
    typed: keep,
    closing: turn.closing,
    habits: turn.habits,
    pause() {
      turn.pause()
      listening.pause()
    },
    resume() {
      listening.resume()
      turn.resume()
    },
    finish() {
      turn.stop()
      return listening.finish()
    },
  }
}

/** What earlier answers of the session tell of the candidate's pauses. */
export const habitsOf = (entries: readonly Entry[]): Habits => ({
  ...noHabits,
  pauses: entries.flatMap((entry) => (entry.type === 'answer.finished' ? pausesIn(entry.phrases) : [])),
})

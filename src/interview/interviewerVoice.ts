import type { Clock, SpokenLine, Voice } from '../speech/ports.ts'
import { readSilently } from './reading.ts'

/** Ms for a word that is read from the screen. */
const readMsPerWord = 220

interface Parts {
  voice: Voice
  clock: Clock
  isOn: () => boolean
  /** Told at each line whether it is heard; what is not has to be shown. */
  onHeard: (heard: boolean) => void
}

/**
 * The interviewer's voice, which can be turned off. A line that is not spoken, because there is no voice, because it
 * failed or was turned off in the middle, is read from the screen instead, from where the voice had come: it takes its
 * time, and the caption follows either way.
 */
export function createInterviewerVoice({ voice, clock, isOn, onHeard }: Parts): Voice & { mute(): void } {
  let muteLine: (() => void) | null = null
  /** A voice that failed is taken for silent until it is heard. */
  let works = true

  return {
    available: true,
    known: () => voice.known(),
    say(text, { onWord = () => {}, onStart } = {}) {
      let stopped = false
      let at = 0
      let aloud: SpokenLine | null = null
      let current: SpokenLine | null = null
      let stopPacing = () => {}
      const follow = (place: number) => {
        at = place
        onWord(place)
      }
      const isHeard = () => {
        if (works) return
        works = true
        onHeard(true)
      }
      const speak = async () => {
        if (!isOn() || !voice.available) return false
        follow(0)
        aloud = voice.say(text, {
          onWord: follow,
          onStart(atMs) {
            isHeard()
            onStart?.(atMs)
          },
        })
        current = aloud
        onHeard(works)
        const how = await aloud.done
        if (how === 'said') isHeard()
        if (how === 'silent') works = false
        return how === 'said'
      }
      const read = async () => {
        onHeard(false)
        stopPacing = paceWords({ text, from: at, msPerWord: readMsPerWord, clock, onWord: follow })
        current = readSilently(text.slice(at), clock)
        await current.done
      }
      const run = async (): Promise<'said' | 'stopped' | 'silent'> => {
        const said = await speak()
        aloud = null
        if (!said && !stopped) await read()
        stopPacing()
        if (stopped) return 'stopped'
        return said ? 'said' : 'silent'
      }

      muteLine = () => aloud?.stop()
      const done = run()
      return {
        done,
        stop() {
          stopped = true
          stopPacing()
          current?.stop()
        },
      }
    },
    prepare(text) {
      if (isOn()) voice.prepare?.(text)
    },
    /** Goes on in silence with the line that is being said. */
    mute: () => muteLine?.(),
    close: () => voice.close(),
  }
}

/** Tells each word's place in its turn, from the given place on. Returns what ends it. */
function paceWords(line: {
  text: string
  from: number
  msPerWord: number
  clock: Clock
  onWord: (place: number) => void
}): () => void {
  const places = [...line.text.matchAll(/\S+/g)].map(({ index }) => index).filter((i) => i >= line.from)
  let cancel = () => {}
  const next = () => {
    const place = places.shift()
    if (place === undefined) return
    line.onWord(place)
    cancel = line.clock.after(line.msPerWord, next)
  }
  next()
  return () => cancel()
}

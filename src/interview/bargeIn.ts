import { createEar, type LineEar } from '../speech/ear.ts'
import type { Capture, Clock, HeardFrame, SayOptions, SpokenLine, Voice } from '../speech/ports.ts'

/** What was said this long before the first loud frame belongs to the first word. */
const beforeFirstMs = 250
/** Ms after which a line goes on that was stopped for somebody, where the microphone does not say more. */
const unsureMs = 2000

interface Parts {
  voice: Voice
  clock: Clock
  /** The open microphone; null where answers are typed. */
  capture: () => Capture | null
  /** Whether the candidate may speak over a line. */
  isOn: () => boolean
  /** Whether the line that is being said can be heard. */
  isAloud: () => boolean
}

/**
 * Lets the candidate take the floor by speaking. A line stops when somebody speaks over it; where that one then goes
 * on, the line is over, and the next take begins with the first word that was said. Where nobody does, it was the line
 * itself, or a cough, and the line goes on at the word where it stopped. Whichever way a line ends, the next take knows
 * how loud its echo was.
 */
export function createBargeIn({ voice, clock, capture, isOn, isAloud }: Parts): Voice {
  const ear = createEar()

  function say(text: string, { onWord = () => {}, onStart }: SayOptions): SpokenLine {
    const microphone = capture()
    const line = ear.line()
    let at = 0
    let spoken: SpokenLine
    let ended = false
    /** Set while the line is stopped for somebody. */
    let goesOn: ((frame: HeardFrame) => boolean | null) | null = null
    let began: number | null = null
    let cancelUnsure = () => {}
    let settle: (how: 'said' | 'stopped' | 'silent') => void
    const done = new Promise<'said' | 'stopped' | 'silent'>((resolve) => {
      settle = resolve
    })

    function end(how: 'said' | 'stopped' | 'silent'): void {
      if (ended) return
      ended = true
      stopListening()
      cancelUnsure()
      if (microphone) prepare(microphone, line, isOn() ? (began ?? line.beginning()) : null)
      line.end()
      settle(how)
    }

    let started = false
    function speak(from: number): void {
      const piece = voice.say(text.slice(from), {
        onStart(atMs) {
          if (!started) onStart?.(atMs)
          started = true
        },
        onWord(index) {
          at = from + index
          onWord(at)
        },
      })
      spoken = piece
      void piece.done.then((how) => {
        if (spoken === piece && goesOn === null) end(how)
      })
    }

    function goOn(): void {
      cancelUnsure()
      goesOn = null
      began = null
      speak(at)
    }

    const stopListening =
      microphone?.listenAside((frame) => {
        if (goesOn) {
          const sure = goesOn(frame)
          if (sure === true) end('stopped')
          if (sure === false) goOn()
          return
        }
        const since = line.hear(frame, isAloud())
        if (since === null || !isOn()) return
        began = since
        goesOn = line.stopped()
        cancelUnsure = clock.after(unsureMs, goOn)
        spoken.stop()
      }) ?? (() => {})
    speak(0)

    return {
      done,
      stop() {
        spoken.stop()
        end('stopped')
      },
    }
  }

  return {
    get available() {
      return voice.available
    },
    known: () => voice.known(),
    say: (text, options = {}) => say(text, options),
    prepare: (text) => voice.prepare?.(text),
    close: () => voice.close(),
  }
}

function prepare(microphone: Capture, line: LineEar, began: number | null): void {
  const echoDb = line.tailDb()
  microphone.prepareTake({
    ...(began === null ? {} : { fromMs: Math.max(0, began - beforeFirstMs) }),
    ...(echoDb === null ? {} : { echoDb }),
  })
}

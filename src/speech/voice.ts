import { browserClock } from './clock.ts'
import type { Clock, SpokenLine, Voice } from './ports.ts'

/** A voice that has not begun by then will not. */
const START_LIMIT_MS = 1500
/** Some engines never tell the end. Slow speech is 10 characters a second; the limit is well beyond. */
const END_LIMIT_MS_PER_CHARACTER = 150
const END_LIMIT_BASE_MS = 4000
/** Browsers load the list of voices after the page; where there are none they never say so. */
const VOICES_LIMIT_MS = 1000
/** Chrome drops what is spoken in the same breath as a cancel. */
const AFTER_CANCEL_MS = 60

type Candidate = Pick<SpeechSynthesisVoice, 'name' | 'lang' | 'localService' | 'default'>

/** Joke voices of macOS, and its oldest. */
const NOVELTY =
  /^(albert|bad news|bahh|bells|boing|bubbles|cellos|fred|good news|hysterical|jester|junior|kathy|organ|ralph|superstar|trinoids|whisper|wobble|zarvox)\b/i

function rank({ name, lang, default: preferred }: Candidate): number {
  let score = 0
  if (/natural|neural|premium|enhanced|siri/i.test(name)) score += 8
  if (/samantha|ava|allison|daniel|serena|aria|jenny|guy|zira|david|mark/i.test(name)) score += 4
  if (/^en[-_](us|gb)/i.test(lang)) score += 2
  if (/espeak|compact/i.test(name)) score -= 4
  return preferred ? score + 1 : score
}

/**
 * The best English voice that speaks on this machine, or null. A remote voice would send the interview's text to a
 * server, so it is never taken.
 */
export function chooseVoice<V extends Candidate>(voices: readonly V[]): V | null {
  const usable = voices.filter(
    ({ name, lang, localService }) =>
      localService && /^en([-_]|$)/i.test(lang) && !/online|remote/i.test(name) && !NOVELTY.test(name),
  )
  return usable.toSorted((a, b) => rank(b) - rank(a))[0] ?? null
}

export interface VoiceParts {
  /** Null where the browser cannot speak. */
  synthesis: SpeechSynthesis | null
  utter: (text: string) => SpeechSynthesisUtterance
  clock: Clock
}

function browserParts(): VoiceParts {
  return {
    synthesis: 'speechSynthesis' in globalThis ? speechSynthesis : null,
    utter: (text) => new SpeechSynthesisUtterance(text),
    clock: browserClock,
  }
}

/** The browser's own voice. A new line stops the one before; a voice that does not speak resolves as `silent`. */
export function createSpeechVoice({ synthesis, utter, clock }: VoiceParts = browserParts()): Voice {
  let voice: SpeechSynthesisVoice | null = null
  let voicesKnown = synthesis === null
  let stopCurrent: (() => void) | null = null
  let waiting: (() => void)[] = []
  let quietUntil = -Infinity

  function readVoices(): void {
    const voices = synthesis?.getVoices() ?? []
    voice = chooseVoice(voices)
    if (voices.length > 0) settleVoices()
  }
  function settleVoices(): void {
    voicesKnown = true
    cancelVoicesLimit()
    for (const next of waiting.splice(0)) next()
  }
  const cancelVoicesLimit = clock.after(VOICES_LIMIT_MS, settleVoices)
  synthesis?.addEventListener('voiceschanged', readVoices)
  readVoices()

  function hush(): void {
    if (!synthesis?.speaking && !synthesis?.pending) return
    synthesis.cancel()
    quietUntil = clock.now() + AFTER_CANCEL_MS
  }

  function say(text: string, onWord?: (charIndex: number) => void): SpokenLine {
    stopCurrent?.()
    let settle: (how: 'said' | 'stopped' | 'silent') => void
    let ended = false
    let cancelTimer = () => {}
    const listening = new AbortController()
    // Held here until it ended: Chrome forgets an utterance that nothing refers to, and its events with it.
    let utterance: SpeechSynthesisUtterance | null = null
    const done = new Promise<'said' | 'stopped' | 'silent'>((resolve) => {
      settle = resolve
    })

    function end(how: 'said' | 'stopped' | 'silent'): void {
      if (ended) return
      ended = true
      cancelTimer()
      waiting = waiting.filter((next) => next !== begin)
      if (stopCurrent === stop) stopCurrent = null
      listening.abort()
      if (utterance) hush()
      settle(how)
    }
    const stop = () => end('stopped')

    function begin(): void {
      if (!synthesis || !voice) return end('silent')
      hush()
      const wait = quietUntil - clock.now()
      if (wait <= 0) speak(synthesis, voice)
      else cancelTimer = clock.after(wait, () => (voice ? speak(synthesis, voice) : end('silent')))
    }

    function speak(engine: SpeechSynthesis, chosen: SpeechSynthesisVoice): void {
      const line = utter(text)
      utterance = line
      line.voice = chosen
      line.lang = chosen.lang
      const started = () => {
        cancelTimer()
        const limit = END_LIMIT_BASE_MS + text.length * END_LIMIT_MS_PER_CHARACTER
        cancelTimer = clock.after(limit, () => end('said'))
      }
      const passed = ({ name, charIndex }: SpeechSynthesisEvent) => {
        if (name === 'word') onWord?.(charIndex)
      }
      const { signal } = listening
      line.addEventListener('start', started, { signal })
      line.addEventListener('boundary', passed, { signal })
      const finished = () => {
        // Nothing is left to cancel, and a cancel now could swallow the next line.
        utterance = null
        end('said')
      }
      line.addEventListener('end', finished, { signal })
      line.addEventListener('error', () => end('silent'), { signal })
      cancelTimer = clock.after(START_LIMIT_MS, () => end('silent'))
      // A page that was left in mid-sentence can leave the engine paused for the next one.
      engine.resume()
      engine.speak(line)
    }

    stopCurrent = stop
    if (voicesKnown) begin()
    else waiting.push(begin)
    return { done, stop }
  }

  return {
    get available() {
      return voice !== null
    },
    known: () => (voicesKnown ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    say: (text, options) => say(text, options?.onWord),
    close() {
      stopCurrent?.()
      settleVoices()
      synthesis?.removeEventListener('voiceschanged', readVoices)
    },
  }
}

import type { Clock } from '../ports.ts'
import { startLimitMs, type HowToSay, type VoiceLine } from './line.ts'
import { piecesOf, type Piece } from './pieces.ts'

/** Some engines never tell the end, or stop in the middle. Slow speech is 10 characters a second; the limit is beyond. */
const endLimitMsPerCharacter = 130
const endLimitBaseMs = 2000
/** An end that comes sooner is none: Chrome tells one of an utterance that a cancel swallowed, and so do systems without sound. */
const leastMsPerCharacter = 10
/** About 185 words a minute, for engines that do not tell where they are. */
const msPerCharacter = 65
/** Chrome drops what is spoken in the same breath as a cancel. */
const afterCancelMs = 60
/** Browsers load the list of voices after the page; where there are none they never say so. */
const voicesLimitMs = 1000

export interface BrowserParts {
  /** Null where the browser cannot speak. */
  synthesis: SpeechSynthesis | null
  utter: (text: string) => SpeechSynthesisUtterance
  clock: Clock
  /** When the browser was first asked for its voices, by the clock; without it, now. */
  askedAt?: number
}

/** What the browser can say by itself. One for the page: it has one queue of speech. */
export interface BrowserSpeech {
  /** All it has told of so far, the remote ones included. */
  voices(): SpeechSynthesisVoice[]
  /** Settles, within a second of its being asked, once the browser has told which voices there are. */
  known(): Promise<void>
  onVoices(listener: () => void): void
  /** A new line stops the one before. */
  say(text: string, voice: SpeechSynthesisVoice, how: HowToSay): VoiceLine
  /** Goes on where a page in the background was held. */
  wake(): void
  hush(): void
}

/** The browser's own speech. Long lines are said piece by piece: Chrome cuts an utterance off after 15 s. */
export function createBrowserSpeech(parts: BrowserParts): BrowserSpeech {
  const { synthesis, utter, clock, askedAt = clock.now() } = parts
  let stopCurrent: (() => void) | null = null
  let quietUntil = -Infinity
  const { known, listeners } = listenForVoices(synthesis, clock, askedAt + voicesLimitMs)

  function cancelAll(): void {
    if (!synthesis?.speaking && !synthesis?.pending) return
    synthesis.cancel()
    quietUntil = clock.now() + afterCancelMs
  }

  return {
    voices: () => synthesis?.getVoices() ?? [],
    known: () => known,
    onVoices: (listener) => void listeners.add(listener),
    wake() {
      if (synthesis?.paused) synthesis.resume()
    },
    hush: () => stopCurrent?.(),
    say(text, voice, how) {
      stopCurrent?.()
      if (!synthesis) return { done: Promise.resolve('silent'), stop() {}, reached: () => 0 }
      const line = sayPieces(text, { synthesis, utter, clock, voice, how, cancelAll })
      stopCurrent = line.stop
      cancelAll()
      line.begin(quietUntil - clock.now())
      return line
    },
  }
}

function listenForVoices(synthesis: SpeechSynthesis | null, clock: Clock, untilMs: number) {
  const listeners = new Set<() => void>()
  const known = new Promise<void>((resolve) => {
    if (!synthesis || synthesis.getVoices().length > 0) return resolve()
    const cancel = clock.after(Math.max(0, untilMs - clock.now()), resolve)
    listeners.add(() => {
      if (synthesis.getVoices().length === 0) return
      cancel()
      resolve()
    })
  })
  // Never taken off: voices come and go with the system's settings for as long as the page is open.
  synthesis?.addEventListener('voiceschanged', () => {
    for (const listener of listeners) listener()
  })
  return { known, listeners }
}

interface LineParts {
  synthesis: SpeechSynthesis
  utter: BrowserParts['utter']
  clock: Clock
  voice: SpeechSynthesisVoice
  how: HowToSay
  cancelAll: () => void
}

function sayPieces(text: string, { synthesis, utter, clock, voice, how, cancelAll }: LineParts) {
  const waiting = piecesOf(text)
  const { rate } = how
  let ended = false
  let heard = false
  let told = -1
  let reached = 0
  let cancelTimer = () => {}
  let cancelPacing = () => {}
  let listening = new AbortController()
  // Held here until it ended: Chrome forgets an utterance that nothing refers to, and its events with it.
  let utterance: SpeechSynthesisUtterance | null = null
  let settle: (how: 'said' | 'stopped' | 'silent') => void = () => {}
  const done = new Promise<'said' | 'stopped' | 'silent'>((resolve) => {
    settle = resolve
  })

  function end(by: 'said' | 'stopped' | 'silent'): void {
    if (ended) return
    ended = true
    leavePiece()
    if (utterance) cancelAll()
    utterance = null
    settle(by)
  }
  function leavePiece(): void {
    cancelTimer()
    cancelPacing()
    listening.abort()
  }
  const fail = () => end('silent')

  function next(): void {
    const piece = waiting.shift()
    if (piece) speak(piece)
    else end('said')
  }

  function tell(place: number): void {
    if (ended || place <= told) return
    told = place
    how.onWord?.(place)
  }

  function speak(piece: Piece): void {
    const length = piece.to - piece.from
    const line = utter(text.slice(piece.from, piece.to))
    line.voice = voice
    line.lang = voice.lang
    line.rate = rate
    const lastPlace = piece.words.at(-1)?.place ?? piece.from
    const spokenAt = clock.now()
    let startedAt: number | null = null
    reached = piece.from

    const limit = (ms: number, then: () => void) => {
      cancelTimer()
      cancelTimer = clock.after(ms, then)
    }
    const pieceOver = () => {
      leavePiece()
      // Nothing is left to cancel, and a cancel now could swallow the next piece.
      utterance = null
      next()
    }
    /** The end should have come. Where nothing is being said any more, or the last word was told, only its notice is missing. */
    const overdue = () => {
      if (!synthesis.speaking || reached >= lastPlace) pieceOver()
      else fail()
    }
    const limitEnd = (characters: number) =>
      limit(endLimitBaseMs + (characters * endLimitMsPerCharacter) / rate, overdue)
    const started = () => {
      if (startedAt !== null) return
      startedAt = clock.now()
      if (!heard) how.onStart?.(startedAt)
      heard = true
      limitEnd(length)
      pace(piece, startedAt)
    }
    const passed = ({ name, charIndex }: SpeechSynthesisEvent) => {
      if (name !== 'word') return
      started()
      cancelPacing()
      reached = Math.max(reached, Math.min(piece.from + charIndex, lastPlace))
      tell(reached)
      limitEnd(piece.to - reached)
    }
    const finished = () => {
      const took = clock.now() - (startedAt ?? spokenAt)
      if (took < (length * leastMsPerCharacter) / rate) return fail()
      started()
      for (const { place } of piece.words) tell(place)
      pieceOver()
    }
    listening = new AbortController()
    const { signal } = listening
    line.addEventListener('start', started, { signal })
    line.addEventListener('boundary', passed, { signal })
    line.addEventListener('end', finished, { signal })
    line.addEventListener('error', fail, { signal })
    limit(startLimitMs, fail)
    utterance = line
    try {
      // A page that was left in mid-sentence can leave the engine paused for the next one.
      synthesis.resume()
      synthesis.speak(line)
    } catch {
      fail()
    }
  }

  /** Tells the words by the time that they take, until the engine tells them. */
  function pace(piece: Piece, from: number): void {
    const places = piece.words.map(({ place }) => place)
    const step = () => {
      const place = places.shift()
      if (place === undefined) return
      tell(place)
      const following = places[0]
      if (following === undefined) return
      const due = from + ((following - piece.from) * msPerCharacter) / rate
      cancelPacing = clock.after(due - clock.now(), step)
    }
    step()
  }

  return {
    done,
    stop: () => end('stopped'),
    reached: () => reached,
    /** Begins after so many ms. */
    begin(waitMs: number) {
      if (waitMs > 0) cancelTimer = clock.after(waitMs, next)
      else next()
    },
  }
}

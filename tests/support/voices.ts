import { createBrowserSpeech } from '../../src/speech/voices/browser.ts'
import type { Sound } from '../../src/speech/voices/flite.ts'
import type { Player } from '../../src/speech/voices/player.ts'
import type { Synth } from '../../src/speech/voices/synth.ts'
import type { Clock, OwnVoiceState } from '../../src/speech/ports.ts'
import type { HandClock } from './clock.ts'

export const voiceNamed = (name: string, more: Partial<SpeechSynthesisVoice> = {}): SpeechSynthesisVoice => ({
  name,
  lang: 'en-US',
  localService: true,
  default: false,
  voiceURI: name,
  ...more,
})

/** What the browser is to say: the utterance, as far as it is used. */
type Spoken = EventTarget & { text: string; rate: number; voice: SpeechSynthesisVoice | null }

/** An engine of the browser that does only what the test tells it to. */
export function handEngine(voices: SpeechSynthesisVoice[], clock: Clock, askedAt = clock.now()) {
  const spoken: Spoken[] = []
  const engine = Object.assign(new EventTarget(), {
    speaking: false,
    pending: false,
    paused: false,
    cancels: 0,
    resumes: 0,
    getVoices: () => voices,
    speak(line: Spoken) {
      spoken.push(line)
      engine.speaking = true
    },
    cancel() {
      engine.cancels++
      engine.speaking = false
    },
    pause() {},
    resume() {
      engine.resumes++
      engine.paused = false
    },
  })
  return {
    engine,
    spoken,
    /** An event of the utterance that was given last. */
    happen(type: 'start' | 'boundary' | 'end' | 'error', more: object = {}) {
      if (type === 'end' || type === 'error') engine.speaking = false
      spoken.at(-1)?.dispatchEvent(Object.assign(new Event(type), more))
    },
    word(charIndex: number) {
      this.happen('boundary', { name: 'word', charIndex })
    },
    speech: createBrowserSpeech({
      synthesis: engine as unknown as SpeechSynthesis,
      utter: (text) => Object.assign(new EventTarget(), { text }) as unknown as SpeechSynthesisUtterance,
      clock,
      askedAt,
    }),
  }
}

/** Ms of sound that a hand-made piece has for each character. */
export const msPerCharacter = 50

/** Sound of the length that the text would take, one phone a character. */
export const soundOf = (text: string): Sound => ({
  samples: new Int16Array(text.length * msPerCharacter * 16),
  phones: Array.from(text, (_, i) => ({ name: 'ah', endMs: (i + 1) * msPerCharacter })),
})

/** A synth that makes sounds when it is told to, or at once where `auto` is set. */
export function handSynth(auto = true) {
  const asked: { text: string; rate: number; rank: number; give(): void; fail(): void }[] = []
  let state: OwnVoiceState = { at: 'ready', loadedBytes: 1, totalBytes: 1, problem: null }
  const listeners = new Set<() => void>()
  const synth: Synth & { loads: number } = {
    loads: 0,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load() {
      synth.loads++
      return Promise.resolve(state.at === 'ready')
    },
    sound: (text, options) =>
      new Promise((resolve, reject) => {
        const request = {
          text,
          ...options,
          give: () => resolve(soundOf(text)),
          fail: () => reject(new Error('no sound')),
        }
        asked.push(request)
        if (auto) request.give()
      }),
    close() {},
  }
  return {
    synth,
    asked,
    become(at: OwnVoiceState['at'], problem: string | null = null) {
      state = { ...state, at, problem }
      for (const listener of listeners) listener()
    },
  }
}

/** A player whose time is the clock's, until it stalls. What is heard is `latencyMs` behind. */
export function handPlayer(clock: HandClock, latencyMs = 0) {
  const plays: { startMs: number; endMs: number; stoppedMs: number | null }[] = []
  let stalledAt: number | null = null
  const world = { opens: 'yes' as 'yes' | 'no' | 'never', closed: 0 }
  const nowMs = () => stalledAt ?? clock.now()
  const player: Player = {
    open: () => (world.opens === 'never' ? new Promise(() => {}) : Promise.resolve(world.opens === 'yes')),
    heardMs: () => nowMs() - latencyMs,
    play(samples, { atMs }) {
      const startMs = Math.max(atMs, nowMs())
      const play = { startMs, endMs: startMs + samples.length / 16, stoppedMs: null as number | null }
      plays.push(play)
      return { ...play, stop: () => (play.stoppedMs ??= nowMs()) }
    },
    close() {
      world.closed++
    },
  }
  return { player, plays, world, stall: () => (stalledAt = clock.now()) }
}

/** Moves time on in small steps, and lets what waits for promises go on in between. */
export async function pass(clock: HandClock, ms: number, stepMs = 20): Promise<void> {
  const settle = async () => {
    for (let i = 0; i < 12; i++) await Promise.resolve()
  }
  await settle()
  for (let left = ms; left > 0; left -= stepMs) {
    clock.advance(Math.min(left, stepMs))
    await settle()
  }
}

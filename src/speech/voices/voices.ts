import type {
  Clock,
  OwnVoiceState,
  SayOptions,
  SpokenLine,
  Voice,
  VoiceOption,
  Voices,
  VoicesState,
} from '../ports.ts'
import type { BrowserSpeech } from './browser.ts'
import { browserOption, browserVoiceId, ownVoices, rank, usableVoices, type OwnVoice } from './catalogue.ts'
import type { VoiceLine } from './line.ts'
import { prepareOwn, sayOwn } from './own.ts'
import type { Player } from './player.ts'
import type { Synth } from './synth.ts'
import type { Wish } from './wish.ts'

/** How long `known` waits for the app's own voice to be loaded. */
const ownKnownLimitMs = 1000

export interface VoicesParts {
  clock: Clock
  browser: BrowserSpeech
  createSynth: (voice: OwnVoice) => Synth
  createPlayer: () => Player
  wish: () => Wish
  onWish: (listener: () => void) => void
  page: Page
}

/** The page as far as its being seen goes. */
export interface Page {
  hidden(): boolean
  onHiddenOrShown(listener: () => void): void
  onLeave(listener: () => void): void
}

/** A voice that can be tried for a line. */
type Candidate =
  { option: VoiceOption; browser: SpeechSynthesisVoice } | { option: VoiceOption; own: OwnVoice }

/**
 * The browser's voices and the app's own behind one port. A voice that does not begin in time or breaks is replaced
 * where it stopped, in mid-line, and is not tried again while the page is open, unless the page was hidden: then the
 * browser may have held it.
 */
export function createVoices(parts: VoicesParts): Voices {
  const { clock, browser, page } = parts
  const failed = new Set<string>()
  const synths = new Map<OwnVoice, Synth>()
  const listeners = new Set<() => void>()
  let hiddenAt = -Infinity
  let lines = 0
  let known = false
  let state: VoicesState | null = null

  page.onHiddenOrShown(() => {
    hiddenAt = clock.now()
    if (!page.hidden()) browser.wake()
  })
  // Chrome goes on speaking after the page that spoke is gone.
  page.onLeave(browser.hush)
  parts.onWish(change)
  browser.onVoices(change)
  void browser.known().then(() => {
    known = true
    change()
  })

  function change(): void {
    state = null
    for (const listener of listeners) listener()
  }

  function synthOf(voice: OwnVoice): Synth {
    const there = synths.get(voice)
    if (there) return there
    const made = parts.createSynth(voice)
    made.subscribe(change)
    synths.set(voice, made)
    change()
    return made
  }

  const ownCandidate = (own: (typeof ownVoices)[number]): Candidate => {
    const gone = synths.get(own.voice)?.state().at === 'failed'
    return { option: { id: own.id, label: own.label, kind: 'own', failed: gone }, own: own.voice }
  }

  const fromBrowser = () =>
    usableVoices(browser.voices()).map((voice) => ({
      option: browserOption(voice, failed.has(browserVoiceId(voice))),
      browser: voice,
    }))

  /**
   * The voices to try for a line, in order: what was chosen, or the browser's best, or the app's own. Where a voice of
   * the browser failed, its others are the last that are tried: it mostly is the browser that cannot speak.
   */
  function plan(): Candidate[] {
    const browsers = fromBrowser()
    const owns = ownVoices.map(ownCandidate)
    const chosen = [...browsers, ...owns].find(
      ({ option }) => option.id === parts.wish().voice && !option.failed,
    )
    const best = failed.size === 0 ? browsers.find((each) => rank(each.browser) >= 0) : undefined
    const first: Candidate | undefined = chosen ?? best
    const own = first && 'own' in first ? undefined : owns.find(({ option }) => !option.failed)
    const last = browsers.find((each) => !each.option.failed && each !== first)
    return [first, own, last].filter((each) => each !== undefined)
  }

  function read(): VoicesState {
    const planned = plan()
    const first = planned.find((each) => known || 'browser' in each)
    const own = planned.find((each) => 'own' in each)
    const synth = synths.get(own?.own ?? ownVoices[0].voice)
    return {
      options: [...fromBrowser(), ...ownVoices.map(ownCandidate)].map(({ option }) => option),
      speaks: first?.option ?? null,
      own: synth?.state() ?? unloaded,
    }
  }

  function fail(candidate: Candidate, since: number): void {
    const couldBeHeld = page.hidden() || hiddenAt >= since
    if (!('browser' in candidate) || couldBeHeld) return
    failed.add(candidate.option.id)
    change()
  }

  /** Loads the own voice if it would speak next. */
  async function loadNeeded(): Promise<void> {
    const [first] = plan()
    if (first && 'own' in first) await synthOf(first.own).load()
  }

  function create(): Voice {
    const player = parts.createPlayer()
    let current: SpokenLine | null = null

    function sayWith(candidate: Candidate, text: string, options: SayOptions): VoiceLine {
      const how = { ...options, rate: parts.wish().rate }
      if ('browser' in candidate) return browser.say(text, candidate.browser, how)
      const synth = synthOf(candidate.own)
      return sayOwn(text, { clock, player, synth, voice: candidate.own, rank: ++lines }, how)
    }

    function say(text: string, { onWord, onStart }: SayOptions = {}): SpokenLine {
      current?.stop()
      let ended = false
      let line: VoiceLine | null = null
      let from = 0
      let heard = false
      let settle: (how: 'said' | 'stopped' | 'silent') => void = () => {}
      const done = new Promise<'said' | 'stopped' | 'silent'>((resolve) => {
        settle = resolve
      })
      const end = (how: 'said' | 'stopped' | 'silent') => {
        ended = true
        settle(how)
      }
      const lineOptions: SayOptions = {
        onWord: (place) => onWord?.(from + place),
        onStart(atMs) {
          if (!heard) onStart?.(atMs)
          heard = true
        },
      }
      const run = async () => {
        if (!known) await browser.known()
        for (const candidate of plan()) {
          if (ended) return
          const since = clock.now()
          line = sayWith(candidate, text.slice(from), lineOptions)
          const how = await line.done
          if (how !== 'silent') return end(how)
          fail(candidate, since)
          from += line.reached()
        }
        end('silent')
      }
      run().catch(() => end('silent'))
      const spoken: SpokenLine = {
        done,
        stop() {
          end('stopped')
          line?.stop()
        },
      }
      current = spoken
      return spoken
    }

    return {
      get available() {
        return plan().length > 0
      },
      async known() {
        await browser.known()
        const [first] = plan()
        if (!first || !('own' in first)) return
        let cancel = () => {}
        const late = new Promise<void>((resolve) => {
          cancel = clock.after(ownKnownLimitMs, resolve)
        })
        await Promise.race([Promise.all([loadNeeded(), player.open()]), late])
        cancel()
      },
      say,
      prepare(text) {
        const [first] = plan()
        if (first && 'own' in first) prepareOwn(text, synthOf(first.own), parts.wish().rate)
      },
      close() {
        current?.stop()
        player.close()
      },
    }
  }

  return {
    state: () => (state ??= read()),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async load() {
      const gone = [...synths.values()].filter((synth) => synth.state().at === 'failed')
      // A browser that has told of no voice by now hardly will.
      await Promise.all([browser.known(), loadNeeded(), ...gone.map((synth) => synth.load())])
    },
    create,
  }
}

const unloaded: OwnVoiceState = { at: 'unloaded', loadedBytes: 0, totalBytes: 0, problem: null }

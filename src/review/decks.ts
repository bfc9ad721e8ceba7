import type { TakeAudio } from '../session/store.ts'
import { wavBlob } from '../speech/wav.ts'

/** Recordings that are kept ready to play, about a megabyte each; what was heard longest ago is given up first. */
const keptTakes = 12

/** Why a recording cannot be heard: it is not there, or it is and cannot be read. */
export type Unheard = 'missing' | 'damaged'

/** Recordings that can sound at once: each in an audio element of its own, for to fill one anew takes its time. */
export interface Decks {
  /** The element that holds the take; null where it is not loaded. */
  of(take: string): HTMLAudioElement | null
  /** Loads a take, once, and says whether it can be heard. */
  load(take: string): Promise<'ready' | Unheard>
  /** Gives up all elements and recordings. */
  close(): void
}

export interface DeckPorts {
  loadTake: (take: string) => Promise<TakeAudio | null>
  createAudio?: () => HTMLAudioElement
  /** The take that is heard, or is to be: it is not given up. */
  held: () => string | null
  onTime: (take: string) => void
  onEnd: (take: string) => void
  /** It turned out that the browser cannot play it. It is given up. */
  onBroken: (take: string) => void
}

export function createDecks(ports: DeckPorts): Decks {
  const { loadTake, createAudio = () => new Audio(), held, onTime, onEnd, onBroken } = ports
  const decks = new Map<string, { audio: HTMLAudioElement; url: string; leave: AbortController }>()
  const loading = new Map<string, Promise<'ready' | Unheard>>()
  let closed = false

  const giveUp = (take: string) => {
    const deck = decks.get(take)
    if (!deck) return
    decks.delete(take)
    deck.leave.abort()
    deck.audio.pause()
    deck.audio.removeAttribute('src')
    deck.audio.load()
    URL.revokeObjectURL(deck.url)
  }

  const fill = async (take: string): Promise<'ready' | Unheard> => {
    const found = await loadTake(take).catch(() => 'damaged' as const)
    if (found === 'damaged') return found
    if (closed || !found || found.samples.length === 0) return 'missing'
    const audio = createAudio()
    const leave = new AbortController()
    const url = URL.createObjectURL(wavBlob([found.samples], found.sampleRate))
    const on = (type: string, told: (take: string) => void) =>
      audio.addEventListener(type, () => told(take), { signal: leave.signal })
    // Frames stand still in a hidden tab: there this ends loops and silences.
    on('timeupdate', onTime)
    on('ended', onEnd)
    on('error', () => {
      giveUp(take)
      onBroken(take)
    })
    audio.preload = 'auto'
    audio.src = url
    decks.set(take, { audio, url, leave })
    for (const old of decks.keys()) {
      if (decks.size <= keptTakes) break
      if (old !== take && old !== held()) giveUp(old)
    }
    return 'ready'
  }

  return {
    of(take) {
      const deck = decks.get(take)
      if (!deck) return null
      decks.delete(take)
      decks.set(take, deck)
      return deck.audio
    },
    load(take) {
      if (decks.has(take)) return Promise.resolve('ready')
      const begun = loading.get(take)
      if (begun) return begun
      const done = fill(take).finally(() => loading.delete(take))
      loading.set(take, done)
      return done
    },
    close() {
      closed = true
      for (const take of decks.keys()) giveUp(take)
    },
  }
}

import { browserClock } from '../clock.ts'
import type { Voices } from '../ports.ts'
import files from 'virtual:own-voices'
import { createBrowserSpeech } from './browser.ts'
import { createPlayer } from './player.ts'
import { createSynth } from './synth.ts'
import { createVoices } from './voices.ts'
import type { Wish } from './wish.ts'

/** The voices of this browser and the app's own. One for the page. `askedAt`: see `askForVoices`. */
export function browserVoices(
  wish: () => Wish,
  onWish: (listener: () => void) => void,
  askedAt?: number,
): Voices {
  return createVoices({
    clock: browserClock,
    browser: createBrowserSpeech({
      synthesis: 'speechSynthesis' in globalThis ? speechSynthesis : null,
      utter: (text) => new SpeechSynthesisUtterance(text),
      clock: browserClock,
      ...(askedAt !== undefined && { askedAt }),
    }),
    createSynth: (voice) => createSynth({ voice, file: files[voice], clock: browserClock }),
    createPlayer: () => createPlayer(browserClock),
    wish,
    onWish,
    page: {
      hidden: () => document.hidden,
      onHiddenOrShown: (listener) => document.addEventListener('visibilitychange', listener),
      onLeave: (listener) => addEventListener('pagehide', listener),
    },
  })
}

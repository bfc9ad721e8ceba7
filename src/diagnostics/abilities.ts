import type { StoreError } from '../session/store.ts'

/** Something that the browser can do, or cannot. */
export interface Ability {
  name: string
  can: 'yes' | 'no' | 'partly'
  /** What was found, and where it is missing what that means. */
  detail: string
}

/** True or false, or what can be done in words, or why what is there cannot be used. */
type Found = boolean | string | { refused: string }

interface Check {
  name: string
  /** It may also fail, which is a no. `refusal` is why the database did not open, if it did not. */
  look: (refusal: StoreError | null) => Found | Promise<Found>
  /** What is missing without it. */
  without: string
}

/** (module (func (result v128) i32.const 0 i8x16.splat i8x16.popcnt)) */
const simdModule = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
]
const opus = { codec: 'opus', sampleRate: 48_000, numberOfChannels: 1 }

/** `SpeechRecognition`, where it can be asked to stay on this machine. */
interface LocalRecognition {
  available?: (options: { langs: string[]; processLocally: boolean }) => Promise<string>
}

const world = globalThis as typeof globalThis & {
  SpeechRecognition?: LocalRecognition
  webkitSpeechRecognition?: LocalRecognition
}

const checks: readonly Check[] = [
  {
    name: 'Secure address',
    look: () => isSecureContext,
    without: 'No microphone and no use without a network: open the app over https, or on this machine.',
  },
  {
    name: 'Microphone',
    look: () => 'mediaDevices' in navigator && 'getUserMedia' in navigator.mediaDevices,
    without: 'Answers can only be typed.',
  },
  {
    name: 'AudioWorklet',
    look: () => typeof AudioWorkletNode !== 'undefined',
    without: 'Nothing can be recorded; answers can only be typed.',
  },
  {
    name: 'Cross-origin isolation',
    look: () => crossOriginIsolated,
    without:
      'Speech recognition that needs threads cannot run: the server does not send the isolation headers.',
  },
  {
    name: 'WebAssembly with SIMD',
    look: () => WebAssembly.validate(Uint8Array.from(simdModule)),
    without: 'The voice model and the full listening cannot run; loudness and single words decide.',
  },
  {
    name: 'Threads',
    look: () => typeof SharedArrayBuffer !== 'undefined',
    without: 'Speech recognition is slower or not there.',
  },
  {
    name: 'Voices on this machine',
    async look() {
      const voices = await localVoices()
      return voices > 0 && `${voices} in English`
    },
    without: 'The browser has none in English: questions are shown, or spoken by the app’s own voice.',
  },
  {
    name: 'Opus encoding',
    async look() {
      const encodes = (await AudioEncoder.isConfigSupported({ ...opus, bitrate: 32_000 })).supported
      const decodes = (await AudioDecoder.isConfigSupported(opus)).supported
      return Boolean(encodes && decodes)
    },
    without: 'Recordings stay as large as they were recorded, 115 MB an hour.',
  },
  {
    name: 'Database',
    look: (refusal) =>
      'indexedDB' in globalThis &&
      typeof indexedDB.open === 'function' &&
      (refusal === null || { refused: refusal.message }),
    without: 'Sessions are gone when the tab is closed or loaded anew.',
  },
  {
    name: 'Private files (OPFS)',
    look: async () => Boolean(await navigator.storage.getDirectory()),
    without: 'Nothing of this app needs it yet.',
  },
  {
    name: 'Use without a network',
    look: () => 'serviceWorker' in navigator && 'caches' in globalThis,
    without: 'The app needs its server each time.',
  },
  {
    name: 'Locks among tabs',
    look: () => 'locks' in navigator,
    without: 'Two tabs could take an interview at once.',
  },
  {
    name: 'Recognition on this machine by the browser',
    async look() {
      // A headless browser has none, and its page dies of the question.
      if (navigator.userAgent.includes('Headless')) return false
      const recognition = world.SpeechRecognition ?? world.webkitSpeechRecognition
      const found = await recognition?.available?.({ langs: ['en-US'], processLocally: true })
      return found !== undefined && found !== 'unavailable' && found
    },
    without: 'Other ways to get words from speech are used. Recognition by a server never is.',
  },
  {
    name: 'Folders of your choice',
    look: () => 'showDirectoryPicker' in globalThis,
    without: 'Backups are downloaded as files.',
  },
]

/**
 * What this browser can do here. Opens nothing and asks the person for nothing: whether the database opens was found
 * when the app began, and `refusal` is why it did not.
 */
export function readAbilities(refusal: StoreError | null): Promise<Ability[]> {
  return Promise.all(
    checks.map(async ({ name, look, without }) => {
      const found = await Promise.resolve()
        .then(() => look(refusal))
        .catch(() => false as const)
      if (found === false || found === '') return { name, can: 'no' as const, detail: without }
      if (typeof found === 'object')
        return {
          name,
          can: 'no' as const,
          detail: `It is there but did not open. ${without} What was reported: ${found.refused}`,
        }
      if (found === true) return { name, can: 'yes' as const, detail: '' }
      return { name, can: found === 'downloadable' ? ('partly' as const) : ('yes' as const), detail: found }
    }),
  )
}

/** English voices that speak on this machine. Browsers load the list after the page; an empty one is waited for. */
async function localVoices(): Promise<number> {
  if (!('speechSynthesis' in globalThis)) return 0
  if (speechSynthesis.getVoices().length === 0)
    await new Promise<void>((resolve) => {
      speechSynthesis.addEventListener('voiceschanged', () => resolve(), { once: true })
      setTimeout(resolve, 1_000)
    })
  return speechSynthesis.getVoices().filter(({ localService, lang }) => localService && /^en\b/i.test(lang))
    .length
}

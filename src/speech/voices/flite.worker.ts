import { loadWeights, type WeightsFile } from '../../platform/weights.ts'
import { createFlite, type Flite, type Sound } from './flite.ts'
import type { OwnVoice } from './catalogue.ts'
import { messageOf } from '../../platform/messageOf.ts'

/** The first message names the voice; each further one asks for a text. They are answered in order. */
export type ToFlite = { voice: OwnVoice; file: WeightsFile } | { id: number; text: string; rate: number }
export type FromFlite =
  | { loadedBytes: number }
  | { ready: true }
  | { problem: string }
  | { id: number; sound: Sound | null; why: string }

const post = (message: FromFlite, transfer: Transferable[] = []) => self.postMessage(message, { transfer })
let flite: Flite | null = null

async function load({ voice, file }: { voice: OwnVoice; file: WeightsFile }): Promise<void> {
  const bytes = await loadWeights(file, { onProgress: (loadedBytes) => post({ loadedBytes }) })
  flite = createFlite(await WebAssembly.compile(bytes), voice)
  // The first run is slow: the browser compiles as it goes.
  flite.say('Hello.', 1)
  flite.prepare()
  post({ ready: true })
}

function say({ id, text, rate }: { id: number; text: string; rate: number }): void {
  try {
    if (!flite) throw new Error('the voice is not loaded')
    const sound = flite.say(text, rate)
    post({ id, sound, why: '' }, [sound.samples.buffer])
  } catch (error) {
    post({ id, sound: null, why: String(error) })
  }
  flite?.prepare()
}

self.addEventListener('message', ({ data }: MessageEvent<ToFlite>) => {
  if ('id' in data) return say(data)
  load(data).catch((error: unknown) => post({ problem: messageOf(error) }))
})

/** What an interview needs besides the screens. Large, so it is fetched when an interview comes near. */
import voiceModelUrl from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import files from '../../assess/model/files/files.json'
import fullUrl from '../../assess/model/files/full.bin?url'
import lightUrl from '../../assess/model/files/light.bin?url'
import { loadWeights } from '../weights.ts'

interface Part {
  url: string
  /** Fetches it to its end; `came` counts its bytes, all of them at last. */
  fetch: (came: (bytes: number) => void) => Promise<unknown>
}

const weights = (file: { url: string; bytes: number; sha256: string }): Part => ({
  url: file.url,
  fetch: (came) => loadWeights(file, { onProgress: came }),
})

/** Kept by the service worker on its way through. */
const served = (url: string): Part => ({
  url,
  async fetch(came) {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    let bytes = 0
    const reader = response.body?.getReader()
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      bytes += piece.value.length
      came(bytes)
    }
  },
})

/** The weights last: where an interview is being set up, the assessment is fetching them already. */
export const interviewParts: readonly Part[] = [
  served(voiceModelUrl),
  served(wasmUrl),
  weights({ url: lightUrl, ...files.light }),
  weights({ url: fullUrl, ...files.full }),
]

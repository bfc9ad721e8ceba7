import dict from '../../../node_modules/soundswallower/model/en-us/dict.txt?url'
import featparams from '../../../node_modules/soundswallower/model/en-us/feat_params.json?url'
import mdef from '../../../node_modules/soundswallower/model/en-us/mdef?url'
import mean from '../../../node_modules/soundswallower/model/en-us/means?url'
import fdict from '../../../node_modules/soundswallower/model/en-us/noisedict.txt?url'
import sendump from '../../../node_modules/soundswallower/model/en-us/sendump?url'
import tmat from '../../../node_modules/soundswallower/model/en-us/transition_matrices?url'
import variance from '../../../node_modules/soundswallower/model/en-us/variances?url'
import wasm from '../../../node_modules/soundswallower/soundswallower.web.wasm?url'
import type { WordTime } from '../../../machines/heard.ts'
import type { Phrase } from '../ports.ts'
import { openDecoder } from './decoder.ts'
import { createAlign } from './search.ts'

export interface ToAlign {
  id: number
  text: string
  samples: Int16Array<ArrayBuffer>
  phrases: readonly Phrase[] | undefined
}
/** `unloaded` comes once, for all that was asked and will be. */
export type FromAlign =
  { id: number; words: WordTime[] } | { id: number; failed: string } | { unloaded: string }

const post = (message: FromAlign) => self.postMessage(message, {})

const loading = openDecoder({ wasm, featparams, mdef, mean, var: variance, tmat, sendump, dict, fdict }).then(
  createAlign,
)
loading.catch((error: unknown) => post({ unloaded: String(error) }))

self.addEventListener('message', ({ data: { id, text, samples, phrases } }: MessageEvent<ToAlign>) => {
  loading.then(
    (align) => {
      try {
        post({ id, words: align(text, samples, phrases) })
      } catch (error) {
        post({ id, failed: String(error) })
      }
    },
    () => {},
  )
})

import type { WordTime } from '../../../machines/heard.ts'
import type { Phrase } from '../ports.ts'
import { openModel } from './model.ts'
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

const loading = openModel().then(createAlign)
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

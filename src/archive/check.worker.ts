import { sourceOf } from './bytes.ts'
import { checkArchive, refusalOf, type Catalogue } from './check.ts'
import type { ArchiveProblem } from './errors.ts'

export type FromCheck =
  | { doneBytes: number; ofBytes: number }
  | { catalogue: Catalogue }
  | { problem: ArchiveProblem; message: string }

const post = (message: FromCheck) => self.postMessage(message, {})

self.addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  checkArchive(sourceOf(data), { onProgress: (doneBytes, ofBytes) => post({ doneBytes, ofBytes }) }).then(
    (catalogue) => post({ catalogue }),
    (error: unknown) => {
      const { problem, message } = refusalOf(error)
      post({ problem, message })
    },
  )
})

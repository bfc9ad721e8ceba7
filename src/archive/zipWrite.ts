import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { breathe } from './bytes.ts'

/** Where an archive is written to. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
}

/** Bytes between two moments at which the page may draw. */
const storedStep = 1 << 20
const packedStep = 1 << 16

export interface ZipWriter {
  /** Bytes written so far. */
  readonly bytes: number
  /** Adds a file; resolves when it is written. Audio is stored, text packed. */
  add(name: string, bytes: Uint8Array, pack: boolean): Promise<void>
  /** Writes the list of files: without it there is no archive. */
  finish(): Promise<void>
}

/** Writes a zip file by file. The same files give the same bytes: there are no dates in it but a fixed one. */
export function writeZip(sink: Sink, signal?: AbortSignal): ZipWriter {
  let ready: Uint8Array<ArrayBuffer>[] = []
  let failed: Error | null = null
  let written = 0
  const zip = new Zip((error, data) => {
    if (error) failed = error
    else ready.push(data)
  })
  const flush = async () => {
    const pieces = ready
    ready = []
    if (failed) throw failed
    for (const piece of pieces) {
      await sink.write(piece)
      written += piece.length
    }
  }
  return {
    get bytes() {
      return written
    },
    async add(name, bytes, pack) {
      const file = pack ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name)
      // Local time as zip keeps it, so the same everywhere.
      file.mtime = new Date(1980, 0, 1)
      zip.add(file)
      const step = pack ? packedStep : storedStep
      for (let at = 0; at === 0 || at < bytes.length; at += step) {
        // Copied, since what is written may be handed on while the next step is taken.
        file.push(bytes.slice(at, at + step), at + step >= bytes.length)
        await flush()
        await breathe(signal)
      }
    },
    async finish() {
      zip.end()
      await flush()
    },
  }
}

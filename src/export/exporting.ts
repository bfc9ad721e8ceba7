import type { SavedFile } from '../archive/saving.ts'
import { writeArchive } from '../archive/write.ts'
import { placesOf } from '../ui/places.ts'
import { workClaim } from '../platform/claim.ts'
import type { Services } from '../ui/services.ts'
import type { Format } from './formats.ts'
import { writeMarkdown } from './markdown.ts'
import type { Sheet } from './sheet.ts'
import { playsOpus, soundsOf } from './sounds.ts'
import { writeVtt } from './vtt.ts'
import { writePage } from './writePage.ts'

export interface Wanted {
  format: Exclude<Format, 'print'>
  /** Of a page: whether the recordings are in it. */
  audio: boolean
}

interface Options {
  signal: AbortSignal
  onProgress: (done: number, of: number) => void
}

/** What was written, and what is not in it, in words. */
export interface Exported {
  bytes: number
  leftOut: string | null
}

/** Writes a session into a file that was opened for it, and closes it. On failure the file is given up. */
export async function exportTo(
  file: SavedFile,
  sheet: Sheet,
  session: string,
  { format, audio }: Wanted,
  services: Pick<Services, 'store' | 'claim'>,
  { signal, onProgress }: Options,
): Promise<Exported> {
  const release = await services.claim(workClaim('export'))
  try {
    if (!release) throw new Error('another tab is exporting; wait until it is done')
    const written = await write()
    signal.throwIfAborted()
    await file.close()
    return written
  } catch (error) {
    await file.abort().catch(() => {})
    throw error
  } finally {
    release?.()
  }

  async function write(): Promise<Exported> {
    switch (format) {
      case 'page': {
        const load = audio ? soundsOf(services.store, playsOpus()) : null
        const { bytes, missing } = await writePage(sheet, file, { load, signal, onProgress })
        return { bytes, leftOut: missing === 0 ? null : recordingsWords(missing) }
      }
      case 'markdown':
        return text(writeMarkdown(sheet))
      case 'captions':
        return text(writeVtt(sheet))
      case 'archive': {
        const choices = [{ kind: 'session', id: session }]
        const { bytes, leftOut } = await writeArchive(placesOf(services), choices, file, {
          signal,
          onProgress,
        })
        return {
          bytes,
          leftOut: leftOut.length === 0 ? null : `${leftOut.map(({ why }) => why).join('; ')}.`,
        }
      }
    }
  }
  async function text(content: string): Promise<Exported> {
    const bytes = new TextEncoder().encode(content)
    await file.write(bytes)
    return { bytes: bytes.length, leftOut: null }
  }
}

const recordingsWords = (count: number) =>
  count === 1 ? 'One recording could not be read.' : `${count} recordings could not be read.`

import type { Sink } from './zipWrite.ts'

/** A file that is being written. Until `close` there is nothing that could be taken for whole. */
export interface SavedFile extends Sink {
  close(): Promise<void>
  abort(): Promise<void>
}

interface Pickers {
  showSaveFilePicker?: (options: {
    suggestedName: string
    types: { description: string; accept: Record<string, string[]> }[]
  }) => Promise<FileSystemFileHandle>
}

/** What kind of file it is. */
export interface FileType {
  /** For the person who is asked where it goes. */
  description: string
  /** Media type, without parameters. */
  type: string
  /** How its name ends, with the dot. */
  ending: string
}

const archiveType: FileType = { description: 'Archive', type: 'application/zip', ending: '.zip' }

/** Bytes that are handed to the browser at once, which may put them on disk. */
const partBytes = 8_000_000

/**
 * Opens a file to write to: where the person says, in browsers that ask, else as a download. Must be called from a
 * click. Rejects with an AbortError when the person thinks better of it.
 */
export async function openFile(name: string, kind: FileType = archiveType): Promise<SavedFile> {
  const { showSaveFilePicker } = globalThis as Pickers
  if (!showSaveFilePicker) return openDownload(name, kind)
  const types = [{ description: kind.description, accept: { [kind.type]: [kind.ending] } }]
  const handle = await showSaveFilePicker({ suggestedName: name, types })
  return writeTo(handle)
}

/** What is written takes the file's place only when it is closed. */
export async function writeTo(handle: FileSystemFileHandle): Promise<SavedFile> {
  const stream = await handle.createWritable()
  return {
    write: (bytes) => stream.write(bytes),
    close: () => stream.close(),
    abort: () => stream.abort(),
  }
}

function openDownload(name: string, { type }: FileType): SavedFile {
  const parts: Blob[] = []
  let pieces: Uint8Array<ArrayBuffer>[] = []
  let waiting = 0
  const flush = () => {
    parts.push(new Blob(pieces))
    pieces = []
    waiting = 0
  }
  return {
    write(bytes) {
      pieces.push(bytes)
      waiting += bytes.length
      if (waiting > partBytes) flush()
      return Promise.resolve()
    },
    close() {
      flush()
      download(new Blob(parts, { type }), name)
      return Promise.resolve()
    },
    abort() {
      pieces = []
      parts.length = 0
      return Promise.resolve()
    },
  }
}

/** Ms for the browser to begin the download. */
const startsWithinMs = 60_000

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), startsWithinMs)
}

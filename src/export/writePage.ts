import { isPacked, type KeptAudio } from '../session/store.ts'
import { wavBytes } from '../speech/wav.ts'
import { audioEnd, audioMissing, audioStart, pageParts } from './page.ts'
import pageStyle from './page.css?raw'
import { replay } from './replay.ts'
import type { Sheet } from './sheet.ts'

/** Where a page goes, piece by piece. */
interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
}

export interface PageOptions {
  /** Gives recordings in a form that is to be played; null leaves them out. */
  load: ((take: string) => Promise<KeptAudio | null>) | null
  signal?: AbortSignal
  onProgress?: (done: number, of: number) => void
}

/** What came of writing a page. */
export interface WrittenPage {
  bytes: number
  /** Recordings that could not be read. */
  missing: number
}

/** Writes a session as one page, holding one recording at a time. */
export async function writePage(sheet: Sheet, sink: Sink, options: PageOptions): Promise<WrittenPage> {
  const { load, signal, onProgress } = options
  const style = `\n${pageStyle}`
  const script = `(${replay.toString()})()`
  if (/<\/script|<!--/i.test(script)) throw new Error('the script of the page would end before its end')
  const policy = policyOf(await hashOf(style), await hashOf(script))
  const parts = pageParts(sheet, { style, script, policy }, load !== null)
  const of = parts.filter((part) => typeof part !== 'string').length
  const written = { bytes: 0, missing: 0 }
  const write = async (text: string) => {
    signal?.throwIfAborted()
    const bytes = utf8.encode(text)
    written.bytes += bytes.length
    await sink.write(bytes)
  }
  let done = 0
  for (const part of parts) {
    if (typeof part === 'string') {
      await write(part)
      continue
    }
    const audio = await load?.(part.take).catch(() => null)
    if (audio) {
      const { type, bytes, lengthMs } = fileOf(audio)
      await write(audioStart(type, lengthMs))
      for (let at = 0; at < bytes.length; at += pieceBytes)
        await write(base64(bytes.subarray(at, at + pieceBytes)))
      await write(audioEnd)
    } else {
      written.missing++
      await write(audioMissing)
    }
    onProgress?.(++done, of)
  }
  return written
}

const utf8 = new TextEncoder()

/** Nothing but what is in the page itself, and of that only what was written here. */
const policyOf = (style: string, script: string): string =>
  [
    `default-src 'none'`,
    `style-src '${style}'`,
    `script-src '${script}'`,
    'media-src data: blob:',
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ')

async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', utf8.encode(text))
  return `sha256-${base64(new Uint8Array(hash))}`
}

function fileOf(audio: KeptAudio): { type: string; bytes: Uint8Array; lengthMs: number } {
  const samples = isPacked(audio) ? audio.length : audio.samples.length
  const lengthMs = (samples / audio.sampleRate) * 1000
  return isPacked(audio)
    ? { type: 'audio/ogg', bytes: audio.file, lengthMs }
    : { type: 'audio/wav', bytes: wavBytes([audio.samples], audio.sampleRate), lengthMs }
}

/** Turned into base64 at once. A multiple of three, so that the pieces make one text. */
const pieceBytes = 3 * 64 * 1024
/** As many as a function takes arguments everywhere. */
const argumentsAtOnce = 8_192

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += argumentsAtOnce)
    text += String.fromCharCode(...bytes.subarray(at, at + argumentsAtOnce))
  return btoa(text)
}

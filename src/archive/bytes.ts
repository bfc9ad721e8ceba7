/** Bytes that can be read from any place, such as a file. */
export interface Source {
  readonly size: number
  /** Bytes from `from` to before `to`. */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>
}

/** Reads a file piece by piece; nothing of it is held. */
export const sourceOf = (file: Blob): Source => ({
  size: file.size,
  read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
})

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  return crc
})

/** The checksum of zip; goes on from `before`, that of the bytes in front. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] ?? 0)
  return ~crc >>> 0
}

/** 64 hexadecimal digits. Throws where the page is not served safely (https, or this machine). */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto }
  if (!subtle) throw new Error('archives need an address that begins with https, or with localhost')
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Lets the page draw and answer; throws once the work was cancelled. */
export async function breathe(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve))
  signal?.throwIfAborted()
}

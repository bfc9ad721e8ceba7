const HEADER_BYTES = 44

/**
 * Packs 16-bit mono PCM into a WAV file.
 * @param parts pieces of the recording, in order
 * @param sampleRate in Hz
 */
export function wavBytes(parts: readonly Int16Array[], sampleRate: number): Uint8Array<ArrayBuffer> {
  const samples = parts.reduce((sum, part) => sum + part.length, 0)
  const bytes = new Uint8Array(HEADER_BYTES + samples * 2)
  const view = new DataView(bytes.buffer)
  const ascii = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i)
  }
  ascii(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  ascii(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  ascii(36, 'data')
  view.setUint32(40, samples * 2, true)
  // WAV is little-endian, and so is every machine that runs a browser.
  const body = new Int16Array(bytes.buffer, HEADER_BYTES)
  let at = 0
  for (const part of parts) {
    body.set(part, at)
    at += part.length
  }
  return bytes
}

/** The same as a playable file for an `<audio>` element. */
export function wavBlob(parts: readonly Int16Array[], sampleRate: number): Blob {
  return new Blob([wavBytes(parts, sampleRate)], { type: 'audio/wav' })
}

/**
 * Duration in ms of a file that `wavBytes` made, from its header alone.
 * @throws RangeError where the bytes are not such a file
 */
export function wavDurationMs(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < HEADER_BYTES || tag(0) !== 'RIFF' || tag(8) !== 'WAVE' || tag(36) !== 'data')
    throw new RangeError('Not a WAV file with a 44-byte header: RIFF, WAVE or data is missing')
  return (view.getUint32(40, true) / view.getUint32(28, true)) * 1000
}

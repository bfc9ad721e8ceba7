/** The remainders of all bytes, for the polynomial of CRC-32C (Castagnoli). */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0x82f63b78 : remainder >>> 1
  return remainder
})

/** Bytes after which the page gets to breathe: about 5 ms. */
const breath = 1 << 20

/** CRC-32C as object stores state it: four bytes, the highest first, in base64. */
export async function crc32cOf(bytes: Uint8Array): Promise<string> {
  let crc = 0xffffffff
  for (let from = 0; from < bytes.length; from += breath) {
    if (from > 0) await new Promise((resolve) => setTimeout(resolve))
    const piece = bytes.subarray(from, from + breath)
    for (const byte of piece) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  }
  const sum = ~crc >>> 0
  return btoa(String.fromCharCode(sum >>> 24, (sum >>> 16) & 0xff, (sum >>> 8) & 0xff, sum & 0xff))
}

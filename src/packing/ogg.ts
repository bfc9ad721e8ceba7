/** Bytes of one packet. */
export type Packet = Uint8Array<ArrayBuffer>

/** Some packets with one place in time. */
export interface OggPage {
  packets: readonly Packet[]
  /** Samples at 48 kHz until the end of its last packet. */
  granule: number
}

const headerBytes = 27
const segmentBytes = 255
const maxSegments = 255
/** Tells streams in one file apart; there is one. */
const serial = 0x6d6f636b
const first = 2
const last = 4

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x80000000 ? 0x04c11db7 : 0)
  return crc
})

function crcOf(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) crc = (crc << 8) ^ (table[(crc >>> 24) ^ byte] ?? 0)
  return crc >>> 0
}

/** What a packet takes of a page's table: full segments, and one that is not full. */
const segmentsOf = (packet: Packet) => Math.floor(packet.length / segmentBytes) + 1

/** An Ogg file of one stream. Each page has to hold its packets whole: 255 segments of 255 bytes. */
export function writeOgg(pages: readonly OggPage[]): Uint8Array<ArrayBuffer> {
  const written = pages.map((page, sequence) =>
    writePage(page, sequence, (sequence === 0 ? first : 0) | (sequence === pages.length - 1 ? last : 0)),
  )
  const file = new Uint8Array(written.reduce((sum, page) => sum + page.length, 0))
  let at = 0
  for (const page of written) {
    file.set(page, at)
    at += page.length
  }
  return file
}

function writePage({ packets, granule }: OggPage, sequence: number, flags: number): Uint8Array {
  const segments = packets.reduce((sum, packet) => sum + segmentsOf(packet), 0)
  if (segments > maxSegments) throw new RangeError(`a page has no room for ${segments} segments`)
  const start = headerBytes + segments
  const bytes = new Uint8Array(packets.reduce((sum, packet) => sum + packet.length, start))
  const view = new DataView(bytes.buffer)
  bytes.set([0x4f, 0x67, 0x67, 0x53, 0, flags])
  view.setUint32(6, granule % 2 ** 32, true)
  view.setUint32(10, Math.floor(granule / 2 ** 32), true)
  view.setUint32(14, serial, true)
  view.setUint32(18, sequence, true)
  bytes[26] = segments
  let entry = headerBytes
  let at = start
  for (const packet of packets) {
    const full = segmentsOf(packet) - 1
    bytes.fill(segmentBytes, entry, entry + full)
    bytes[entry + full] = packet.length % segmentBytes
    entry += full + 1
    bytes.set(packet, at)
    at += packet.length
  }
  view.setUint32(22, crcOf(bytes), true)
  return bytes
}

/**
 * The pages of an Ogg file that `writeOgg` made.
 * @throws Error where it is damaged or another one: pages missing or cut, a wrong checksum, packets that span pages
 */
export function readOgg(file: Uint8Array): OggPage[] {
  const pages: OggPage[] = []
  let at = 0
  while (at < file.length) {
    const wrong = (what: string) => new Error(`page ${pages.length}: ${what}`)
    const view = new DataView(file.buffer, file.byteOffset + at, file.length - at)
    if (view.byteLength < headerBytes || view.getUint32(0) !== 0x4f676753) throw wrong('no Ogg page')
    const flags = view.getUint8(5)
    const segments = view.getUint8(26)
    const start = headerBytes + segments
    if (view.byteLength < start) throw wrong('cut off')
    const sizes = file.subarray(at + headerBytes, at + start)
    const end = at + sizes.reduce((sum, size) => sum + size, start)
    if (end > file.length) throw wrong('cut off')
    const bytes = file.slice(at, end)
    bytes.fill(0, 22, 26)
    if (crcOf(bytes) !== view.getUint32(22, true)) throw wrong('not what was written')
    const isLast = end === file.length
    if (view.getUint32(18, true) !== pages.length || view.getUint32(14, true) !== serial)
      throw wrong('another one was there')
    if (flags !== ((pages.length === 0 ? first : 0) | (isLast ? last : 0)))
      throw wrong('not where it belongs')
    const granule = view.getUint32(6, true) + view.getUint32(10, true) * 2 ** 32
    if (sizes.at(-1) === segmentBytes) throw wrong('its last packet goes on')
    pages.push({ packets: packetsOf(bytes, sizes, start), granule })
    at = end
  }
  return pages
}

function packetsOf(bytes: Packet, sizes: Uint8Array, start: number): Packet[] {
  const packets: Packet[] = []
  let from = start
  let to = start
  for (const size of sizes) {
    to += size
    if (size === segmentBytes) continue
    packets.push(bytes.slice(from, to))
    from = to
  }
  return packets
}

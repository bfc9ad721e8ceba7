import { readOgg, writeOgg, type OggPage, type Packet } from './ogg.ts'

/** Opus counts time in samples at this rate, whatever it was made from. */
export const opusRate = 48_000
/** Samples at 48 kHz of one packet as encoders make them: 20 ms. */
const usualPacket = 960
const packetsInPage = 50
const segmentsInPage = 255

/** A recording of one channel in Opus. */
export interface OpusAudio {
  packets: readonly Packet[]
  /** Samples at 48 kHz that come out in front of the first one that went in. */
  preSkip: number
  /** Rate of what it was made from, in Hz; 48,000 is a multiple of it. */
  sampleRate: number
  /** Samples, at that rate. */
  length: number
  /** SHA-256 of the PCM that it was made from (16 bit, little-endian), in lower-case hex; null where it is not known. */
  original: string | null
}

const ascii = (text: string): Packet => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const vendor = 'mockloop'
const tagName = 'PCM_SHA256='

/** An Ogg file that players open. The packets may reach beyond the length; what is not needed is left out. */
export function writeOpus(audio: OpusAudio): Uint8Array<ArrayBuffer> {
  const { packets, preSkip, length, sampleRate } = audio
  const end = preSkip + length * (opusRate / sampleRate)
  const pages: OggPage[] = []
  let granule = 0
  for (let at = 0; at < packets.length && granule < end;) {
    const page: Packet[] = []
    let segments = 0
    for (; at < packets.length && granule < end && page.length < packetsInPage; at++) {
      const packet = packets[at] as Packet
      segments += Math.floor(packet.length / 255) + 1
      if (segments > segmentsInPage) break
      page.push(packet)
      granule += samplesIn(packet)
    }
    pages.push({ packets: page, granule: Math.min(granule, end) })
  }
  if (granule < end) throw new RangeError(`${granule} of ${end} samples were encoded`)
  return writeOgg([
    { packets: [headOf(audio)], granule: 0 },
    { packets: [tagsOf(audio)], granule: 0 },
    ...pages,
  ])
}

function headOf({ preSkip, sampleRate }: OpusAudio): Packet {
  const head = new Uint8Array(19)
  head.set(ascii('OpusHead'))
  head.set([1, 1], 8)
  const view = new DataView(head.buffer)
  view.setUint16(10, preSkip, true)
  view.setUint32(12, sampleRate, true)
  return head
}

function tagsOf({ original }: OpusAudio): Packet {
  const comments = original === null ? [] : [tagName + original]
  const texts = [vendor, ...comments].map(ascii)
  const tags = new Uint8Array(texts.reduce((sum, text) => sum + 4 + text.length, 12))
  const view = new DataView(tags.buffer)
  tags.set(ascii('OpusTags'))
  let at = 8
  for (const [i, text] of texts.entries()) {
    view.setUint32(at, text.length, true)
    tags.set(text, at + 4)
    at += 4 + text.length
    if (i > 0) continue
    view.setUint32(at, comments.length, true)
    at += 4
  }
  return tags
}

/**
 * What `writeOpus` wrote.
 * @throws Error where the file is damaged, or is not one of this app's
 */
export function readOpus(file: Uint8Array): OpusAudio {
  const [head, tags, ...pages] = readOgg(file)
  const { preSkip, sampleRate } = readHead(head?.packets[0])
  const packets = pages.flatMap((page) => page.packets)
  const end = pages.at(-1)?.granule ?? preSkip
  const encoded = packets.reduce((sum, packet) => sum + samplesIn(packet), 0)
  const length = (end - preSkip) / (opusRate / sampleRate)
  if (!Number.isSafeInteger(length) || length < 0) throw new Error('its length is none')
  if (encoded < end || encoded - end > 2 * usualPacket + 5_760) throw new Error('its length is another one')
  return { packets, preSkip, sampleRate, length, original: readTags(tags?.packets[0]) }
}

function readHead(head: Packet | undefined): { preSkip: number; sampleRate: number } {
  if (!head || !startsWith(head, 'OpusHead') || head.length !== 19) throw new Error('no Opus')
  const view = new DataView(head.buffer, head.byteOffset)
  const sampleRate = view.getUint32(12, true)
  const isOwn = head[8] === 1 && head[9] === 1 && view.getInt16(16, true) === 0 && head[18] === 0
  if (!isOwn || ![8_000, 12_000, 16_000, 24_000, 48_000].includes(sampleRate))
    throw new Error('Opus of another kind')
  return { preSkip: view.getUint16(10, true), sampleRate }
}

function readTags(tags: Packet | undefined): string | null {
  if (!tags || !startsWith(tags, 'OpusTags')) throw new Error('its tags are missing')
  const text = Array.from(tags, (byte) => String.fromCharCode(byte)).join('')
  return new RegExp(`${tagName}([0-9a-f]{64})$`).exec(text)?.[1] ?? null
}

const startsWith = (bytes: Packet, text: string) => ascii(text).every((byte, i) => byte === bytes[i])

/** Samples at 48 kHz that come out of a packet, by its first two bytes (RFC 6716, 3.1). */
export function samplesIn(packet: Packet): number {
  const [toc = 0, count = 0] = packet
  if (packet.length === 0) throw new Error('an empty packet')
  const config = toc >> 3
  const frame =
    config < 12
      ? ([480, 960, 1_920, 2_880][config % 4] ?? 0)
      : config < 16
        ? ([480, 960][config % 2] ?? 0)
        : ([120, 240, 480, 960][config % 4] ?? 0)
  const code = toc & 3
  const samples = frame * (code === 0 ? 1 : code < 3 ? 2 : count & 63)
  // Longer ones no decoder takes.
  if (samples === 0 || samples > 5_760) throw new Error('a packet of no length')
  return samples
}

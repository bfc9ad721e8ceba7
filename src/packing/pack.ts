import { sha256Of } from '../platform/transfer.ts'
import type { PackedAudio, TakeAudio } from '../session/store.ts'
import { SAMPLE_RATE } from '../speech/format.ts'
import { isAlike } from './likeness.ts'
import type { Packet } from './ogg.ts'
import { opusRate, writeOpus } from './opusFile.ts'
import { unpack } from './unpack.ts'

/** Bits a second: an hour is 14 MB at the first. What does not come out alike, such as noise, is tried with more. */
const bitrates = [32_000, 64_000, 128_000]
/** Samples at 48 kHz by which the usual encoder is late; what it says itself may be counted at another rate. */
const usualPreSkip = 312
/** Silence after the end, in samples: it pushes the last ones out of the encoder. */
const after = 960
const second = 1_000_000

/** Whether recordings can be packed, and read again, in this browser and at this address. */
export async function canPack(): Promise<boolean> {
  if (typeof AudioEncoder === 'undefined' || typeof AudioDecoder === 'undefined') return false
  const { supported } = await AudioEncoder.isConfigSupported(configOf(bitrates[0] ?? 0))
  return Boolean(supported)
}

const configOf = (bitrate: number): AudioEncoderConfig => ({
  codec: 'opus',
  sampleRate: SAMPLE_RATE,
  numberOfChannels: 1,
  bitrate,
})

/**
 * Packs a recording of 16 kHz, and unpacks it again to hold it against what was recorded. Null where it does not come
 * out alike, has another rate, or is empty: then the PCM has to be kept.
 */
export async function pack({ take, sampleRate, samples }: TakeAudio): Promise<PackedAudio | null> {
  if (sampleRate !== SAMPLE_RATE || samples.length === 0) return null
  const original = await sha256Of(new Uint8Array(samples.slice().buffer))
  for (const bitrate of bitrates) {
    const { packets, declared } = await encode(samples, bitrate)
    const scaled = (declared * opusRate) / SAMPLE_RATE
    for (const preSkip of new Set([usualPreSkip, declared, scaled])) {
      const file = writeOpus({ packets, preSkip, sampleRate, length: samples.length, original })
      if (isAlike(samples, await unpack({ file }))) return { take, sampleRate, length: samples.length, file }
    }
  }
  return null
}

interface Encoded {
  packets: Packet[]
  /** The pre-skip that the encoder tells. */
  declared: number
}

async function encode(samples: Int16Array<ArrayBuffer>, bitrate: number): Promise<Encoded> {
  const packets: Packet[] = []
  let declared = usualPreSkip
  let failure: unknown = null
  const encoder = new AudioEncoder({
    output(chunk, metadata) {
      const packet = new Uint8Array(chunk.byteLength)
      chunk.copyTo(packet)
      packets.push(packet)
      declared = preSkipOf(metadata?.decoderConfig?.description) ?? declared
    },
    error: (error) => (failure ??= error),
  })
  try {
    encoder.configure(configOf(bitrate))
    for (let from = 0; from < samples.length + after && failure === null; from += SAMPLE_RATE) {
      const part = new Int16Array(Math.min(SAMPLE_RATE, samples.length + after - from))
      part.set(samples.subarray(from, from + part.length))
      const data = new AudioData({
        format: 's16',
        sampleRate: SAMPLE_RATE,
        numberOfChannels: 1,
        numberOfFrames: part.length,
        timestamp: (from / SAMPLE_RATE) * second,
        data: part,
      })
      encoder.encode(data)
      data.close()
    }
    if (failure === null) await encoder.flush()
    if (failure !== null) throw failure
    return { packets, declared }
  } finally {
    if (encoder.state !== 'closed') encoder.close()
  }
}

/** Out of the head of an Opus stream. */
function preSkipOf(description: AllowSharedBufferSource | undefined): number | null {
  if (!description) return null
  const view = ArrayBuffer.isView(description)
    ? new DataView(description.buffer, description.byteOffset, description.byteLength)
    : new DataView(description)
  return view.byteLength >= 12 ? view.getUint16(10, true) : null
}

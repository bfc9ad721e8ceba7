import type { Packer } from '../../src/packing/packer.ts'
import { readOpus, writeOpus } from '../../src/packing/opusFile.ts'
import { sha256Of } from '../../src/platform/transfer.ts'
import type { PackedAudio, TakeAudio, Unpack } from '../../src/session/store.ts'

/** Samples of a packet of 20 ms. */
const packetSamples = 320
/** The first byte of such a packet. */
const toc = 0x48

/**
 * A packed recording where no browser encodes: a true file, whose packets hold samples instead of Opus. What it was made
 * from is told by its hash, as always.
 */
export async function packedFrom({ take, sampleRate, samples }: TakeAudio): Promise<PackedAudio> {
  const original = await sha256Of(new Uint8Array(samples.slice().buffer))
  const packets = Array.from({ length: Math.ceil(samples.length / packetSamples) }, (_, i) => {
    const packet = new Uint8Array(1 + packetSamples * 2)
    packet[0] = toc
    const part = samples.slice(i * packetSamples, (i + 1) * packetSamples)
    packet.set(new Uint8Array(part.buffer), 1)
    return packet
  })
  const length = samples.length
  return { take, sampleRate, length, file: writeOpus({ packets, preSkip: 0, sampleRate, length, original }) }
}

/** Unpacks what `packedFrom` packed. */
export const unpackHeld: Unpack = async ({ file }) => {
  const { packets, length } = readOpus(file)
  const samples = new Int16Array(packets.length * packetSamples)
  for (const [i, packet] of packets.entries())
    samples.set(new Int16Array(packet.slice(1).buffer), i * packetSamples)
  return samples.slice(0, length)
}

/** Packs where no browser does, and counts. */
export function packerHeld(): Packer & { packed: string[]; closed: number } {
  const packer = {
    packed: [] as string[],
    closed: 0,
    pack(audio: TakeAudio): Promise<PackedAudio | null> {
      packer.packed.push(audio.take)
      return packedFrom(audio)
    },
    close() {
      packer.closed += 1
    },
  }
  return packer
}

import type { PackedAudio } from '../session/store.ts'
import { createDecimator } from './decimate.ts'
import { opusRate, readOpus, samplesIn, type OpusAudio } from './opusFile.ts'

const opusConfig: AudioDecoderConfig = { codec: 'opus', sampleRate: opusRate, numberOfChannels: 1 }

/** The PCM of a packed recording. Rejects where the file is damaged, or this browser decodes no Opus. */
export async function unpack({ file }: Pick<PackedAudio, 'file'>): Promise<Int16Array<ArrayBuffer>> {
  const audio = readOpus(file)
  if (await decodesPackets()) return decode(audio)
  return decodeFile(file, audio)
}

const decodesPackets = async (): Promise<boolean> =>
  typeof AudioDecoder !== 'undefined' && Boolean((await AudioDecoder.isConfigSupported(opusConfig)).supported)

/** Packets that decoders are given beyond those that they work on. */
const ahead = 100

/** Decodes packet by packet. */
async function decode(audio: OpusAudio): Promise<Int16Array<ArrayBuffer>> {
  const coming = audio.packets.reduce((sum, packet) => sum + samplesIn(packet), 0)
  const output = collect(audio)
  await run(audio, output)
  if (output.came() === coming) return output.samples
  // Some decoders leave out by themselves what comes before the first sample.
  const whole = collect({ ...audio, preSkip: audio.preSkip - (coming - output.came()) })
  await run(audio, whole)
  return whole.samples
}

async function run({ packets }: OpusAudio, output: Collected): Promise<void> {
  let failure: unknown = null
  let wake = () => {}
  const decoder = new AudioDecoder({
    output(data) {
      try {
        output.add(data)
      } catch (error) {
        failure ??= error
      } finally {
        data.close()
      }
    },
    error(error) {
      failure ??= error
      wake()
    },
  })
  const someDone = () => new Promise<void>((resolve) => (wake = resolve))
  decoder.addEventListener('dequeue', () => wake())
  try {
    decoder.configure(opusConfig)
    let timestamp = 0
    for (const packet of packets) {
      if (failure !== null) break
      while (decoder.decodeQueueSize > ahead && failure === null) await someDone()
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp, data: packet }))
      timestamp += Math.round((samplesIn(packet) * 1e6) / opusRate)
    }
    if (failure === null) await decoder.flush()
    if (failure !== null) throw failure
  } finally {
    if (decoder.state !== 'closed') decoder.close()
  }
}

type Collected = ReturnType<typeof collect>

/** Takes in what is decoded at 48 kHz, and holds it at the rate of the recording. */
function collect({ preSkip, sampleRate, length }: OpusAudio) {
  const samples = new Int16Array(length)
  const decimate = createDecimator(opusRate / sampleRate)
  let skip = Math.max(0, preSkip)
  let came = 0
  let at = 0
  const emit = (sample: number) => {
    if (at < length) samples[at++] = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))
  }
  return {
    samples,
    came: () => came,
    add(data: AudioData) {
      if (data.sampleRate !== opusRate) throw new Error(`decoded at ${data.sampleRate} Hz`)
      const part = new Float32Array(data.numberOfFrames)
      data.copyTo(part, { planeIndex: 0, format: 'f32-planar' })
      came += part.length
      const left = Math.min(skip, part.length)
      skip -= left
      decimate(part.subarray(left), emit)
      // What is at the very end still lacks what would follow it.
      if (came >= preSkip + (length * opusRate) / sampleRate) decimate(new Float32Array(opusRate / 50), emit)
    },
  }
}

/** Decodes the file as a whole, in browsers that decode no single packets. Not in workers. */
export async function decodeFile(
  file: Uint8Array<ArrayBuffer>,
  { sampleRate, length }: Pick<OpusAudio, 'sampleRate' | 'length'>,
): Promise<Int16Array<ArrayBuffer>> {
  if (typeof OfflineAudioContext === 'undefined') throw new Error('this browser decodes no Opus')
  const context = new OfflineAudioContext(1, 1, sampleRate)
  const decoded = (await context.decodeAudioData(file.slice().buffer)).getChannelData(0)
  return Int16Array.from({ length }, (_, i) =>
    Math.max(-32_768, Math.min(32_767, Math.round((decoded[i] ?? 0) * 32_768))),
  )
}

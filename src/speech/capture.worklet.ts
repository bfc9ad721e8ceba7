import { createQuantaCutter } from './quanta.ts'

/** What the worklet posts: a block of up to 512 samples, or that it got to a mark. */
export type FromWorklet = { samples: Int16Array<ArrayBuffer> } | { mark: number }
export type ToWorklet = { mark: number } | { close: true }

/** Frames of a render quantum, as long as no channel tells. */
const QUANTUM = 128

declare const sampleRate: number
declare const currentFrame: number
declare function registerProcessor(name: string, processor: unknown): void
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}

/** Cuts the microphone into 16-bit blocks at 16 kHz. Every sample is posted once, in order: their count is the clock. */
class CaptureProcessor extends AudioWorkletProcessor {
  #open = true
  readonly #cutter = createQuantaCutter(sampleRate, (samples) =>
    this.port.postMessage({ samples } satisfies FromWorklet, [samples.buffer]),
  )

  constructor() {
    super()
    this.port.addEventListener('message', ({ data }: MessageEvent<ToWorklet>) => {
      this.#cutter.flush()
      if ('mark' in data) this.port.postMessage({ mark: data.mark } satisfies FromWorklet, [])
      else this.#open = false
    })
    this.port.start()
  }

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0]
    this.#cutter.quantum(channel, channel?.length ?? QUANTUM, currentFrame)
    return this.#open
  }
}

registerProcessor('capture', CaptureProcessor)

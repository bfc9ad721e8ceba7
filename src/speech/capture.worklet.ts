import { FRAME_SAMPLES, SAMPLE_RATE } from './format.ts'
import { createResampler } from './resample.ts'

/** What the worklet posts: a block of up to 512 samples, or that it got to a mark. */
export type FromWorklet = { samples: Int16Array<ArrayBuffer> } | { mark: number }
export type ToWorklet = { mark: number } | { close: true }

declare const sampleRate: number
declare function registerProcessor(name: string, processor: unknown): void
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}

/** Cuts the microphone into 16-bit blocks at 16 kHz. Every sample is posted once, in order: their count is the clock. */
class CaptureProcessor extends AudioWorkletProcessor {
  #block = new Int16Array(FRAME_SAMPLES)
  #filled = 0
  #open = true
  readonly #resample = sampleRate === SAMPLE_RATE ? null : createResampler(sampleRate, SAMPLE_RATE)

  constructor() {
    super()
    this.port.addEventListener('message', ({ data }: MessageEvent<ToWorklet>) => {
      this.#post()
      if ('mark' in data) this.port.postMessage({ mark: data.mark } satisfies FromWorklet, [])
      else this.#open = false
    })
    this.port.start()
  }

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0]
    if (channel && this.#resample) this.#resample(channel, this.#take)
    else if (channel) for (const sample of channel) this.#take(sample)
    return this.#open
  }

  readonly #take = (sample: number): void => {
    this.#block[this.#filled++] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)))
    if (this.#filled === FRAME_SAMPLES) this.#post()
  }

  #post(): void {
    if (this.#filled === 0) return
    const samples = this.#block.slice(0, this.#filled)
    this.#filled = 0
    this.port.postMessage({ samples } satisfies FromWorklet, [samples.buffer])
  }
}

registerProcessor('capture', CaptureProcessor)

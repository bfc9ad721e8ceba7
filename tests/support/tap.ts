/** What the audio thread runs: sends each block on, with the frame that it begins at. */
const tapCode = `
registerProcessor('tap', class extends AudioWorkletProcessor {
  process([[samples]]) {
    if (samples) this.port.postMessage({ frame: currentFrame, samples: samples.slice() })
    return true
  }
})`

export interface Tap {
  context: AudioContext
  /** Frames from the first to the last loud one so far; null while all is silent. */
  loud(): { from: number; to: number } | null
}

/** A context at 16 kHz whose destination keeps what is played instead of playing it. */
export async function tappedContext(): Promise<Tap> {
  const context = new AudioContext({ sampleRate: 16_000 })
  const code = URL.createObjectURL(new Blob([tapCode], { type: 'text/javascript' }))
  await context.audioWorklet.addModule(code)
  URL.revokeObjectURL(code)
  const into = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 0, channelCount: 1 })
  Object.defineProperty(context, 'destination', { value: into })
  let loud: { from: number; to: number } | null = null
  into.port.addEventListener(
    'message',
    ({ data }: MessageEvent<{ frame: number; samples: Float32Array }>) => {
      for (const [i, sample] of data.samples.entries())
        if (Math.abs(sample) > 0.01) loud = { from: loud?.from ?? data.frame + i, to: data.frame + i }
    },
  )
  into.port.start()
  return { context, loud: () => loud }
}

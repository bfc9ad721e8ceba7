import { SAMPLE_RATE } from '../format.ts'
import { RecognitionError, type Recogniser, type Transcript } from '../recogniser.ts'
import { transcriptOf, type SaidWord } from './words.ts'

/** The browser's recogniser, as far as it is used. */
interface NativeRecognition extends EventTarget {
  lang: string
  continuous: boolean
  interimResults: boolean
  /** Whether the sound stays on the device. Only browsers that know it are used. */
  processLocally: boolean
  start(track?: MediaStreamTrack): void
  stop(): void
  abort(): void
}
export interface NativeRecognitionClass {
  new (): NativeRecognition
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>
}
interface NativeResults extends Event {
  results: ArrayLike<ArrayLike<{ transcript: string; confidence: number }> & { isFinal: boolean }>
}

const lang = 'en-US'
/** Ms after which what was said last is taken as it is. */
const patienceMs = 8_000
/** Ms within which it does not end by itself, but because it cannot go on. */
const hastyMs = 300

const nativeClass = (): NativeRecognitionClass | undefined =>
  (globalThis as { SpeechRecognition?: NativeRecognitionClass }).SpeechRecognition

/**
 * Whether the browser recognises English on this device itself. One that may send the sound away counts as none:
 * that includes every browser that cannot tell.
 */
export async function localRecognition(
  Native: NativeRecognitionClass | undefined = nativeClass(),
): Promise<'ready' | 'installable' | 'none'> {
  if (!Native?.available || !('processLocally' in Native.prototype)) return 'none'
  const answer = await Native.available({ langs: [lang], processLocally: true }).catch(() => 'unavailable')
  if (answer === 'available') return 'ready'
  return answer === 'downloadable' || answer === 'downloading' ? 'installable' : 'none'
}

/** A track that plays what it is given, one piece after the other. */
interface PlayedTrack {
  track: MediaStreamTrack | undefined
  play(samples: Int16Array): void
  /** Ms until all of it was played. */
  leftMs(): number
  close(): void
}

/** So that the browser hears what was recorded, not what it would hear by itself. */
function playedTrack(): PlayedTrack {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE })
  const output = context.createMediaStreamDestination()
  let until = 0
  void context.resume()
  return {
    track: output.stream.getAudioTracks()[0],
    play(samples: Int16Array) {
      const buffer = context.createBuffer(1, samples.length, SAMPLE_RATE)
      buffer.copyToChannel(
        Float32Array.from(samples, (sample) => sample / 32768),
        0,
      )
      const player = new AudioBufferSourceNode(context, { buffer })
      player.connect(output)
      until = Math.max(until, context.currentTime)
      player.start(until)
      until += buffer.duration
    },
    leftMs: () => Math.max(0, (until - context.currentTime) * 1000),
    close: () => void context.close(),
  }
}

/**
 * The browser's own recognition, where it is local. It gives text while the person speaks, without times of words. It
 * hears the take's samples where it takes a track; an older one listens to the microphone by itself.
 * @throws RecognitionError where it is not there or may send the sound away
 */
export async function openBrowserRecogniser(
  Native: NativeRecognitionClass | undefined = nativeClass(),
  makeTrack: () => PlayedTrack = playedTrack,
): Promise<Recogniser> {
  if (!Native || (await localRecognition(Native)) !== 'ready')
    throw new RecognitionError('unsupported', 'This browser does not recognise speech on the device')
  let current: { cancel(): void } | null = null
  return {
    engine: 'browser-local',
    streams: true,
    begin({ partial }) {
      current?.cancel()
      const take = listen(Native, makeTrack(), partial)
      current = take
      return take
    },
    close: () => current?.cancel(),
  }
}

function listen(Native: NativeRecognitionClass, sound: PlayedTrack, partial: (text: string) => void) {
  const native = new Native()
  let before: SaidWord[] = []
  let heard: SaidWord[] = []
  let samples = 0
  let over = false
  let startedAt = 0
  let hasty = 0
  let failure: RecognitionError | null = null
  let ended: () => void = () => {}
  const end = new Promise<void>((resolve) => (ended = resolve))

  native.lang = lang
  native.continuous = true
  native.interimResults = true
  native.processLocally = true
  native.addEventListener('result', (event) => {
    heard = Array.from((event as NativeResults).results, ({ 0: best }) => ({
      text: best?.transcript ?? '',
      // It tells no times.
      startMs: Number.NaN,
      endMs: Number.NaN,
      confidence: best && best.confidence > 0 ? best.confidence : null,
    }))
    partial(transcript().text)
  })
  native.addEventListener('error', (event) => {
    const { error = 'unknown' } = event as Event & { error?: string }
    // Silence is no failure, nor is being stopped.
    if (error === 'no-speech' || error === 'aborted') return
    failure = new RecognitionError('failed', `The browser’s recognition failed: ${error}`)
  })
  native.addEventListener('end', () => {
    before = [...before, ...heard]
    heard = []
    // It also ends by itself, after a silence; the take goes on.
    if (performance.now() - startedAt > hastyMs) hasty = 0
    else if (++hasty > 3) failure ??= new RecognitionError('failed', 'The browser’s recognition ends at once')
    if (over || failure) return ended()
    start()
  })

  function start(): void {
    startedAt = performance.now()
    try {
      if (sound.track) native.start(sound.track)
      else native.start()
    } catch {
      try {
        native.start()
      } catch (cause) {
        failure = new RecognitionError('failed', 'The browser’s recognition did not start', { cause })
        ended()
      }
    }
  }
  function transcript(): Transcript {
    const lines = [...before, ...heard].map((word) => ({ text: word.text, words: [word] }))
    return transcriptOf(lines, (samples / SAMPLE_RATE) * 1000, {
      engine: 'browser-local',
      fillers: 'dropped',
    })
  }
  function close(): void {
    over = true
    sound.close()
  }

  start()
  return {
    push(piece: Int16Array<ArrayBuffer>) {
      if (over) return
      samples += piece.length
      sound.play(piece)
    },
    async finish() {
      await waitMs(sound.leftMs())
      over = true
      native.stop()
      await Promise.race([end, waitMs(patienceMs)])
      close()
      if (failure && transcript().text === '') throw failure
      return transcript()
    },
    cancel() {
      close()
      native.abort()
    },
  }
}

const waitMs = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

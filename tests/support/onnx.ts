/** Writes small ONNX models: just enough of its protocol buffers for stand-ins. */

type Bytes = number[]

function varint(value: number): Bytes {
  const bytes: Bytes = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return [...bytes, Number(rest)]
}
const int = (field: number, value: number): Bytes => [...varint(field << 3), ...varint(value)]
const block = (field: number, bytes: ArrayLike<number>): Bytes => {
  const all = Array.from(bytes)
  return [...varint((field << 3) | 2), ...varint(all.length), ...all]
}
const text = (field: number, value: string): Bytes => block(field, new TextEncoder().encode(value))

const types = { float: 1, int64: 7, bool: 9 } as const
type Type = keyof typeof types
export type Dimension = number | string

/** A named input or output; dimensions by name may be of any size. */
export function port(name: string, type: Type, shape: readonly Dimension[]): Bytes {
  const dimensions = shape.flatMap((size) =>
    block(1, typeof size === 'number' ? int(1, size) : text(2, size)),
  )
  return [...text(1, name), ...block(2, block(1, [...int(1, types[type]), ...block(2, dimensions)]))]
}

/** A constant. */
export function constant(name: string, shape: readonly number[], data: Float32Array | BigInt64Array): Bytes {
  const type = data instanceof Float32Array ? 'float' : 'int64'
  return [
    ...shape.flatMap((size) => int(1, size)),
    ...int(2, types[type]),
    ...text(8, name),
    ...block(9, new Uint8Array(data.buffer)),
  ]
}

export function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number>> = {},
): Bytes {
  const integer = 2
  return [
    ...inputs.flatMap((input) => text(1, input)),
    ...text(2, output),
    ...text(4, operator),
    ...Object.entries(attributes).flatMap(([name, number]) =>
      block(5, [...text(1, name), ...int(3, number), ...int(20, integer)]),
    ),
  ]
}

/** A model of opset 14. */
export function onnxModel(graph: {
  nodes: Bytes[]
  constants: Bytes[]
  inputs: Bytes[]
  outputs: Bytes[]
}): Uint8Array<ArrayBuffer> {
  const bytes = [
    ...graph.nodes.flatMap((each) => block(1, each)),
    ...text(2, 'stand-in'),
    ...graph.constants.flatMap((each) => block(5, each)),
    ...graph.inputs.flatMap((each) => block(11, each)),
    ...graph.outputs.flatMap((each) => block(12, each)),
  ]
  return Uint8Array.from([...int(1, 8), ...block(7, bytes), ...block(8, [...text(1, ''), ...int(2, 14)])])
}

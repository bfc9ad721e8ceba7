import type { Bundle, Matrix } from './bundle.ts'
import { answerShape, askedShape, labels, probeKeys, sentenceShape } from './shape.ts'
import type { Told } from './shape.ts'

/** What the encoder makes of one sentence. */
export interface Reading {
  /** Its meaning, 512 numbers of length 1. */
  pooled: Float32Array
  /** Words that speak for each label, one number a label. */
  attended: Float32Array
}

/** What speaks for each label, in log odds. */
export interface Verdict {
  /** Of the whole answer, by label. */
  answer: Float64Array
  /** Of each sentence of the last turn, by label. */
  sentences: Float64Array[]
}

export type Heads = (told: Told, readings: readonly (readonly Reading[])[]) => Verdict

/** How sharply the strongest sentence decides for an answer. */
const SHARPNESS = 1.5
const NOWHERE = -30
const signalCount = labels.length - probeKeys.length

/** The heads over the encoder's readings: each sentence's own log odds, and from them the answer's. */
export function createHeads(bundle: Bundle): Heads {
  const matrix = (name: string) => bundle.matrix(name)
  const [meaning, shape, beside, out] = [matrix('a'), matrix('f'), matrix('nb'), matrix('o')]
  const hiddenBias = matrix('hiddenBias').data
  const outBias = matrix('outBias').data
  const bias = matrix('bias').data
  const [fromAnswer, toCovered, asked] = [matrix('ans'), matrix('covctx'), matrix('cov')]
  const width = meaning.columns

  return (told, readings) => {
    const flat = readings.flatMap((turn, turnAt) => turn.map((reading, at) => ({ reading, turnAt, at })))
    const logits = flat.map(({ reading, turnAt, at }, index) => {
      const hidden = Float64Array.from(hiddenBias)
      add(meaning, reading.pooled, 8, hidden)
      add(shape, sentenceShape(told, turnAt, at), 1, hidden)
      const before = flat[index - 1]?.reading.pooled ?? new Float32Array(width)
      const after = flat[index + 1]?.reading.pooled ?? new Float32Array(width)
      add(beside, [...before, ...after], 4, hidden)
      const given = Float64Array.from(outBias)
      add(
        out,
        hidden.map((value) => Math.max(0, value)),
        1,
        given,
      )
      return given.map((value, label) => value + (reading.attended[label] ?? 0))
    })
    const lastTurn = told.turns.length - 1
    const sentences = logits.filter((_, index) => flat[index]?.turnAt === lastTurn)
    const answer = Float64Array.from(bias)
    const shown = new Float64Array(signalCount)
    const overall = answerShape(told)
    add(fromAnswer, overall, 1, shown)
    const covered = new Float64Array(probeKeys.length)
    add(toCovered, overall, 1, covered)
    const wasAsked = askedShape(told)
    labels.forEach((_, label) => {
      const probe = label - signalCount
      answer[label] =
        (answer[label] ?? 0) +
        strongest(probe < 0 ? sentences : logits, label) +
        (probe < 0 ? (shown[label] ?? 0) : (covered[probe] ?? 0))
      if (probe >= 0)
        wasAsked[probe]?.forEach((value, at) => {
          answer[label] = (answer[label] ?? 0) + value * (asked.data[probe * asked.columns + at] ?? 0)
        })
    })
    return {
      answer,
      sentences: sentences.map((each) => each.map((value, label) => value + (bias[label] ?? 0))),
    }
  }
}

/** Adds a matrix times a scaled vector to `into`. */
function add(
  { rows, columns, data }: Matrix,
  vector: ArrayLike<number>,
  scale: number,
  into: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    let sum = 0
    const from = row * columns
    for (let column = 0; column < columns; column++) sum += (data[from + column] ?? 0) * (vector[column] ?? 0)
    into[row] = (into[row] ?? 0) + sum * scale
  }
}

/** A smooth maximum over sentences. */
function strongest(sentences: readonly Float64Array[], label: number): number {
  const values = sentences.map((each) => each[label] ?? NOWHERE)
  const top = Math.max(NOWHERE, ...values)
  const sum = values.reduce((total, value) => total + Math.exp((value - top) * SHARPNESS), 0)
  return top + Math.log(Math.max(1e-9, sum)) / SHARPNESS
}

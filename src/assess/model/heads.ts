import type { Bundle, Matrix } from './bundle.ts'
import { answerShape, askedShape, labels, sentenceShape, signalCount } from './shape.ts'
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

/** What a reading adds to the hidden layer of its own sentence, of the one after it and of the one before. */
interface Parts {
  own: Float64Array
  asBefore: Float64Array
  asAfter: Float64Array
}

/** The heads over the encoder's readings: each sentence's own log odds, and from them the answer's. */
export function createHeads(bundle: Bundle): Heads {
  // No function below names the bundle: it would keep the whole file in memory.
  const [meaning, shape, beside] = [bundle.matrix('a'), bundle.matrix('f'), bundle.matrix('nb')]
  const out = bundle.matrix('o')
  const hiddenBias = bundle.matrix('hiddenBias').data
  const outBias = bundle.matrix('outBias').data
  const bias = bundle.matrix('bias').data
  const [fromAnswer, toCovered] = [bundle.matrix('ans'), bundle.matrix('covctx')]
  const asked = bundle.matrix('cov')
  const known = new WeakMap<Reading, Parts>()

  /** A sentence keeps its parts as long as its reading is kept, so that only new sentences take time. */
  function partsOf(reading: Reading): Parts {
    const before = known.get(reading)
    if (before) return before
    const parts = {
      own: times(meaning, reading.pooled, 8),
      asBefore: times(beside, reading.pooled, 4),
      asAfter: times(beside, reading.pooled, 4, meaning.columns),
    }
    known.set(reading, parts)
    return parts
  }

  return (told, readings) => {
    const flat = readings.flatMap((turn, turnAt) => turn.map((reading, at) => ({ reading, turnAt, at })))
    const parts = flat.map(({ reading }) => partsOf(reading))
    const logits = flat.map(({ reading, turnAt, at }, index) => {
      const placed = times(shape, Float64Array.from(sentenceShape(told, turnAt, at)), 1)
      const hidden = placed.map((value, k) => {
        const sum =
          value +
          (hiddenBias[k] ?? 0) +
          (parts[index]?.own[k] ?? 0) +
          (parts[index - 1]?.asBefore[k] ?? 0) +
          (parts[index + 1]?.asAfter[k] ?? 0)
        return Math.max(0, sum)
      })
      return times(out, hidden, 1).map(
        (value, label) => value + (outBias[label] ?? 0) + (reading.attended[label] ?? 0),
      )
    })
    const lastTurn = told.turns.length - 1
    const sentences = logits.filter((_, index) => flat[index]?.turnAt === lastTurn)
    const overall = Float64Array.from(answerShape(told))
    const shown = times(fromAnswer, overall, 1)
    const covered = times(toCovered, overall, 1)
    const wasAsked = askedShape(told)
    const answer = Float64Array.from(labels, (_, label) => {
      const probe = label - signalCount
      if (probe < 0) return (bias[label] ?? 0) + strongest(sentences, label) + (shown[label] ?? 0)
      const fromAsking = (wasAsked[probe] ?? []).reduce(
        (sum, value, at) => sum + value * (asked.data[probe * asked.columns + at] ?? 0),
        0,
      )
      return (bias[label] ?? 0) + strongest(logits, label) + (covered[probe] ?? 0) + fromAsking
    })
    return {
      answer,
      sentences: sentences.map((each) => each.map((value, label) => value + (bias[label] ?? 0))),
    }
  }
}

/** A matrix times a scaled vector; `first` is the first column that counts. */
function times(
  { rows, columns, data }: Matrix,
  vector: Float32Array | Float64Array,
  scale: number,
  first = 0,
): Float64Array {
  const product = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const from = row * columns + first
    let sum = 0
    for (let at = 0; at < vector.length; at++) sum += (data[from + at] ?? 0) * (vector[at] ?? 0)
    product[row] = sum * scale
  }
  return product
}

/** A smooth maximum over sentences. */
function strongest(sentences: readonly Float64Array[], label: number): number {
  const values = sentences.map((each) => each[label] ?? NOWHERE)
  const top = Math.max(NOWHERE, ...values)
  const sum = values.reduce((total, value) => total + Math.exp((value - top) * SHARPNESS), 0)
  return top + Math.log(Math.max(1e-9, sum)) / SHARPNESS
}

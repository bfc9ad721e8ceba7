import type { Finding } from '../../../questions/finding.ts'
import type { Facts } from '../facts/facts.ts'
import { evidenceOf } from '../signals/evidence.ts'
import type { AnswerContext } from '../types.ts'
import type { Bundle, Matrix } from './bundle.ts'
import { answerShape, askedShape, labels, probeKeys, signalCount } from './shape.ts'
import type { Told } from './shape.ts'
import { wordsIn } from './words.ts'

/** What the rules and the facts say of an answer. */
export interface Known {
  facts: Facts
  context: AnswerContext
  findings: readonly Finding[]
  /** Bare ids of the probes that the rules hold covered, in any turn. */
  coveredByRules: readonly string[]
  told: Told
}

/** All that the light form weighs beside single words, by name. What is absent counts 0. */
export function featuresOf({ facts, context, findings, coveredByRules, told }: Known): Map<string, number> {
  const features = new Map<string, number>()
  for (const [name, value] of Object.entries(evidenceOf(facts, context)))
    features.set(`evidence.${name}`, value)
  for (const { signal } of findings) features.set(`rule.${signal}`, 1)
  for (const probe of coveredByRules) features.set(`rule.${context.bucket}/${probe}`, 1)
  answerShape(told).forEach((value, at) => features.set(`answer.${at}`, value))
  askedShape(told).forEach((values, probe) => {
    values.forEach((value, at) => {
      if (value !== 0) features.set(`asked.${probeKeys[probe]}.${at}`, value)
    })
  })
  return features
}

/** Log odds of each label, from rules, facts and words alone. */
export type Light = (features: ReadonlyMap<string, number>, told: Told) => Float64Array

/** Log odds beyond which more evidence makes no difference. */
const SURE = 5.8

/** The form that needs no encoder: one logistic model a label. */
export function createLight(bundle: Bundle): Light {
  const names = bundle.list('features')
  const weights = bundle.matrix('featureWeights')
  const mean = bundle.matrix('featureMean').data
  const scale = bundle.matrix('featureScale').data
  const bias = bundle.matrix('lightBias').data
  const last = vocabulary(bundle, 'last')
  const all = vocabulary(bundle, 'all')
  return (features, told) => {
    const values = names.map((name, at) => ((features.get(name) ?? 0) - (mean[at] ?? 0)) * (scale[at] ?? 0))
    const words = wordsIn(told)
    const lastWords = placesOf(words.last, last.places)
    const allWords = placesOf(words.all, all.places)
    return Float64Array.from(labels, (_, label) => {
      const from = label * weights.columns
      let sum = bias[label] ?? 0
      for (let at = 0; at < weights.columns; at++) sum += (weights.data[from + at] ?? 0) * (values[at] ?? 0)
      sum +=
        label < signalCount
          ? sumOf(last.weights, label, lastWords)
          : sumOf(all.weights, label - signalCount, allWords)
      return Math.max(-SURE, Math.min(SURE, sum))
    })
  }
}

function vocabulary(bundle: Bundle, name: string): { places: Map<string, number>; weights: Matrix } {
  return {
    places: new Map(bundle.list(`${name}Words`).map((word, at) => [word, at])),
    weights: bundle.matrix(`${name}Weights`),
  }
}

function placesOf(words: ReadonlySet<string>, places: ReadonlyMap<string, number>): number[] {
  return [...words].map((word) => places.get(word)).filter((place) => place !== undefined)
}

function sumOf({ columns, data }: Matrix, row: number, places: readonly number[]): number {
  return places.reduce((sum, place) => sum + (data[row * columns + place] ?? 0), 0)
}

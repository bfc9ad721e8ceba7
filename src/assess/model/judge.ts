import { bucketProbes, signalIds } from '../../../questions/ids.ts'
import type { BucketId, SignalId } from '../../../questions/ids.ts'
import type { Assessment, Finding } from '../../../questions/finding.ts'
import { reasonToAbstain } from '../abstain.ts'
import { coveredBy } from '../coverage/coverage.ts'
import { factsOf, quoteOf } from '../facts/facts.ts'
import type { Facts } from '../facts/facts.ts'
import { findingsOf } from '../signals/index.ts'
import { isOnlyBudget } from '../signals/money.ts'
import type { AnswerContext, AnswerText, Turn } from '../types.ts'
import type { Bundle } from './bundle.ts'
import { createHeads } from './heads.ts'
import type { Heads, Reading, Verdict } from './heads.ts'
import { createLight, featuresOf } from './light.ts'
import type { Light } from './light.ts'
import { labels } from './shape.ts'
import type { Told, ToldTurn } from './shape.ts'

/** Sentences of one answer that are judged: of a longer one, its beginning and its end. */
const MOST_SENTENCES = 100
const AT_THE_END = 30
/** Signals that stand on what is not there, so that there is nothing to quote. */
const ABSENCES: readonly SignalId[] = ['no-impact']
/** Likelihood of being covered from which on a probe has come up. */
const TOUCHED = 0.22

/** A trained model, light or full. */
export interface Model {
  engine: string
  light: Light
  /** Likelihood (0..1) from which on a label is given, by label. */
  thresholds: Float32Array
  /** The full form has the encoder's heads too, and weighs the two against each other. */
  full: {
    heads: Heads
    weigh: (light: Float64Array, verdict: Verdict, ruled: (label: string) => boolean) => Float64Array
  } | null
}

/** The light form out of its file. */
export function lightModel(bundle: Bundle): Model {
  return {
    engine: bundle.engine,
    light: createLight(bundle),
    thresholds: bundle.matrix('lightThresholds').data,
    full: null,
  }
}

/** The full form: the light form's own weights, and what is in the full form's file. */
export function fullModel(form: Model, bundle: Bundle): Model {
  const { columns, data } = bundle.matrix('final')
  return {
    engine: bundle.engine,
    light: form.light,
    thresholds: bundle.matrix('thresholds').data,
    full: {
      heads: createHeads(bundle),
      weigh: (light, { answer }, ruled) =>
        Float64Array.from(labels, (label, at) => {
          const of = [light[at] ?? 0, answer[at] ?? 0, ruled(label) ? 1 : 0, 1]
          return of.reduce((sum, value, k) => sum + value * (data[at * columns + k] ?? 0), 0)
        }),
    },
  }
}

/** What is to be judged: the answer's facts, and all turns as the heads see them. */
export interface Case {
  answer: AnswerText
  context: AnswerContext
  facts: Facts
  /** Why there is nothing to judge, or null. */
  abstained: string | null
  /** The turns that count; the last is the answer, unless it is abstained on. */
  told: Told
}

/** Reads the facts of an answer and of the turns before it. */
export function caseOf(answer: AnswerText, context: AnswerContext): Case {
  const facts = factsOf(answer.text, context)
  const abstained = reasonToAbstain(facts, answer.confidence)
  const turns = context.turns.map((turn) => toldTurn(turn, factsOf(turn.text, context)))
  if (abstained === null) turns.push(toldTurn({ probe: context.probe, text: answer.text }, facts))
  const { question, bucket } = context
  return { answer, context, facts, abstained, told: { question, bucket, turns } }
}

function toldTurn({ probe, text }: Pick<Turn, 'probe' | 'text'>, { words, sentences }: Facts): ToldTurn {
  const kept =
    sentences.length <= MOST_SENTENCES
      ? sentences
      : [...sentences.slice(0, MOST_SENTENCES - AT_THE_END), ...sentences.slice(-AT_THE_END)]
  return { probe, text, words, sentences: kept }
}

/** The sentences that the encoder must read, by turn. */
export function sentencesToRead({ told }: Pick<Case, 'told'>): string[][] {
  return told.turns.map(({ text, sentences }) => sentences.map(({ start, end }) => text.slice(start, end)))
}

/** Judges an answer. `readings` are the encoder's of `sentencesToRead`; the light form needs none. */
export function judge(
  model: Model,
  { context, facts, abstained, told }: Case,
  readings: readonly (readonly Reading[])[],
): Assessment {
  const last = told.turns.at(-1)
  if (!last) return { engine: model.engine, abstained, findings: [], covered: [] }
  const turns: Turn[] = told.turns.map(({ probe, text }) => ({ probe, text, seconds: 0 }))
  const lastContext = { ...context, probe: last.probe, turns: turns.slice(0, -1) }
  const lastFacts = abstained === null ? facts : factsOf(last.text, context)
  const ruled = findingsOf(lastFacts, lastContext)
  const features = featuresOf({
    facts: lastFacts,
    context: lastContext,
    findings: ruled,
    coveredByRules: coveredBy(turns, lastContext),
    told,
  })
  const light = model.light(features, told)
  const verdict = model.full?.heads(told, readings) ?? null
  const odds =
    model.full && verdict
      ? model.full.weigh(light, verdict, (label) => features.get(`rule.${label}`) === 1)
      : light
  const isGiven = (label: string): boolean =>
    likelihood(label) >= (model.thresholds[labels.indexOf(label)] ?? 1)
  const likelihood = (label: string): number =>
    1 / (1 + Math.exp(-(odds[labels.indexOf(label)] ?? -Infinity)))
  const probes: readonly string[] = bucketProbes[context.bucket as BucketId] ?? []
  const keyOf = (probe: string) => `${context.bucket}/${probe}`
  return {
    engine: model.engine,
    abstained,
    findings:
      abstained === null
        ? signalIds
            .filter(isGiven)
            .filter((signal, _, all) => isPossible(signal, all, lastFacts))
            .map((signal) => found(signal, ruled, facts, last, verdict))
        : [],
    covered: probes.filter((probe) => isGiven(keyOf(probe))),
    touched: probes.filter((probe) => !isGiven(keyOf(probe)) && likelihood(keyOf(probe)) >= TOUCHED),
  }
}

/** No point comes first where there is no example; and money that was only allowed is no result (guide: impact). */
function isPossible(signal: SignalId, all: readonly SignalId[], facts: Facts): boolean {
  if (signal === 'headline-first') return !all.includes('no-example')
  return signal !== 'impact-money' || !isOnlyBudget(facts)
}

/** A finding with the words that it stands on: the rules' where they found it too, else those of the sentence that says it most. */
function found(
  signal: SignalId,
  ruled: readonly Finding[],
  facts: Facts,
  { sentences }: ToldTurn,
  verdict: Verdict | null,
): Finding {
  const same = ruled.find((finding) => finding.signal === signal && finding.quote !== '')
  if (same) return same
  const label = labels.indexOf(signal)
  const strengths = sentences.map((_, at) => verdict?.sentences[at]?.[label] ?? -at)
  const sentence = sentences[strengths.indexOf(Math.max(...strengths))]
  if (!sentence || ABSENCES.includes(signal)) return { signal, quote: '', start: null, end: null }
  const { start, end } = quoteOf(facts, sentence)
  return { signal, quote: facts.text.slice(start, end), start, end }
}

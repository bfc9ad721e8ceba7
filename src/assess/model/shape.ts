import { bucketProbes, questionIds, reactiveProbeIds, signalIds } from '../../../questions/ids.ts'
import type { Span } from '../facts/phrases.ts'
import type { AnswerContext } from '../types.ts'

/** One answer as the heads see it: what was asked, and its sentences. */
export interface ToldTurn {
  /** Bare id of the probe that was asked; null for the opening. */
  probe: string | null
  text: string
  /** Number of words. */
  words: number
  sentences: readonly Span[]
}

/** All answers to one question so far, oldest first. */
export interface Told extends Pick<AnswerContext, 'question' | 'bucket'> {
  turns: readonly ToldTurn[]
}

const buckets = Object.keys(bucketProbes)
/** Keys of all buckets' probes, `bucket/probe`. */
export const probeKeys: readonly string[] = Object.entries(bucketProbes).flatMap(([bucket, probes]) =>
  probes.map((probe) => `${bucket}/${probe}`),
)
/** How many labels are signals: they come first. */
export const signalCount = signalIds.length
/** What the heads tell apart: signals, then probes. The order is that of the trained weights. */
export const labels: readonly string[] = [...signalIds, ...probeKeys]
const asks = ['opening', ...probeKeys, ...reactiveProbeIds.map((id) => `reactive/${id}`)]

const NUMBER =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|percent|twice|double[ds]?|tripled?|zero|dozens?)\b/gi

const flag = (is: boolean): number => (is ? 1 : 0)
const oneOf = (list: readonly string[], item: string): number[] => list.map((each) => flag(each === item))
const numbersIn = (text: string): number => text.match(NUMBER)?.length ?? 0

function askKey(bucket: string, probe: string | null): string {
  if (probe === null) return 'opening'
  const key = `${bucket}/${probe}`
  return probeKeys.includes(key) ? key : `reactive/${probe}`
}

function situation({ question, bucket }: Told, probe: string | null): number[] {
  return [...oneOf(asks, askKey(bucket, probe)), ...oneOf(questionIds, question), ...oneOf(buckets, bucket)]
}

/** Where a sentence stands and what was asked: what the heads know beside its words. */
export function sentenceShape(told: Told, turnAt: number, at: number): number[] {
  const turn = told.turns[turnAt]
  const sentence = turn?.sentences[at]
  if (!turn || !sentence) throw new Error(`There is no sentence ${at} in turn ${turnAt}`)
  const count = turn.sentences.length
  const text = turn.text.slice(sentence.start, sentence.end)
  return [
    flag(at === 0),
    flag(at === 1),
    flag(at === count - 1),
    flag(count === 1),
    count > 1 ? at / (count - 1) : 0,
    Math.min(3, count / 5),
    Math.min(3, numbersIn(text)) / 2,
    flag(text.includes('?')),
    Math.min(3, text.length / 150),
    ...situation(told, turn.probe),
    flag(turnAt === told.turns.length - 1),
    flag(turnAt === 0),
  ]
}

/** The last answer as a whole. */
export function answerShape(told: Told): number[] {
  const last = told.turns.at(-1)
  if (!last) throw new Error('There is no answer')
  const { words, text } = last
  return [
    Math.log1p(words) / 4,
    flag(words < 12),
    flag(words < 30),
    flag(words > 115),
    flag(told.turns.length === 1),
    flag(told.turns.length === 3),
    flag(text.slice(-80).includes('?')),
    flag(text.trim().endsWith('?')),
    Math.min(3, numbersIn(text) / 3),
    ...situation(told, last.probe),
  ]
}

/** For each probe: whether it was asked, and how long the answer to it was. */
export function askedShape({ bucket, turns }: Told): number[][] {
  return probeKeys.map((key) => {
    const turn = turns.findLast(({ probe }) => askKey(bucket, probe) === key)
    if (!turn) return [0, 0, 0, 0]
    return [1, flag(turn.words < 8), flag(turn.words < 20), flag(turn.words > 40)]
  })
}

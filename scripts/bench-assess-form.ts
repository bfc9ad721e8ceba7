/**
 * Measures one form of the assessment (`light` or `full`) on labelled answers of about 200 words, in Node, with the code
 * that the app's worker runs, and prints it as JSON. The browser's part is in the time from answer to prompt.
 */
import { attentive, type Attentive } from '../src/assess/attentive.ts'
import type { AnswerContext, AnswerText } from '../src/assess/types.ts'
import { warmUps } from '../src/assess/warmup.ts'
import { contextOfTurn, corpusLines, parseCase, type Case } from './cases.ts'
import { openLight, openTrained } from './trained.ts'

/** Ms that things took, in the order in which they were done. */
export interface Measured {
  /** All that is assessed before the form takes over, from cold. */
  warmUp: number
  /** Answers given all at once, with nothing of the question known. */
  atOnce: number[]
  /** From an answer's end, when its growth has been read ahead: as a recogniser hears it, and as it is typed. */
  spoken: Streamed
  typed: Streamed
}

export interface Streamed {
  /** Reading ahead, each time that the answer has grown. */
  ahead: number[]
  /** The rest, from the answer's end on. */
  end: number[]
  /** The same where the last reading ahead had only just begun. */
  endAtWorst: number[]
}

interface Given {
  answer: AnswerText
  context: AnswerContext
}

const wordsOf = (text: string): string[] => text.split(/(?<=\s)(?=\S)/)
const isLong = (text: string): boolean => {
  const { length } = wordsOf(text)
  return length >= 180 && length <= 230
}

/** Answers of about 200 words: those of the labelled ones, and those that their turns are when taken together. */
function longAnswers(): Given[] {
  const cases = corpusLines().map(parseCase)
  const found = cases.flatMap((each) => {
    const text = each.turns.map((turn) => turn.text.trim()).join(' ')
    return isLong(text) ? [{ ...each, turns: [{ probe: null, text, seconds: 80 }] }] : []
  })
  return found.map((each, at): Given => {
    const earlier = earlierTurns(cases, each, at % 3)
    const { turns, ...context } = contextOfTurn(each, 0)
    const answer = each.turns[0]
    if (!answer) throw new Error(`${each.id} has no turn`)
    const probe = earlier.length === 0 ? null : 'outcome'
    return { answer, context: { ...context, probe, turns: [...turns, ...earlier] } }
  })
}

/** So many turns of another case of the same question. */
function earlierTurns(cases: readonly Case[], { id, question }: Case, count: number): Case['turns'] {
  const other = cases.find(
    (each) => each.id !== id && each.question === question && each.turns.length > count,
  )
  return other?.turns.slice(0, count) ?? []
}

/** Three to six words, as a recogniser gives them. */
const heard = (at: number): number => 3 + ((at * 7) % 4)
/** In half a second nobody types more. */
const typed = (): number => 2

/** An answer as it grows by some words each time; its last words are not in it. */
function growing({ answer, context }: Given, wordsAt: (step: number) => number): Given[] {
  const words = wordsOf(answer.text)
  const found: Given[] = []
  for (let end = wordsAt(0); end < words.length; end += wordsAt(found.length))
    found.push({ answer: { ...answer, text: words.slice(0, end).join('') }, context })
  return found
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const form = process.argv[2]

/** A new engine, that knows no answer yet. */
async function open(): Promise<Attentive> {
  if (form === 'light') return attentive(openLight())
  const trained = await openTrained()
  return attentive(trained.assess, trained.read)
}

async function streamed(answers: readonly Given[], wordsAt: (step: number) => number): Promise<Streamed> {
  const engine = await open()
  const found: Streamed = { ahead: [], end: [], endAtWorst: [] }
  for (const given of answers) {
    for (const { answer, context } of growing(given, wordsAt))
      found.ahead.push(await timed(() => engine.prepare(answer, context)))
    const end = await timed(() => engine.assess(given.answer, given.context))
    found.end.push(end)
    found.endAtWorst.push(end + (found.ahead.at(-1) ?? 0))
  }
  return found
}

async function measure(): Promise<Measured> {
  const answers = longAnswers()
  const engine = await open()
  const warmUp = await timed(async () => {
    for (const { answer, context } of warmUps) await engine.assess(answer, context)
  })
  const atOnce: number[] = []
  for (const { answer, context } of answers) atOnce.push(await timed(() => engine.assess(answer, context)))
  return {
    warmUp,
    atOnce,
    spoken: await streamed(answers, heard),
    typed: await streamed(answers, typed),
  }
}

process.stdout.write(JSON.stringify(await measure()))

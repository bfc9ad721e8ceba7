import type { PromptKey } from '../../machines/plan.ts'
import type { SignalId } from '../../questions/ids.ts'
import { repeatedShare, repeatedSpans } from '../assess/facts/delivery.ts'
import { factsOf } from '../assess/facts/facts.ts'
import type { Span } from '../assess/facts/phrases.ts'
import type { Quantity } from '../assess/facts/quantities.ts'
import { answersOf, shown, type Answer } from '../session/answers.ts'
import type { Log } from '../session/log.ts'

/** Something in both takes, or in one of them only. */
export interface Split<T> {
  both: T[]
  /** By take. */
  only: [T[], T[]]
}

/** A fact that was told: an amount or a time, in its words. */
interface ToldFact extends Span {
  /** As it was said. */
  words: string
}

/** What became of the facts of the earlier take in the later one. */
export interface FactsTold {
  /** In the same words, within a stretch that is repeated to the letter. */
  recited: ToldFact[]
  /** In both, in other words. */
  anew: ToldFact[]
  /** In the later take only. */
  added: ToldFact[]
  /** In the earlier take only. */
  left: ToldFact[]
}

/** How two takes answered one prompt; the earlier take comes first. */
export interface ComparedPrompt {
  /** Index of the question in the first take's header. */
  question: number
  prompt: PromptKey
  answers: readonly [Answer, Answer]
  /** It is one answer, which both takes share. */
  isShared: boolean
  /** Bare ids of the probes that an answer covered. */
  covered: Split<string>
  signals: Split<SignalId>
  /** How far the later answer has the earlier one's words, 0..1; null where one of them has none. */
  recited: number | null
  /** Where in the later answer's text. */
  repeated: Span[]
  facts: FactsTold | null
}

export interface ComparedTakes {
  /** In the order of the second take. */
  prompts: ComparedPrompt[]
  /** Prompts that only one of them has, by take, in its order. */
  only: readonly [Answer[], Answer[]]
}

/** Holds two takes against each other, prompt by prompt; also two sessions with a question in common. */
export function compareTakes(first: Log, second: Log): ComparedTakes {
  const [before, after] = [promptsOf(first), promptsOf(second)]
  const prompts: ComparedPrompt[] = []
  for (const [key, answer] of after) {
    const earlier = before.get(key)
    if (earlier) prompts.push(comparePrompt(earlier, answer, second.header.today))
  }
  const rest = (own: ReadonlyMap<string, Answer>, other: ReadonlyMap<string, Answer>) =>
    [...own].flatMap(([key, answer]) => (other.has(key) ? [] : [answer]))
  return { prompts, only: [rest(before, after), rest(after, before)] }
}

/** What came of each prompt: its last answer that was given to its end, else its last try. */
function promptsOf(log: Log): Map<string, Answer> {
  const prompts = new Map<string, Answer>()
  for (const answer of answersOf(log)) {
    const key = `${log.header.questions[answer.question]?.id} ${answer.prompt}`
    const before = prompts.get(key)
    if (!before || isGiven(answer) || !isGiven(before)) prompts.set(key, answer)
  }
  return prompts
}

/** Whether it was given to its end. */
export const isGiven = ({ outcome }: Pick<Answer, 'outcome'>): boolean =>
  outcome === 'assessed' || outcome === 'unheard' || outcome === 'finished'

function comparePrompt(first: Answer, second: Answer, today: string): ComparedPrompt {
  const [before, after] = [shown(first), shown(second)]
  const [earlier, later] = [wordsOf(before.text), wordsOf(after.text)]
  const isBoth = earlier !== null && later !== null
  const repeated = isBoth ? repeatedSpans(later, earlier) : []
  return {
    question: first.question,
    prompt: second.prompt,
    answers: [first, second],
    isShared: isSameAnswer(first, second),
    covered: split(before.assessment?.covered ?? [], after.assessment?.covered ?? []),
    signals: split(
      before.assessment?.findings.map(({ signal }) => signal) ?? [],
      after.assessment?.findings.map(({ signal }) => signal) ?? [],
    ),
    recited: isBoth ? repeatedShare(later, earlier) : null,
    repeated,
    facts: isBoth ? factsTold(earlier, later, repeated, today) : null,
  }
}

const wordsOf = (text: string | null) => (text?.trim() ? text : null)

/** Whether both are what a fork has from the session that it is of: no two answers begin at the same moments. */
const isSameAnswer = (a: Answer, b: Answer): boolean =>
  a.index === b.index &&
  a.askedAt === b.askedAt &&
  a.listeningAt === b.listeningAt &&
  a.endedAt === b.endedAt &&
  a.take === b.take

function split<T>(first: readonly T[], second: readonly T[]): Split<T> {
  const [a, b] = [[...new Set(first)], [...new Set(second)]]
  return {
    both: a.filter((each) => b.includes(each)),
    only: [a.filter((each) => !b.includes(each)), b.filter((each) => !a.includes(each))],
  }
}

function factsTold(earlier: string, later: string, repeated: readonly Span[], today: string): FactsTold {
  const [before, after] = [toldIn(earlier, today), toldIn(later, today)]
  const told = { recited: [], anew: [], added: [], left: [] } as FactsTold
  for (const [key, fact] of after) {
    const isRepeated = repeated.some(({ start, end }) => start <= fact.start && fact.end <= end)
    told[!before.has(key) ? 'added' : isRepeated ? 'recited' : 'anew'].push(fact)
  }
  for (const [key, fact] of before) if (!after.has(key)) told.left.push(fact)
  return told
}

/** The amounts of a text, each once, by what they mean: "four hundred dollars" is "$400". */
function toldIn(text: string, today: string): Map<string, ToldFact> {
  const told = new Map<string, ToldFact>()
  for (const quantity of factsOf(text, { today }).quantities) {
    const { start, end } = quantity
    const key = meaningOf(quantity)
    if (!told.has(key)) told.set(key, { start, end, words: text.slice(start, end) })
  }
  return told
}

const meaningOf = ({ kind, value, currency, perYear, noun }: Quantity): string =>
  [kind, value, kind === 'money' ? `${currency} ${perYear}` : noun.toLowerCase().replace(/s$/, '')].join(' ')

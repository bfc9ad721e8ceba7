import { actingClauses, agencyOf } from '../facts/clauses.ts'
import type { Clause } from '../facts/clauses.ts'
import type { Facts } from '../facts/facts.ts'
import { findAll, phrases } from '../facts/phrases.ts'
import { dollarsOf } from '../facts/quantities.ts'
import { monthsIn } from '../facts/times.ts'
import type { AnswerContext } from '../types.ts'
import { anecdotesOf } from './anecdote.ts'
import { quarrelOf } from './conflict.ts'
import { manualOf } from './manual.ts'
import { asksBack, checksBack } from './manner.ts'
import { metricPhrases, metricWeight } from './metric.ts'
import { mindsChanged } from './minds.ts'
import { moneyOf } from './money.ts'
import { headlineFeatures } from './opening.ts'
import { opponentsOf } from './opponent.ts'
import { boastsOf, shortProjects } from './pace.ts'
import { practicesOf } from './practice.ts'
import { rebuildsOf } from './rebuild.ts'
import { habitShare } from './relevance.ts'

const NOW = phrases(
  '(?:now|today|these days|nowadays|since then|ever since|from then on|to this day|still|any ?more)',
)
const OUTCOME = phrases(
  '(?:in the end|as a result|so that|which meant|that meant|ended up|after that|afterwards|turned out|result|outcome|finally|eventually)',
)
const LEARNT = phrases(
  '(?:i (?:learn\\w*|realis\\w+|realiz\\w+|take from|took from)|lesson|next time|since that day|now i|what i took)',
)
const REGRET = phrases(
  "(?:my (?:fault|mistake|error|bad)|on me|i (?:should have|should've|own|owned|apologi[sz]ed|was wrong|admitted|messed|missed|forgot|broke|assumed)|sorry|regret\\w*|ashamed|felt sick)",
)
const NEGATIVE = phrases(
  '(?:wrong|lazy|useless|stupid|ridiculous|joke|jokers?|clueless|incompetent|fault|never|refus\\w+|nobody|complain\\w*|blam\\w+|careless|hopeless)',
)
const TROUBLE = phrases(
  '(?:outages?|errors?|failures?|crash\\w*|timeouts?|down(?:time)?|incidents?|broke\\w*|bugs?|defects?|faults?|fail(?:s|ed|ing)?|drop(?:s|ped)?|freez\\w+|fro(?:ze|zen)|stuck|lost)',
)
const PEERS = phrases(
  '(?:colleagues?|teammates?|peers?|counterparts?|coworkers?|{group}|vendor|supplier|client)',
)
const PLACE = phrases(
  "(?:i'm a|i am a|i was a|i work|i worked|our company|my company|we are|we're|i joined|i do|i run|i lead|at a|for a)",
)
const HEDGE = phrases(
  "(?:i think|i guess|maybe|probably|kind of|sort of|i suppose|not sure|i don't know|more or less)",
)
const FUTURE = phrases("(?:would|could|should|might|i'd|we'd|if)")
const OPTION = phrases(
  '(?:instead of|rather than|alternative|option|could have|proposal|proposed|wanted to|quote|vendor)',
)
const WORD = /[a-z']{4,}/g

/**
 * Graded evidence of one answer: about 130 counts, shares, places and sizes, each finite, 0 where there is nothing, and
 * mostly between 0 and 3. Counts are capped at 5; places are shares of the text; -1 is "nowhere".
 */
export function evidenceOf(facts: Facts, context: AnswerContext): Record<string, number> {
  return {
    ...shape(facts),
    ...who(facts),
    ...amounts(facts, context),
    ...when(facts),
    ...outcomes(facts, context),
    ...ways(facts),
    ...people(facts),
    ...manners(facts, context),
    ...prefixed('head', headlineFeatures(facts, context)),
  }
}

const count = (pattern: RegExp, { plain }: Facts): number => Math.min(5, findAll(pattern, plain).length)
const few = (list: readonly unknown[]): number => Math.min(5, list.length)
const place = (at: number | undefined, { plain }: Facts): number =>
  at === undefined ? -1 : at / Math.max(1, plain.length)
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

function prefixed(name: string, features: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(features).map(([key, value]) => [`${name}.${key}`, value]))
}

function shape(facts: Facts): Record<string, number> {
  const { words, sentences, tokens, plain } = facts
  const marks = tokens.filter(({ kind }) => kind === 'mark').length
  const first = sentences[0]
  return {
    'shape.words': Math.min(300, words) / 100,
    'shape.short': words < 30 ? 1 : 0,
    'shape.sentences': Math.min(30, sentences.length) / 10,
    'shape.wordsPerSentence': Math.min(60, share(words, sentences.length)) / 20,
    'shape.firstSentence': Math.min(60, first ? first.to - first.from : 0) / 20,
    'shape.marks': share(marks, words),
    'shape.questions': Math.min(4, plain.split('?').length - 1),
    'shape.lastIsQuestion': /\?\s*$/.test(plain) ? 1 : 0,
    'shape.firstIsQuestion': first && /\?\s*$/.test(plain.slice(first.start, first.end)) ? 1 : 0,
  }
}

function who(facts: Facts): Record<string, number> {
  const { clauses, tokens } = facts
  const agency = agencyOf(clauses)
  const acting = actingClauses(clauses)
  const own = acting.filter(({ subject }) => subject === 'i')
  const of = (test: (clause: Clause) => boolean): number => share(clauses.filter(test).length, clauses.length)
  const pronoun = (pattern: RegExp): number =>
    share(tokens.filter(({ text }) => pattern.test(text)).length, Math.max(10, facts.words)) * 10
  const third = facts.plain.length / 3
  return {
    'who.own': agency.own,
    'who.group': agency.group,
    'who.others': agency.others,
    'who.acts': Math.min(20, agency.total) / 5,
    'who.ownActs': Math.min(20, own.length) / 5,
    'who.otherActs': Math.min(20, agency.others * agency.total) / 5,
    'who.passive': of(({ subject }) => subject === 'passive'),
    'who.things': of(({ subject }) => subject === 'it'),
    'who.past': of(({ tense }) => tense === 'past'),
    'who.modal': of(({ modal }) => modal),
    'who.negated': of(({ negated }) => negated),
    'who.state': of(({ verbClass }) => verbClass === 'state'),
    'who.say': of(({ verbClass }) => verbClass === 'say'),
    'who.mind': of(({ verbClass }) => verbClass === 'mind'),
    'who.habit': habitShare(facts),
    'who.i': pronoun(/^(?:i|i'\w+|my|me|mine|myself)$/),
    'who.we': pronoun(/^(?:we|we'\w+|our|us|ours)$/),
    'who.they': pronoun(/^(?:they|they'\w+|their|them|he|she|his|her|him|he's|she's)$/),
    'who.you': pronoun(/^(?:you|your|you'\w+)$/),
    'who.firstOwnAct': place(own[0]?.start, facts),
    'who.actsInFirstThird': Math.min(5, own.filter(({ start }) => start < third).length),
    'who.stateInFirstThird': share(
      clauses.filter(({ start, verbClass }) => start < third && verbClass === 'state').length,
      clauses.filter(({ start }) => start < third).length,
    ),
    'who.presentAtEnd': share(
      clauses.filter(({ start, tense }) => start > 2 * third && tense === 'present').length,
      clauses.filter(({ start }) => start > 2 * third).length,
    ),
  }
}

function amounts(facts: Facts, context: AnswerContext): Record<string, number> {
  const { quantities, plain } = facts
  const kinds = (kind: string): number => few(quantities.filter((quantity) => quantity.kind === kind))
  const roles = (role: string): number => few(quantities.filter((quantity) => quantity.role === role))
  const weights = quantities.map((quantity, at) => metricWeight(facts, quantity, at, context))
  const late = quantities.filter(
    ({ start, kind, value }) =>
      start > plain.length * 0.6 && value !== 1 && !['year', 'date', 'version', 'ordinal'].includes(kind),
  )
  const money = moneyOf(facts, context)
  const sums = quantities.filter(({ kind }) => kind === 'money')
  const largest = Math.max(0, ...money.map((quantity) => dollarsOf(quantity) ?? 0))
  return {
    'amount.all': few(quantities),
    'amount.money': kinds('money'),
    'amount.percent': kinds('percent'),
    'amount.times': kinds('times'),
    'amount.duration': kinds('duration'),
    'amount.count': kinds('count'),
    'amount.fraction': kinds('fraction'),
    'amount.result': roles('result'),
    'amount.cost': roles('cost'),
    'amount.target': roles('target'),
    'amount.team': roles('team'),
    'amount.spent': roles('spent'),
    'amount.late': few(late),
    'amount.lateLarge': few(late.filter(({ value }) => value >= 8)),
    'amount.lastPlace': place(late.at(-1)?.start, facts),
    'metric.best': Math.max(0, ...weights),
    'metric.sum': Math.min(
      5,
      weights.reduce((sum, weight) => sum + weight, 0),
    ),
    'metric.phrases': Math.min(4, metricPhrases(facts)),
    'money.gained': few(money),
    'money.other': few(sums.filter((quantity) => !money.includes(quantity))),
    'money.log': largest > 0 ? Math.log10(largest) / 6 : 0,
    'money.small': largest > 0 && largest < 1_000_000 ? 1 : 0,
    'money.place': place(money[0]?.start, facts),
  }
}

function when(facts: Facts): Record<string, number> {
  const { times, quantities } = facts
  const told = times.filter(({ kind, role, months }) => kind === 'ago' && role === 'story' && months !== null)
  const ages = told.map(({ months }) => months ?? 0)
  const spans = quantities
    .filter(({ kind }) => kind === 'duration')
    .map(({ value, noun }) => monthsIn(value, noun) * 30.4)
  const { short, longest } = shortProjects(facts)
  const { flawless, fast, traded } = boastsOf(facts)
  return {
    'when.told': few(told),
    'when.oldest': Math.min(240, Math.max(0, ...ages)) / 48,
    'when.newest': ages.length === 0 ? -1 : Math.min(240, Math.min(...ages)) / 48,
    'when.old': told.some(({ months, certainty }) => (months ?? 0) > 48 && certainty >= 0.6) ? 1 : 0,
    'pace.short': few(short),
    'pace.longest': Math.min(24, longest) / 6,
    'pace.shortestDays': spans.length === 0 ? -1 : Math.min(60, Math.min(...spans)) / 14,
    'pace.longestDays': Math.min(730, Math.max(0, ...spans)) / 90,
    'pace.flawless': few(flawless),
    'pace.fast': few(fast),
    'pace.traded': few(Array.from({ length: traded })),
  }
}

function outcomes(facts: Facts, context: AnswerContext): Record<string, number> {
  const anecdotes = anecdotesOf(facts, context)
  const all = Object.values(anecdotes).flat()
  return {
    ...Object.fromEntries(Object.entries(anecdotes).map(([kind, found]) => [`came.${kind}`, few(found)])),
    'came.any': few(all),
    'came.lastPlace': place(
      Math.max(-1, ...all.map(({ start }) => start)) + (all.length === 0 ? 1 : 0),
      facts,
    ),
    'came.now': count(NOW, facts),
    'came.outcome': count(OUTCOME, facts),
    'came.learnt': count(LEARNT, facts),
    'came.regret': count(REGRET, facts),
    'came.trouble': count(TROUBLE, facts),
  }
}

function ways(facts: Facts): Record<string, number> {
  const { resilience, mechanism, reuse, beyond } = practicesOf(facts)
  const { byHand, repeated, excused } = manualOf(facts)
  const rebuilds = rebuildsOf(facts)
  return {
    'way.resilience': few(resilience),
    'way.mechanism': few(mechanism),
    'way.mechanismPlace': place(mechanism.at(-1)?.start, facts),
    'way.reuse': few(reuse),
    'way.beyond': few(beyond),
    'way.byHand': few(byHand),
    'way.repeated': few(repeated),
    'way.excused': Math.min(4, excused),
    'way.rebuild': few(rebuilds),
    'way.option': count(OPTION, facts),
  }
}

function people(facts: Facts): Record<string, number> {
  const opponents = opponentsOf(facts)
  const best = (direction: string): number =>
    Math.max(0, ...opponents.filter((each) => each.direction === direction).map(({ weight }) => weight))
  const { theirs, own } = mindsChanged(facts)
  const { right, proofs, yields, trivial, matters } = quarrelOf(facts)
  return {
    'people.up': best('up'),
    'people.across': best('across'),
    'people.down': best('down'),
    'people.firstUp': place(opponents.find(({ direction }) => direction === 'up')?.span.start, facts),
    'people.firstAcross': place(opponents.find(({ direction }) => direction === 'across')?.span.start, facts),
    'people.firstDown': place(opponents.find(({ direction }) => direction === 'down')?.span.start, facts),
    'people.peers': count(PEERS, facts),
    'mind.theirs': few(theirs),
    'mind.own': few(own),
    'mind.theirsPlace': place(theirs.at(-1)?.start, facts),
    'mind.ownPlace': place(own.at(-1)?.start, facts),
    'quarrel.right': few(right),
    'quarrel.proofs': few(proofs),
    'quarrel.yields': Math.min(5, yields),
    'quarrel.trivial': few(trivial),
    'quarrel.matters': Math.min(5, matters),
    'people.negative': count(NEGATIVE, facts),
  }
}

function manners(facts: Facts, { asked, probe, bucket }: AnswerContext): Record<string, number> {
  const { plain, tokens } = facts
  const stems = new Set((asked.toLowerCase().match(WORD) ?? []).map((word) => word.slice(0, 5)))
  const opening = tokens.filter(({ kind }) => kind === 'word').slice(0, 12)
  const overlap = (list: readonly { text: string }[]): number =>
    share(
      list.filter(({ text }) => text.length > 3 && stems.has(text.slice(0, 5))).length,
      Math.max(1, stems.size),
    )
  return {
    'manner.checks': checksBack(facts) ? 1 : 0,
    'manner.asks': asksBack(facts, probe) ? 1 : 0,
    'manner.hedges': count(HEDGE, facts),
    'manner.place': count(PLACE, facts),
    'manner.unreal': count(FUTURE, facts),
    'asked.overlapFirst': overlap(opening),
    'asked.overlap': overlap(tokens),
    'asked.opening': probe === null ? 1 : 0,
    'asked.conflict': bucket === 'conflict' ? 1 : 0,
    'asked.failure': bucket === 'failure' ? 1 : 0,
    'manner.startsI': /^[\s\W]*(?:so |um |uh |okay |yeah |well )*i[' ]/.test(plain) ? 1 : 0,
    'manner.startsScene':
      /^[\s\W]*(?:so |um |uh |okay |yeah |well |right )*(?:we|i'm|there|in|at|it|this|back|our|my)[' ]/.test(
        plain,
      )
        ? 1
        : 0,
  }
}

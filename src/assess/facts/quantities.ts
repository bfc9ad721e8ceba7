import { numbersOf } from './numbers.ts'
import type { SpokenNumber } from './numbers.ts'
import type { Span } from './phrases.ts'
import { roleOf } from './roles.ts'
import { sentenceAt } from './tokens.ts'
import type { Sentence, Token } from './tokens.ts'

export type QuantityKind =
  'money' | 'percent' | 'times' | 'duration' | 'count' | 'year' | 'version' | 'date' | 'ordinal' | 'fraction'

/** What a quantity is there for: only a `result` is an impact. */
export type QuantityRole = 'result' | 'cost' | 'target' | 'team' | 'spent' | 'date' | 'version' | 'other'

/** An amount of something. `end` takes in the unit and "a year". */
export interface Quantity extends Span {
  value: number
  kind: QuantityKind
  /** ISO code, for money whose currency was said. */
  currency: string | null
  /** What is counted or measured, as said; '' when unclear. */
  noun: string
  /** For money: how often it falls due a year (12 for "a month"), else 1. */
  perYear: number
  role: QuantityRole
}

const CURRENCIES = new Map<string, string>(
  Object.entries({
    $: 'USD',
    dollar: 'USD',
    dollars: 'USD',
    bucks: 'USD',
    usd: 'USD',
    '€': 'EUR',
    euro: 'EUR',
    euros: 'EUR',
    eur: 'EUR',
    '£': 'GBP',
    pound: 'GBP',
    pounds: 'GBP',
    quid: 'GBP',
    sterling: 'GBP',
    gbp: 'GBP',
    '¥': 'JPY',
    yen: 'JPY',
    '₹': 'INR',
    rupee: 'INR',
    rupees: 'INR',
    rs: 'INR',
    inr: 'INR',
    '₦': 'NGN',
    naira: 'NGN',
    yuan: 'CNY',
    rmb: 'CNY',
    renminbi: 'CNY',
    francs: 'CHF',
    chf: 'CHF',
    kronor: 'SEK',
    kroner: 'NOK',
    krone: 'DKK',
    reais: 'BRL',
    real: 'BRL',
    pesos: 'MXN',
    rand: 'ZAR',
    shillings: 'KES',
    dirhams: 'AED',
    riyals: 'SAR',
    ringgit: 'MYR',
    won: 'KRW',
    zloty: 'PLN',
    zlotys: 'PLN',
    lira: 'TRY',
    baht: 'THB',
    rupiah: 'IDR',
    cedis: 'GHS',
    shekels: 'ILS',
    aud: 'AUD',
    cad: 'CAD',
  }),
)
/** US dollars for one unit, roughly: enough to tell whether an amount is near a million. */
const DOLLARS: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 1.1,
  GBP: 1.27,
  JPY: 0.0067,
  INR: 0.012,
  NGN: 0.00065,
  CNY: 0.14,
  CHF: 1.13,
  SEK: 0.095,
  NOK: 0.093,
  DKK: 0.145,
  BRL: 0.18,
  MXN: 0.054,
  ZAR: 0.055,
  KES: 0.0077,
  AED: 0.27,
  SAR: 0.27,
  MYR: 0.22,
  KRW: 0.00073,
  PLN: 0.25,
  TRY: 0.03,
  THB: 0.029,
  IDR: 0.000062,
  GHS: 0.07,
  ILS: 0.27,
  AUD: 0.65,
  CAD: 0.73,
}
const DURATION =
  /^(?:ms|milliseconds?|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|nights?|evenings?|mornings?|afternoons?|weeks?|weekends?|fortnights?|months?|quarters?|years?|sprints?|decades?)$/
const PERCENT = /^(?:%|percent|percentage|pct)$/
const TEAM_NOUNS =
  /^(?:people|engineers?|developers?|devs?|designers?|analysts?|teammates?|colleagues?|reports|directs|managers?|scientists?|contractors?|testers?|interns?|hires|persons?|man|of)$/
const VERSION_WORDS =
  /^(?:version|release|v|phase|step|section|chapter|article|tier|level|layer|stage|part|number|floor|room|page|ticket|sprint|build|line|python|java|angular|windows|ios|android|soc|iso|http|web|gen|grade|class|q|rule|step|route|gate|unit|type|model|priority|sev|severity|p)$/
const MONTH = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/
const MONEY_TALK =
  /(?<![a-z])(?:sav(?:e|ed|es|ing|ings)|revenue|margins?|profits?|sales|bookings?|budget|contracts?|accounts?|spend|spent|costs?|bill|bills|licen[cs]e|storage|infrastructure|compute|hosting|arr|mrr|deal|pipeline|losses|lost|fees?|fines?|refunds?|invoices?|payroll|funding|earn(?:ed|s)?|paid|pay|cheaper|expensive|money|charges|chargebacks?|claims|premiums?|grant|donations?|income|turnover|opex|capex|ebitda|vendor|penalt(?:y|ies)|worth|quoted|price|arrears|debts?|got back|recovered|fund(?:s|ed)?|takings|commissions?|rent|wages|overtime|premium|insurance|royalt(?:y|ies)|tuition|out of pocket|write ?offs?|shrinkage|spoilage|financ\w+|cloud|inventory|write offs?|working capital|cash)(?![a-z])/

/** Quantities of the text, left to right. */
export function quantitiesOf(
  tokens: readonly Token[],
  sentences: readonly Sentence[],
  plain: string,
): Quantity[] {
  return numbersOf(tokens).map((number) => quantityOf(number, tokens, sentences, plain))
}

/** The amount a year in US dollars; null when it is no money. */
export function dollarsOf({ kind, value, currency, perYear }: Quantity): number | null {
  return kind === 'money' ? value * (DOLLARS[currency ?? 'USD'] ?? 1) * perYear : null
}

function quantityOf(
  number: SpokenNumber,
  tokens: readonly Token[],
  sentences: readonly Sentence[],
  plain: string,
): Quantity {
  const first = tokens[number.from]
  const start = first?.start ?? 0
  const sentence = sentenceAt(sentences, start)
  const limit = sentence?.to ?? tokens.length
  const word = (at: number): string =>
    at < limit && at >= (sentence?.from ?? 0) ? (tokens[at]?.text ?? '') : ''
  let to = number.to
  const before = word(number.from - 1)
  const sign = number.sign.charAt(0)
  let currency = CURRENCIES.get(sign) ?? null
  let kind: QuantityKind = currency ? 'money' : 'count'
  let noun = ''

  const following = word(to)
  if (number.sign === '%' || PERCENT.test(following) || (following === 'per' && word(to + 1) === 'cent')) {
    kind = 'percent'
    if (number.sign !== '%') to += following === 'per' ? 2 : 1
    if (word(to) === 'points') to++
  } else if (following === 'basis' && word(to + 1) === 'points') {
    kind = 'percent'
    to += 2
  } else if (!currency && CURRENCIES.has(following) && !(following === 'won' && !number.scaled)) {
    currency = CURRENCIES.get(following) ?? null
    kind = 'money'
    to++
  } else if (!currency && (before === 'rs' || before === 'usd' || before === 'inr' || before === 'eur')) {
    currency = CURRENCIES.get(before) ?? null
    kind = 'money'
  } else if (
    kind !== 'money' &&
    (number.sign === 'x' || following === 'times' || following === 'fold' || following === 'x')
  ) {
    kind = 'times'
    if (number.sign !== 'x') to++
  } else if (kind !== 'money' && (/^(?:ms|s|h)$/.test(number.sign) || DURATION.test(following))) {
    kind = 'duration'
    noun = number.sign === '' ? following : number.sign
    if (number.sign === '') to++
  } else if (
    kind !== 'money' &&
    (number.sign === 'am' ||
      number.sign === 'pm' ||
      following === "o'clock" ||
      MONTH.test(following) ||
      MONTH.test(before))
  ) {
    kind = 'date'
  } else if (number.yearLike && kind !== 'money' && !/^[a-z]{3,}[^s]s$/.test(following)) kind = 'year'
  else if (number.ordinal) kind = 'ordinal'
  else if (kind !== 'money' && VERSION_WORDS.test(before) && !number.scaled) kind = 'version'
  else if (number.value > 0 && number.value < 1 && !number.scaled) kind = 'fraction'

  if (kind === 'count') {
    noun = nounAfter(word, to)
    const text = sentence
      ? plain.slice(Math.max(sentence.start, start - 160), Math.min(sentence.end, start + 160))
      : ''
    const isGrand = word(number.to - 1) === 'grand'
    if (isGrand || (number.scaled && number.value >= 1000 && !isCounted(noun) && MONEY_TALK.test(text)))
      kind = 'money'
  }
  const isRate =
    /^(?:a|per|each|every)$/.test(word(to)) && /^(?:year|annum|month|quarter)$/.test(word(to + 1))
  if (kind === 'count' && number.scaled && number.value >= 10_000 && isRate && noun === '') kind = 'money'
  let perYear = 1
  const per = /^(?:a|an|per|each|every)$/.test(word(to)) ? word(to + 1) : ''
  const rate = { year: 1, annum: 1, quarter: 4, month: 12, week: 52, day: 365 }[per]
  if (rate !== undefined) {
    if (kind === 'money') perYear = rate
    to += 2
  }
  if (kind === 'money' && noun === '') noun = nounAfter(word, to)
  const end = tokens[to - 1]?.end ?? start
  const left = plain.slice(Math.max(sentence?.start ?? 0, start - 90), start)
  const right = plain.slice(end, Math.min(sentence?.end ?? end, end + 70))
  const isTeam =
    kind === 'count' &&
    number.value <= 300 &&
    ((TEAM_NOUNS.test(noun) &&
      /(?:team of|we(?:'re| are| were| had)|there(?:'s| are| were| was)|with|of us|a|led|lead|leading|manage[ds]?|managing|my|and) (?:[\w']+ ){0,2}$/.test(
        left,
      )) ||
      /(?:team|group|squad|staff|crew|company) (?:of|was|is) (?:[\w']+ ){0,2}$/.test(left) ||
      /^ (?:of us|person|man|strong)/.test(right))
  const role = roleOf(kind, left, right, isTeam)
  return { start, end, value: number.value, kind, currency, noun, perYear, role }
}

const SKIPPED =
  /^(?:of|the|our|my|their|more|fewer|less|different|new|extra|separate|single|whole|about|or|so|other|active|unique|wrong|open|big|small|odd|something)$/

/** The noun that is counted: the last word of the noun phrase is not needed, its first will do. */
function nounAfter(word: (at: number) => string, from: number): string {
  for (let at = from; at < from + 3; at++)
    if (!SKIPPED.test(word(at))) return /^[a-z]{3,}$/.test(word(at)) ? word(at) : ''
  return ''
}

const NO_COUNT =
  /^(?:(?:in|on|per|less|more|that|which|and|because|for|from|out|when|just|year|years|annually|yearly|down|back|between|across|was|is|loss|this|his|its|business|savings|sales|bookings|losses|refunds|fees|costs|expenses|charges|earnings|proceeds|profits)|.*[^s])$/

/** Whether a word after a bare large number is things counted ("two million users") rather than money's surroundings. */
function isCounted(noun: string): boolean {
  return noun !== '' && (!NO_COUNT.test(noun) || noun === 'people')
}

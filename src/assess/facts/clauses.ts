import type { Span } from './phrases.ts'
import type { Sentence, Token } from './tokens.ts'
import { verbOf } from './verbs.ts'
import type { VerbClass } from './verbs.ts'

/** Who a clause is about: the speaker, the speaker's group, somebody else, nobody named (passive), a thing. */
type SubjectClass = 'i' | 'we' | 'others' | 'passive' | 'it'

/** One finite verb with its subject and the words up to the next one. */
export interface Clause extends Span {
  subject: SubjectClass
  /** The verb's base form. */
  verb: string
  verbClass: VerbClass
  tense: 'past' | 'present'
  negated: boolean
  /** Only possible, wished for, or to come ("would", "should"). */
  modal: boolean
  /** Has a subject of its own; otherwise it is taken over from the clause before ("I sat down and wrote"). */
  own: boolean
}

const PRONOUNS: Readonly<Record<string, SubjectClass>> = {
  i: 'i',
  we: 'we',
  you: 'it',
  he: 'others',
  she: 'others',
  they: 'others',
  it: 'it',
  there: 'it',
  this: 'it',
  that: 'it',
  everyone: 'others',
  everybody: 'others',
  somebody: 'others',
  someone: 'others',
  nobody: 'others',
  people: 'others',
  folks: 'others',
  guys: 'others',
  who: 'others',
  which: 'it',
  what: 'it',
  both: 'others',
  myself: 'i',
}
const PERSON =
  /^(?:team|teams|group|squad|crew|department|engineers?|developers?|devs?|designers?|managers?|directors?|leads?|leaders?|leadership|bosses|boss|vendors?|suppliers?|contractors?|architects?|analysts?|consultants?|colleagues?|coworkers?|teammates?|peers?|mentors?|supervisors?|customers?|clients?|users?|nurses?|doctors?|teachers?|ops|operations|sales|marketing|legal|finance|support|security|product|procurement|qa|testers?|testing|validation|designs?|scientists?|researchers?|interns?|juniors?|seniors?|ceo|cto|cfo|coo|cpo|vp|pm|founders?|owners?|president|board|partners?|agency|company|integrator|organization|organisation|technicians?|operators?|planners?|auditors?|regulators?|chef|captain|foreman|principal|professor|trainer|staff|someone|folks|guys|people|lady|man|woman|guy|person|comms|integration|infra|platform|network|frontend|backend|colleague|another|others|other|everyone|him|her|them)$/
const AUX = new Set(
  "am is are was were be been being have has had do does did would could should might will can may must shall got get gets 'm 're 've 'd 'll".split(
    ' ',
  ),
)
const MODALS = new Set(
  "would could should might will can may must shall couldn't wouldn't shouldn't can't won't cannot".split(
    ' ',
  ),
)
const ADVERBS = new Set(
  'just also then even finally eventually really actually personally basically literally honestly quickly simply first later still already never always often usually immediately probably mostly maybe only not ever almost nearly myself ourselves himself herself themselves all both each directly together kinda totally completely again soon now like sort'.split(
    ' ',
  ),
)
const JOINTS = new Set(
  'and so but then because or until till when while where if after before although though since once as that which who plus anyway'.split(
    ' ',
  ),
)
const DETERMINERS = new Set(
  'the a an my our his her their its this that these those some any every each no another'.split(' '),
)
const PREPOSITIONS = new Set(
  'of in on at by with for from into onto over under about against between through during without within to out off up down across than as'.split(
    ' ',
  ),
)
const CONTRACTION = /^(i|we|you|he|she|they|it|that|there|who|what)'(m|re|ve|d|ll|s)$/

/** Clauses of the text, found verb by verb, so that neither punctuation nor capitals are needed. */
export function clausesOf(tokens: readonly Token[], sentences: readonly Sentence[]): Clause[] {
  const clauses: Clause[] = []
  for (const sentence of sentences) {
    let previous: SubjectClass | null = null
    let previousEnd = sentence.from
    for (let at = sentence.from; at < sentence.to; at++) {
      const found = clauseAt(tokens, sentence, at, previousEnd, previous)
      if (!found) continue
      const last = clauses.at(-1)
      if (last && last.start >= (tokens[sentence.from]?.start ?? 0))
        last.end = tokens[found.from - 1]?.end ?? last.end
      clauses.push({ ...found.clause, start: tokens[found.from]?.start ?? 0, end: sentence.end })
      previous = found.clause.subject
      previousEnd = at + 1
    }
  }
  return clauses.filter(({ start, end }) => end > start)
}

interface Found {
  clause: Clause
  from: number
}

function clauseAt(
  tokens: readonly Token[],
  sentence: Sentence,
  at: number,
  floor: number,
  previous: SubjectClass | null,
): Found | null {
  const word = tokens[at]?.text ?? ''
  const contracted = CONTRACTION.exec(word)
  const isCopula = contracted !== null && ['m', 're', 's'].includes(contracted[2] ?? '')
  const verb = isCopula ? { base: 'be', class: 'state' as const, tense: 'third' as const } : verbOf(word)
  if (!verb || verb.tense === 'ing' || word === 'being') return null
  if (isCopula && /^(?:[a-z]{3,}ing|[a-z]{3,}ed|been|got|gonna)$/.test(tokens[at + 1]?.text ?? ''))
    return null
  const group = { negated: word.endsWith("n't"), modal: false, passive: false, perfect: false, aux: false }
  let back = at - 1
  let subject: SubjectClass | null = null
  if (contracted && isCopula) subject = PRONOUNS[contracted[1] ?? ''] ?? 'it'
  while (subject === null && back >= floor) {
    const before = tokens[back]?.text ?? ''
    const joined = CONTRACTION.exec(before)
    if (joined) {
      subject = PRONOUNS[joined[1] ?? ''] ?? 'it'
      group.aux = true
      if (joined[2] === 'll' || (joined[2] === 'd' && verb.tense === 'base')) group.modal = true
      if (/^(?:s|re|m)$/.test(joined[2] ?? '') && verb.tense === 'past') group.passive = true
      break
    }
    if (before === 'to') return null
    if (before.endsWith("n't") || before === 'not' || before === 'never') group.negated = true
    if (MODALS.has(before)) group.modal = true
    if (
      AUX.has(before) ||
      /^(?:did|do|does|was|were|is|are|have|has|had|would|could|should)n't$/.test(before) ||
      before === "can't" ||
      before === "couldn't"
    ) {
      group.aux = true
      if (/^(?:was|were|is|are|be|been|being|got|get|gets)/.test(before)) group.passive = true
      if (/^(?:have|has|had)/.test(before)) group.perfect = true
      back--
      continue
    }
    if (!ADVERBS.has(before) && !MODALS.has(before)) break
    back--
  }
  const next = tokens[at + 1]?.text ?? ''
  // An auxiliary belongs to the verb that follows it.
  if (AUX.has(word) && /^(?:[a-z]{2,}ing|been|not|gonna|going)$/.test(next)) return null
  const nextVerb = verbOf(ADVERBS.has(next) ? (tokens[at + 2]?.text ?? '') : next)
  if (
    AUX.has(word) &&
    nextVerb &&
    (nextVerb.tense === 'past' ||
      nextVerb.tense === 'participle' ||
      (/^d(?:o|id|oes)$/.test(word) && nextVerb.tense === 'base'))
  )
    return null

  let from = back + 1
  let own = subject !== null
  if (own && contracted && isCopula) from = at
  else if (own) from = back
  if (subject === null) {
    const head = tokens[back]
    const text = back >= floor ? (head?.text ?? '') : ''
    const pronoun = PRONOUNS[text]
    if (pronoun !== undefined) {
      subject = text === 'who' || text === 'which' ? relative(tokens, back) : pronoun
      own = true
      from = back
    } else if (text === '' || JOINTS.has(text) || head?.kind === 'mark') {
      if (verb.tense === 'base' || (verb.tense === 'third' && !group.aux)) return null
      if (previous === null && head?.kind !== undefined && JOINTS.has(text)) return null
      subject = previous ?? (sentence.from === at ? 'i' : null)
      if (subject === 'passive') subject = 'it'
    } else if (DETERMINERS.has(text) || PREPOSITIONS.has(text)) return null
    else if (verb.tense === 'past' || verb.tense === 'participle' || group.aux || verb.base === 'be') {
      // A noun stands before the verb: look for its phrase's beginning, and whether people do it.
      if (verb.tense === 'participle' && !group.aux) return null
      const phrase = nounPhrase(tokens, back, floor)
      const isNamed =
        phrase.from === back && isName(tokens, back) && (verb.class === 'act' || verb.class === 'say')
      subject = phrase.isPerson || isNamed ? 'others' : 'it'
      from = phrase.from
      own = true
    }
  }
  if (subject === null) return null
  if (group.passive && (verb.tense === 'past' || verb.tense === 'participle')) subject = 'passive'
  const tense = verb.tense === 'past' || verb.tense === 'participle' || group.perfect ? 'past' : 'present'
  return {
    from,
    clause: {
      start: 0,
      end: 0,
      subject,
      verb: verb.base,
      verbClass: verb.class,
      tense,
      negated: group.negated,
      modal: group.modal,
      own,
    },
  }
}

function relative(tokens: readonly Token[], at: number): SubjectClass {
  const head = tokens[at - 1]?.text === ',' ? tokens[at - 2] : tokens[at - 1]
  return head !== undefined && (PERSON.test(head.text) || head.capital) ? 'others' : 'it'
}

/** A capitalised single word at a sentence's start that has no ending of a thing: most likely a name. */
function isName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  return (
    token !== undefined &&
    token.capital &&
    /^[a-z]{3,}$/.test(token.text) &&
    !/(?:s|tion|ment|nce|ncy|ing|ity|ness|age|ue|ure)$/.test(token.text)
  )
}

function nounPhrase(
  tokens: readonly Token[],
  last: number,
  floor: number,
): { from: number; isPerson: boolean } {
  let from = last
  let isPerson = false
  for (let at = last; at >= Math.max(floor, last - 5); at--) {
    const token = tokens[at]
    if (!token || token.kind === 'mark' || JOINTS.has(token.text)) break
    from = at
    const previous = tokens[at - 1]
    const named =
      token.capital && token.text.length > 1 && !/^i('|$)/.test(token.text) && previous?.kind === 'word'
    if (PERSON.test(token.text) || named) isPerson = true
    if (DETERMINERS.has(token.text) && !PREPOSITIONS.has(previous?.text ?? '')) break
  }
  return { from, isPerson }
}

/** Clauses in which somebody does something, not merely is, says, thinks or might. */
export function actingClauses(clauses: readonly Clause[]): Clause[] {
  return clauses.filter(({ verbClass, modal, negated }) => verbClass === 'act' && !modal && !negated)
}

/** Shares of the acting clauses: the speaker's own, the group's, other people's. Passives and things are left out. */
export function agencyOf(clauses: readonly Clause[]): {
  own: number
  group: number
  others: number
  total: number
} {
  const acting = actingClauses(clauses)
  const count = (subject: SubjectClass): number =>
    acting.filter((clause) => clause.subject === subject).length
  const total = count('i') + count('we') + count('others')
  const share = (subject: SubjectClass): number => (total === 0 ? 0 : count(subject) / total)
  return { own: share('i'), group: share('we'), others: share('others'), total }
}

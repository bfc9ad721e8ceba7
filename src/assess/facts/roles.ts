import { findAll } from './phrases.ts'
import type { QuantityKind, QuantityRole } from './quantities.ts'

interface Cue {
  role: QuantityRole
  left: RegExp
  right: RegExp
}

const END = '(?![a-z])'
const cue = (role: QuantityRole, left: string, right: string): Cue => ({
  role,
  left: new RegExp(`(?<![a-z'])(?:${left})${END}`, 'g'),
  right: new RegExp(`(?<![a-z'])(?:${right})${END}`),
})

const UP_DOWN =
  'sav(?:e|ed|es|ing|ings)|cut(?:s|ting)?|reduc(?:e|ed|es|ing|tion)|dropp?(?:s|ed|ing)?|f[ae]ll|fallen|falls|down|went|goes|go from|going from|gone from|gr[eo]w(?:n|th|s)?|rose|risen|rise[sn]?|increas(?:e|es|ed|ing)|up(?: by| to)?|improv(?:e|es|ed|ement|ing)|gain(?:s|ed)?|lift(?:s|ed)?|boost(?:s|ed)?|brought|bring(?:s|ing)?|generat(?:e|es|ed|ing)|earn(?:s|ed)?|made us|makes us|add(?:s|ed)|kept|keeps|retain(?:s|ed)|recover(?:s|ed|y)|recoup(?:s|ed)|reclaim(?:ed)?|avoid(?:s|ed|ing)?|prevent(?:s|ed)|protect(?:s|ed)|secur(?:es|ed)|unlock(?:s|ed)|shr[aiu]nk|decreas(?:e|es|ed)|decline[ds]?|lower(?:s|ed)|slash(?:es|ed)|shav(?:es|ed)|trimm?(?:s|ed)|climb(?:s|ed)|jump(?:s|ed)|reach(?:es|ed)|got (?:it|that|them|us) (?:down|up)|hit|won|doubled|tripled|halved|worth|freed(?: up)?|turned into|landed|sold|booked|collected|beat(?:s)?|better than|less than|more than before|fewer|faster|cheaper|pulled in|took off|knocked off|wip(?:es|ed) out|netted|upsold|renewed|paying us|moved from'
const COSTS =
  'budget(?:ed)?(?: of| was)?|costs?|costing|cost us|spent|spend(?:s|ing)?|quot(?:e|es|ed)|priced?|prices|paid|pays?|paying|invest(?:ed|ing|ment)?|fund(?:ed|ing)|fines?|fined|penalt(?:y|ies)|refund(?:s|ed)?|salar(?:y|ies)|licen[cs]e|bill(?:s|ed)?|owed?|ate|los(?:e|s|t|ing)|charg(?:ed|es)|wast(?:e|ed)|valued at|overspent|overrun|write off|wrote off|raised'
const TARGETS =
  'target(?:s|ed|ing)?|goals?|quotas?|forecast(?:ed)?|aim(?:ed|ing)?|plan(?:ned)?|hoping|hoped|promis(?:e|ed)|expected|estimate[ds]?|projected|limit(?:s|ed)?|sla|threshold|wanted|asked for|needed|need|require[sd]?'

const CUES: readonly Cue[] = [
  cue(
    'result',
    UP_DOWN,
    "less|fewer|lower|higher|more(?! than)|faster|quicker|cheaper|better|sav(?:ed|ings)|reduction|improvement|increase|uplift|growth|drop|decrease|decline|gain|we (?:kept|saved|got back|recovered|avoided|never had to|didn't have to)|(?:we|they)(?:'d| would) have (?:lost|paid|had to)|that we (?:never|didn't)|in savings|in (?:new|extra|additional|incremental|recovered|retained) [a-z]+|of (?:new|extra|additional|incremental|recovered|retained) [a-z]+|out of (?:the )?[a-z]+|off (?:the|our) [a-z]+|back|came back|adopted|use it|using it|uptime|on time",
  ),
  cue(
    'cost',
    COSTS,
    'in (?:refunds|penalties|fines|damages)|budget|quote|salary|to (?:build|buy|fix|run)|(?:of )?(?:spend|loss|losses|funding)',
  ),
  cue('target', TARGETS, 'target|goal|quota|deadline|number against'),
]

const HYPOTHETICAL_COST =
  /(?:would(?:'ve| have)|'d have|could(?:'ve| have)|might have|otherwise|instead of|never had to|didn't have to|without having to|avoid(?:ed|ing|s)?|sav(?:ed|ing|es)|prevent(?:ed|ing)?)(?:[\s,]+[\w']+){0,6}[\s,]*$/
const HYPOTHETICAL_AFTER =
  /^(?:[\s,]+[\w']+){0,6}?[\s,]+(?:we|they|i|you)(?:'d| would)(?: have|'ve)|^(?:[\s,]+[\w']+){0,6}?[\s,]+(?:that )?we (?:never|didn't|don't|no longer|did not) (?:had to|have to|pay|lose|spend|ha)/
const LESS = /^(?:[\s,]+[\w']+){0,3}?[\s,]+(?:less|fewer|lower|cheaper|saved|savings)(?![a-z])/
const FROM_TO = /(?:^|[\s,])from(?:[\s,]+[\w']+){0,3}[\s,]*$/
const TO_AFTER = /^(?:[\s,]+[\w'%.]+){0,7}?[\s,]+(?:down |up |all the way )?to[\s,]/

/** What a quantity is there for, by the words around it: the nearest cue decides, and what "less" follows is a result. */
export function roleOf(kind: QuantityKind, left: string, right: string, isTeam: boolean): QuantityRole {
  if (kind === 'year' || kind === 'date' || kind === 'ordinal') return 'date'
  if (kind === 'version') return 'version'
  if (isTeam) return 'team'
  if (HYPOTHETICAL_COST.test(left) || HYPOTHETICAL_AFTER.test(right) || LESS.test(right)) return 'result'
  if (FROM_TO.test(left) && TO_AFTER.test(right)) return 'result'
  if (
    kind === 'times' &&
    /^[\s,]+(?:as|faster|more|less|fewer|cheaper|quicker|better|the|higher|lower|smaller|bigger)/.test(right)
  )
    return 'result'
  let best: { role: QuantityRole; distance: number } | null = null
  for (const { role, left: before, right: after } of CUES) {
    const distance = Math.min(wordsAfterLast(before, left), wordsBefore(after, right))
    if (distance <= 7 && (best === null || distance < best.distance)) best = { role, distance }
  }
  if (best) return best.role
  return kind === 'duration' ? 'spent' : 'other'
}

function wordsAfterLast(pattern: RegExp, left: string): number {
  const end = findAll(pattern, left).at(-1)?.end ?? -1
  return end < 0 ? Infinity : countWords(left.slice(end)) + (left.slice(end).includes(',') ? 2 : 0)
}

function wordsBefore(pattern: RegExp, right: string): number {
  const found = pattern.exec(right)
  return found
    ? countWords(right.slice(0, found.index)) + 0.5 + (right.slice(0, found.index).includes(',') ? 2 : 0)
    : Infinity
}

function countWords(text: string): number {
  return text.split(/[\s,]+/).filter((word) => word !== '').length
}

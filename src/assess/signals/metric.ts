import type { Quantity } from '../facts/quantities.ts'
import type { Facts } from '../facts/facts.ts'
import { find, findAll, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import type { Asked } from '../types.ts'
import { earliest } from './detector.ts'
import { unreal, wideWindow } from './window.ts'

const CHANGE =
  '(?:sav(?:e|ed|es|ing)|cut(?:s|ting)?|reduc(?:e|ed|es|ing)|dropp?(?:s|ed|ing)?|fell|falls|fallen|down|went(?! (?:back|through|over|in|into|live|out|on|with))|(?:goes|go|gone|going)(?= (?:from|up|down|to))|gr[eo]wn?|grows|rose|risen|rising|climb(?:s|ed)|increas(?:e|es|ed|ing)|up|improv(?:e|es|ed|ing)|gain(?:ed|s)?|lift(?:ed|s)?|boost(?:ed|s)?|brought|takes? off|recover(?:ed)?|avoid(?:ed)?|prevent(?:ed)?|shr[aui]nk|decreas(?:e|es|ed)|declined|lower(?:ed|s)?|slash(?:ed|es)?|shav(?:ed|es)|trimm(?:ed|s)|jump(?:ed|s)|reach(?:ed|es)|settled|stabili[sz]ed|sits|hover(?:s|ed|ing)|freed|won back|moved|slid|sank|tumbled|halved|came (?:down|up|in|to|from)|come down|comes? out at|stands? at|stayed|stays|hit|dipped|plummeted|crashed|surged|soared|doubled|tripled|got (?:it|that|this|them|us)|got to|get(?:s)? to|fewer|less|shorter|reduction|improvement|increase|drop|decrease|uplift|growth|gain|turned into|became)'
const NEAR =
  '(?:by|to|at|from|of|about|around|roughly|almost|nearly|over|under|just|something like|like|maybe|approximately|close to|more than|less than|only|us|me|them|was|another|an|a)'
const CHANGED = new RegExp(
  `(?<![a-z'])${CHANGE}(?:[\\s,]+[a-z']+){0,4}?[\\s,]+${NEAR}?(?:[\\s,]+(?:by|to|about|around|roughly|almost|nearly|over|under|well under|just|something like|maybe|more than|less than|only|of|extra|like|an|a|the|day|week|some)){0,3}[\\s,]*$|(?<![a-z'])${CHANGE}[\\s,]+$`,
)
const BETTER =
  /^[\s,]+(?:of (?:the )?[a-z]+[\s,]+)?(?:[a-z]+[\s,]+){0,2}?(?:faster|quicker|cheaper|less|fewer|higher|lower|smaller|shorter|better|more accurate|reduction|improvement|increase|uplift|drop|decrease|growth|lift|gain|uptime|availability|saved|adoption|satisfaction|retention|off (?:the|our)|down from|up from|faster than|on time|earlier|sooner|under the|above the|over (?:plan|target)|of (?:plan|target|normal)|as (?:fast|many|much|often|quick)|the (?:volume|speed|throughput|sales|output))(?![a-z])/
const NOT_CHANGE =
  /(?:went|moved|came|brought|grew up|set up|took|picked up|woke up|signed up|put up|ended up|up to|caught up|came up|took on|got|stayed|hit|became|drop|lift|up|reached)(?:[\s,]+[a-z']+){0,3}[\s,]*$/
const TO_OR_BY =
  /(?:from|to|down|up by|by|at|stayed|hit|reached|is up|are up|was up|were up|went up|came in up|goes up|rose|up)(?:[\s,]+(?:about|around|roughly|nearly|almost|over|under|well|just|maybe|like|some|only))*[\s,]*$/
const NOW_BEFORE =
  /(?<![a-z'])(?:is|are|it's|that's|they're|takes?|runs?|gets?|has|have|at|do|does|close|in|with|down to|up to|finish(?:es)?)(?:[\s,]+(?:at|about|around|in|under|over|like|down|only|just|less|than|more|a|the|well|roughly|maybe|nearly|their \w+|our \w+))*[\s,]+now[\s,]+(?:at|about|around|in|under|over|like|down to|only|just|less than|more than|a|roughly|maybe|nearly|up to)*[\s,]*$|(?<![a-z])(?:now|today|these days|nowadays|since then|at the moment)[\s,]+(?:it's|it is|they're|we're|we are|that's|is|are|it takes|takes?|it|we|they|i|there's|there are|does|do|get|gets|have|has|at|about|around|only|less than|more than|under|over|like|the|average|maybe|\w+ (?:is|are|takes?)|in|to|down|up|[\s,])*$|(?:^|[\s,])now[\s,]+$/
const NOW_AFTER =
  /^(?:[\s,]+[a-z']+){0,3}?[\s,]+(?:now|these days|today|nowadays|since then|any ?more)(?:[\s,.!?]|$)/
const WAS_BEFORE =
  /(?<![a-z])(?:was|were|took|takes|used to (?:\w+)|lost|had|been|cost|before(?: that| this)?(?: it| we| i| they)?(?: was| had| took| got| did| were)?|normally|usually|from|wait(?:ed)?|median|average)(?:[\s,]+(?:about|around|like|maybe|roughly|over|nearly|almost|up to|at|a|us|them|me|some|sometimes|taking|getting|doing|having)){0,4}[\s,]*$/
const GAP_NOW =
  /^(?:[\s,.;]+[\w']+){0,9}?[\s,.;]+(?:now|today|these days|after (?:it|that|this|the change)|since|and (?:it's|they're|is)|then it|went|became|is|it's|to|down to)(?![a-z])/
const GAP_WAS =
  /^(?:[\s,.;]+[\w']+){0,6}?[\s,.;]+(?:before|where (?:it|the|before|we|others)|it was|they were|there were|it used to|used to|against|compared|up from|down from|instead of|versus|rather than|the year before|previously|was|had been|when)(?:[\s,]+[\w']+){0,6}[\s,]*$/
const GAP_TO =
  /^(?:[\s,]+[\w'%]+){0,5}?[\s,]+(?:down |up |all the way |and (?:it's |they're )?now |now )?(?:to|and it's|now|down to|up to|and now)(?:[\s,]+(?:about|around|under|over|like|maybe|roughly|just|less than|more than|nearly|only|a|an|it's|below)){0,4}[\s,]*$/
const TROUBLE =
  '(?:incidents?|outages?|errors?|defects?|bugs?|failures?|complaints?|escalations?|downtime|sessions?|exceptions?|findings?|mismatch(?:es)?|accidents?|injur(?:y|ies)|returns?|rollbacks?|regressions?|tickets?|crash(?:es)?|losses|infections?|falls|recalls?|breach(?:es)?|late|missed|misses|duplicates?|repeats?|violations?|delays?|data loss|lost|timeouts?|jumps?|stuck|positives?|no shows?|cancellations?|claims?|mistakes?|alerts?|pages?|spoil\\w+|waste|callouts?|breakdowns?|leaks?|faults?|rejects?|rejections?|rework|interruptions?|penalt(?:y|ies)|disputes?|mix ?ups?|near misses|fires|stoppages?|overdraws?|overruns?|ones?|wrong \\w+|missing \\w+|failed \\w+|dropped \\w+|late \\w+|lost \\w+|bad \\w+)'
const NONE_LEFT = phrases(
  `(?:zero|0|nil|no|not (?:one|a single)|without (?:a single|any|one|a)|never (?:had )?(?:another|a single|one|a)|hardly any) (?:\\w+ ){0,2}${TROUBLE} (?:\\w+ ){0,2}(?:since|in|for|ever|so far|after|from|over|all|that|this|on|last|at|now|today|between)`,
  `(?:had|have|has|with|been|came out with|saw|seen|raised|found|was|were|is|went to|now|and|counted|reported|to) (?:zero|0|nil|not (?:one|a single)) (?:\\w+ ){0,2}${TROUBLE}`,
  '(?:has|have|been|stayed|is|was) (?:\\w+ ){0,2}(?:zero|nil) (?:for|since|ever|every|in|all)',
  "(?:we|i|it|they)(?: have|'ve)? (?:\\w+ )?(?:missed none|lost none|not (?:missed|lost|had) (?:one|a|any)|haven't (?:missed|lost|had) (?:one|a single|any)) _ (?:since|in|for|ever)",
  `{num} (?:more )?(?:days|weeks|months|years|releases|quarters|deploys|deployments|shifts|flights|batches|audits|seasons|hours|trips|events|shows|nights) (?:now |later |since |in |on |then )*(?:with|without|and) (?:zero|no|not|a single|any|one)`,
)
const WORDED = phrases(
  '(?:cut|cuts|slashed|reduced|dropped|drops|down|shrank|fell|brought _ down|chopped|went down|shrunk|went|came down|is|are) (?:_ )(?:in half|by (?:about |around |roughly |almost |nearly |close to |over |more than )?(?:half|two thirds|a third|a quarter|three quarters)|to (?:about |around |roughly |almost |nearly |under |less than )?(?:half|a third|a quarter|a tenth|nothing|zero|practically zero|practically nothing|almost nothing|almost zero|single digits))',
  '(?:got |was |were |been |has |have |had |almost |nearly |more than |basically |roughly |over |we |i |it |that |which |and |sales |traffic |usage |orders |output |attendance |bookings |donations |throughput |enrolment |membership |numbers )(?:halved|doubled|tripled|quadrupled)',
  '(?:doubled|tripled|quadrupled|halved) (?:the|our|in|their|that|from|within|over|throughput|output|conversion|sales|sign|revenue|to|since)',
  '(?:from) __ (?:to|down to|up to) (?:about |around |under |less than |maybe |roughly |just |almost |nearly |practically |like |over |every |basically |a |an |only |well under |more like |the |single |same |below )*(?:zero|nothing|none|never|half|weekly|daily|hourly|overnight|real time|same day|days|hours|minutes|seconds|week|day|hour|minute|month|quarter|{num})',
  "(?:used to (?:be|take|get|have|wait|cost|need|run)|had taken|was taking|before (?:it was|that it was|we had|i had|it took|i'd get|we'd get|they|it)|previously|where (?:before )?it was|when it (?:was|had been|used to be)|up from|down from) (?:about |around |like |maybe |roughly |over |nearly |almost |up to |us |them |me |be |take |took |waited |get |got |had |have |a |an |the |most of a |somewhere around |the )*{num} (?:\\w+ )?",
  '(?:adopted|used|picked up|taken up|rolled out|live|deployed|running|run|runs|in use|available|launched|shipped|delivered|expanded|extended|scaled|use it|using it|on it|working) (?:now |by |in |to |across |at |out |with |for )+(?:all |over |about |around |more than |nearly |almost |some |every |roughly |the |other |our )*{num} (?:\\w+ ){0,2}(?:{people}|{client}|households|machines|devices|cars|vehicles|warehouses|sellers|repos|clusters|locations|employees|trucks|ships|beds|rooms)',
  '{num} (?:in|of|out of)(?: the| every| those| them| our| last)* {num} (?:\\w+ ){0,4}(?:on time|passed|returned|accepted|stayed|worked|succeeded|renewed|came back|use|used|got|now|signed|finished|completed)',
  "(?:it's|that's|it has|it|that|which|test|check|tool|rule|gate|system|script|alarm) (?:has |have |had |already |since |now )*(?:caught|stopped|blocked|prevented|flagged|found|spotted|picked up) (?:about |around |at least |over |another |maybe )?{num} (?:\\w+ ){0,3}\\w+",
  '(?:is|are|was|were|get|gets|got|done|come|comes|go|goes) (?:\\w+ )?(?:the )?same (?:day|hour|week|afternoon|shift) now',
  'weeks of \\w+ (?:when|where) it (?:had been|was|used to be)',
)
const COUNTED_DOING =
  /(?<![a-z'])(?:carried|processed|logged|handled|served|moved|migrated|delivered|honou?red|got|had|passed|sold|shipped|treated|trained|renewed|cleared|fixed|recovered|retired|deleted|closed|saved|onboarded|converted|planted|vaccinated|printed|reached|finished|covered|installed|entered|opened|rescued|registered|enrolled|signed up|collected|there were|housed|fed)(?:[\s,]+(?:about|around|roughly|nearly|almost|over|some|the|all|all of|maybe|another|like|more than)){0,3}[\s,]*$/
const HARM_BEFORE =
  /(?<![a-z])(?:down|out|dark|late|delayed|stuck|blocked|stopped|offline|fell|closed|waiting|waited|lost|losing|missed|off|without|blind|affected|hit|locked|shut|behind|overcharged|wasted|was taking|delay(?:ed)? (?:of|by)|standing|about|around|for|went)(?:[\s,]+[a-z']+){0,4}[\s,]*$/
const HARM_AFTER =
  /^(?:[\s,]+(?:of them|of 'em|of our|of the|something|odd|or so|[a-z]+)){0,3}?[\s,]+(?:(?:were|was|got|had|have|could not|couldn't|did not|didn't|went|had to|missed|lost|failed|left|locked|late|too late|delayed|affected|waiting|stuck|down|out|off|wrong|wasted|behind|resigned|without|missing|complained|sat|stood|never|cancelled|canceled|double|twice))(?![a-z])/
const HARM_NOUN =
  /^(?:[\s,]+[a-z]+){0,1}?[\s,]+(?:people|customers?|clients?|users?|patients?|passengers?|trucks?|crews?|flights?|orders?|parcels?|payments?|students?|families|children|guests?|drivers?|members?|shops?|stores?|accounts?|invoices?|machines?|sites?|kids|farmers?|tickets?|calls|letters|emails|invoices|minutes?|hours?|days?|weeks?)/
const HARM_PROBES = new Set([
  'consequences',
  'customer-loss',
  'repercussions',
  'reputation',
  'mistake',
  'outcome',
  'impact',
])

/** A number that shows what came of it: from one value to another, by how much, how many now, what no longer happens. */
export function metricOf(facts: Facts, context: Asked, isClaim: boolean): Span | null {
  const strong = facts.quantities.find((quantity, at) => metricWeight(facts, quantity, at, context) >= 1)
  return earliest(strong, firstReal(WORDED, facts), isClaim ? null : firstReal(NONE_LEFT, facts))
}

/** How far a quantity shows a result: 0 for none, 1 for a clear one. */
export function metricWeight(facts: Facts, quantity: Quantity, at: number, { bucket, probe }: Asked): number {
  const { plain, sentences, quantities } = facts
  const { kind, role, start, end, value, noun } = quantity
  if (!['percent', 'times', 'duration', 'count', 'fraction'].includes(kind)) return 0
  if (role === 'team' || role === 'version') return 0
  const { left, right } = wideWindow(plain, sentences, quantity)
  if (unreal(left)) return 0
  const isOne = kind === 'count' && value === 1
  const isFollowUp = probe !== null && probe !== 'action'
  // Counted from the beginning and not as a share, so that what is said later takes nothing away.
  const late = start > 180 || isFollowUp
  if (kind === 'times' && BETTER.test(right)) return 1
  if (isContrast(plain, quantity, quantities[at + 1]) && !isOne) return 1
  if (!isOne && (NOW_BEFORE.test(left) || NOW_AFTER.test(right)) && !/^(?:ha|team|people of)/.test(noun))
    return late || kind !== 'count' ? 1 : 0.5
  if (kind === 'duration') {
    const isCut =
      /(?:sav|cut|reduc|drop|fell|down|from|shr|went|sits|brought|under|freed|less|moved|took off|knocked off|shav|earlier|shorter)/.test(
        left.slice(-60),
      ) || /^[\s,]+(?:faster|quicker|shorter|less|saved|sooner|earlier|off|instead)/.test(right)
    const isHarm =
      bucket === 'failure' &&
      (probe === null || HARM_PROBES.has(probe)) &&
      /(?<![a-z])(?:down|out|dark|late|delayed|stuck|blocked|offline|fell|blind|was taking|closed)(?:[\s,]+(?:for|about|around|it|was|by|more|than|[a-z]+))?(?:[\s,]+(?:for|about|around|nearly|almost|by))*[\s,]*$/.test(
        left,
      )
    if (isHarm || (/^[\s,]+late/.test(right) && bucket === 'failure')) return 1
    if (!isCut) return 0
  }
  if (bucket === 'failure' && kind === 'count' && !isOne && (probe === null || HARM_PROBES.has(probe))) {
    if (HARM_NOUN.test(plain.slice(end - 1, end) + right) || HARM_NOUN.test(right)) {
      if (HARM_AFTER.test(right) || HARM_BEFORE.test(left.slice(-34))) return 1
    } else if (/^[\s,]+of (?:'em|them)[\s,]+(?:locked|failed|went|had|got|were|lost|left)/.test(right))
      return 1
  }
  if (!isOne && CHANGED.test(left) && !(NOT_CHANGE.test(left) && !TO_OR_BY.test(left)))
    return kind !== 'count' || value > 2 || role === 'result' ? 1 : 0.5
  if (
    BETTER.test(right) &&
    (kind !== 'count' || /^[\s,]+(?:[a-z]+[\s,]+)?(?:fewer|less|on time)/.test(right))
  )
    return 1
  if (
    kind === 'percent' &&
    late &&
    /(?<![a-z])(?:is|are|at|was|were|under|below|rate|plus)[\s,]*(?:at|about|around|under|over|like|just|below|now|still|already|[\s,])*$/.test(
      left,
    )
  )
    return start > 200 || isFollowUp ? 1 : 0.5
  if (kind === 'count' && value >= 12 && late && COUNTED_DOING.test(left)) return 1
  // Towards the end of a story, an amount that is no budget, plan or team is most often what came of it.
  if (kind !== 'fraction' && kind !== 'duration' && value >= 8 && start > 330 && role !== 'target') return 1
  return kind === 'percent' && late ? 0.4 : 0
}

/** "it was eight percent, now it's one", "four hundred a month down to thirty", "eighteen where it was fifty". */
function isContrast(plain: string, first: Quantity, second: Quantity | undefined): boolean {
  if (!second || second.start - first.end > 76 || second.start < first.end) return false
  if (['money', 'year', 'date', 'version', 'ordinal'].includes(second.kind) || second.role === 'team')
    return false
  if (first.kind === 'duration' && second.kind === 'percent') return false
  const gap = plain.slice(first.end, second.start)
  const left = plain.slice(Math.max(0, first.start - 60), first.start)
  if (
    /(?<![a-z])from(?:[\s,]+[\w']+){0,4}[\s,]*$/.test(left) &&
    /(?<![a-z])(?:to|into)(?:[\s,]+[\w']+){0,4}[\s,]*$/.test(gap)
  )
    return true
  if (GAP_TO.test(gap) && /(?<![a-z])(?:down|up|now) ?(?:to|it's)?/.test(gap)) return true
  if (WAS_BEFORE.test(left) && GAP_NOW.test(gap) && /(?:now|today|these days|it's|after)/.test(gap))
    return true
  return (
    GAP_WAS.test(gap) &&
    /(?:before|where|used to|compared|up from|down from|against|it was|previously)/.test(gap)
  )
}

function firstReal(pattern: RegExp, { plain, sentences }: Facts): Span | null {
  return (
    findAll(pattern, plain)
      .slice(0, 8)
      .find((span) => !unreal(wideWindow(plain, sentences, span, 60).left)) ?? null
  )
}

/** How many phrases say that a number changed, or that a trouble no longer comes. */
export function metricPhrases({ plain }: Facts): number {
  return findAll(WORDED, plain).length + (find(NONE_LEFT, plain) ? 1 : 0)
}

import { dollarsOf } from '../facts/quantities.ts'
import type { Quantity } from '../facts/quantities.ts'
import type { Facts } from '../facts/facts.ts'
import { find, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import { earliest } from './detector.ts'
import type { Detector } from './detector.ts'

const CHANGE =
  '(?:sav(?:e|ed|es|ing)|cut(?:s|ting)?|reduc(?:e|ed|es|ing)|dropp?(?:s|ed|ing)?|fell|falls|fallen|down|went(?! (?:back|through|over|in|into|live|out|on))|(?:goes|go)(?= (?:from|up|down))|gr[eo]wn?|grows|rose|risen|rising|increas(?:e|ed|es|ing)|up|improv(?:e|ed|es|ing)|gain(?:ed)?|lift(?:ed)?|boost(?:ed)?|brought|takes? off|recover(?:ed)?|avoid(?:ed)?|prevent(?:ed)?|shr[au]nk|decreas(?:e|ed)|declined|lower(?:ed)?|slash(?:ed)?|shav(?:ed|es)|trimm(?:ed)|climb(?:ed)|jump(?:ed)|reach(?:ed)|settled|stabili[sz]ed|sits|hover(?:s|ed|ing)|freed|won back|moved|dipped|plummeted|crashed|surged|soared|doubled|tripled|went up|came down|got (?:it|that|this|them|us)|fewer|less|reduction|improvement|increase|drop|decrease|uplift|growth|gain)'
const LEFT = new RegExp(
  `(?<![a-z'])${CHANGE}(?:[\\s,]+[a-z']+){0,4}?[\\s,]+(?:by|to|at|from|of|about|around|roughly|almost|nearly|over|under|just|something like|like|maybe|approximately|close to|more than|less than|only|us|me|them|was|another|an|a)?(?:[\\s,]+(?:by|to|about|around|roughly|almost|nearly|over|under|just|something like|maybe|more than|less than|only|of|extra|like|an|a|the)){0,2}[\\s,]*$|(?<![a-z'])${CHANGE}[\\s,]+$`,
)
const BETTER =
  /^[\s,]+(?:of (?:the )?[a-z]+[\s,]+)?(?:[a-z]+[\s,]+){0,2}?(?:faster|quicker|cheaper|less|fewer|higher|lower|smaller|shorter|better|more accurate|more|reduction|improvement|increase|uplift|drop|decrease|growth|lift|gain|uptime|availability|saved|savings|adoption|satisfaction|retention|off (?:the|our)|down from|up from|faster than|back|on time)(?![a-z])/
const FROM_TO_PART =
  /(?:^|[\s,])(?:from|was|were|at|of|about|around|under|used to (?:be|take))(?:[\s,]+[a-z']+){0,3}[\s,]*$/
const UNREAL =
  /(?:would|could|should|might|want(?:ed)? to|going to|plan(?:ned)? to|hop(?:ed|ing) to|supposed to|need(?:ed)? to|tr(?:y|ied|ying) to|aim(?:ed)? (?:to|for)|target(?: was| of)?|goal(?: was| of)?|asked (?:me|us) to|have to|had to|if (?:i|we|you)|promised|cap at|limit of|wait(?:s|ed)?|until)(?:[\s,]+[a-z']+){0,5}[\s,]*$/
const COUNTED_RESULT = phrases(
  '(?:zero|0|no|not (?:one|a single)|without (?:a single|any|one)|never had (?:another|a single|one)|hardly any|nobody) (?:\\w+ ){0,2}(?:incidents?|outages?|errors?|defects?|bugs?|failures?|complaints?|escalations?|downtime|sessions?|exceptions?|findings?|mismatch(?:es)?|accidents?|injuries|returns|rollbacks?|regressions?|tickets?|crashes|losses|infections?|falls|recalls?|breach(?:es)?|late|missed|misses|duplicates?|repeats?|violations?|delays?|data loss|lost|one)(?: (?:since|in|for|ever|so far|after|from|over|that))?',
  '(?:{few}|\\d+|\\w+teen|twenty|thirty) (?:more )?(?:days|weeks|months|years|releases|quarters|deploys|deployments|shifts|flights|batches|audits) (?:now |later |since |in |on )*(?:with|without|and) (?:zero|no|not|a single|any|one)',
)
const SHAPES = phrases(
  '(?:cut|cuts|slashed|reduced|dropped|drops|down|shrank|fell|brought _ down|chopped|went down|shrunk) (?:_ )(?:in half|by (?:about |around |roughly |almost |nearly |over |more than )?(?:half|two thirds|a third|a quarter|three quarters)|to (?:about |around |roughly |almost |nearly |under |less than )?(?:half|a third|a quarter|a tenth|nothing|zero|practically zero|practically nothing|almost nothing|almost zero))',
  '(?:got |was |were |been |almost |nearly |more than |basically |roughly |over |we |i |it |that |which |and )(?:halved|doubled|tripled|quadrupled)',
  '(?:doubled|tripled|quadrupled|halved) (?:the|our|in|their|that|from|within|over|throughput|output|conversion|sales|sign|revenue|to)',
  '(?:from) __ (?:to|down to|up to) (?:about |around |under |less than |maybe |roughly |just |almost |nearly |practically |like |over |every |basically |a |an |only |well under |more like |the |single )*(?:zero|nothing|none|half|weekly|daily|hourly|real time|days|hours|minutes|seconds|week|day|hour|minute|month|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|\\d[\\d.,]*\\w?%?)',
  "(?:used to (?:be|take|get|have)|had taken|was taking|before (?:it was|that it was|we had|i had|it took|i'd get|we'd get)|previously|where (?:before )?it was|when it (?:was|had been|used to be)|compared to|up from|down from) (?:about |around |like |maybe |roughly |over |nearly |almost |up to |us |them |me |be |take |get |have |a |an |the |most of a |somewhere around )*(?:{few}|\\w+teen|\\w+ty|half|hundred|couple|several|\\d[\\d.,]*\\w*%?) (?:\\w+ )?",
  '(?:adopted|used|picked up|taken up|rolled out|live|deployed|running|run|runs|in use|available|launched|shipped|delivered|expanded|extended|scaled) (?:now |by |in |to |across |at |out |with )+(?:all |over |about |around |more than |nearly |almost |some |every |roughly |the |other |our )*(?:{few}|\\w+teen|\\w+ty|hundred|\\d[\\d,.]*\\w?) (?:\\w+ ){0,2}(?:users|people|customers|teams|stores|hospitals|clinics|schools|branches|sites|countries|markets|regions|services|clusters|restaurants|drivers|farmers|clients|engineers|developers|employees|offices|locations|companies|households|patients|students|plants|factories|shops|machines|devices|cars|vehicles|warehouses|nurses|merchants|sellers|agents|repos|thousand|million|hundred)',
  '(?:{few}|\\w+teen|\\w+ty|\\d+|a) in (?:{few}|ten|twenty|a hundred|\\d+) (?:\\w+ ){0,4}(?:on time|passed|returned|accepted|stayed|worked|succeeded|renewed)',
  "(?:it's|that's|it has|it) (?:already )?(?:caught|stopped|blocked|prevented|flagged|saved|found) (?:about |around |at least |over )?(?:{few}|\\w+teen|\\w+ty|\\d+|dozens?|hundreds) (?:\\w+ ){0,3}\\w+",
)

/** Numbers that show what changed: from one value to another, by how much, or what no longer happens. */
function metricOf({ plain, quantities }: Facts, isClaim: boolean): Span | null {
  const change = quantities.find((quantity) => isMetric(quantity, plain))
  const shaped = firstReal(SHAPES, plain)
  return earliest(change, shaped, isClaim ? null : firstReal(COUNTED_RESULT, plain))
}

function isMetric(quantity: Quantity, plain: string): boolean {
  const { kind, role, start, end } = quantity
  if (
    !['percent', 'times', 'duration', 'count', 'fraction'].includes(kind) ||
    role === 'team' ||
    role === 'version'
  )
    return false
  const from = Math.max(start - 80, lastStop(plain, start))
  const left = plain.slice(from, start)
  const right = plain.slice(end, Math.min(end + 48, nextStop(plain, end)))
  if (UNREAL.test(left)) return false
  if (
    kind === 'times' &&
    /^[\s,]+(?:as (?:fast|many|much|often|quick)|faster|more|fewer|less|cheaper|the)/.test(right)
  )
    return true
  if (
    kind === 'duration' &&
    !/(?:sav|cut|reduc|drop|fell|down|from|shr|went|sits|brought|under|freed|less|moved|took off|knocked off|shav)/.test(
      left,
    ) &&
    !/^[\s,]+(?:faster|quicker|shorter|less|saved|sooner|earlier|off|now|instead)/.test(right)
  )
    return false
  if (
    /(?:went|moved|came|brought|grew up|set up|took|picked up|woke up|signed up|put up|ended up|up to|caught up|came up|took on|got)(?:[\s,]+[a-z']+){0,3}[\s,]*$/.test(
      left,
    ) &&
    !/(?:from|to|down|up by|up to|by|at)(?:[\s,]+(?:about|around|roughly|nearly|almost|over|under|maybe|just))?[\s,]*$/.test(
      left,
    )
  )
    return false
  if (LEFT.test(left)) return kind !== 'count' || quantity.value > 1 || role === 'result'
  return (
    BETTER.test(right) &&
    (kind !== 'count' || /^[\s,]+(?:[a-z]+[\s,]+)?(?:fewer|less|saved|back|on time)/.test(right)) &&
    !(kind === 'count' && FROM_TO_PART.test(left))
  )
}

function lastStop(plain: string, at: number): number {
  for (let place = at - 1; place > at - 90 && place >= 0; place--)
    if ('.!?;\n'.includes(plain.charAt(place)) && plain.charAt(place + 1) === ' ') return place + 1
  return Math.max(0, at - 90)
}

function nextStop(plain: string, at: number): number {
  for (let place = at; place < at + 60 && place < plain.length; place++)
    if ('.!?;\n'.includes(plain.charAt(place))) return place
  return Math.min(plain.length, at + 60)
}

function firstReal(pattern: RegExp, plain: string): Span | null {
  for (let at = 0, tries = 0; tries < 8; tries++) {
    const span = find(pattern, plain, at)
    if (!span) return null
    if (!UNREAL.test(plain.slice(Math.max(lastStop(plain, span.start), span.start - 60), span.start)))
      return span
    at = span.end
  }
  return null
}

function moneyOf({ quantities, plain }: Facts): Quantity[] {
  return quantities.filter((quantity) => {
    if (quantity.kind !== 'money' || quantity.value < 100) return false
    const left = plain.slice(lastStop(plain, quantity.start), quantity.start)
    if (quantity.role === 'result')
      return !/(?:want(?:ed)? to|going to|plan(?:ned)? to|hop(?:ed|ing) to|supposed to|tr(?:y|ied|ying) to|target(?: was| of)?|goal(?: was| of)?)(?:[\s,]+[a-z']+){0,5}[\s,]*$/.test(
        left,
      )
    const right = plain.slice(quantity.end, quantity.end + 40)
    return (
      /(?:^|[\s,])(?:made|makes|making|brings?|worth|that's|it's|about|in|a|at|with|roughly|around|of)(?:[\s,]+[a-z']+){0,2}[\s,]*$/.test(
        left,
      ) &&
      /^[\s,]+(?:a year[\s,]+)?(?:in (?:extra |additional |new |annual |recurring |incremental |recovered |sales|revenue|savings|margin|profit|bookings|business)|saved|savings|(?:customer|account|contract|client|deal|renewal)[\s,.]|revenue|extra|more|of (?:new |extra |additional )?(?:revenue|sales|business|savings))/.test(
        right,
      )
    )
  })
}

const ANECDOTES = phrases(
  '(?:and |so |then |finally |still |all |both |which |who |{they} |customers? |clients? |account |accounts |sponsor |group |chain |hospital |retailer |partner )(?:renewed|re ?signed|signed (?:again|on|up|with us|the|a (?:new|second|bigger|longer))|stayed(?: with us| on)?|extended (?:the|their|our) (?:contract|agreement)|kept (?:the|their|us|using|buying|ordering)|doubled (?:the|their) order|went with us|chose us|thanked|withdrew (?:the|their))',
  '(?:still )?(?:using|uses|use) (?:it|that|this|them|the \\w+)(?: to this day| today| now| every (?:day|week|morning|shift)| for)?(?: (?:today|now|every))',
  '(?:to this day|is still (?:in use|running|used|going|there|the way)|are still (?:using|running)|still use|still uses|still run on|still follow)',
  '(?:adopted|picked (?:it|that|this|the \\w+) up|took (?:it|that|this) over|rolled (?:it|that|this) out|rolled out|asked (?:if|whether|for|could) __ (?:the same|copy|use it|describe it|have it|get it|same thing|it too|get the)|became the (?:standard|template|default|way|model|norm|reference)|is now the (?:standard|default|template|way|norm)|company wide|companywide)',
  '(?:other|another|sister|neighbou?ring|the other|every|all the|two other|three other|several) (?:\\w+ ){0,2}(?:teams?|groups?|departments?|sites?|branch(?:es)?|offices?|schools?|units?|plants?|stores?|companies|wards?|clinics?|labs?) (?:\\w+ ){0,2}(?:have |has |then |also |now |ha(?:s|ve) since )?(?:adopted|use|using|uses|picked|copied|asked|took|taken|started|follow|followed|wanted|got)',
  '(?:we|they|it|which|that|and) (?:\\w+ )?(?:went live|launched|shipped|opened|delivered|bid|finished|made (?:the|our|their) (?:deadline|date|launch|window|opening)|hit (?:the|our|their) (?:deadline|date|launch)|met the (?:deadline|date)) _ (?:on time|on schedule|on the day|ahead of|early|without a (?:hitch|problem)|as planned|in time)',
  '(?:on time|ahead of schedule|ahead of time|without a hitch|on schedule)',
  '(?:regulator|auditors?|auditor|inspector|inspectors|authority|ministry|compliance) (?:\\w+ ){0,3}(?:closed|signed off|approved|passed|accepted|cleared|praised|complimented|were happy|was happy|was satisfied|dropped|had no)',
  '(?:closed|passed) the (?:finding|audit|inspection|review|certification|accreditation)',
  '(?:unblocked|unlocked|allowed|enabled|let) (?:the |our |us |them |their |another |two |three |other )(?:\\w+ ){0,3}(?:launch|release|launched|ship|start|open|go live|production|sell|sign|move|team|teams|deal|again)',
  "(?:kept|saved|keep|won|won back|retained|didn't lose|did not lose|we kept) (?:the|them|that|this|our|a|both|us|him|her) (?:\\w+ ){0,3}(?:customer|client|account|contract|deal|relationship|customers|clients|launch|project|patient|business)",
  '(?:the )?(?:complaints|calls|tickets|questions|emails|escalations|pages|alerts|incidents|outages|crashes|queues|arguments|angry \\w+) (?:\\w+ ){0,3}(?:stopped|dried up|went away|disappeared|went quiet|dropped off|vanished|ended|died down)',
  '(?:stopped|quit) (?:hearing|complaining|getting|calling|asking|happening|paging|losing|leaving)',
  "(?:hasn't|has not|haven't|have not|never|didn't|did not) (?:\\w+ )?(?:happened (?:again|since)|happen again|come back since|recurred|reoccurred|had (?:another|a repeat|it since|one since)|gone down since|failed since|been a (?:problem|single) _ since)",
  '(?:was|were|got|been) (?:promoted|asked to (?:present|run|lead|teach|roll|speak)|invited to|made (?:permanent|the standard)|given the (?:award|next))',
  "(?:became|turned into|is now|he's now|she's now) (?:one of )?(?:our|my|the|a) (?:\\w+ )?(?:best|biggest|closest|strongest|loudest) (?:\\w+ )?(?:ally|allies|supporter|advocates?|champion|customers?|engineers?|promoters?)",
  "(?:she's|he's|they've|has|have) (?:since )?(?:done|run|led|shipped) (?:\\w+ ){0,2}(?:more )?(?:since )?without me",
  '(?:people|patients|nurses|drivers|farmers|staff|operators|users|customers|students|engineers|managers|{they}) (?:started|began) (?:coming back|to (?:trust|use|come back|ask|rely)|using|trusting|relying|asking|recommending|choosing|raising)',
  '(?:trust|confidence|morale|relationship) (?:\\w+ ){0,2}(?:came back|improved|was restored|got better|went up|is (?:much |a lot |way )?better|grew|recovered)',
  'let us (?:start|launch|ship|continue|keep|go)',
  '(?:opened|freed|cleared) (?:up )?the (?:way|road|door)',
)
const DENIED =
  /(?:want(?:ed)? to|going to|hop(?:ed|ing) to|would(?:n't)?|could(?:n't)?|might|plan(?:ned)? to|about to|if|nearly|almost|until|can't|not|supposed to)(?:[\s,]+[a-z']+){0,3}[\s,]*$/

function anecdoteOf({ plain }: Facts): Span | null {
  for (let at = 0, tries = 0; tries < 8; tries++) {
    const span = find(ANECDOTES, plain, at)
    if (!span) return null
    if (!DENIED.test(plain.slice(Math.max(0, span.start - 40), span.start))) return span
    at = span.end
  }
  return null
}

const MILLION = 1_000_000

/** What came of it: money, other numbers, consequences. */
export const impact: readonly Detector[] = [
  { signal: 'impact-money', detect: (facts) => moneyOf(facts)[0] ?? null },
  {
    signal: 'under-one-million',
    detect: (facts) => {
      const money = moneyOf(facts)
      return money.length > 0 && money.every((amount) => (dollarsOf(amount) ?? 0) < MILLION)
        ? (money[0] ?? null)
        : null
    },
  },
  {
    signal: 'impact-metric',
    detect: (facts, _, seen) => metricOf(facts, Boolean(seen.get('fast-and-flawless'))),
  },
  { signal: 'impact-anecdote', detect: anecdoteOf },
]

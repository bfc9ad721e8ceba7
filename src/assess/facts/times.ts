import type { Quantity } from './quantities.ts'
import { findAll, phrases } from './phrases.ts'
import type { Span } from './phrases.ts'

/** A time that was said: how long ago (`ago`) or how long (`duration`), in months; null when it cannot be told. */
export interface TimeMention extends Span {
  kind: 'ago' | 'duration'
  months: number | null
  /** 0..1: how surely the words mean that time. */
  certainty: number
  /** `story`: when what is told took place; `other`: the age of a thing, a job held since, a plan. */
  role: 'story' | 'other'
}

const UNITS: readonly [RegExp, number][] = [
  [/^(?:ms|milli|s$|sec)/, 0],
  [/^min/, 0],
  [/^h(?:$|r|our)/, 1 / 730],
  [/^(?:day|night|evening|morning|afternoon)/, 1 / 30.4],
  [/^weekend/, 2 / 30.4],
  [/^week/, 7 / 30.4],
  [/^fortnight/, 14 / 30.4],
  [/^month/, 1],
  [/^quarter/, 3],
  [/^sprint/, 14 / 30.4],
  [/^year/, 12],
  [/^decade/, 120],
]

/** Public events that people date their stories by: month of the event. */
const EVENTS: readonly [RegExp, string][] = [
  [
    phrases(
      '(?:before|pre|just before|right before|until) (?:covid|the pandemic|corona|lockdown|the lockdowns)',
      'pre covid',
      'pre pandemic',
    ),
    '2019-12',
  ],
  [
    phrases(
      '(?:during|in|in the middle of|through|throughout|when) (?:the )?(?:first )?(?:covid|pandemic|corona|lockdown|lockdowns)(?: hit| started| began)?',
      'when everyone went remote',
    ),
    '2020-07',
  ],
  [phrases('(?:when|before|after|just after|around) (?:the )?(?:brexit(?: vote| referendum)?)'), '2016-06'],
  [
    phrases(
      '(?:during|in|after|before|around) the (?:financial|banking|credit) (?:crisis|crash|crunch)',
      'when lehman',
    ),
    '2008-10',
  ],
  [
    phrases('(?:when|before|around|right before|just before) gdpr(?: came in| landed| hit| happened)?'),
    '2018-05',
  ],
  [phrases('(?:when|during|around|with) (?:the )?log4j', '(?:when|during) log4shell'), '2021-12'],
  [phrases('y2k', 'the millennium bug'), '1999-12'],
  [phrases('(?:when|before|around|after) (?:chatgpt|chat gpt) (?:came out|launched|_ )'), '2022-11'],
  [phrases('(?:windows (?:xp|7|vista) days|when (?:flash|internet explorer) was still)'), '2012-01'],
]

const SEASON =
  '(?:spring|summer|autumn|fall|winter|christmas|january|february|march|april|may|june|july|august|september|october|november|december)'
const RECENT: readonly [RegExp, number][] = [
  [
    phrases(
      '(?:this|earlier this) (?:year|spring|summer|autumn|fall|winter|quarter|month|week|january|february|march|april|may|june|july|august|september|october|november)',
    ),
    5,
  ],
  [
    phrases(
      `(?:last|this past|this last) (?:year|quarter|month|week|sprint|half|monday|tuesday|wednesday|thursday|friday|${SEASON})`,
    ),
    10,
  ],
  [
    phrases(
      '(?:yesterday|recently|a (?:few|couple of) (?:weeks|months) (?:ago|back)|the other (?:day|week|month)|(?:just )?now at my current)',
    ),
    3,
  ],
  [
    phrases(
      `the (?:year|${SEASON}) before last`,
      '(?:two|2) (?:winters|summers|springs|autumns|falls|christmases) ago',
    ),
    22,
  ],
]
const DISTANT = phrases(
  '(?:many|so many|several|quite a few|lots of|a lot of) years (?:ago|back)',
  '(?:a )?(?:long|very long|good long) (?:time|while) (?:ago|back)',
  "(?:ages|donkey's years|yonks|decades|a decade|over a decade|more than a decade|years and years) (?:ago|back)",
  'back in the (?:day|nineties|noughties|eighties|two thousands|90s|80s|2000s)',
  'in the (?:nineties|eighties|noughties|90s|80s|early 2000s|early two thousands)',
  '(?:at the )?(?:very )?(?:start|beginning) of my career',
  '(?:very )?early (?:on )?in my career',
  'my (?:very )?first (?:ever )?(?:real |proper )?job',
)
const JOBS_AGO = phrases(
  '(?:two|three|four|couple of|a few|few|several) (?:jobs|companies|employers|roles) (?:ago|back)',
  '(?:at|in) my (?:previous|last|former|old|first) (?:company|job|employer|role|place|team)',
)
const AGE_OF_STORY = phrases(
  'before my (?:son|daughter|kid|first|eldest|twins|kids|boy|girl|children) (?:was|were|got) born',
)
const AGO_AFTER =
  /^[\s,]{1,8}(?:(?:or so|or more|now|plus)[\s,]{1,8})?(?:ago|back(?![\s,]+(?:to|in|at|up|on|from))|earlier than now)(?![a-z])/
const OTHER_BEFORE =
  /(?:since|until|till|from|founded in|built in|written in|bought in|joined in|joined .{0,20} in|started in|graduated in|born in|dating (?:back )?(?:to|from)|by|before|target|deadline|goal|plan|for|of|version|standard|edition|windows|office|server|sql|iso|rfc|act|vision|roadmap|regulation)[\s,]*(?:the )?(?:year )?(?:about |around |early |late |mid |maybe )*$/
const STORY_BEFORE =
  /(?:back in|in|around|during|early|late|mid|summer of|spring of|autumn of|fall of|winter of|end of|start of|beginning of|this was|it was|that was|that's|this is|was like|is like|it's|q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december|all through|of|circa|goes back to|going back|back to|dates? (?:back )?(?:to|from)|picture it|picture this|(?:story|one|example|this|share one|something|case) (?:is )?from|spring|summer|autumn|fall|winter)[\s,]*(?:like |about |around |maybe |i think |say |early |late |mid |the year |in )*$/
const STORY_AFTER =
  /^[\s,]{1,8}(?:this was|it was|that was|i was|we were|i think it was|so |when |right before|just before)/

/** Times of the text, left to right, resolved against `today` (ISO date). */
export function timesOf(plain: string, quantities: readonly Quantity[], today: string): TimeMention[] {
  const now = monthOf(today)
  const times: TimeMention[] = []
  const add = (
    span: Span,
    months: number | null,
    certainty: number,
    role: TimeMention['role'] = 'story',
  ): void => {
    times.push({ start: span.start, end: span.end, kind: 'ago', months, certainty, role })
  }
  for (const quantity of quantities) {
    const left = plain.slice(Math.max(0, quantity.start - 48), quantity.start)
    const right = plain.slice(quantity.end, quantity.end + 32)
    if (quantity.kind === 'duration') addDuration(times, quantity, left, right)
    if (quantity.kind === 'year') {
      // A bare year in the first words dates the story ("okay, 2017, I was…").
      const first =
        quantity.start < 40 &&
        /^[\s,]{1,3}(?:i|we|this|it|and a bit|my|our|the)(?![a-z])|^[\s,.]{1,3}/.test(right) &&
        !/from[\s,]*$/.test(left)
      const late = /late[\s,]*$/.test(left) ? 10 : /early[\s,]*$/.test(left) ? 2 : 6.5
      const months = now - (quantity.value * 12 + late)
      const isOther =
        months < -6 ||
        (OTHER_BEFORE.test(left) &&
          !/(?:summer|spring|autumn|fall|winter|end|start|beginning|december|january) of[\s,]*$/.test(left))
      const isPrice =
        /(?:paid|bought|sold|signed|invested|acquired|raised|cost)(?:[\s,]+[\w']+){0,7}[\s,]*$/.test(left) ||
        /(?:the year|old one|lovely)(?:[\s,]+[\w']+){0,6}[\s,]*$/.test(left)
      const isStory = STORY_BEFORE.test(left) || STORY_AFTER.test(right) || left.trim() === ''
      if (!isOther && !isPrice && (isStory || first)) add(quantity, Math.max(0, months), 0.9)
      else add(quantity, Math.max(0, months), 0.4, 'other')
    }
  }
  for (const [pattern, month] of EVENTS)
    for (const span of findAll(pattern, plain)) add(span, now - monthOf(month), 0.85)
  for (const [pattern, months] of RECENT) for (const span of findAll(pattern, plain)) add(span, months, 0.8)
  for (const span of findAll(DISTANT, plain)) add(span, 84, 0.7)
  for (const span of findAll(JOBS_AGO, plain)) add(span, null, 0.3)
  for (const span of findAll(AGE_OF_STORY, plain)) {
    const age = quantities.find(({ start, value }) => start > span.end && start < span.end + 40 && value < 40)
    add(age ? { start: span.start, end: age.end } : span, age ? age.value * 12 : null, age ? 0.8 : 0.3)
  }
  return times.toSorted((a, b) => a.start - b.start)
}

/** A length of time in months; 0 for seconds and minutes. */
export function monthsIn(value: number, unit: string): number {
  return value * (UNITS.find(([name]) => name.test(unit))?.[1] ?? 0)
}

function addDuration(times: TimeMention[], quantity: Quantity, left: string, right: string): void {
  const months = monthsIn(quantity.value, quantity.noun)
  const ago = AGO_AFTER.exec(right)
  if (ago) {
    const joined = /(?:joined|started|hired|came|moved|been|founded|since)(?:[\s,]+[\w']+){0,5}[\s,]*$/.test(
      left,
    )
    times.push({
      start: quantity.start,
      end: quantity.end + ago[0].length,
      kind: 'ago',
      months,
      certainty: 0.9,
      role: joined ? 'other' : 'story',
    })
  } else
    times.push({
      start: quantity.start,
      end: quantity.end,
      kind: 'duration',
      months,
      certainty: 0.8,
      role: 'other',
    })
}

/** Months since year 0, with the day as a fraction left out. */
function monthOf(date: string): number {
  const [year = '0', month = '1'] = date.split('-')
  return Number(year) * 12 + Number(month) - 1
}

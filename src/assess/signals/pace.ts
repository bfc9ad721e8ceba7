import { onceFor } from '../facts/facts.ts'
import { find, findAll, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import { monthsIn } from '../facts/times.ts'
import type { Detector } from './detector.ts'
import { wideWindow } from './window.ts'

const FOUR_YEARS = 48
const TWO_WEEKS = 14.6 / 30.4
const HALF_DAY = 4 / 730

const FLAWLESS = phrases(
  "(?:no|zero|not (?:a single|one|a)|without (?:a single|any|a|one)|never (?:had )?a single|never had (?:a|one|any)|0|no one|there was no|has no) (?:\\w+ )?(?:bugs?|defects?|issues?|errors?|problems?|incidents?|mistakes?|complaints?|faults?|downtime|outages?|hiccups?|glitch(?:es)?|rework|regressions?|false positives?|wrong \\w+|thing (?:i'd|i would|to) \\w+|flaws?|shortcuts?|corners|return)",
  "(?:flawless(?:ly)?|perfect(?:ly|ion)?|without a hitch|bug free|error free|defect free|faultless(?:ly)?|spotless|impeccabl[ey]|immaculate|no compromises?|hundred (?:percent|per cent) (?:\\w+ )?(?:coverage|quality|accurate|correct|right|working|of)|first time right|right first time|worked first time|(?:highest|top|best|exceptional|total|full|same|better|outstanding|superb|premium) quality|never cut corners|don't cut corners|didn't cut (?:any )?corners|gold standard|zero defects|nothing (?:i would|i'd|to) (?:change|fix|improve)|everything (?:worked|was perfect|passed|right)|every single (?:target|test|requirement|deadline)|not one thing|nobody had to give up|nothing had to give|nothing was (?:sacrificed|dropped|cut|skipped)|it was (?:all )?perfect|beautiful(?:ly)?|no trade ?offs?)",
)
const TRADED = phrases(
  "(?<!no )(?:trade ?offs?|traded|gave up|give up|sacrific\\w+|cut (?:the )?scope|de ?scoped|dropped (?:the|a|two|some)|postponed|left (?:out|off|the rest)|deferred|at the (?:cost|expense)|tech(?:nical)? debt|skipped|shortcuts?|not (?:perfect|pretty)|rough edges|compromised|simplified|parked|only (?:did|built|shipped) (?:the|a)|wasn't pretty|ugly|couldn't do all|good enough|paid for it|the price was|later we fixed|came back to)",
)
const NO_TRADE = phrases(
  "(?:gave up nothing|nothing (?:honestly|really|was given up|to give up)|no trade ?offs?|didn't (?:have to )?(?:give up|sacrifice|trade|drop)|did not (?:have to )?(?:give up|sacrifice|trade|drop)|wouldn't say (?:so|i gave)|nobody had to give up|no need)",
)
const RUSHED = phrases(
  '(?:overnight|over (?:a|the|one) (?:single )?weekend|in (?:a|one) (?:single )?(?:weekend|sprint|day|night|week|afternoon)|ahead of (?:schedule|time|the deadline)|record time|half the time|(?:tight(?:est)?|impossible|crazy|insane|aggressive|brutal|very short) (?:deadline|timeline|schedule)|weeks early|in a fortnight|fortnight|under a (?:week|month))',
)
const MADE =
  /(?<![a-z])(?:built?|build|ship(?:ped)?|wr[io]te|written|launch(?:ed)?|finish(?:ed)?|deliver(?:ed)?|clean(?:ed)?|code[ds]?|coded|deploy(?:ed)?|fix(?:ed)?|implement(?:ed)?|rolled|complete[ds]?|did (?:the|it|all|everything|that)|made|done|live|working|ready|design(?:ed)?|solved|whole thing|project|start to finish|end to end|took|takes|it was (?:small|quick|short)|set up|put together|turned around|migrat(?:ed|ion)|install(?:ed)?|printed|on the boxes|created|developed|prepared|organi[sz]ed|had)(?![a-z])/
const WAITED_BEFORE =
  /(?:down|outage|after|since|first|every|late|wait(?:ed|ing)?|early|behind|blind|offline|paused|him|her|them|each|for the (?:first|last|next)|last|next|within|until|than|stock|notice|ago|another|per|sat|stood|spent|rode|watched|shadowed|listened|for|used to take|normally|usually|instead of|from|promise|by|convince|argued|reading|read|told|call|more)(?:[\s,]+[\w']+){0,2}[\s,]*$/
const WAITED_AFTER =
  /^[\s,]*(?:later|ago|after|before|of (?:meetings|downtime|data|logs|waiting|training|probation|stock|silence|history|\w+ing)|in a row|straight|late|early|delay|behind|down|off|on the phone|with|sorry|notice|to (?:decide|answer|get|respond|reply|wait|one|two|three|\w+ (?:minutes|hours|days))|a (?:week|month|night|day|year)|per|each|every|at a time|out of|window|old|warning|window|lead time|turnaround|shift|of it|for one|for each|apart|long)/

/** The lengths that may be the whole work's: short ones that something was made in. */
export const shortProjects = onceFor(({ plain, sentences, quantities, times }) => {
  const short: Span[] = []
  let longest = 0
  for (const quantity of quantities) {
    if (quantity.kind !== 'duration') continue
    if (times.some(({ start, kind }) => start === quantity.start && kind === 'ago')) continue
    const months = monthsIn(quantity.value, quantity.noun)
    const { left, right } = wideWindow(plain, sentences, quantity, 80, 60)
    const spent =
      /(?:took|takes|lasted|spent|over|in|within|project|programme|total|all in|finished in)(?:[\s,]+[\w']+){0,3}[\s,]*$/.test(
        left,
      )
    if (months > TWO_WEEKS && spent && !/^[\s,]*(?:later|ago|of (?:data|logs|history))/.test(right))
      longest = Math.max(longest, months)
    if (months > TWO_WEEKS || months < HALF_DAY) continue
    if (WAITED_AFTER.test(right)) continue
    const whole =
      /(?:took(?: me| us)?|all in|in total|only|just|it was|that was|small|built|whole thing|in|within|over|under|inside|had|it's|working|finish)(?:[\s,]+(?:about|just|only|like|maybe|roughly|all|of|under|less|than|a|the|exactly|around|eight|me|us|it)){0,4}[\s,]*$/.test(
        left,
      )
    if (!whole && WAITED_BEFORE.test(left)) continue
    if (
      /(?:down|outage|wait(?:ed|ing)?|offline|late|every|each|notice|for)(?:[\s,]+(?:for|about|almost|the|a))*[\s,]*$/.test(
        left,
      )
    )
      continue
    if (
      (whole && MADE.test(left + right)) ||
      /^[\s,]+(?:only |and (?:a )?half )?(?:and )?(?:i|we|it|the whole|start|flat)(?![a-z])/.test(right)
    )
      short.push({ start: quantity.start, end: quantity.end })
  }
  for (const span of findAll(SPRINT, plain)) short.push(span)
  return { short, longest }
})
const SPRINT = phrases(
  '(?:in|within|over|took|just|was|only|took us|took me|inside) (?:just |only |about |all |under )*(?:one|a|a single|the same|1|single|that|half a) (?:two week |2 week |one week |long |bank holiday )?(?:sprint|weekend|afternoon|evening|fortnight|night|morning|week|day) (?!(?:later|ago|after|before|i was|of))(?:\\w+)?',
  '(?:overnight|over (?:a|the|one) weekend)',
)

/** How perfect it is said to be, how fast, and whether a price is named. */
export const boastsOf = onceFor((facts) => {
  const { plain, quantities } = facts
  const quick = quantities.filter(
    ({ kind, value, noun, start }) =>
      kind === 'duration' &&
      monthsIn(value, noun) <= 3.2 &&
      monthsIn(value, noun) > HALF_DAY &&
      /(?:in|within|under|inside|just|only|took|took (?:me|us)|it was|was|over|so in|deadline|one)(?:[\s,]+(?:just|only|about|under|less|than|like|a|the|exactly|of|around)){0,3}[\s,]*$/.test(
        plain.slice(Math.max(0, start - 34), start),
      ),
  )
  const claims = findAll(FLAWLESS, plain).filter(
    ({ end }) =>
      !/^[\s,]*(?:since|so far|in the (?:last|past)|for (?:the )?(?:last|past|\w+) (?:month|year))/.test(
        plain.slice(end, end + 30),
      ),
  )
  return {
    flawless: claims,
    fast: [
      ...findAll(RUSHED, plain),
      ...quick.map(({ start, end }) => ({ start, end })),
      ...shortProjects(facts).short,
    ],
    traded: Math.max(0, findAll(TRADED, plain).length - findAll(NO_TRADE, plain).length * 2),
  }
})

/** When it was, how long it took, and what was claimed for it. */
export const pace: readonly Detector[] = [
  {
    signal: 'stale-story',
    detect: ({ times }) => {
      const told = times.filter(
        ({ kind, role, months, certainty }) =>
          kind === 'ago' && role === 'story' && months !== null && certainty >= 0.6,
      )
      const old = told.filter(({ months }) => (months ?? 0) > FOUR_YEARS)
      const recent = told.filter(({ months }) => (months ?? 0) <= FOUR_YEARS)
      return old.length > 0 && old.length >= recent.length ? (old[0] ?? null) : null
    },
  },
  {
    signal: 'fast-and-flawless',
    detect: (facts, { bucket }) => {
      if (bucket !== 'productivity') return null
      const { flawless, fast, traded } = boastsOf(facts)
      const near = flawless.find((a) => fast.some((b) => Math.abs(a.start - b.start) < 260))
      return near && traded === 0 && !(find(TRADED, facts.plain) && !find(NO_TRADE, facts.plain))
        ? near
        : null
    },
  },
  {
    signal: 'single-sprint',
    detect: (facts, { probe, bucket }) => {
      if (
        bucket !== 'productivity' ||
        facts.words < 8 ||
        probe === 'data' ||
        probe === 'conflicting-information'
      )
        return null
      const { short, longest } = shortProjects(facts)
      return longest > 0.9 ? null : (short[0] ?? null)
    },
  },
]

import { findAll } from '../facts/phrases.ts'
import { dollarsOf } from '../facts/quantities.ts'
import type { Quantity } from '../facts/quantities.ts'
import type { Facts } from '../facts/facts.ts'
import type { Asked } from '../types.ts'
import { unreal, wideWindow } from './window.ts'

/** Money that went away or was only asked for: never what the story earned. */
const LOST =
  /(?<![a-z'])(?:budget(?:ed)?|costs? (?:us|me|them|about|around)|cost|spent|spend|quot(?:e|ed)|fined?|penalt(?:y|ies)|salar(?:y|ies)|owe[ds]?|ate|lost|lose|losing|wast(?:e|ed)|overspent|overrun|paid|pay(?:ing)?|compensat\w+|refunded|raised|bought|invest(?:ed|ment|ing)|difference|sign(?:ing)? (?:for|up to|off)|allowed|authority|limit|fund(?:ed|ing)|grant|price[ds]?|worth of stock|licen[cs]e|bill (?:of|was|for)|proposed|plan(?:ned)?|target|tender|offer(?:ed)?|charged us|damages?|loan|claim(?:ed|s)? (?:of|for)|loss|deficit|off (?:by|to)|refunds?|clear|moves?|moving|transfers? of|turnover of|fees?|debt of|behind|down the drain|hit of|write off)(?![a-z])/g
const GAINED =
  /(?<![a-z'])(?:sav(?:e|ed|es|ing|ings)|earn(?:s|ed|ing)?|made|makes|making|brought|brings?|bringing|gain(?:ed|s)?|recover(?:ed|s|y)?|recoup(?:ed)?|got back|get back|gets? us|gave us|gives us|found|avoid(?:ed|s|ing)?|prevent(?:ed|s)?|kept|keeps?|retain(?:ed|s)|protect(?:ed|s)?|secured?|won|land(?:ed)?|sold|closed|booked|collect(?:ed|s)?|generat(?:ed|es|ing)|process(?:ed|es)|upsold|renewed|signed|grew|grown|rose|went up|goes up|came in|came down|come down|came back|fell|dropped|dropping|is down|are down|was down|down|lower|less|cheaper|cut|cuts|reduc(?:ed|es|ing)|shav(?:ed|es)|trimm(?:ed|s)|t(?:ook|akes?) (?:out|off|about|around|in)|took|freed|would(?:'ve| have)|'d have|could(?:'ve| have)|might have|otherwise|instead of|never had to|didn't have to|not (?:have|need) to|without (?:buying|paying|spending)|worked (?:it )?out at|put (?:it|that|this) at|worth|extra|additional|over plan|on top|uplift|attribut\w+|revenue|profit|margins?|sales|savings?|return(?:ed|s)?|nobody had to buy|estimate)(?![a-z])/g
const GAINED_AFTER =
  /^[\s,]+(?:(?:a|per|each|every|in the|last|this|that|the first|in) (?:year|month|quarter|week|annum|season|one year|first year)[\s,]+)?(?:[a-z']+[\s,]+){0,6}?(?:saved|savings?|less|cheaper|lower|back|extra|more|kept|recovered|(?:of|in) (?:\w+ )?(?:revenue|sales|savings|margin|profit|bookings|business|volume|orders|income|premium|fees|donations|contracts?|spend)|over plan|account|contract|renewal|deal|out of|off the|not (?:bought|spent|needed|lost|paid)|(?:was|were|got) (?:never|not) \w+|(?:it|they|that) (?:has |have )?(?:stopped|gone)|they(?:'re| are) gone|we(?:'d| would) have|(?:that )?(?:we|they) (?:never|didn't|don't|no longer)|above|on top|worth|earlier|profit|margin|revenue)(?![a-z])/
const LOST_AFTER =
  /^[\s,]+(?:[a-z']+[\s,]+){0,3}?(?:in (?:refunds|penalties|fines|damages|compensation|funding)|budget|quote|salary|licen[cs]e|of (?:damage|loss|losses|budget|funding|debt)|to (?:build|buy|fix|run|replace|repair)|deposit|fine|penalty|claim|loss|plan to|platform|tender|overspend)(?![a-z])/
const SUMMED =
  /(?:it's|that's|it is|that is|this is|that was|it was|which is|which was|so|call it|about|around|roughly|maybe|i figure it's|i figure|worth|like|we think|i think)[\s,]*(?:about |around |roughly |like |nearly |almost |close to |some |maybe |over |just |just over |just under )*$/

/**
 * Letters from the beginning after which a story's set-up is mostly told. Places are counted from the beginning and not
 * as shares, so that what is said later takes nothing away.
 */
const LATER = 200
const LATE = 320

/** Money that the answer says was earned, saved or supported. Losses, budgets, prices and plans are not. */
export function moneyOf({ quantities, plain, sentences }: Facts, { bucket }: Asked): Quantity[] {
  const sums = quantities.filter(({ kind, value }) => kind === 'money' && value >= 100)
  let previous: Quantity | null = null
  return sums.filter((quantity) => {
    const { left, right } = wideWindow(plain, sentences, quantity, 130, 70)
    const gained = lastOf(GAINED, left)
    const lost = lastOf(LOST, left)
    const isRate = /(?:a|per|each|every|in the|of)[\s,]+(?:year|month|annum|quarter|week)$/.test(
      plain.slice(quantity.start, quantity.end + 14).replace(/[\s,.]+$/, ''),
    )
    const isSaved =
      /(?:avoid|sav|prevent|instead of|would|'d have|could|otherwise|never|didn't|down|less|lower|dropp|cut|reduc|recover|got back|found)/.test(
        left.slice(-46),
      )
    const follows =
      previous !== null && quantity.start - previous.end < 60 && SUMMED.test(left.slice(-40)) && lost < 0
    let isGain: boolean
    if (unreal(left)) isGain = false
    else if (GAINED_AFTER.test(right)) isGain = true
    else if (LOST_AFTER.test(right)) isGain = isSaved
    else if (gained >= 0 && gained >= lost) isGain = left.length - gained < 100
    else if (lost >= 0) isGain = bucket !== 'failure' && (isSaved || quantity.start > LATE)
    else if (quantity.start > LATER && bucket !== 'failure') isGain = true
    else isGain = follows || (isRate && SUMMED.test(left.slice(-40)) && quantity.start > LATER)
    if (isGain) previous = quantity
    return isGain
  })
}

const BUDGET_BEFORE = /budget(?:ed)?(?: (?:of|was|is|for|at|about|around|roughly|nearly))*[\s,]*$/
const BUDGET_AFTER = /^[\s,]+(?:\w+ )?budget/

/** Whether every sum that is named is a budget: what was allowed, and nothing that came of it. */
export function isOnlyBudget({ quantities, plain }: Facts): boolean {
  const sums = quantities.filter(({ kind }) => kind === 'money')
  const isBudget = ({ start, end }: Quantity) =>
    BUDGET_BEFORE.test(plain.slice(Math.max(0, start - 40), start)) ||
    BUDGET_AFTER.test(plain.slice(end, end + 24))
  return sums.length > 0 && sums.every(isBudget)
}

function lastOf(pattern: RegExp, text: string): number {
  return findAll(pattern, text).at(-1)?.end ?? -1
}

const MILLION = 1_000_000

/** Whether all of it is less than a million dollars. */
export function isSmall(money: readonly Quantity[]): boolean {
  return money.length > 0 && money.every((amount) => (dollarsOf(amount) ?? 0) < MILLION)
}

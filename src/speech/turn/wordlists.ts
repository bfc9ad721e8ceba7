const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/))

/** Words after which a sentence goes on, whatever a recogniser put behind them. */
export const JOINING = words(
  `and or because cuz unless until whether than a an the my our your their its every whose if although whereas
   i'm we're they're you're i've we've they've i'd we'd they'd he'd she'd i'll we'll they'll he'll she'll`,
)

/**
 * Words in which a sentence seldom ends: answers hold at least eight times as many within sentences as at their own ends,
 * for as many words. A full stop behind one may be a recogniser's mistake.
 */
export const SELDOM_LAST = words(
  `of for in was were is had i we they already whole next last most new old big got put give gave took told let sent`,
)

/** Words after which a sentence mostly goes on, unless a full stop says otherwise; of these, twice as many and more. */
export const LEADING: ReadonlySet<string> = new Set([
  ...SELDOM_LAST,
  ...words(
    `to with from by at into onto on under between during without within across toward towards among despite
     he she his these some any such are being have has can could will shall should might must would
     don't didn't won't wouldn't can't couldn't haven't hasn't hadn't been it's that's there's what's who's
     but so which who where when as like then also just even only very quite almost nearly literally probably
     maybe perhaps not`,
  ),
])

/** Sounds and words that fill a pause while the next ones are looked for. */
export const FILLERS = words('um uh uhm umm uhh er erm hm hmm mm mmm ah eh')

/** What may stand before an answer without being any of it. */
export const OPENERS = words(
  `well so okay ok sure right yeah yes yep no nope great good fine alright and like now oh hi hello thanks thank you
   absolutely certainly definitely interesting question a the that's it's is really very hard tough interesting one`,
)

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/))

/** Words after which a sentence goes on, whatever a recogniser put behind them. */
export const JOINING = words(
  `and or because cuz unless until whether than a an the my our your their its every whose if although whereas
   i'm we're they're you're i've we've they've i'd we'd they'd he'd she'd i'll we'll they'll he'll she'll`,
)

/**
 * Words after which a sentence mostly goes on, unless a full stop says otherwise. Of each, answers hold at least twice as
 * many within sentences as at their own ends, for as many words.
 */
export const LEADING = words(
  `of to for with from by at into onto in on under between during without within across toward towards among despite
   i we they he she his these some any such
   was were is are been being have has had will can could shall should might must would
   don't didn't won't wouldn't can't couldn't haven't hasn't hadn't it's that's there's what's who's
   but so which who where when as like then also just even only very quite almost nearly literally probably maybe
   perhaps not already whole next last most new old big
   got put give gave took told let sent went`,
)

/** Sounds and words that fill a pause while the next ones are looked for. */
export const FILLERS = words('um uh uhm umm uhh er erm hm hmm mm mmm ah eh')

/** What may stand before an answer without being any of it. */
export const OPENERS = words(
  `well so okay ok sure right yeah yes yep no nope great good fine alright and like now oh hi hello thanks thank you
   absolutely certainly definitely interesting question a the that's it's is really very hard tough interesting one`,
)

import { onceFor } from '../facts/facts.ts'
import type { Facts } from '../facts/facts.ts'
import { findAll, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'

/** Where the other side stands in the order of things, seen from the speaker. */
export type Direction = 'up' | 'across' | 'down'

const ABOVE =
  "(?:boss|manager|director|vp|vice president|ceo|cto|cfo|coo|cio|cpo|cro|ciso|supervisor|superior|line manager|skip level|skip|mentor|head(?: \\w+)?|chief|chair|founder|cofounder|co founder|president|team lead|team leader|tech lead|lead|principal|professor|advisor|commander|partner|owner|dean|foreman|senior director|svp|evp|md|managing director|general manager|gm|matron|consultant|captain|chairman|headteacher|head teacher|executive team|leadership|board|higher ups|management|chef|head chef|chief engineer|sergeant|editor|project boss|senior|seniors|madam|sir|ma'am|area manager|regional manager|ward sister|charge nurse|superintendent|producer|trustees|sponsor|department head|pi|guru|teacher|coach|trainer)"
const UP = phrases(
  `(?:{own}|my own|my then|our new|my new|my old|our own|my last|my first|my former) (?:\\w+ ){0,3}?${ABOVE}(?: (?:of|for|at) \\w+)?`,
  '(?:(?:the|our|a|with|this) )?(?:(?:group|regional|deputy|then|new) )?(?:ceo|cto|cfo|coo|cio|cpo|cco|cmo|ciso|chief (?:\\w+ )?(?:\\w+ )?officer|chief (?:exec|executive|engineer|nurse|surgeon|of staff)|managing director|general manager|country manager|vice president|vp|svp|evp|md|founder|founders|board|big boss)(?: himself| herself| of \\w+)?',
  '(?:the|our) (?:head|director|dean|principal|commander|editor in chief|superintendent|headteacher|head teacher|head chef|foreman|captain|mayor|minister) ?(?:of \\w+|chef|nurse|master)?',
  '(?:he|she|who|they|him|her) (?:is|was|were|sat|sits) (?:my (?:boss|manager|lead|director|supervisor|skip)|(?:way |far )?above me|(?:two|three|a|one|several) (?:rungs?|levels?|grades?|steps?|ranks?) (?:above|up|over)|(?:much |far |more )?(?:more )?senior (?:to|than) me)',
  "(?:she's|he's|they're|was|is) (?:my (?:boss|manager|lead|director|supervisor)|(?:\\w+ )?(?:rungs?|levels?|grades?|steps?) (?:above|up|over) me|(?:more )?senior (?:to|than) me)",
  '(?:someone|somebody|person|people|two levels|a level|one level|two grades|rungs|levels|grades|steps) (?:above|senior to|over|up from|more senior than) me',
  '(?:who|whom|he|she|the (?:person|man|woman|one)) i (?:report|reported|answer|answered|worked) (?:in)?(?:to|for|under)',
  "my (?:\\w+ )?(?:boss's boss|manager's manager|grand ?boss|skip)",
  '(?:senior leadership|upper management|top management|head office|headquarters|the board)',
  '(?:went|going|go) over (?:her|his|their) head',
)
const LED =
  '(?:engineers?|developers?|juniors?|analysts?|interns?|apprentices?|trainees?|mentees?|staff|team members?|designers?|managers|directors|leads|nurses|drivers|technicians?|subordinates?|people|students?|assistants?|associates?|cooks?|sous chef|writers?|researchers?|reps?|planners?|electricians?|supervisors|foremen|buyers?|teachers?|scientists?|architects?|seniors|guys|girls|lads|boys|editors?|clerks?|operators?|welders?|mechanics?|carers?|recruiters?|accountants?|officers?|coordinators?|secretar(?:y|ies)|deputy|deputies|number two)'
const DOWN = phrases(
  '(?:who |he |she |they |both )?(?:reports?|reported|reporting) (?:directly |in )?(?:in ?to|to) me',
  `(?:one of |two of |some of )my (?:own )?(?:\\w+ )?(?:direct reports?|directs?|reports?|${LED})`,
  `my (?:own )?(?:direct reports?|directs?|reports?|juniors?|interns?|apprentices?|trainees?|mentees?|subordinates?|assistant|students?|deputy|sous chef|junior \\w+|graduate|second in command|number two|newest \\w+|youngest \\w+|staff|team member|people)`,
  `one of (?:the|our) (?:\\w+ ){0,3}${LED} (?:(?:on|in|under) (?:my team|me|my \\w+)|i (?:lead|led|manage|managed|look|supervis\\w+))`,
  '(?:a |an |the |our |this |with )?(?:\\w+ )?(?:junior|intern|apprentice|graduate|new hire|trainee|new grad|placement student|new starter|resident|probationer|cadet)(?: \\w+)?(?: (?:on|in) my (?:team|pod|group|squad|crew)| (?:on|in) (?:placement )?with me| (?:that )?i (?:manage|managed|lead|led|mentor|mentored|look after|looked after|supervise|supervised|was mentoring))',
  `(?:someone|somebody|person|people|guy|woman|man|girl|lad|member|${LED}) (?:on|in|from|of) my (?:own )?(?:team|crew|group|squad|pod|shift|department|staff|kitchen|ward|unit)`,
  '(?:i (?:manage|managed|lead|led|supervise|supervised|was managing|was leading|was supervising|mentored|was mentoring|hired|look after|looked after|run a team|head|headed|am responsible for|was responsible for)|under me|below me|levels? below|working for me|works? for me|worked for me|i was (?:his|her|their) (?:boss|manager|lead|mentor|supervisor))',
  "(?:as|being|i was|i'm|i am|i'd be|i'd be kind of|was|am) (?:her|his|their) (?:own )?(?:manager|lead|boss|supervisor|mentor|line manager|head|tutor|chief)",
  '(?:student|trainee|apprentice|intern) (?:\\w+ ){0,3}(?:with me|under me|placement)',
)
const CRAFT =
  '(?:product manager|pm|po|product owner|designer|architect|tech lead|engineering manager|account (?:manager|lead|exec\\w*|director)|project manager|engineer|developer|analyst|scientist|data scientist|lawyer|counsel|accountant|controller|buyer|planner|consultant|tester|salesperson|marketer|nurse|pharmacist|surgeon|editor|staff engineer|principal engineer|programme manager|program manager|underwriter|actuary|chef|electrician|contractor|scrum master|producer|artist|writer|researcher|foreman|supplier|teacher|doctor|physio|midwife|curator|dispatcher|pilot|plumber|surveyor|inspector|auditor|recruiter|partner|builder|librarian|translator|registrar|technician|operator|foreman|superintendent|agronomist|merchandiser|estimator|coordinator|officer|secretary|rep|guy|lady|fella|woman|man|girl|lad|person)'
const DEPARTMENT =
  '(?:marketing|sales|legal|finance|security|product|design|operations|ops|procurement|compliance|support|merchandising|hr|risk|qa|quality|data science|infra|infrastructure|purchasing|logistics|engineering|accounting|accounts|clinical|editorial|maintenance|production|research|brand|treasury|it|facilities|front of house|housekeeping|catering|planning|customer (?:service|success|care)|comms|communications|transport|warehouse|stores|estates|payroll|billing|admissions|pharmacy|radiology|the lab|data|platform|mobile|frontend|backend|integrations)'
const ACROSS = phrases(
  '(?:my |a |another |the |our |with |fellow |other |this |one )(?:\\w+ )?(?:colleague|coworker|co worker|teammate|team mate|peer|counterpart|peers|colleagues|opposite number|co lead|co founder|flatmate|workmate|partner|neighbou?r)',
  "(?:the|another|our|other|a|this|these|their|his|her|sister|neighbou?ring|different) (?:\\w+ ){0,3}(?:{group}|teams?|guys|folks|people|department|side|vendor|supplier|contractor|agency|client|customer|partner|union|surgery|school)(?:'s)?(?: \\w+)?",
  `(?:a|an|the|our|their|another|this|one|with) (?:\\w+ ){0,2}${CRAFT}(?: (?:from|at|in|of|on) (?:the |our |another )?\\w+)?`,
  `(?:\\w+ )?(?:in|from|at|of|on) (?:the )?${DEPARTMENT}(?: (?:team|side|department))?`,
  `${DEPARTMENT}(?: (?:wanted|said|thought|insisted|pushed|was|were|disagreed|had|felt|team|people|folks|guys))`,
  "(?:\\w+'s|their|the other) (?:folks|team|people|group|lead|manager|opposite number)",
  "(?:we're|we were|we are|they're) (?:both|same level|peers|equals|at the same level)|same level as me|(?:another|other|different) department|does the other half|side by side|ran the other|who (?:runs|ran|heads|headed|leads|led|looks after|owns|owned|does|did|handles|handled) (?:the )?\\w+",
  '(?:me and|myself and|between me and|with) (?:\\w+ ){1,3}(?:we|had|were|both|disagreed|argued|from|in|who|about|over)',
)
const OPPOSED =
  /(?<![a-z])(?:disagree(?:d|ment|ments)?|argu(?:ed|ment|ing)|conflict|row|want(?:ed|s)?|said|told|thought|believed|push(?:ed)? back|pushing|pushed|against|refus(?:ed|ing)|insist(?:ed)?|object(?:ed|ion)|prefer(?:red)?|fight|fought|clash(?:ed)?|differ(?:ed)?|oppos(?:ed|ing)|promised|set on|decided|convinced|debate|the other side|claimed|felt|no to (?:him|her|them)|worr(?:y|ied)|ask(?:ed|s)?|liked?|agree[ds]?|between|with|fell out|falling out|trouble|run in|issue|went to|right|wrong|telling|goes|says|it was|own was)(?![a-z])/

export interface Opponent {
  direction: Direction
  span: Span
  /** 0..1: how plainly the words say whom the disagreement was with. */
  weight: number
}

/** The people that an answer may be at odds with, in the order of mention. */
export const opponentsOf = onceFor(({ plain, sentences }) => {
  const places = (
    [
      ['down', DOWN, 0.3],
      ['up', UP, 0.1],
      ['across', ACROSS, 0],
    ] as const
  ).flatMap(([direction, pattern, more]) =>
    findAll(pattern, plain).map((span) => ({ direction, span, more })),
  )
  return places
    .map(({ direction, span, more }): Opponent => {
      const sentence = sentences.find(({ start, end }) => start <= span.start && span.start < end)
      const near = plain.slice(
        Math.max(sentence?.start ?? 0, span.start - 60),
        Math.min(span.end + 60, (sentence?.end ?? span.end) + 1),
      )
      const place = Math.min(1, span.start / 700)
      return { direction, span, weight: (OPPOSED.test(near) ? 0.6 : 0.2) + more - 0.4 * place }
    })
    .toSorted((a, b) => a.span.start - b.span.start)
})

/** Whom the disagreement was with: a plain statement of rank wins, else whoever is first at odds. */
export function opponentOf(facts: Facts): Opponent | null {
  const opponents = opponentsOf(facts)
  const best = opponents.toSorted((a, b) => b.weight - a.weight)[0]
  if (!best || best.weight < 0.3) return namedOpponent(facts)
  // "a senior analyst who reports to me", "the head of trading … two rungs above me": rank is told by either place.
  const near = opponents.filter(({ span }) => Math.abs(span.start - best.span.start) < 160)
  const down = near.find(({ direction }) => direction === 'down')
  if (down) return down
  const first = near.find(({ weight }) => weight >= 0.3) ?? best
  return first.direction === 'across'
    ? (near.find(
        ({ direction, weight, span }) =>
          direction === 'up' && weight > 0.4 && span.start - first.span.start < 30,
      ) ?? first)
    : first
}

/** "Tomas wanted Kotlin": a name that wants, says or thinks something. */
function namedOpponent({ tokens, text, plain }: Facts): Opponent | null {
  for (let at = 1; at < tokens.length - 1; at++) {
    const token = tokens[at]
    const verb = tokens[at + 1]
    if (!token?.capital || !verb || /^i(?:'|$)/.test(token.text) || token.text.length < 3) continue
    if (
      /^(?:wanted|said|thought|insisted|argued|believed|disagreed|preferred|felt|pushed|refused|says|wants)$/.test(
        verb.text,
      ) &&
      text.length > verb.end &&
      plain.charAt(token.start - 2) !== '.'
    )
      return { direction: 'across', span: { start: token.start, end: verb.end }, weight: 0.4 }
  }
  return null
}

import type { Facts } from '../facts/facts.ts'
import { find, findAll, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import type { Detector } from './detector.ts'

type Direction = 'up' | 'across' | 'down'

const TITLE =
  '(?:boss|manager|director|vp|vice president|ceo|cto|cfo|coo|cio|cpo|cro|ciso|supervisor|superior|line manager|skip level|skip|mentor|head|chief|chair|founder|cofounder|co founder|president|team lead|team leader|tech lead|lead|principal|professor|advisor|commander|partner|owner|dean|foreman|senior director|svp|evp|md|managing director|general manager|gm|matron|consultant|captain|chairman|headteacher|executive team|leadership|board|higher ups|management)'
const UP = phrases(
  `(?:{own}|my own|my then|our new|my new) (?:\\w+ ){0,2}${TITLE}(?: (?:of|for) \\w+)?`,
  '(?:the |our |a |with )?(?:ceo|cto|cfo|coo|cio|cpo|cco|chief (?:\\w+ )?(?:\\w+ )?officer|chief executive|managing director|vice president|vp|svp|founder|founders|board)(?: himself| herself| of \\w+)?',
  '(?:the |a )?(?:director|head|vp) of \\w+ (?:i (?:report|reported)|above me|who i report)',
  '(?:someone|somebody|person|people|two levels|a level|one level) (?:above|senior to|more senior than) me',
  '(?:who|whom) i (?:report|reported) to',
  "my (?:\\w+ )?(?:boss's boss|manager's manager|grand ?boss|skip)",
  'senior leadership',
)
const DOWN = phrases(
  '(?:who |he |she |they )?(?:reports|reported|reporting) (?:directly )?(?:in ?to|to) me',
  '(?:one of |two of )?my (?:own )?(?:direct reports?|directs?|reports?|engineers?|developers?|juniors?|analysts?|interns?|apprentices?|trainees?|mentees?|staff|team members?|designers?|managers|leads|nurses|drivers|technicians|subordinates?|people|students?|assistant|associates?)',
  'one of (?:my|the|our) (?:\\w+ ){0,3}(?:engineers|developers|analysts|juniors|managers|leads|reports|interns|trainees|technicians|designers|staff)(?: (?:on|in) my team| i (?:lead|led|manage|managed))?',
  '(?:a |an |the |our )?(?:\\w+ )?(?:junior|intern|apprentice|graduate|new hire|trainee|new grad|more junior|most junior)(?: \\w+)?(?: on my team| i (?:manage|managed|lead|led|mentor|mentored))?',
  '(?:someone|somebody|engineer|developer|person|people|guy|woman|designer|analyst|member) (?:on|in) my team',
  'i (?:manage|managed|lead|led|supervise|supervised|was managing|was leading|mentored|was mentoring|hired)',
  "(?:as|being|i was|i'm) (?:her|his|their) (?:manager|lead|boss|supervisor|mentor)",
)
const ACROSS = phrases(
  '(?:my |a |another |the |our |with |fellow |other )(?:\\w+ )?(?:colleague|coworker|co worker|teammate|team mate|peer|counterpart|peers|colleagues|opposite number)',
  "(?:the|another|our|other|a|this|these|their|his|her|sister|neighbou?ring) (?:\\w+ ){0,3}(?:{group}|teams?|guys|folks|people|department|side|vendor|supplier|contractor|agency|client|customer|partner)(?:'s)?(?: \\w+)?",
  '(?:a|the|our|their|another) (?:\\w+ ){0,2}(?:product manager|pm|product owner|designer|architect|tech lead|engineering manager|account (?:manager|lead|exec\\w*)|project manager|engineer|developer|analyst|scientist|data scientist|lawyer|counsel|accountant|controller|buyer|planner|consultant|tester|salesperson|marketer|nurse|pharmacist|surgeon|editor|staff engineer|principal engineer|scientist|programme manager|program manager|underwriter|actuary|chef|electrician|contractor)',
  '(?:marketing|sales|legal|finance|security|product|design|operations|procurement|compliance|support|merchandising|hr|risk|qa|data science|infra|infrastructure|purchasing|logistics|engineering|accounting|clinical|editorial)(?: (?:wanted|said|thought|insisted|pushed|was|were|disagreed|had|felt|team|people|folks))',
  "(?:\\w+'s|their|the other) (?:folks|team|people|group|lead|manager)",
)
const OPPOSED =
  /(?<![a-z])(?:disagree(?:d|ment|ments)?|argu(?:ed|ment|ing)|conflict|wanted|want|wants|said|told|thought|believed|push(?:ed)? back|pushing back|against|refus(?:ed|ing)|insist(?:ed)?|object(?:ed|ion)|prefer(?:red)?|fight|fought|clash(?:ed)?|differ(?:ed)?|oppos(?:ed|ing)|promised|was set on|decided|convinced|debate|on the other side|claimed|felt|no to (?:him|her|them)|worr(?:y|ied)|ask(?:ed|s)?|liked?|agree[ds]?|between|with)(?![a-z])/

function opponentOf({ plain, sentences, tokens, text }: Facts): { direction: Direction; span: Span } | null {
  const mentions = (
    [
      ['down', DOWN],
      ['up', UP],
      ['across', ACROSS],
    ] as const
  ).flatMap(([direction, pattern]) => findAll(pattern, plain).map((span) => ({ direction, span })))
  const opposed = mentions
    .map((mention) => {
      const { start, end } = mention.span
      const sentence = sentences.find((each) => each.start <= start && start < each.end)
      const near = plain.slice(
        Math.max(sentence?.start ?? 0, start - 60),
        Math.min(end + 60, (sentence?.end ?? end) + 1),
      )
      return { ...mention, strong: OPPOSED.test(near) }
    })
    .toSorted((a, b) => a.span.start - b.span.start)
  const strong = opposed.filter(({ strong: isStrong }) => isStrong)
  const first = strong[0]
  if (!first) return namedOpponent(tokens, text, plain)
  // "a senior analyst who reports to me", "my lead engineer" overlap: whoever is led comes first.
  const better = strong.find(
    ({ direction, span }) => direction === 'down' && span.start - first.span.end < 50,
  )
  return better ?? first
}

/** "Tomas wanted Kotlin": a name that wants, says or thinks something. */
function namedOpponent(
  tokens: Facts['tokens'],
  text: string,
  plain: string,
): { direction: Direction; span: Span } | null {
  for (let at = 1; at < tokens.length - 1; at++) {
    const token = tokens[at]
    const verb = tokens[at + 1]
    if (
      !token?.capital ||
      !verb ||
      token.text === 'i' ||
      token.text.startsWith("i'") ||
      token.text.length < 3
    )
      continue
    if (
      /^(?:wanted|said|thought|insisted|argued|believed|disagreed|preferred|felt|pushed|refused)$/.test(
        verb.text,
      ) &&
      text.length > verb.end &&
      plain.charAt(token.start - 2) !== '.'
    ) {
      return { direction: 'across', span: { start: token.start, end: verb.end } }
    }
  }
  return null
}

function towards(wanted: Direction): Detector {
  return {
    signal: `conflict-${wanted}`,
    detect: (facts, { bucket }, seen) => {
      if (bucket !== 'conflict' || seen.get('no-example')) return null
      const opponent = opponentOf(facts)
      return opponent?.direction === wanted ? opponent.span : null
    },
  }
}

const THEM =
  '(?:he|she|they|{my} (?:\\w+ ){0,3}(?:team|manager|director|boss|lead|guys|people|folks|side|engineer|designer|vendor|supplier|client|vp|ceo|cto|cfo|board|committee|group|architect|pm|counsel)|[a-z]{3,12})'
const I_CONVINCED = phrases(
  `${THEM} (?:finally |eventually |then |both |all |actually |ended up |in the end |did |just )*(?:agreed(?! (?:to disagree|on a|that we|they would))|came (?:around|round)|came over|changed (?:his|her|their) minds?|backed (?:down|off)|relented|conceded|gave in|said (?:fine|yes|okay|ok|go ahead|alright|do it|you're right|i was right|go for it)|saw (?:the|my|it)|dropped (?:it|the|his|her|their) (?:\\w+ )?(?:objection|idea|plan|ask|request)?|moved (?:it|the \\w+|her|his)|withdrew|signed off|approved|accepted (?:it|my|the)|went with (?:my|mine|it|the)|let me (?:do|go|try|run)|switched (?:to my|sides|over)|was (?:convinced|persuaded|sold|on board)|were (?:convinced|persuaded|sold|on board)|bought in|gave (?:me )?the (?:go ahead|green light)|admitted)`,
  'i (?:\\w+ )?(?:convinced|persuaded|won (?:him|her|them) over|talked (?:him|her|them) (?:into|round|out)|got (?:him|her|them) (?:to (?:agree|see|change|accept)|on board)|brought (?:him|her|them) (?:around|round|over))',
  '(?:convinced|persuaded|won over) (?:him|her|them|the|my|everyone|both)',
  '(?:got|took|took them|getting) (?:\\w+ ){0,3}(?:to admit|on board|to agree|buy in|sign off)',
  '(?:we|they) went (?:with|ahead with|forward with) (?:my|mine) (?:\\w+)?',
)
const THEY_CONVINCED = phrases(
  '(?:he|she|they|that|it|which|{my} \\w+) (?:\\w+ )?(?:convinced|persuaded|changed|talked) (?:me|my mind|me (?:round|out|into))',
  'i (?:was|got|am|were) (?:\\w+ )?(?:convinced|persuaded|won over|wrong|mistaken|talked out|sold|the one who was wrong|the one who changed)',
  '(?:he|she|they) (?:was|were|turned out to be|had been|is|are) (?:\\w+ )?right(?! (?:but|there|away|now|in front))',
  'i (?:changed my (?:mind|position|view|plan|vote)|came (?:around|round)(?: to)?|gave in|conceded|backed down|dropped (?:my|the) (?:\\w+ )?(?:ask|objection|plan|idea|proposal)|admitted (?:i|that|she|he|they)|had to (?:admit|agree|concede)|was proven wrong|withdrew my|took (?:it|mine|my \\w+) (?:back|off the table)|stood corrected|went with (?:his|her|their|hers|theirs)|agreed with (?:him|her|them)|accepted (?:his|her|their)|saw (?:her|his|their) point)',
  "(?:i'd|i had) (?:\\w+ )?(?:been wrong|recommended the wrong|got it wrong|assumed wrong|misjudged|underestimated)",
  "(?:couldn't|can't|could not) (?:really )?argue with (?:that|it|them|him|her|the \\w+)",
  '(?:is|was) right and i (?:was|am) wrong',
  '(?:made|makes) me (?:change|rethink|reconsider|realise|realize|see)',
  "we (?:went|did it|ended up going) with (?:his|her|their|hers|theirs|\\w+'s)",
)
const SELF_RIGHT = phrases(
  'i was (?:\\w+ ){0,2}right(?! (?:there|away|next|in|on|at))',
  '(?:turned|turns) out (?:that )?i was right',
  'i (?:\\w+ )?(?:knew|told|said|warned) (?:\\w+ )?(?:them |him |her |everyone )?(?:\\w+ ){0,3}(?:again|so|from the start|all along|from day one|told you)',
  '(?:prov(?:ed|en|ing)|showed|showing) (?:\\w+ ){0,2}(?:wrong|i was right|that i was right|my point|me right)',
  '(?:he|she|they) (?:\\w+ ){0,2}(?:was|were) (?:\\w+ )?(?:completely |totally |just |simply |plain |clearly |obviously )*(?:wrong|mistaken|clueless|incorrect)',
  '(?:had to|finally|in the end) (?:\\w+ )?(?:admit|admitted|apologi[sz]ed?)(?: (?:it|that i|i was|to me))?',
  "(?:had|have) nothing(?: to say| on)?|point by point|technically (?:there's|i was|correct|right)|(?:there's|there was) no question|i rest my case|vindicated|proved my point",
)
const TRIVIAL = phrases(
  '(?:naming|names? (?:of|for)|variable names?|snake case|camel case|tabs (?:or|versus|vs|and|over) spaces|spaces (?:or|versus|vs|over) tabs|indent\\w+|bracket\\w*|semicolons?|code style|coding style|formatting|font|fonts|logo colou?r|button colou?r|colou?r of|shade of|icon|icons|emoji|slack channel|meeting time|time of the (?:standup|stand up|meeting)|standup time|stand up at|seating|desk|coffee|lunch|the tea|parking|the thermostat|air con|room booking|commit messages?|branch names?|folder (?:names?|structure)|file ?names?|spelling|wording of|line length|comment style|template colou?r|slide (?:design|template)|dark mode|light mode|capital letters?|oxford comma|date format|plural|team name|t ?shirts?|mugs?|playlist|snacks|holiday party)',
  '(?:wanted|prefer(?:red)?|liked|for|use|using|chose|choose|between) (?:\\w+ )?(?:kotlin|go|golang|rust|java|python|scala|typescript|javascript|react|vue|angular|svelte|graphql|rest|grpc|mongo|mongodb|postgres|mysql|jest|mocha|vim|emacs|vscode|intellij|gitlab|github|jira|trello|notion|confluence|tailwind|bootstrap|ruby|php|node|django|flask|spring|linux|mac|windows|figma|sketch)(?: (?:and|or|versus|vs|over) (?:\\w+ ){0,4}(?:kotlin|go|golang|rust|java|python|scala|typescript|javascript|react|vue|angular|svelte|graphql|rest|grpc|mongo|mongodb|postgres|mysql|jest|mocha|vim|emacs|vscode|intellij|gitlab|github|jira|trello|notion|confluence|tailwind|bootstrap|ruby|php|node|django|flask|spring|linux|mac|windows|figma|sketch))',
)

/** Who disagreed with whom about what, and who changed their mind. */
export const conflict: readonly Detector[] = [
  towards('up'),
  towards('across'),
  towards('down'),
  {
    signal: 'they-convinced',
    detect: ({ plain }, { bucket }) => (bucket === 'conflict' ? find(THEY_CONVINCED, plain) : null),
  },
  {
    signal: 'i-convinced',
    detect: ({ plain }, { bucket }, seen) =>
      bucket === 'conflict' && !seen.get('they-convinced') && !seen.get('no-example')
        ? find(I_CONVINCED, plain)
        : null,
  },
  {
    signal: 'proving-right',
    detect: ({ plain, words }, { bucket }, seen) => {
      if (bucket !== 'conflict' || seen.get('they-convinced') || words < 30) return null
      const proofs = findAll(SELF_RIGHT, plain)
      const strong = proofs.find(({ start, end }) =>
        /right|prov|vindicat|nothing|question/.test(plain.slice(start, end)),
      )
      return strong ?? (proofs.length > 1 ? (proofs[0] ?? null) : null)
    },
  },
  {
    signal: 'low-stakes',
    detect: ({ plain }, { bucket }, seen) =>
      bucket === 'conflict' && !seen.get('impact-money') && !seen.get('impact-metric')
        ? find(TRIVIAL, plain)
        : null,
  },
]

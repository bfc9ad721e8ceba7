import { onceFor } from '../facts/facts.ts'
import { find, findAll, phrases } from '../facts/phrases.ts'
import type { Detector } from './detector.ts'
import { mindsChanged } from './minds.ts'
import { opponentOf } from './opponent.ts'
import type { Direction } from './opponent.ts'

const ABOUT_WHOM = new Set([
  'conflict',
  'smaller-example',
  'restate-question',
  'more-recent',
  'other-side',
  'escalation',
  'diligence',
  'convinced',
  'mitigation',
  'lesson',
  'outcome',
  'resolution',
  'your-part',
  'evidence',
  'outcome-communicated',
  'bottom-line',
])

function towards(wanted: Direction): Detector {
  return {
    signal: `conflict-${wanted}`,
    detect: (facts, { bucket, probe }, seen) => {
      if (
        bucket !== 'conflict' ||
        seen.get('no-example') ||
        (seen.get('asks-to-clarify') && facts.words < 40)
      )
        return null
      const opponent = opponentOf(facts)
      if (!opponent || opponent.direction !== wanted) return null
      if (probe !== null && (!ABOUT_WHOM.has(probe) || opponent.weight < (wanted === 'across' ? 0.6 : 0.42)))
        return null
      return opponent.span
    },
  }
}

const SELF_RIGHT = phrases(
  'i was (?:\\w+ ){0,2}(?:right|correct|vindicated)(?! (?:there|away|next|in|on|at))',
  '(?:turned|turns|turning) out (?:that )?(?:i was right|i had it right)',
  'i (?:\\w+ )?(?:knew|told|said|warned) (?:\\w+ )?(?:them |him |her |everyone |you )?(?:\\w+ ){0,3}(?:again|so|from the start|all along|from day one|told you)',
  '(?:prov(?:ed|en|ing)|showed|showing) (?:\\w+ ){0,2}(?:wrong|i was right|that i was right|my point|me right|it wrong)',
  '(?:he|she|they|the \\w+) (?:\\w+ ){0,2}(?:was|were) (?:\\w+ )?(?:completely |totally |just |simply |plain |clearly |obviously )*(?:wrong|mistaken|clueless|incorrect)',
  '(?:had to|finally|in the end) (?:\\w+ )?(?:admit|admitted|apologi[sz]ed?|accept(?:ed)? that i)(?: (?:it|that i|i was|to me))?',
  "(?:had|have) nothing(?: to say| on)?|point by point|every (?:single )?point|technically (?:there's|i was|correct|right)|(?:there's|there was) no question|i rest my case|vindicated|proved my point|(?:i|jira|mine|we) w(?:on|ins) (?:every|nine|all|it|the|that|in the|\\w+ of)|as i (?:had )?(?:said|predicted|told)|just as i|like i said|on the facts|nobody apologi[sz]ed|made sure (?:she|he|they) knew|(?:he|she|they) (?:could not|couldn't) (?:answer|argue|explain|say anything)|(?:even )?a (?:student|child|first year) (?:would )?knows?|accepted that i was|having the correct view|i (?:have|had) the (?:mail|email|screenshot|proof|receipts)|that was me",
)
const OWN_PROOF = phrases(
  "(?:so |and |then |also )*i(?:'d| had|'ve)? (?:also |even |then |just |only |again )?(?:show(?:ed|n)?|told|sent|printed|pulled up|pulled|had|made|numbered|counted|found|wrote|listed|brought|explained|pointed|presented|quoted|gave|walked|circled|underlined|highlighted|proved|stuck|forwarded|replied|answered|benchmarked) (?:him|her|them|it|the|that|this|a|an|up|my|every|out|ten|each|point|two|three|benchmarks|evidence|in|five|six|\\w+ (?:slides|pages|emails|mails|decks|brands|examples|graphs|studies))",
  "(?:checklists|that) (?:aren't|isn't)|it (?:is|was) not|it's nothing|which i showed|this also|page \\w+ says|it's in (?:our|the|chapter|section)|(?:he|she|they) (?:said|says|claimed|told) (?:\\w+ ){1,8}(?:i said|i told|i showed|but|it's|it is|which)",
)
const YIELDS = phrases(
  '(?:fair (?:worry|point|enough|concern)|in fairness|to be fair|(?:her|his|their) (?:worry|concern|fear|point|view|side|reason)|half a point|i listened|i asked (?:him|her|them)|i understood|understandable|good (?:reason|point)|valid|we agreed|compromis\\w+|both (?:of us|had)|together|met (?:in the )?(?:middle|halfway)|i learn\\w*|lesson|what i took|genuine)',
)
const TRIVIAL = phrases(
  '(?:naming|names? (?:of|for) (?:the|a|our)|variable names?|snake case|camel case|tabs|(?:spaces|tabs) (?:or|versus|vs|and|over|in)|indent\\w+|bracket\\w*|semicolons?|code style|coding style|formatt(?:ing|er)|fonts?|typefaces?|logo|(?:button|template|background|door|wall|cover|ribbon|cell|slide|chart|line|header)? ?colou?rs?(?! (?:blind|code))|shade of|icons?|emojis?|slack channel|channel name|meeting (?:time|invite)|time of the (?:standup|stand up|meeting)|standups?(?: time)?|stand up at|seating|desks?|coffee|lunch|the tea|kettle|mugs?|parking|thermostat|air con\\w*|room booking|commit messages?|branch names?|folder (?:names?|structure)|file ?names?|spelling|wording|line length|comment style|slide (?:design|template)|dark mode|light mode|capital(?:s| letters)?|small letters|lower ?case|upper ?case|oxford comma|commas?|date format|plural|team name|t ?shirts?|hoodies?|playlist|music|radio|snacks|biscuits|cake|holiday party|christmas party|greeting|signature|salutation|sticky notes|post ?its|whiteboard|exclamation|hashtags?|apostrophe|hyphen|serif|cyan|magenta|blue|green|purple|teal|grey|gray|beige|trello|jira|notion|confluence|asana|vim|emacs|tuesday or|wednesday or|monday or|thursday or|friday or|curtains?|napkins?|garnish|plates?|uniforms?|lanyards?|name tags?|badges?|nickname|label(?:s|led)?|title of the|call(?:ed)? (?:it|the|them) \\w+ or)',
  '(?:wanted|prefer(?:red)?|liked|for|use|using|chose|choose|between|said) (?:\\w+ )?(?:kotlin|go|golang|rust|java|python|scala|typescript|javascript|react|vue|angular|svelte|graphql|rest|grpc|mongo|mongodb|postgres|mysql|jest|mocha|gitlab|github|tailwind|bootstrap|ruby|php|node|django|flask|spring|linux|mac|windows|figma|sketch|excel|sheets|slack|teams) (?:and|or|versus|vs|over|instead) (?:\\w+ ){0,4}(?:kotlin|go|golang|rust|java|python|scala|typescript|javascript|react|vue|angular|svelte|graphql|rest|grpc|mongo|mongodb|postgres|mysql|jest|mocha|gitlab|github|tailwind|bootstrap|ruby|php|node|django|flask|spring|linux|mac|windows|figma|sketch|excel|sheets|slack|teams)',
  'whether (?:the |a |our |we |it |to |new )*(?:\\w+ ){0,5}(?:called|named|call it|name it|written|spelled|spelt|goes? (?:out|first)|should be \\w+ or|say|on a \\w+day)',
  '(?:it was )?(?:only |just |really |quite |such )(?:a )?(?:small|little|silly|tiny|minor|petty|trivial) (?:thing|one|row|matter|disagreement|argument|issue)|same (?:\\w+ ){0,2}same \\w+ just the (?:word|name)|just the word|(?:wanted|want) to (?:call|name|rename) (?:it|the|them)',
)
const MATTERS =
  /(?<![a-z])(?:regulat\w+|fined?|legal(?:ly)?|law|lawsuit|million|thousand|crores?|patients?|safety|unsafe|injur\w+|dangerous|outage|crash\w*|compliance|audit\w*|allerg\w+|died|death|dose|contract|licen[cs]e|payments?|accident|fire|toxic|penalty|revenue|complaints?|lost (?:the|a|two|three) (?:customer|client|account|contract)|recall)(?![a-z])/

/** What marks a quarrel told to win it, and a quarrel about nothing; counts, for a trained model to weigh too. */
export const quarrelOf = onceFor(({ plain }) => ({
  right: findAll(SELF_RIGHT, plain),
  proofs: findAll(OWN_PROOF, plain),
  yields: findAll(YIELDS, plain).length,
  trivial: findAll(TRIVIAL, plain),
  matters: plain.match(new RegExp(MATTERS, 'g'))?.length ?? 0,
}))

/** Who disagreed with whom about what, and who changed their mind. */
export const conflict: readonly Detector[] = [
  towards('up'),
  towards('across'),
  towards('down'),
  {
    signal: 'they-convinced',
    detect: (facts, { bucket }) => (bucket === 'conflict' ? (mindsChanged(facts).own[0] ?? null) : null),
  },
  {
    signal: 'i-convinced',
    detect: (facts, { bucket, probe }, seen) => {
      if (bucket !== 'conflict' || seen.get('they-convinced') || seen.get('no-example')) return null
      const { theirs } = mindsChanged(facts)
      return theirs.findLast(({ start }) => probe !== null || start > 25) ?? null
    },
  },
  {
    signal: 'proving-right',
    detect: (facts, { bucket }, seen) => {
      if (bucket !== 'conflict' || seen.get('they-convinced') || facts.words < 30) return null
      const { right, proofs, yields } = quarrelOf(facts)
      const weight = Math.min(2, right.length) * 1.2 + Math.min(4, proofs.length) * 0.5 - yields * 0.7
      return weight >= 1.6 ? (right.at(-1) ?? proofs[0] ?? null) : null
    },
  },
  {
    signal: 'low-stakes',
    detect: (facts, { bucket }, seen) => {
      if (
        bucket !== 'conflict' ||
        seen.get('impact-money') ||
        seen.get('impact-metric') ||
        seen.get('no-example')
      )
        return null
      const { trivial, matters } = quarrelOf(facts)
      const early = trivial.filter(({ start }) => start < Math.max(200, facts.plain.length * 0.6))
      return matters === 0 && !find(YET_SERIOUS, facts.plain) ? (early[0] ?? null) : null
    },
  },
]

const YET_SERIOUS = phrases(
  '(?:sounds|seems|looks|sounded) (?:\\w+ ){0,3}(?:silly|small|tiny|trivial|petty|minor|daft|nothing)(?: thing)?(?: but)?',
)

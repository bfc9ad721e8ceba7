import { onceFor } from '../facts/facts.ts'
import type { Facts } from '../facts/facts.ts'
import { findAll, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import type { Asked } from '../types.ts'

const AUX =
  '(?:have |has |had |then |also |now |since |later |even |already |just |all |both |still |actually |eventually |finally |ended up )*'

const LOYAL = phrases(
  `(?:{they}|all|both|who|which|and|then|{client}|account|customer|the \\w+|\\w+) ${AUX}(?:renewed|re ?signed|signed (?:again|on again|up again|with us|a (?:new|second|bigger|longer|three|five|two)|for (?:another|two|three|a))|stayed (?:with us|on|put|for)|(?:is|are|'s|'re|was|were) still (?:here|with us|on|delivering|buying|a customer|our|there|customers|ordering|friends|coming)|(?:are|is) all still|came back(?! (?:to me|and|with|from|on a|in the|that))|extended (?:the|their|our|its) (?:contract|agreement|deal|lease)|kept (?:the contract|using|buying|ordering|coming|their|us)|doubled (?:the|their) order|bought (?:another|again|more|two|from us)|went with us|chose us|moved over|switched (?:over )?to us|withdrew (?:the|their|it)|dropped (?:the|their) (?:claim|case|complaint|lawsuit|threat)|recommend(?:s|ed)? (?:us|it|me)|didn't (?:leave|cancel|quit|walk)|never left)`,
  "(?:kept|saved|keep|keeps|won|won back|retained|didn't lose|did not lose|never lost|we didn't lose|hold on to|held on to) (?:the|them|that|this|our|a|both|us|him|her|all|every|any|it) (?:\\w+ ){0,3}(?:customers?|clients?|accounts?|contracts?|deals?|relationship|launch|project|patients?|business|shift|licen[cs]e|slot|tenants?|suppliers?|staff|team|people|grant|season|harvest|crop|school|shop|supplier|sponsor)",
  '(?:chain|customer|client|account|retailer|hospital|bank|family|sponsor|partner|supplier|council|union) (?:has |then )?(?:kept us|stayed|renewed|came back|forgave us|thanked (?:me|us))',
)
const ADOPTED = phrases(
  `(?:the )?(?:other|another|sister|neighbou?ring|every|all|all the|all our|every other|two|three|four|five|six|seven|several|a few|few|both|half|half the|most|some|whole|next|{num}) (?:\\w+ ){0,4}(?:{people}|{client}|of (?:them|us)|others) (?:\\w+ ){0,2}?${AUX}(?:adopt\\w*|us(?:e|es|ed|ing)|pick(?:ed|s)? (?:it|this|that|up)|cop(?:y|ied|ies)|asked (?:for|me|us|if|whether|could|can|to)|took (?:it|the|this|that|up|over)|taken (?:it|this|up)|follow(?:s|ed)?|want(?:ed|s)? (?:it|the|one|to|in)|turn(?:ed)? (?:it|the \\w+) on|(?:runs?|do|does|did) (?:it|this|the same|that)|start(?:ed)? (?:using|doing|to)|borrowed|switched|work (?:that|this) way|are (?:doing|using|on)|have (?:it|one|the same)|got (?:it|one|the same)|requested)`,
  '(?:{they}|people|everyone|everybody|team|others|folks|{client}|company|we) (?:\\w+ )?(?:do|does|did|uses?|runs?|follows?|have|has|works?) (?:it|this|that|the same|them) (?:\\w+ ){0,2}(?:too|as well|now|today|every (?:day|week|month|time|year)|since|everywhere|as standard)',
  '(?:{they}|people|everyone|we|folks|team|others|\\w+s|\\w+) still (?:uses?|do|does|run|runs|follow|follows|call|calls|have it|has it|work|works|ask|asks|talk|keep|keeps|quote|quotes)(?! (?:to (?:do|ask)|not|had))',
  '(?:to this day|is still (?:in use|running|used|going|there|the way|up|on the wall)|are still (?:using|running|in use|there)|still in use|running until today|lives? on)',
  "(?:they've|they have|have|has) since (?:\\w+ )?(?:taken|used|copied|adopted|rolled|asked|made|bought|done|run|hired|put|moved)",
  "(?:(?:became|becomes|made|is now|it's now|are now|turned into|now it's|is|it's) (?:\\w+ )?(?:the |a |our |part of (?:the |our )?)(?:\\w+ ){0,2}(?:standard|template|default|norm|model|reference|policy|training|onboarding|handbook|induction|guideline|curriculum|blueprint|case study|example|way (?:we|they|everyone|the)))|company wide|companywide|nationwide|group wide",
  '(?:adopted|rolled (?:it|that|this) out|rolled out (?:to|across|everywhere|in)|picked (?:it|that|this) up|took (?:it|that|this) over|copied (?:it|the|my|our|that|this)|asked (?:if|whether|for|could|can|to) __ (?:the same|copy|use it|have it|borrow|get it|same thing|it too|get the|one too))',
  '(?:now |then |and |so |has |have |since |later )*asked (?:me|us|my team) (?:to|if|for|whether|could) (?:\\w+ ){0,3}(?:write|present|teach|train|run|lead|share|show|speak|do the same|join|explain|help|set|build|copy|use|do|give|make|come|talk)',
  '(?:all |every |each )?(?:the )?(?:new (?:joiners?|starters?|hires?|people|staff|members|engineers|nurses|trainees|recruits)) (?:\\w+ ){0,3}(?:given|get|gets|learn|learns|shown|trained|read|reads|taught|use|uses)',
  "(?:we're|we are|it's|they're|i'm) (?:now )?(?:the )?(?:one|place|team|person|example) (?:that )?(?:the |they |people |everyone |others )?\\w* (?:recommends?|comes? to|copy|copies|visits?|asks?)",
)
const CLEARED = phrases(
  '(?:fda|regulators?|auditors?|inspectors?|inspection|authority|ministry|compliance|examiners?|certifiers?|insurers?|underwriters?|council|ombudsman|union|works council|coroner|health department|customs|tax office|court|judge|board|{they}|sponsor|committee) (?:\\w+ ){0,3}(?:closed (?:the|it|that|our)|signed (?:it )?off|approved|passed (?:us|it)|accepted (?:it|the|our)|cleared|praised|complimented|(?:was|were) (?:happy|satisfied|delighted|pleased|impressed)|dropped (?:the|it|their)|had no|withdrew|lifted)',
  '(?:closed|passed|sailed through|got through|cleared) (?:the|her|his|our|their|my|its|an|every) (?:\\w+ ){0,2}(?:finding|findings|audit|inspection|review|certification|accreditation|inquiry|exam|exams|assessment|case|investigation)',
)
const SPARED = phrases(
  '{noone} (?:\\w+ ){0,5}?(?:noticed?|knew|lost|left|missed|got|complained|died|hurt|inside|went|broke|failed|stopped|dropped|waited|quit|resigned|needed|felt|was (?:hurt|harmed|affected|late|fired|charged|there)|had to|saw|asked|came back|cancelled|canceled|apologi[sz]ed|went (?:home|without|hungry)|happened)',
  "(?:{they}|we|i|\\w+s) (?:never|didn't|did not|haven't|don't|hasn't|have not|has not) (?:\\w+ )?(?:los[et]|miss(?:ed)?|drop(?:ped)?|gone down|go down|run out|ran out|fail(?:ed)?|break|broken|broke|happened?(?: again)?|come back|recurred|get the (?:letter|fine)|pay|ask (?:him|her|me|us|anymore)|calls? (?:me|us)|need(?:ed)? (?:to|a|the)|have to|crash(?:ed)?|stop(?:ped)?|close[ds]?|send|wait|cancel\\w*) (?:\\w+ ){0,6}(?:since|any ?more|again|ever|that (?:day|night|week|season|year|time)|once|longer|a (?:single|day|customer|client|shift|delivery|beat)|anybody|anyone|any|the \\w+|one)?",
  "(?:{client}|pumps|lights|trucks|trains|buses|line|lines|lab|kitchen|ward|wards|shop|site|power|water|phones|machines) (?:never|didn't|did not|stayed) (?:\\w+ )?(?:dropped?|stop(?:ped)?|went out|closed?|noticed?|open|on|running|lost|had to)",
  '(?:the )?(?:complaints|calls|tickets|questions|emails|escalations|pages|alerts|incidents|outages|crashes|queues?|arguments?|shouting|angry \\w+|mix ?ups|fights?|overtime|waste|phone) (?:\\w+ ){0,3}(?:stopped|dried up|went away|disappeared|went quiet|dropped off|vanished|ended|died down|has stopped|is gone|went silent)',
  '(?:stopped|quit) (?:hearing|complaining|getting|calling|asking|happening|paging|losing|leaving|fighting|phoning|coming late|ringing)',
)
const ESTEEM = phrases(
  '(?:got|get|given|won|was|were|been|had|with) (?:\\w+ )?(?:her|his|their|the|a|my|an|promoted|thanked|invited|hired|named|offered|asked) ?(?:\\w+ )?(?:promotions?|promoted|permanent|award|prize|offer|bonus|medal|job offer)',
  '(?:thanked (?:me|us)|thank you (?:letter|note|card|email|mail)|sent (?:me|us) (?:a|flowers|cake|chocolates|sweets|fruit|beer|a card)|hugged me|shook my hand|in tears|cried|applauded|invited (?:me|us)|wrote to (?:me|us)|presented (?:it )?(?:at|to) (?:the )?(?:conference|board|whole)|quoted (?:us|it)|in the (?:newspaper|press|news|magazine|annual report))',
  '(?:was|were|got|been) (?:promoted|asked to (?:present|run|lead|teach|roll|speak)|made (?:permanent|head|lead|the standard)|given the (?:award|next|bigger))',
  "(?:became|turned into|is now|he's now|she's now|is today|he's|she's) (?:one of )?(?:our|my|the|a) (?:\\w+ )?(?:best|biggest|closest|strongest|loudest|most) (?:\\w+ )?(?:\\w+)",
  "(?:she's|he's|they've|has|have) (?:since )?(?:done|run|led|shipped) (?:\\w+ ){0,3}(?:since )?(?:without me|herself|himself|on (?:her|his|their) own|alone)",
  '(?:{client}|people|nurses|drivers|staff|operators|engineers|managers|{they}|team|teams|parents|two of the \\w+ \\w+) (?:\\w+ )?(?:started|began) (?:coming|to (?:trust|use|come|ask|rely|talk|tell|speak|help)|using|trusting|relying|asking|recommending|choosing|raising|talking|telling|bringing)',
  '(?:now |{they} |\\w+s |people )(?:\\w+ )?(?:come|comes|came) (?:to me|back to me|to us) (?:first|now|before|early|with|for)|(?:bring|brings|tell|tells|ask|asks|call|calls|trust|trusts) (?:me|us) (?:\\w+ ){0,3}(?:early|now|first|again|before|directly)',
  '(?:trust|confidence|morale|relationship|atmosphere|mood) (?:\\w+ ){0,3}(?:came back|improved|restored|better|went up|grew|recovered|returned|stronger)',
)
const UNBLOCKED = phrases(
  '(?:we|they|it|which|that|and|project|launch|show|event|release|shop|store|line|ship|building|game|site|film|issue|paper) (?:\\w+ )?(?:went live|launched|shipped|opened|delivered|sailed|flew|aired|went out|went ahead|went on air|finished|arrived|started|landed|made (?:the|our|their|it)|hit (?:the|our|their)|met the) (?:\\w+ ){0,4}?(?:on time|on schedule|on the day|ahead of|early|without a (?:hitch|problem)|as planned|in time|deadline|date|window|opening|that (?:night|evening|weekend)|same (?:day|night)|before (?:the|christmas))',
  '(?:on time|ahead of schedule|ahead of time|without a hitch|on schedule)',
  '(?:unblocked|unlocked|allowed|enabled|let|meant) (?:the |our |us |them |their |another |two |three |other )(?:\\w+ ){0,3}(?:launch|release|launched|ship|start|open|go live|production|sell|sign|move|go ahead|reopen)',
  'let us (?:start|launch|ship|continue|keep|go|open)',
  '(?:opened|freed|cleared) (?:up )?the (?:way|road|door)',
)
const FAMILIES = {
  loyal: LOYAL,
  adopted: ADOPTED,
  cleared: CLEARED,
  spared: SPARED,
  esteem: ESTEEM,
  unblocked: UNBLOCKED,
}

const DENIED =
  /(?:want(?:ed)? to|going to|gonna|hop(?:ed|ing) to|would(?:n't)?|could(?:n't)?|should|might|plan(?:ned)? to|about to|if|when|because|cause|until|can't|cannot|not|supposed to|afraid|worried|thought|said|says|believed|whether|always|before|why|so that|without)(?:[\s,]+[\w']+){0,3}[\s,]*$/

/** Letters of an opening answer in which the scene is set. */
const SET_UP = 15

export type AnecdoteFamily = keyof typeof FAMILIES

/** Places where something concrete came of it, by kind; those in the scene at the beginning are left out. */
export const anecdotesOf = onceFor(
  ({ plain }: Facts, { probe }: Asked): Record<AnecdoteFamily, Span[]> => {
    // Counted from the beginning and not as a share, so that what is said later takes nothing away.
    const from = probe === null ? SET_UP : 0
    const found = (pattern: RegExp): Span[] =>
      findAll(pattern, plain).filter(
        ({ start }) => start >= from && !DENIED.test(plain.slice(Math.max(0, start - 40), start)),
      )
    return {
      loyal: found(LOYAL),
      adopted: found(ADOPTED).filter(
        ({ start }) =>
          !/(?<![a-z'])(?:i|i'd|i've|we)[\s,]+$/.test(plain.slice(Math.max(0, start - 6), start)),
      ),
      cleared: found(CLEARED),
      spared: found(SPARED),
      esteem: found(ESTEEM),
      unblocked: found(UNBLOCKED),
    }
  },
  ({ probe }) => (probe === null ? 'opening' : 'reply'),
)

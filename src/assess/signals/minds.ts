import { onceFor } from '../facts/facts.ts'
import { findAll, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'

const SIDE =
  '(?:he|she|they|{my} (?:\\w+ ){0,3}(?:team|manager|director|boss|lead|guys|people|folks|side|engineer|designer|vendor|supplier|client|vp|ceo|cto|cfo|coo|board|committee|group|architect|pm|counsel|head|chef|foreman|owner|partner|producer|controller|nurse|doctor|principal)|everyone|everybody|[a-z]{3,12})'
const LATER =
  '(?:finally |eventually |then |both |all |actually |ended up |in the end |did |just |at last |quietly |grudgingly |slowly |sort of |also |had to |{they} |himself |herself |even |came back (?:\\w+ ){0,3}and )*'
const I_CONVINCED = phrases(
  `(?:${SIDE} ${LATER}|and |then |so |finally |eventually )(?:agreed(?! (?:to disagree|on a|on the|that we|they would|already|in))|agree[sd]? with me|came (?:around|round|over|on board)|changed (?:his|her|their) (?:minds?|view|position|tune)|backed (?:down|off)|relented|conceded|gave in|gave way|yielded|accepted (?:it|my|the|that i|this)|saw (?:my point|the point|it my way|that i was|the sense|reason|what i meant)|dropped (?:it|the|his|her|their) ?(?:\\w+ )?(?:objection|idea|plan|ask|request|demand|version)?|withdrew (?:it|the|his|her|their)|signed (?:it )?off|approved (?:it|my|the)|went with (?:my|mine)|let me (?:do|go|try|run|have|keep|ship)|switched (?:to my|sides|over)|(?:was|were|got|became) (?:\\w+ )?(?:convinced|persuaded|sold|on board|won over)|bought in|gave (?:me )?the (?:go ahead|green light|nod)|admitted? (?:that )?(?:i was|it|he|she|they|my)|said (?:fine|yes|okay|ok|go ahead|alright|all right|do it|you're right|i was right|go for it|go on(?: then)?|well|fair enough|fair|let's do|why not|you've got|you win|in that case|i was)|reverted it|took it (?:off|out|back)|moved (?:it|the \\w+) (?:up|back|to \\w+) ?(?:herself|himself|themselves)?|came down to|did it (?:my|himself|herself)|(?:wrote|removed|deleted|changed|fixed|pulled) it (?:himself|herself|themselves)|understood (?:that )?i (?:was|had)|adopted (?:my|it)|thanked me|apologi[sz]ed|moved (?:it|the \\w+) to my|stopped (?:arguing|objecting|fighting|pushing)|(?:gave|given) (?:it |me |us )?(?:his|her|their|the) (?:blessing|ok|okay|approval|go ahead|consent)|green ?lit|took (?:it|my \\w+) (?:on|up|to (?:his|her|their|the))|tried it|decided to (?:try|go with|use|wait|keep|stay)|softened|warmed (?:up|to)|ended up (?:using|doing|agreeing|liking|asking|going)|kept (?:it|my \\w+)|became (?:\\w+ ){0,3}(?:supporter|advocate|champion|fan|ally)|asked (?:me )?(?:to|for) (?:\\w+ )?(?:go ahead|do it|write it|roll))`,
  'i (?:\\w+ )?(?:convinced|persuaded|won (?:him|her|them|\\w+) (?:over|round)|talked (?:him|her|them|\\w+) (?:into|round|out|down)|got (?:him|her|them|my \\w+|the \\w+) (?:to (?:agree|see|change|accept|drop|back|try)|on board|round|over)|brought (?:him|her|them|\\w+) (?:around|round|over|with me)|turned (?:him|her|them) (?:around|round)|changed (?:his|her|their) minds?)',
  '(?:convinced|persuaded|won over|what (?:convinced|persuaded|changed|moved|turned|got|made|did it for)|that one|i think|made) (?:him|her|them|the|my|everyone|both|was what made (?:him|her|them)|was what make (?:him|her|them))',
  '(?:got|took|took them|getting) (?:\\w+ ){0,3}(?:to admit|on board|to agree|buy in|sign off|to see it)',
  '(?:we|they) (?:went|did it|ended up|go|goes) (?:with|ahead with|forward with) (?:my|mine) ?(?:\\w+)?|(?:it|and it) went (?:how|the way|as) i (?:said|wanted|proposed)|my (?:version|way|proposal|plan|design|idea|number|suggestion) (?:was (?:accepted|adopted|chosen|taken|approved)|won|went (?:in|through|ahead))',
  '(?:when|once|after) (?:he|she|they) (?:saw|read|heard|looked at|tried|watched|counted) (?:it|the|that|what|my|those|them|by|how) (?:\\w+ ){0,6}(?:said|stopped|agreed|changed|dropped|went|was|took|okay)',
)
const THEY_CONVINCED = phrases(
  '(?:he|she|they|that|it|which|what|{my} \\w+) (?:\\w+ )?(?:convinced|persuaded|changed|talked|turned|won) (?:me|my mind|me (?:round|out|into|over|around))',
  "i (?:was|got|am|were|stood|had been|'d been) (?:\\w+ ){0,2}(?:convinced|persuaded|won over|wrong|mistaken|talked out|sold|corrected|the one who was wrong|the one who changed|the wrong one|proven wrong|outargued|beaten)",
  "(?:he|she|they|{my} \\w+|(?!i )\\w{2,}) (?:was|were|turned out to be|had been|is|are|had it|'d been|'s) (?:\\w+ )?right(?! (?:but|there|away|now|in front|about me|to (?:ask|be)|next|on|at|after|before|beside))",
  "(?:she|he|they)(?:'d| had)? (?:got|had) (?:it right|me there|a better|me)|(?:you|she|he|they) (?:have |had |'ve )?(?:got|convinced|beat) me|you were right|you're right|fair play to|hands up",
  'i (?:changed my (?:mind|position|view|plan|vote|opinion)|came (?:around|round|over)(?: to)?|gave (?:in|way)|conceded|yielded|backed down|climbed down|dropped (?:my|the|mine|to \\w+) ?(?:\\w+ )?(?:ask|objection|plan|idea|proposal|version)?|admitted (?:i|that|she|he|they)|had to (?:admit|agree|concede|say (?:okay|sorry)|eat)|withdrew my|took (?:it|mine|my \\w+) (?:back|off|out|down)|pulled (?:it|mine|my \\w+) (?:off|out|back)|stood corrected|went with (?:his|her|their|hers|theirs|what (?:he|she|they))|(?:\\w+ )?agreed? with (?:him|her|them)|accepted (?:his|her|their|that (?:he|she|they))|saw (?:her|his|their|the) point|could see (?:he|she|they) (?:was|were)|did it (?:her|his|their) way|said (?:okay|ok|fine|sorry) (?:you|we do it your)|let (?:it|mine) go|bought the|tore up my|threw (?:mine|my \\w+) away)',
  "(?:i'd|i had) (?:\\w+ )?(?:been wrong|recommended the wrong|got it wrong|assumed wrong|misjudged|underestimated|been counting|missed)|i(?:'d| had) (?:nothing|no answer)(?: at all| left)?",
  "(?:couldn't|can't|could not) (?:really )?argue with (?:that|it|them|him|her|the \\w+)|no arguing with (?:that|it)|nothing to say (?:to|against) that",
  '(?:is|was) right and i (?:was|am) wrong|i was wrong|my mistake and (?:his|her) (?:point|call)',
  '(?:made|makes) me (?:change|rethink|reconsider|realise|realize|see|think again)',
  "we (?:went|did it|ended up going|go|kept it|stayed) (?:with |)(?:his|her|their|hers|theirs|\\w+'s)(?: (?:way|version|plan|idea|number|option|one))?",
  '(?:madam|sir|boss|okay|ok) (?:\\w+ )?(?:same|your|yours) (?:\\w+ )?is (?:correct|right|better)',
)
const HYPOTHETICAL =
  /(?:would(?:n't)?|could(?:n't)?|if|unless|whether|thought|until|hoping|hoped|wanted|try(?:ing)? to|tried to|think|never|not|n't|assum\w+|convinced(?: that)?|insist\w+|said that)(?:[\s,]+[\w']+){0,2}[\s,]*$/

/** The one who comes over is the speaker's own side. */
const OWN =
  /(?<![a-z])(?:we|i)[\s,]+(?:both[\s,]+|all[\s,]+|finally[\s,]+|just[\s,]+|then[\s,]+)?(?:and[\s,]+)?[a-z]{0,3}$/

/** Places where the other side came over, and where the speaker did. */
export const mindsChanged = onceFor(({ plain }) => {
  const isOwn = (span: Span): boolean => OWN.test(plain.slice(Math.max(0, span.start - 14), span.start + 5))
  const real = (span: Span): boolean =>
    !HYPOTHETICAL.test(plain.slice(Math.max(0, span.start - 30), span.start))
  return {
    theirs: findAll(I_CONVINCED, plain).filter((span) => real(span) && !isOwn(span)),
    own: findAll(THEY_CONVINCED, plain).filter(real),
  }
})

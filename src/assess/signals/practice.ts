import { onceFor } from '../facts/facts.ts'
import { find, findAll, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import { earliest } from './detector.ts'
import type { Detector } from './detector.ts'

const BREAKDOWN =
  '(?:outages?|downtime|timeouts?|crash(?:es)?|freezes?|hangs?|disconnects?|desyncs?|stoppages?|failovers?|resets?|restarts?|reboots?|blackouts?|error rate|failure rate|incidents?|failures?|declines|dropouts?|drop ?outs|breakdowns?|rollbacks?|jumps|lost (?:messages|packets|orders|payments|bags|sessions)|dropped (?:calls|sessions|orders|messages)|failed (?:\\w+ )?(?:requests|payments|jobs|transactions|logins|starts|units)|duplicates|retries|corruption|data loss|5xx|five hundreds|packet loss|power cuts|stuck \\w+|unit defects|field returns|returns from the field)'
const RESILIENCE = phrases(
  `${BREAKDOWN} (?:\\w+ ){0,6}(?:went|dropped?|fell|came|down|from|cut|reduced|stopped|disappeared|halved|shrank|to (?:zero|under|practically|almost|less)|is now|are now|is gone|was gone)`,
  `(?:cut|reduc\\w+|dropp?\\w*|eliminat\\w+|halv\\w+|brought|slash\\w+|fewer|lower\\w*|less|decreas\\w+|prevent\\w*|no more|got rid of) (?:\\w+ ){0,4}${BREAKDOWN}`,
  `(?:zero|no|not (?:a|one|a single)|without (?:a|one|a single|any)|never (?:a|one|had)|nil) (?:\\w+ ){0,2}${BREAKDOWN}(?: (?:since|in|for|ever|on|at|now|after|this))?`,
  '(?:fail ?over|failed over|circuit ?breakers?|graceful(?:ly)? (?:degradation|degrad\\w+)|degrad\\w+ gracefully|redundan(?:cy|t)|multi ?region|second region|multi az|hot standby|replicas?|back ?pressure|bulkheads?|rate limit\\w*|exponential backoff|retry (?:wrapper|logic|budget|policy|cap|queue)|idempoten\\w+|dead letter|self heal\\w+|auto ?heal\\w*|hot spare|disaster recovery|active active|chaos (?:test\\w*|engineering)|load shedding|fail ?safe|fault toleran\\w+|backup (?:generator|line|path|supplier|link|pump|power)|back ?up (?:route|plan) (?:that|which|for when)|watchdog|(?:second|spare|other|alternative) (?:acquirer|link|path|cable|line|supplier|route|generator|pump|provider|site|power|pair)|ups|fall(?:s)? back (?:to|on)|fallback)',
  "(?:if|when|whenever|even if|even when|in case) (?:the |one |a |it |that |any |either |our |their |power |\\w+ )(?:\\w+ ){0,4}(?:down|fails?|dies|away|drops?|quiet|offline|breaks?|crashes|out|disappears?|goes|slow|unavailable|lost|doesn't answer|loses|cuts?) (?:\\w+ ){0,8}(?:we|it|the|they|everything|nobody|no one|nothing) (?:\\w+ ){0,3}(?:switch\\w*|reads?|uses?|goes|go|falls?|keeps?|queues?|stores?|takes?|still|continues?|carr(?:y|ies)|feels?|notic\\w+|stays?|runs?|works?|retries|say|picks)",
  '(?:could|can) (?:be|go) (?:off|down|out|dark|away) (?:for )?(?:\\w+ ){0,4}(?:and|without) (?:you|nobody|no one|anyone|it|we|they)',
  '(?:keeps?|kept|stays?|stayed|survives?|survived) (?:\\w+ )?(?:running|working|going through|alive|online|up and running|the outage|the storm|it out)',
  '(?:more |much more |lot more )?(?:resilien\\w+|reliab(?:le|ility)|fault toleran\\w+|high(?:ly)? availab\\w+|(?:three|four|five) nines|uptime (?:went|is|of|from|to|was))',
  "(?:hasn't|has not|haven't|never|didn't|doesn't|did not|does not|stopped) (?:\\w+ )?(?:crash(?:ed|ing)?|gone down|go down|fall(?:en)? over|falling over|fail(?:ed|ing)? (?:since|again|once)|drop(?:ped)? (?:a|any|one)|frozen|freez(?:e|ing)|timed out|locked up|rebooted|reset|break down|broken down|broke down)",
)
const NORM = '(?:every|each|any|no|all)'
const MECHANISM = phrases(
  `(?:now|since then|from then on|from that day|after that|ever since|these days|nowadays|today) (?:\\w+ ){0,4}?(?:${NORM} |nothing |nobody |no one |whoever |always |before (?:i|we|any|every|each) )`,
  `${NORM} (?:new |single |other |future |code |price )?(?:\\w+ ){1,4}(?:now |must |has to |have to |needs? to |is required|goes (?:first |through |past |to )|gets (?:checked|reviewed|signed|tested|a )|carries |comes with |had to |starts with |drops |gets a )`,
  '(?:{noone}|no \\w+|none of (?:us|them)) (?:\\w+ )?(?:goes|gets|can|ships|leaves|may|will|moves|merges|enters|starts|signs|opens|is (?:merged|released|signed|sent|allowed)|touches|launches?|passes|publishes|quits?) (?:\\w+ ){0,8}(?:until|unless|without|before|if|otherwise|except)?',
  "(?:can't|cannot|can not|couldn't|no one can|not possible to|impossible to|won't let|doesn't let|don't let|not allowed to|isn't allowed to) (?:\\w+ ){0,7}(?:without|until|unless|any ?more|for yourself|skip|by themselves|blank|otherwise|in it|release|submit|merge|close|start|export)",
  "(?:the|a|our|that|each|this|my) (?:\\w+ ){0,2}(?:build|pipeline|deploy|deployment|release|button|tool|system|bot|job|ci|form|script|tests?|gate|linter|check|machine|scanner|database|type|software|template|repository|till|app|printer|calendar|sheet|alarm|sensor|bench|hook|alert|screen|lock|valve|door|test bench|checklist|contract) (?:\\w+ )?(?:now )?(?:fails? (?:if|when|the|any|it)|refuses?|blocks?|stops? (?:you|the|it|any|me|us)|rejects?|won't|will not|can't|cannot|pauses? itself|shuts? (?:off|down)|stays (?:grey|gray|locked|red)|does it|does that|flags?|forces?|requires?|catches|enforces|warns|kicks|drives|sends|asks|reminds|posts|shows|checks|runs on|locks|tells|prints|insists)",
  '(?:that|which) (?:runs?|fires?|checks?|goes|blocks?|fails?|stops?|reminds?|flags?|posts?|alerts?|locks?) (?:\\w+ ){0,3}(?:on )?(?:every|each|any|before|if|when|automatically|the deploys?|whenever)',
  '(?:checklists?|runbooks?|playbooks?|templates?|standing (?:meeting|agenda|review)|decision log|change log|design review|pre ?mortems?|post ?mortems?|(?:quality |release |stage )?gate|lint(?:er| rule)|pre ?commit|guard ?rails?|alarms?|alerts?|rota|scorecard|on ?call (?:rota|handbook)|weekly review|monthly review|kill switch|canary|two person rule|four eyes|second (?:person|pair of eyes|signature)|approval step|sign off step|poka yoke|dry run|drill|buddy system|logbook|tag|handover sheet|standard operating procedure|sop|rule|policy|company rules|protocol) (?:\\w+ ){0,4}(?:that|which|for every|for each|for any|before|now|every|each|so that|on every|everyone|for who|whenever|if|when|must|blocks?|has)',
  "(?:set up|put in|put in place|introduced|instituted|established|started|made it|agreed on|wrote|brought in|made|created|built|added|drew up|pinned|we have|there's|there is) (?:an? |the |this |our |it )?(?:\\w+ ){0,2}(?:rule|policy|checklist|gate|procedure|routine|mechanism|ritual|protocol|rotation|handbook|guideline|standing \\w+|hook|alert|runbook|playbook|sop|rota|register|template|drill|canary|two person|sign off|checkpoint|handover|weekly \\w+|monthly \\w+|process (?:where|that|so|in which|for)|check (?:that|so|before|on|in|at|for))",
  '(?:has to|have to|had to|must|needs? to|required to|always|first) (?:\\w+ ){0,6}before (?:it|they|we|you|any|anything|a|the|going|merging|shipping|release|i|every|each|somebody|anyone)',
  'before (?:i|we|any|anything|every|each|a|anyone|you) (?:\\w+ ){0,6}(?:i (?:always |now )?(?:ask|check|read|call|draw|write|send)|we (?:now |always )?(?:check|test|run|ask|do|write|hold)|(?:has|have|had|must|needs?) to)',
  '(?:automatically|by default|by (?:themselves|itself)|on (?:its|their) own) (?:\\w+ ){0,3}(?:check\\w*|block\\w*|fail\\w*|flag\\w*|expire\\w*|roll\\w*|alert\\w*|stop\\w*|reject\\w*|after|when|if|every|push\\w*|run\\w*)|(?:expires?|rolls? back|stops?|pages?|runs?|push(?:es)?|attach(?:es)?|resets?) (?:by (?:themselves|itself)|themselves|itself|automatically|on (?:its|their) own)',
  "(?:every|each|on) (?:friday|monday|tuesday|wednesday|thursday|quarter|month|week|other \\w+|morning|shift|second \\w+) (?:at \\w+ )?(?:the two of us|we (?:all )?(?:sit|look|review|go|check|meet|do|run)|one page|a (?:review|meeting|call|page|report)|there's a)",
  "(?:if (?:it|something|it's|that) (?:isn't|is not|not|doesn't) (?:\\w+ ){0,5}(?:then it|it (?:is|isn't|doesn't|won't))|no \\w+,? no \\w+|whoever (?:\\w+ ){1,6}(?:can|must|has to|gets|decides))",
)
const REUSE = phrases(
  '(?:re ?us(?:ed|e|ing)|re ?purpos(?:ed|e|ing)|piggy ?back(?:ed|ing)?|leverag(?:ed|ing) (?:the|our|an) existing|extended (?:the|our|an) existing|recycled) (?:\\w+ )?\\w+|borrowed (?:the|a|an|their|his|her|some|that|from|it from) \\w+',
  "(?:that|which|what|one|it|thing|tool|system|code|model|table|job|library|machine|list|form|number|line|space|room|van|kit|sensor|screen|\\w+) (?:we|they|i|you|the \\w+|\\w+ team|another team|it|everyone|\\w+) (?:(?:'d|had|have|'ve) )?(?:already|always|anyway|anyhow) (?:had|have|has|got|owned|paid for|use|used|run|ran|sitting|built|there|using|running|doing|did|do|does|work\\w*|keep|kept|existed|collect\\w*|send|sends|sent|made|make|wear|carr(?:y|ied)|bought|know|knew)",
  "(?:we|they|i|it|team|group|company|ops|search|finance|platform|marketing|billing|maintenance|\\w+) (?:already|had already|have already|has already|anyway|'d already|already had|'ve already) (?:had|have|has|got|owned|used|paid for|ran|built|were|was|using|running|sending|collecting|the)",
  '(?:had|have|has|got|is|was|were|are|there|existed|sat|sitting|with|use|used) (?:\\w+ ){0,6}?already(?: (?:and|so|for|from|in|on|there)|$|[.,;])',
  '(?:already (?:had|have|has|existed|exist|exists|in place|there|sitting|running|paid for|in use|built|owned|available|did|does|own|know|knew|had under|under contract|on (?:the|every|their|our)))',
  '(?:existing|the same|off the shelf|ready made|standard) (?:\\w+ ){0,3}(?:system|tools?|service|platform|code|engine|library|components?|pipeline|queue|model|infrastructure|framework|module|software|api|database|scanner|form|process|job|template|machines?|equipment|kit|rig|checks?|script|hardware|box|server|screen|app|channel|contract|supplier|wiring|fields?|button|label|cable|line|route|trucks?|sheets?|staff|sensors?|feed|report)',
  '(?:instead of|rather than) (?:building|buying|writing|creating|making|hiring|inventing|ordering|designing) (?:\\w+ ){0,3}(?:new|another|one|our own|from scratch|something|a|extra)',
  '(?:pointed|plugged|hooked|wired|bolted|put|built|hung|hang|clipped|attached|tied|piggybacked|rode|based|sat) (?:\\w+ ){0,4}(?:at|into|onto|up to|on top of|out of|on|off|in) (?:the |our |their |an? )(?:\\w+ ){0,5}(?:already|existing|same|we had|they had|old|anyway|used for|reads?|uses?)',
  "(?:kept|keep|use|used|using|took|borrowed|hooked up|found|with) (?:the|what|our|an|a|that|some|those) (?:\\w+ ){0,4}(?:we had|they had|we'd had|we keep|we kept|i had|that existed|that was there|from (?:the|another|our|an old) (?:other |\\w+ )?(?:team|project|product|department|office|warehouse|factory)|had built|had written|had lying around|was lying around|off the shelf|meant for|left over|leftover|from last)",
  "(?:off the shelf|didn't (?:build|write|buy|need to build|have to build|need to buy|have to buy|add) (?:anything|a single|a new|any)(?: new)?|without (?:building|buying|writing|adding) (?:anything|a single)(?: new)?|no(?:body| one)? (?:had to buy|bought) anything|no new (?:code|system|tool|software|hardware|infrastructure|service|machines?|equipment|kit|people)|open source \\w+|(?:we|i|they) (?:only )?keep for|lying around|gathering dust|sitting (?:there|idle|unused|in (?:a|the|our))|in (?:the|a) (?:cupboard|drawer|basement|shed|storeroom|loft)|left ?over from|from (?:a|an|the) (?:earlier|old|previous|other|abandoned|different) (?:project|product|team|tool|job|site|version)|that existed for|(?:we|they) had (?:that|it|this|one|those) (?:from|for|anyway)|since forever|as it is|second ?hand)",
  "(?:unused|never used|nobody (?:used|reads?|looked at)|we'd been (?:binning|throwing)|was going to waste) (?:\\w+)?",
  'had (?:this|a|an|some) (?:\\w+ ){1,5}so i (?:hooked|used|pointed|plugged|asked|took|wired|built|ran)',
)
const ROLE_NOUN =
  '(?:job|role|responsibilit(?:y|ies)|remit|scope|area|department|problem|lane|job description|title|mandate|brief|thing|field|patch|business|territory|work|duty|duties|pay ?grade|world|trade|speciality|specialty|discipline|contract|team)'
const BEYOND = phrases(
  `(?:isn't|wasn't|not|aren't|weren't|ain't|never|nothing to do with|is not|was not|none of) (?:really |technically |actually |exactly |strictly |even |officially |normally |usually |in |at all |quite )*(?:my|our|mine|anyone's|part of (?:my|our|the)|in my|within my|under my|a \\w+(?: \\w+)?'s|\\w+'s|the \\w+'s) (?:own |usual |official |actual |formal )?(?:${ROLE_NOUN}|mine)`,
  "(?:\\w+ )?(?:isn't|wasn't|aren't|weren't|is not|was not|not) (?:really |technically |even )?(?:mine|ours)(?! (?:but|either))",
  `(?:nobody's|no one's|not anybody's|wasn't anyone's|nothing of|someone else's|somebody else's) ${ROLE_NOUN}`,
  `(?:outside|beyond|outside of|above|over|out of|off) (?:of )?(?:my|our) (?:\\w+ )?${ROLE_NOUN}`,
  "(?:i'm|i am|i was) (?:only |just |really |technically |officially |basically |supposed to be )*(?:a|an|the|in|on) (?:\\w+ ){1,4}(?:not (?:a|an|the|ops|in|on)|so (?:\\w+ ){0,5}(?:not|isn't|aren't|wasn't)|i'm not|i am not|i was not|i don't (?:do|code|touch|write|normally)|(?:and|so|but) (?:nobody|no one|it wasn't|it isn't|that's not|this wasn't|this isn't|i suppose))",
  '(?:nobody|no one|noone|they never|she never|he never) (?:had )?(?:asked|told|expected|wanted) (?:me|us)(?: (?:to|for|but|and))?',
  'without (?:being|anyone|anybody) (?:asked|told|asking|telling)(?: me)?',
  "(?:wasn't|not|isn't|never) (?:really |technically |what i was |what i'm )?(?:hired|paid|supposed|assigned|employed|trained|contracted) (?:to|for|as)",
  '(?:(?:on|in) my own (?:time|evenings?|weekends?|initiative|accord)|(?:in|on) my (?:spare|free|lunch|day off|days off|holiday|break)|off the clock|unpaid|after (?:my )?(?:shift|hours) i)',
  'i (?:volunteered|took it (?:on|upon) myself|took it upon|stepped (?:up|in|outside)|raised my hand|put my hand up|offered to|ended up doing)',
  "(?:even though|although|though) (?:i was|i'm|it was|it's|that was|that's|it|i) (?:\\w+ ){0,3}(?:not|only|just|n't|another|someone else's|somebody else's|different|had nothing)",
  "(?:in another|a different|someone else's|somebody else's|the other|another) (?:team's|team|department's|department|group's) (?:\\w+ ){0,2}(?:code|job|system|problem|area|work|repo|service|responsibility|budget|data)",
  "(?:no one|nobody) else (?:was (?:going|gonna|about) to|would|wanted|did|had|picked|stepped)|who else|because (?:no one|nobody) (?:did|was|would|else)|as basically an? (?:\\w+ ){1,3}|not what i (?:do|was hired|am paid)|i don't (?:do|normally do|usually do) (?:\\w+ ){1,3}(?:but|so)",
)
const NOT_BEYOND = phrases(
  "(?:not|isn't|wasn't) (?:really )?(?:my|our) (?:job|responsibility|problem|fault) (?:to|that|if)",
)
const BAD_BEFORE =
  /(?:if|want(?:ed)?|would|could|should|asked|without|no|not|never|proposed|plan(?:ned)?)(?:[\s,]+[\w']+){0,2}[\s,]*$/

/** Places that speak for good practice, by kind; counts, for a trained model to weigh too. */
export const practicesOf = onceFor(({ plain }) => {
  const real = ({ start }: Span): boolean => !BAD_BEFORE.test(plain.slice(Math.max(0, start - 24), start))
  return {
    resilience: findAll(RESILIENCE, plain).filter(real),
    mechanism: findAll(MECHANISM, plain).filter(real),
    reuse: findAll(REUSE, plain).filter(real),
    beyond: find(NOT_BEYOND, plain) ? [] : findAll(BEYOND, plain),
  }
})

/** Ways of working that a good interviewer listens for. */
export const practice: readonly Detector[] = [
  {
    signal: 'resilience',
    detect: (facts, { bucket }) =>
      bucket === 'conflict' ? null : earliest(...practicesOf(facts).resilience),
  },
  {
    signal: 'mechanism',
    detect: (facts, { probe }) => {
      const late = practicesOf(facts).mechanism.filter(
        ({ start }) => probe !== null || start > 15 || facts.words < 10,
      )
      return earliest(...late)
    },
  },
  {
    signal: 'reuse',
    detect: (facts) => earliest(...practicesOf(facts).reuse),
  },
  {
    signal: 'beyond-role',
    detect: (facts, { bucket }) => (bucket === 'conflict' ? null : earliest(...practicesOf(facts).beyond)),
  },
]

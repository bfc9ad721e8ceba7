import { find, findAll, phrases } from '../facts/phrases.ts'
import { monthsIn } from '../facts/times.ts'
import { byPhrase } from './detector.ts'
import type { Detector } from './detector.ts'

const FOUR_YEARS = 48
const TWO_WEEKS = 14.2 / 30.4

const MANUAL = phrases(
  '(?:by hand|manually|by eye|with pen and paper|on paper|with a pen|with a ruler and)',
  '(?:cop(?:y|ied|ying)|cut|cutting) (?:and |n )?past(?:e|ed|ing)',
  '(?:copied|copy|copying|typed|type|typing|keyed|key|entered|entering|pasted) (?:\\w+ ){0,6}(?:into|in|onto|to|from) (?:\\w+ ){0,3}(?:spreadsheet|sheet|excel|system|form|ledger|screen|database|word|email|folder|tracker|file|files|notebook|erp|sap|portal)',
  '(?:spreadsheet|excel|google sheet|word doc|whiteboard|notebook|logbook|ledger) (?:\\w+ ){0,8}(?:every|each) (?:single )?(?:day|morning|night|evening|week|friday|monday|month|shift|quarter|time|release)',
  '(?:every|each) (?:single )?(?:day|morning|night|evening|week|friday|monday|month|shift|quarter|time|release|sunday|saturday|thursday) (?:\\w+ ){0,9}(?:spreadsheet|excel|by hand|phoned?|called|print(?:ed)?|screenshots?|typed?|copied|copy|cop(?:y|ied)|one by one|checked each|went through|go through|emailed each|send out)',
  '(?:one by one|one after one|one after another|row by row|line by line|box by box|page by page|file by file|cell by cell|ticket by ticket|case by case basis by|name by name|item by item)',
  're ?(?:typ|key|enter)(?:ed|ing|e)',
  '(?:phoned|called|rang|emailed|messaged|texted|visited|opened|checked|reviewed|renamed|printed|signed|counted|compared|went through|go through|read through|going through|looked at) (?:up )?(?:each|every|every single|all (?:of )?the|all \\w+|them) (?:\\w+ ){0,4}(?:individually|myself|personally|in turn|separately|one at a time|every (?:day|week|night|morning|month|quarter|friday|monday))',
  '(?:take|took|taking) screenshots',
  '(?:stayed|stay|sat) (?:late|up|until \\w+) (?:\\w+ ){0,3}(?:copying|typing|checking|entering|filling|updating|merging)',
)
const AUTOMATED = phrases(
  "(?:automat(?:ed|es|ing) (?:it|that|this|the|them|most|all|what|everything)|(?:we|i|then|later|since|now|got|it's|is now|fully) automated|wrote (?:a|the|some) (?:\\w+ )?(?:script|parser|bot|macro|job|tool|cron)|now it's generated|now (?:the|a) (?:\\w+ )?(?:script|pipeline|system|tool|job|bot|machine) (?:does|checks|runs|handles)|no longer (?:by hand|manual|manually|have to)|instead of (?:\\w+ ){0,5}(?:by hand|manually|spreadsheet|copying|typing)|used to (?:\\w+ ){0,6}(?:by hand|manually|copy|type|spreadsheet|take)|replaced (?:the|a|our|all) (?:\\w+ ){0,3}(?:spreadsheet|manual)|eliminat\\w+ (?:the )?(?:\\w+ )?manual|got rid of (?:the|all) (?:\\w+ )?(?:spreadsheet|manual|copying))",
  "(?:on purpose|deliberately|that's deliberate|by design|couldn't (?:have )?(?:be )?automat\\w+|can't (?:be )?automat\\w+|could not automate|wasn't worth (?:automating|writing|building|a script)|not worth (?:automating|writing|a script)|automat\\w+ (?:it |that )?(?:would|wouldn't|was|wasn't|made|didn't|isn't)|(?:the )?(?:model|script|machine|computer|software|system) can't|only (?:need|needed|had) (?:it|to do it|to) (?:\\w+ )?(?:once|one time)|one (?:off|time) (?:job|thing|count|exercise|task)|(?:didn't|did not|don't|no) (?:have|had|get|got) (?:an? )?(?:api|access|budget|permission|export|tooling)|regulat(?:or|ion|ions|ory) (?:requires?|required|says|wants|insists?)|legally|a (?:person|human) (?:has to|must|still|needs)|because (?:the|it|there|no|we|a) (?:\\w+ ){0,4}(?:no api|couldn't|can't|wouldn't|didn't allow|not allow|legally|blind|too few))",
  'that you copied',
)
const REBUILD = phrases(
  '(?:re ?wr(?:ote|ite|itten|iting)|re ?buil(?:t|d|ding)|re ?architect(?:ed|ing|ure|ured)?|re ?design(?:ed|ing)?|re ?platform(?:ed|ing)?|re ?engineer(?:ed|ing)?|re ?implement(?:ed|ing)?|replac(?:ed|ing|e)|re ?did|redid|re ?d(?:oing|one)|overhaul(?:ed|ing)?|ripp(?:ed|ing) (?:out )?|rip out|rip|scrapp(?:ed|ing)|threw (?:out|away)|thrown (?:out|away)|throw (?:out|away)?|chuck(?:ed)? out|bin(?:ned)?|tore (?:down|out)|migrat(?:ed|ing)) _ (?:the |our |its |that |their |my )?(?:whole|entire|complete|full|all five|lot|everything|all of (?:it|them|ours)) (?:\\w+ ){0,2}(?:thing|system|platform|stack|backend|back end|frontend|front end|codebase|code base|application|app|service|architecture|monolith|pipeline|product|site|website|infrastructure|engine|database|portal|network|erp|software|in|from|ground|and|with|as|was|so|out|away)',
  '(?:re ?wr(?:ote|ite|itten|iting)|re ?buil(?:t|d|ding)|re ?architect(?:ed|ing|ured)?|re ?did|redid|built|build|wr(?:ote|ite|itten)|re ?made|re ?implement(?:ed)?|re ?design(?:ed)?|made|do|did) __ (?:from (?:scratch|zero|the ground up|nothing|a clean slate|the bottom|ground up)|from a blank|ground up)',
  '(?:threw|throw|thrown|chucked|binned|tore|ripped|rip|scrapped|ditched|dumped) (?:it |the |our |that )?_ (?:all|old|whole|entire|everything|lot|legacy|monolith|existing) (?:\\w+ ){0,4}(?:out|away|and|down|with)?',
  '(?:the )?(?:full|complete|total|ground up|whole|big bang|entire) (?:re ?write|re ?build|re ?architecture|re ?design|re ?platform(?:ing)?|overhaul|replacement)',
  're ?architect(?:ed|ing) (?:the|our|their|that|it|everything|all|how)',
  '(?:broke|split|carved|moved|migrated|decomposed|converted|broken|splitting|moving|migrating|breaking) (?:up )?(?:the|our|that|a|everything|from) (?:\\w+ ){0,3}(?:monolith|mainframe)(?: (?:\\w+ ){0,3}(?:into|to|onto|microservices|services))?',
  'nothing (?:was|got) (?:kept|left|saved)',
  'new (?:\\w+ )new (?:\\w+ ){0,2}new \\w+',
  'from a monolith to',
)
const REBUILD_REFUSED =
  /(?:instead of|rather than|without|not|n't|never|lobbying for|wanted|wanting|no need to|avoid(?:ed|ing)?|against|proposed|quoted|suggest(?:ed|ing)?|tempted to|could have|would have|asking for|asked for|pushing for|pushed for|about|talk of)(?:[\s,]+[\w']+){0,4}[\s,]*$/
const SMALL_PART =
  /^[\s,]*(?:[\w']+[\s,]+){0,2}(?:function|method|query|script|wrapper|page|email|paragraph|test|class|line|step|config|sentence|letter|slide|form|document|section|report|agenda|policy)/
const FLAWLESS = phrases(
  '(?:no|zero|not (?:a single|one|a)|without (?:a single|any|a)|never a single|0) (?:\\w+ )?(?:bugs?|defects?|issues?|errors?|problems?|incidents?|mistakes?|complaints?|faults?|downtime|outages?|hiccups?|glitch(?:es)?|rework|regressions?)',
  "(?:flawless(?:ly)?|perfect(?:ly)?|without a hitch|bug free|error free|defect free|faultless(?:ly)?|spotless|impeccabl[ey]|immaculate|no compromises?|hundred percent (?:coverage|quality|test coverage|accurate)|first time right|right first time|worked first time|highest quality|top quality|best quality|exceptional quality|never cut corners|don't cut corners|didn't cut (?:any )?corners|gold standard|zero defects)",
)
const FAST = phrases(
  '(?:in|within|under|inside|just|only|took|took me|took us|it was) (?:of )?(?:just |only |about |under |less than |like |a |the |one |exactly )*(?:{few}|\\d+|\\w+teen|twenty|thirty|ten|forty eight) (?:\\w+ )?(?:hours?|days?|nights?|weeks?|weekends?|sprints?)',
  '(?:overnight|over (?:a|the|one) weekend|in (?:a|one) (?:single )?(?:weekend|sprint|day|night|week|afternoon)|ahead of schedule|record time|half the time|tight(?:est)? (?:deadline|timeline)|impossible deadline|crazy deadline|weeks early|early)',
)
const TRADED = phrases(
  '(?:trade ?offs?|traded|gave up|give up|sacrific\\w+|cut (?:the )?scope|de ?scoped|dropped (?:the|a|two|some)|postponed|left out|deferred|at the (?:cost|expense)|tech(?:nical)? debt|skipped|shortcuts?|not (?:perfect|pretty)|rough edges|manual workaround|compromised?|simplified|parked|only (?:did|built|shipped) (?:the|a))',
)
const QUICK = phrases(
  '(?:(?:it|that|this|thing|all of it|which|project|build|everything|and) (?:only |just |all )?(?:took|takes|was)|took (?:me|us)|all in|in total|spent) (?:me |us |about |only |just |like |maybe |roughly |all of |less than |under |a |the |around |total of |them )*(?:{few}|\\d+|ten|twelve|fourteen|forty eight|seventy two|half a) (?:\\w+ )?(?:hours?|days?|evenings?|nights?|afternoons?|mornings?|weeks?|weekends?|sprints?)(?: (?:of (?:\\w+ )?(?:work|effort|coding|css|code|development|writing|building|engineering)|in (?:total|all)|start to finish|end to end|all in|total|from start))?',
  '(?:built|shipped|wrote|did|finished|delivered|launched|rolled out|implemented|done|made|coded|completed|fixed|solved|built|stack|one|it|that|this|thing|whole thing|live|deployed|turned around|knocked (?:it )?out|had it) (?:\\w+ ){0,6}(?:in|within|over|inside|under|in under) (?:of )?(?:just |only |about |under |less than |like |a |the |one |exactly |two |single )*(?:{few}|\\d+|ten|twelve|fourteen|forty eight|seventy two|same|single|weekend|sprint|week|day|afternoon|night|evening)(?: (?:hours?|days?|nights?|evenings?|afternoons?|weeks?|weekends?|sprints?|week sprint|weekend|sprint))?',
  '(?:in|within|over|took|just|was|only|took us|took me) (?:just |only |about |all )*(?:one|a|a single|the same|1|single) (?:two week |2 week |one week )?(?:sprint|weekend|afternoon|evening)',
)
const RESILIENCE = phrases(
  '(?:error|errors|error rate|failure|failures|failure rate|outages?|downtime|incidents?|crash|crashes|crash rate|timeouts?|5xx|five hundreds|failed (?:\\w+ )?(?:requests|payments|orders|jobs|calls)|dropped (?:calls|orders|sessions)|defects?|duplicates|retries|corruption) (?:\\w+ ){0,4}(?:went|dropped?|fell|down|from|cut|reduced|stopped|disappeared|halved|shrank|to (?:zero|under|practically|almost|less))',
  '(?:cut|reduc\\w+|dropp?\\w*|eliminat\\w+|halv\\w+|brought|slash\\w+|fewer|lower\\w*|less|decreas\\w+|prevent\\w*) (?:\\w+ ){0,4}(?:error|errors|error rate|failures?|failure rate|outages?|downtime|incidents?|crashes|crash rate|timeouts?|5xx|failovers?|data loss)',
  '(?:from|about|around) __ (?:errors|failures|outages|incidents|crashes|timeouts)',
  '(?:fail ?over|failed over|circuit ?breakers?|graceful(?:ly)? (?:degradation|degrad\\w+)|degrad\\w+ gracefully|redundan(?:cy|t)|multi ?region|second region|multi az|standby|replicas?|back ?pressure|bulkheads?|rate limit\\w*|exponential backoff|back ?off|jitter|retry (?:wrapper|logic|budget|policy|cap)|idempoten\\w+|dead letter|self heal\\w+|auto ?heal\\w*|hot spare|disaster recovery|active active|chaos (?:test\\w*|engineering)|health ?checks?|load shedding|fail ?safe|fault toleran\\w+|backup generator|uptime)',
  '(?:zero|no|not (?:a|one|a single)|without (?:a|one|a single)|never) (?:\\w+ ){0,2}(?:outages?|downtime|incidents?|failures?|crashes|defects|unplanned) (?:since|in|for|ever)',
  '(?:more |much more )?(?:resilien\\w+|reliab(?:le|ility)|fault toleran\\w+|high(?:ly)? availab\\w+|nines)',
  "(?:build|pipeline|deploy|deployment|release|job) (?:fails|refuses|blocks|stops|is blocked|won't) ",
)
const MECHANISM = phrases(
  '(?:every|each|any|all|no) (?:new |single |other |future |code )?(?:\\w+ ){1,5}(?:now |must |has to |have to |needs? |need |goes |go |gets? |get |runs? |is |are |requires? |drops? |passes |pass |had to )(?:\\w+ ){0,4}(?:pass|through|check\\w*|review\\w*|sign\\w*|test\\w*|approv\\w+|gate\\w*|template|checklist|list|before|against|automatically|on day one|first|two|second|token|column|written)',
  '(?:check ?lists?|runbooks?|playbooks?|templates?|sop|standard operating|standing (?:meeting|agenda|review)|decision log|change log|design review|pre ?mortems?|post ?mortem (?:template|process)|gate|quality gate|release gate|ci check|lint rule|linter|pre ?commit|guard ?rails?|dashboards? (?:that|which|with)|alarms?|alerts? (?:that|which|on|if|when|fires)|rota|scorecard|on ?call (?:rota|handbook)|weekly review|monthly review|kill switch|canary|canaries|two person rule|four eyes|second (?:person|pair of eyes)|approval step|sign off step|audit trail|poka yoke)',
  "(?:the|a) (?:\\w+ )?(?:build|pipeline|deploy|deployment|release|release button|button|tool|system|bot|job|ci|form|script|test|tests|gate|linter|check|machine|scanner|database|type|software|order|template) (?:\\w+ )?(?:now )?(?:fails?|refuses?|blocks?|stops?|rejects?|won't|will not|can't|cannot|pauses? itself|shuts?|stays (?:grey|gray|locked|red)|does it|does that|checks?|flags?|alerts?|forces?|requires?|catches|enforces|warns)",
  "(?:can't|cannot|couldn't|no one can|nobody can|not possible to|impossible to|won't let|doesn't let|don't let) (?:\\w+ ){0,6}(?:without|until|unless|any ?more|for yourself|skip|both|by themselves|anymore)",
  '(?:nothing|nobody|no one|no \\w+) (?:goes|gets|can|ships|leaves|is (?:merged|released|signed|sent)|may|will|moves|merges|enters|starts) (?:\\w+ ){0,5}(?:until|unless|without|before)',
  '(?:has to|have to|had to|must|needs? to|required to) (?:\\w+ ){0,5}(?:before (?:it|they|we|you|any|anything|a|the|going|merging|shipping|release)|sign off|be signed|two people|second person)',
  '(?:automatically|by default|by themselves|by itself|on its own) (?:\\w+ ){0,3}(?:check\\w*|block\\w*|fail\\w*|flag\\w*|expire\\w*|die|dies|roll\\w*|alert\\w*|stop\\w*|reject\\w*|after|when|if)',
  '(?:expire|expires|die|dies|roll back|rolls back|stop|stops|page|pages) (?:by themselves|by itself|automatically|on their own|on its own)',
  '(?:set up|put in|put in place|introduced|instituted|created|started|established|made|added|built|wrote|write it up as|turned (?:it|that|this) into) (?:an? |the |this |our )?(?:\\w+ ){0,3}(?:rule|process|policy|check|checks|procedure|routine|mechanism|review|ritual|handover|standard|protocol|gate|test|rotation|handbook|guideline|practice|audit|sla|program|programme|forum|guild|council|workflow)',
  '(?:since then|from then on|from that day|after that|ever since|these days|now) (?:\\w+ ){0,4}(?:every|each|always|nothing|nobody|no|any|whoever|all|image|updates) ',
  "whoever(?:'s| is)? (?:\\w+ ){0,4}(?:can|must|has to|gets) ",
  'whoever',
)
const REUSE = phrases(
  '(?:re ?us(?:ed|e|ing)|re ?purpos(?:ed|e|ing)|piggy ?back(?:ed|ing)?|leverag(?:ed|ing) (?:the|our|an) existing|extended (?:the|our|an) existing|borrowed) (?:\\w+ )?\\w+',
  "(?:that|which|what|one|it|thing|tool|system|code|model|table|job|library|\\w+) (?:we|they|i|the \\w+|\\w+ team|another team|it|\\w+) (?:(?:'d|had|have|'ve) )?(?:already|always) (?:had|have|has|got|owned|paid for|use|used|run|ran|sitting|built|there|using|running|doing|did|do|does|work\\w*|draws?|keep|kept|existed)",
  '(?:we|they|i|it|team|group|company|ops|search|finance|platform|marketing) (?:already|had already) (?:had|have|has|owned|used|paid for|ran|built)',
  '(?:already (?:had|have|has|existed|exist|exists|in place|there|sitting|running|paid for|in use|built|owned|available|did|does))',
  '(?:existing|the same) (?:\\w+ ){0,3}(?:system|tool|tools|service|platform|code|engine|library|component|components|pipeline|queue|model|infrastructure|framework|module|software|api|database|scanner|form|process|job|template|machine|machines|equipment|kit|rig|check|checks|script)',
  '(?:instead of|rather than) (?:building|buying|writing|creating|making|hiring|inventing) (?:\\w+ ){0,3}(?:new|another|one|our own|from scratch|something|a)',
  '(?:pointed|plugged|hooked|wired|bolted|put|built) (?:\\w+ ){0,4}(?:at|into|onto|up to|on top of|out of|on) (?:the |our |their |an? )(?:\\w+ ){0,4}(?:already|existing|same|we had|they had|old)',
  '(?:kept|keep|use|used|using|took|borrowed|hooked up) (?:the|what|our|an) (?:\\w+ ){0,4}(?:we had|they had|we already had|from (?:the|another|our) (?:other |\\w+ )?(?:team|project|product|department)|had built|had written|had lying around|was lying around|off the shelf)',
  "(?:off the shelf|didn't (?:build|write|buy|need to build|have to build) anything(?: new)?|without (?:building|buying|writing) anything(?: new)?|no new (?:code|system|tool|software|hardware|infrastructure|service|machines?)|open source \\w+|we only keep for|lying around|gathering dust|from (?:a|an|the) (?:earlier|old|previous|other|abandoned|different) (?:project|product|team|tool))",
  'had (?:this|a|an|some) (?:\\w+ ){1,5}so i (?:hooked|used|pointed|plugged|asked|took|wired|built|ran)',
)
const BEYOND = phrases(
  "(?:isn't|wasn't|not|aren't|nobody's|no one's|wasn't really|isn't really|wasn't technically|never) (?:really |technically |actually |exactly |strictly |even |officially |in )*(?:my|our|mine|anyone's|part of my|in my|within my) (?:job|role|team's job|responsibility|remit|scope|area|department|problem to|team|lane|job description|title|mandate|mine|brief|thing|field)",
  "(?:nobody's|no one's|not anybody's|wasn't anyone's) (?:job|responsibility|problem|area)",
  '(?:outside|beyond|outside of|above) (?:of )?(?:my|our) (?:\\w+ )?(?:job|role|scope|remit|responsibility|responsibilities|team|area|lane|duties|job description|department|pay grade)',
  "(?:i'm|i am|i was) (?:only|just|really |technically )+(?:a|an|the) (?:\\w+ ){1,4}(?:but|so|and) i",
  '(?:nobody|no one|noone) (?:had )?(?:asked|told) (?:me|us|for) (?:to|it|that|this)?',
  'without (?:being|anyone|anybody) (?:asked|told|asking|telling)(?: me)?',
  "(?:wasn't|not) (?:really |technically )?(?:hired|asked|paid|supposed|assigned) (?:to|for) (?:do )?",
  '(?:on|in) my own (?:time|evenings?|weekends?|initiative)',
  'i (?:volunteered|took it (?:on|upon) myself|took it upon|stepped up|stepped in|raised my hand|put my hand up|stepped outside)',
  "(?:even though|although|though) (?:i was|i'm|it was|it's|that was|that's|it) (?:\\w+ ){0,3}(?:not|only|just|n't|another|someone else's|somebody else's|different)",
  "(?:in another|a different|someone else's|somebody else's|the other|another) (?:team's|team|department's|department|group's) (?:\\w+ ){0,2}(?:code|job|system|problem|area|work|repo|service|responsibility)",
  'as basically an? (?:\\w+ ){1,3}',
)

/** The kind of story that is told. */
export const story: readonly Detector[] = [
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
    signal: 'manual-process',
    detect: ({ plain }, { probe }) => {
      if (probe === 'why-not-automate') return null
      const found = findAll(MANUAL, plain).find(
        ({ start }) =>
          !/(?:not|n't|never|no longer|stop(?:ped)?|without|used to|instead of|rather than|tired of|error prone)(?:[\s,]+[\w']+){0,5}[\s,]*$/.test(
            plain.slice(Math.max(0, start - 60), start),
          ),
      )
      return found && !find(AUTOMATED, plain) ? found : null
    },
  },
  {
    signal: 're-architecture',
    detect: ({ plain }) =>
      findAll(REBUILD, plain).find(
        ({ start, end }) =>
          !REBUILD_REFUSED.test(plain.slice(Math.max(0, start - 60), start)) &&
          !SMALL_PART.test(plain.slice(end, end + 40)),
      ) ?? null,
  },
  {
    signal: 'fast-and-flawless',
    detect: ({ plain, sentences }, context) => {
      const flawless = findAll(FLAWLESS, plain)
      const fast = findAll(FAST, plain)
      const near = flawless.find((a) =>
        fast.some(
          (b) =>
            Math.abs(a.start - b.start) < 160 &&
            !/(?:since|after|for)[\s,]*$/.test(plain.slice(Math.max(0, b.start - 8), b.start)),
        ),
      )
      return near &&
        sentences.length > 0 &&
        (!find(TRADED, plain) || context.probe === 'trade-off') &&
        !/(?:since|in the|so far)/.test(plain.slice(near.end, near.end + 14))
        ? near
        : null
    },
  },
  {
    signal: 'single-sprint',
    detect: ({ plain, quantities, sentences, words }, { probe }) => {
      const quick = findAll(QUICK, plain).find((span) => {
        const length = quantities.find(
          ({ kind, start, end }) => kind === 'duration' && end > span.start && start < span.end + 16,
        )
        const before = plain.slice(Math.max(0, span.start - 50), span.start)
        const after = plain.slice(span.end, span.end + 28)
        if (
          /(?:down|outage|after|since|first|every|late|wait(?:ed)?|early|behind|blind|offline|paused|him|her|them)(?:[\s,]+[\w']+){0,3}[\s,]*$/.test(
            before,
          ) ||
          /^[\s,]*(?:later|ago|after|of meetings|of (?:downtime|data)|in a row|straight|now|late|early|delay|behind|down|off|on the phone|with|sorry|notice)/.test(
            after,
          )
        )
          return false
        if (length)
          return (
            monthsIn(length.value, length.noun) <= TWO_WEEKS && monthsIn(length.value, length.noun) > 0.004
          )
        return /(?:sprint|weekend|afternoon|evening|overnight)/.test(plain.slice(span.start, span.end))
      })
      const alone =
        sentences.length > 1
          ? quantities.find(
              ({ kind, start, end, value, noun }) =>
                kind === 'duration' &&
                monthsIn(value, noun) <= TWO_WEEKS &&
                monthsIn(value, noun) >= 1 / 31 &&
                sentences.some((sentence) => sentence.start === start && sentence.end - end <= 2),
            )
          : undefined
      const isBuild =
        /(?<![a-z])(?:built?|ship|shipped|wr[io]te|written|wrote|launch|project|feature|code|css|script|deploy|fix(?:ed)?|implement|rolled|print|page|tool|sprint|solution|stack|did|made)(?![a-z])/.test(
          plain,
        )
      return isBuild && words > 8 && probe !== 'first-reaction' ? (quick ?? alone ?? null) : null
    },
  },
  byPhrase('resilience', RESILIENCE),
  {
    signal: 'mechanism',
    detect: ({ plain }) => find(MECHANISM, plain),
  },
  byPhrase('reuse', REUSE),
  byPhrase(
    'beyond-role',
    BEYOND,
    /(?:not|isn't|wasn't) (?:really )?(?:my|our) (?:job|responsibility) (?:to|that)/g,
  ),
]

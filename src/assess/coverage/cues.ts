import { phrases } from '../facts/phrases.ts'

/** Words that a statement covering a probe is likely to have. Keyed by `bucket/probe`. */
export const cues: Readonly<Record<string, RegExp>> = {
  'productivity/tech-problem': phrases(
    '(?:problem|issue|bug|bottleneck|trouble|hard part|root cause|it was|was that|turned out|came down to) (?:\\w+ ){0,8}(?:server|database|cache|queue|query|latency|timeouts?|memory|retries|scheduler|pipeline|model|api|sensor|firmware|network|certificate\\w*|index|lock|thread\\w*|deploy\\w*|code|feed|data|labels?|format|system|machine|software|timer|traffic|storage|disk|schema|sync\\w*|integration)',
    '(?:kept|keeps|was|were|started|are) (?:crashing|failing|timing out|dropping|freezing|hanging|overheating|corrupting|leaking|stuck|slow|down|bricking|breaking|losing|handing|sending|running out|overloaded|expiring)',
    "(?:too slow|single threaded|out of memory|race condition|deadlock|memory leak|data loss|duplicates?|inconsistent|out of sync|couldn't (?:scale|handle|keep up)|didn't scale|errors? a (?:minute|day|second)|error rate|nondeterministic|wrong (?:artifact|price|result|value|data))",
  ),
  'productivity/problem-type': phrases(
    '(?:single threaded|scal(?:e|ing|ability) (?:problem|issue|limit)|(?:performance|security|reliability|resilien\\w+|availability|capacity|concurrency|latency|consistency|data quality|throughput) (?:problem|issue|one|thing|question)|problem (?:of|with) (?:scale|scaling|performance|security|reliability|resilience|availability|capacity|latency)|retries stacked|race condition|kind of problem)',
  ),
  'productivity/customer-problem': phrases(
    "(?:customers?|clients?|users?|sellers?|buyers?|patients?|nurses?|drivers?|teachers?|parents?|people|guests?|passengers?|merchants?|stores?|retailers?|hospitals?|farmers?|engineers|callers|sales|the business|shops?|members|students|finance|the company) (?:\\w+ ){0,5}(?:couldn't|can't|waited|wait|waiting|complain\\w*|hated|hate|left|leaving|angry|upset|confused|frustrated|stuck|lost|losing|lose|struggl\\w+|gave up|needed|didn't (?:know|trust|get)|stop(?:ped)? trusting|had to|would|were|got|called|redial|wanted|paid|missed)",
    '(?:pain|complaints?|churn\\w*|refunds?|losing (?:money|customers|sales)|regulator (?:wrote|asked)|fraud|returns)',
  ),
  'productivity/stakes': phrases(
    "(?:at stake|stakes|if (?:we|i|it|they|that) (?:\\w+ ){0,6}(?:lose|lost|miss|missed|fail|failed|go|goes|went|would|don't|didn't|lapse|down)|would (?:have )?(?:lost?|cost|meant|gone|been)|at risk|risk of|fines?|penalt\\w+|regulat\\w+|safety|emergency|lives|contract|deadline|biggest (?:customer|client|account)|revenue|launch(?:ing)? in|two weeks off|leave us|about to leave|under threat|percent of (?:the year's |our )?(?:revenue|sales)|left for|worst kind|shut (?:us|the) down|goes dark|lawsuit|trust)",
  ),
  'productivity/complexity': phrases(
    '(?:complex\\w*|complicated|dependenc\\w+|depend(?:s|ed) on|legacy|{few} (?:different )?(?:teams|systems|vendors|suppliers|countries|services|sites|databases|regions|stakeholders)|interdepend\\w*|moving parts|integrations?|time ?zones|million (?:\\w+ )?(?:records|meters|users|devices|rows|customers)|every one (?:had been|was))',
  ),
  'productivity/action': phrases(
    "(?:so |then |and |what |that's when |first |finally )?i (?:\\w+ )?(?:built|wrote|rewrote|made|changed|moved|added|removed|replaced|pulled|ran|set up|put|took|started|stopped|decided|asked|called|went|sat|dug|looked|traced|captured|tested|compared|watched|interviewed|talked|proposed|designed|implemented|created|led|drew|hooked|pointed|froze|cut|split|turned|blocked|shut|rolled|wired|measured|labelled|labeled|hired|negotiated|trained|fixed|pushed|organised|organized|presented|showed|rang|phoned|plugged|mapped|used|did|listened|rented|borrowed|walked|matched|replayed|killed|halted|automated|migrated|cached|noticed)",
    'we (?:\\w+ )?(?:froze|switched|dropped|moved|built|wrote|cut|replaced|split|blocked|rolled|stopped|threw|renewed)',
  ),
  'productivity/data': phrases(
    '(?:looked at|looked through|pulled|dug (?:into|through|up)|went (?:back )?through|analy[sz]ed|measured|traced|captured|counted|compared|sampled|watched|replayed|profiled|queried|logged|tested|surveyed|interviewed|read|plotted|labelled|labeled|timed|checked|ran) (?:\\w+ ){0,6}(?:data|logs?|traces?|recordings|calls|tickets|records|cases|metrics|numbers|auctions|clickstream|sessions|files|samples|reports|results|experiments?|tests?|histograms?|dashboards?|legs|months|years|weeks|complaints|invoices|orders|transactions|a b|pilot|queries|figures|receipts|heatmaps?|charts|sales)',
    '(?:stopwatch|a b test|holdout|control group|experiment|data showed|numbers showed|the data|percent of (?:it|them|the \\w+) was|analysis|clickstream|hypothes\\w+|sample of|out of (?:the )?\\d+)',
  ),
  'productivity/challenge': phrases(
    '(?:hard(?:est)? (?:part|thing|bit|was)|challeng\\w+|difficult\\w*|toughest|tricky (?:part|bit|thing)|struggle was|biggest (?:obstacle|hurdle|problem|risk)|what made it (?:hard|difficult)|hardest|tough part|the catch was|the trouble was|the problem (?:was|is) (?:that )?(?:nobody|no one|we|they|i))',
  ),
  'productivity/why-hard': phrases(
    "(?:because (?:nobody|no one|there was no|we had no|they|it|the|none)|hard because|nobody (?:knew|could|had|understood|would|wanted)|no one (?:knew|could|had|understood)|none of (?:them|us)|couldn't (?:reproduce|see|find|get|test|prove|measure|stop)|no (?:authority|documentation|docs|tests|way|access|visibility|logs|budget|labels|precedent)|had never|undocumented|intermittent|nondeterministic|no two|what made it (?:hard|difficult)|conflicting|moving target|kept changing|changed (?:two|three|several) times)",
  ),
  'productivity/limited-resources': phrases(
    "(?:only (?:had|{few}|a|one) (?:\\w+ ){0,3}(?:people|engineers|days|weeks|hours|person|server|budget|developers|months|months)|no (?:budget|time|money|headcount|people|extra)|short (?:staffed|of)|deadline|{few} (?:weeks|days|hours|minutes) (?:to|off|before|until|left)|understaffed|on my own|alone|just me|couldn't hire|tight|nobody (?:at|available|until)|running out of|limited (?:time|budget|resources)|on about {few} minutes|by (?:monday|friday|morning|noon|tomorrow)|in {few} (?:days|hours|minutes)|two people|with {few} people)",
  ),
  'productivity/conflicting-information': phrases(
    "(?:conflicting|contradict\\w*|dashboards? (?:\\w+ ){0,5}green|didn't (?:match|add up|agree)|couldn't (?:prove|tell|be sure|know)|two different (?:answers|numbers|stories)|different answers|incomplete|not enough (?:data|information)|no way to know|half the (?:data|information)|unclear|ambigu\\w+|mixed signals|one said|guess\\w*|uncertain|didn't know (?:whether|if|which|what)|wasn't sure|no idea whether|missing data)",
  ),
  'productivity/solution': phrases(
    '(?:solution (?:was|is)|fix (?:was|is)|ended up|so (?:i|we) (?:\\w+ )?(?:built|wrote|put|added|made|changed|replaced|hooked|pointed|split|moved|switched|used|set|cached|rewrote|did|had|turned|created|introduced|installed)|i (?:\\w+ )?(?:built|wrote|rewrote|added|replaced|designed|implemented|changed|hooked|pointed|automated|created|introduced|put|normali[sz]ed|set up|installed)|we (?:\\w+ )?(?:built|wrote|rewrote|added|replaced|switched|threw|hold|moved|introduced|automated)|what (?:worked|fixed it|we did|i did) was|came down to|rewrote the|rewrote)',
  ),
  'productivity/overengineered-alternatives': phrases(
    "(?:instead of|rather than|over ?engineer\\w*|could have (?:built|bought|used|gone|rewritten|hired)|alternative\\w*|vendor (?:\\w+ )?(?:quoted|wanted|offered|proposed)|vendors? on the table|other options?|(?:people|team|they|someone|architects?) (?:\\w+ )?(?:wanted|proposed|suggested|lobbying|pushed|pitched|asked for) (?:\\w+ ){0,4}(?:new|platform|rewrite|rebuild|microservices|machine learning|kubernetes|ai|feature store|system|redesign)|didn't (?:build|need|want|go for|use|add)|without (?:adding|building|buying)|the redesign|would have been (?:overkill|months|a year|too)|overkill|kept the one|forget the|lobbying for)",
  ),
  'productivity/outcome': phrases(
    '(?:in the end|as a result|since then|after that|now|went (?:from|down|up|live)|dropped|fell|rose|grew|saved|it worked|works|launched|shipped|stopped|improved|renewed|reduced|cut|halved|doubled|came down|finished|closed|live|on time|better|faster|fewer|zero|without a single|we (?:missed|made|hit|did))',
  ),
  'productivity/impact': phrases(
    '(?:saved|revenue|margin|profit|worth|renewed|million|thousand a (?:year|month)|stopped trusting|came back|adopted|unblocked|other teams|kept (?:the|that|a) (?:customer|client|account|contract)|let us|avoided|would have (?:cost|lost|been)|savings|a year less|customers (?:stayed|came)|clean builds)',
  ),
  'failure/mistake': phrases(
    "(?:mistake|i (?:\\w+ )?(?:deleted|broke|shipped|pushed|forgot|missed|approved|signed off|assumed|leaked|sent|misread|trained|cached|let|waived|underestimated|overestimated|ignored|promised|merged|ran|dropped|skipped|deployed|released)|told me (?:that )?(?:i|people|my)|said (?:that )?(?:i|my)|feedback (?:was|is|i got)|wrote that i|the criticism|was (?:my|on me)|didn't (?:test|check|ask|tell|read|put))",
  ),
  'failure/upfront': phrases(
    "(?:i (?:\\w+ )?(?:told|admitted|owned up|said|rang|phoned|called|typed|wrote|went to|confessed|raised|emailed|reported|flagged|posted|messaged|announced) (?:\\w+ ){0,8}(?:same day|straight away|immediately|right away|before (?:anyone|there|anybody|he|she|they)|inside (?:of|the|an)|within (?:the|an|minutes|ten)|it was (?:me|my|mine)|it's me|this one's mine|my (?:change|mistake|fault)|so she'd|myself|first)|upfront|came clean|put my hand up|owned it|hands up|i didn't hide)",
  ),
  'failure/consequences': phrases(
    "(?:cost us|lost|was down|were down|went down|outage|refunds?|fine|complain\\w*|had to (?:report|redo|recall|pay|apologi[sz]e|roll)|wasted|broke|couldn't (?:log|pay|work|use|order|access)|delay\\w*|for (?:\\w+ ){1,4}(?:minutes|hours|days)|customers? (?:\\w+ ){0,4}(?:left|affected|angry|couldn't|lost)|gone|stopped trusting|damage|paused|blind|off the screen|ripped it out|wrong grades|had other|people standing|nobody was hurt|sent (?:\\w+ )?to the wrong|caught it|affected)",
  ),
  'failure/reputation': phrases(
    "(?:stopped trusting|lost (?:\\w+ )?(?:trust|faith|confidence|credibility)|reputation|credib\\w+|didn't trust|wouldn't (?:take my calls|talk to me|listen)|embarrass\\w*|my name|laughed|is this another|trust (?:in me|was|took)|looked bad|afraid to|would only go through|people (?:\\w+ )?(?:remembered|avoided|doubted|double checked))",
  ),
  'failure/customer-loss': phrases(
    "(?:lost (?:\\w+ ){0,3}(?:customers?|clients?|accounts?|contracts?|users?|subscribers?|deal|member|patients?|sale)|(?:customers?|clients?|accounts?|one of \\w+ \\w+|firm|company|users) (?:\\w+ ){0,4}(?:left|cancel+ed|churned|walked|moved to|went to a competitor|didn't renew|terminated)|left us|no customers? (?:\\w+ )?(?:left|lost|churned)|nobody (?:left|cancelled)|didn't lose (?:any|a))",
  ),
  'failure/repercussions': phrases(
    '(?:repercussion\\w*|disciplin\\w+|bonus|promotion (?:was|got)|rating|performance (?:review|plan)|written warning|written up|taken off|moved off|fired|demoted|audit finding|investigat\\w+|got in trouble|(?:boss|manager|director|vp) (?:\\w+ )?(?:was|were) (?:furious|angry|not happy|annoyed)|consequences for me|for me personally|post ?mortem|had to explain)',
  ),
  'failure/recency': phrases(
    '(?:(?:this|last) (?:year|spring|summer|autumn|fall|winter|month|quarter|week|january|february|march|april|may|june|july|august|september|october|november|december)|(?:{few}|eight|nine|ten|\\d+) (?:and a half )?(?:years?|months?|weeks?) (?:ago|back|or so ago)|(?:year|month) and a half ago|in (?:19|20)\\d\\d|(?:early|late|mid) (?:19|20)\\d\\d|(?:it was|that was|this was|like|in) (?:about |around )?(?:19|20)\\d\\d|in (?:january|february|march|april|june|july|august|september|october|november|december)|since (?:january|february|march|april|june|july|august|september|october|november|december)|before covid|twenty (?:nineteen|eighteen|twenty|seventeen)(?: \\w+)?|recent(?:ly)?|right before covid)',
  ),
  'failure/first-reaction': phrases(
    '(?:first (?:reaction|thought|instinct|feeling|response)|panic\\w*|i (?:\\w+ )?(?:froze|argued|denied|cried|got defensive|felt (?:sick|awful|terrible|stupid|ashamed|embarrassed|hurt|angry)|wanted to hide)|defensive|my stomach|heart sank|angry|upset|was (?:pretty |really |quite )?(?:hurt|upset|angry|shocked|mortified|devastated|furious|cross|offended)|thought maybe nobody|in denial|initially i|at first i)',
  ),
  'failure/response': phrases(
    '(?:then i|so i|and i|after that i|first i|i (?:\\w+ )?(?:rolled|reverted|fixed|called|told|sat|asked|went|stopped|wrote|restored|failed it|apologi[sz]ed|phoned|rang|traced|changed|started|got|worked|set|shut|took|talked|reran|recovered|moved|spent)) (?:\\w+ ){0,6}\\w+',
  ),
  'failure/accountability': phrases(
    "(?:my (?:own )?(?:fault|mistake|change|responsibility|part|bad|cache|call|decision)|(?:on|was|is|that's|as|it's|this one's|was) (?:on me|mine|all me)|i (?:\\w+ )?(?:own|owned|take responsibility|took responsibility|should have|should've|was the (?:one|reviewer)|was wrong|didn't put|hold myself|held myself)|it's me|nobody else's|i signed|the reviewer who|that's mine|said sorry|i was wrong|they weren't|i said so)",
  ),
  'failure/communication': phrases(
    '(?:i (?:\\w+ )?(?:told|said|wrote|emailed|announced|posted|typed|explained|apologi[sz]ed|rang|phoned|presented|shared|admitted|went to|informed) (?:\\w+ ){0,9}(?:my|mine|me|i|sorry|team|everyone|everybody|channel|customers?|rotation|them|meeting|people|status page|him|her|director|boss|manager|vp|founder|same))',
  ),
  'failure/leadership-aware': phrases(
    '(?:(?:told|phoned|rang|called|went to|emailed|wrote to|informed|messaged|reported (?:it )?to|warned|briefed|walked|before) (?:\\w+ ){0,3}(?:boss|manager|director|vp|cto|ceo|cfo|coo|founder|head|lead|leadership|supervisor|chief|mentor|board|exec\\w*|management|partner|matron|principal)|leadership (?:meeting|team|knew)|(?:director|vp|boss|manager|founder|head of \\w+) (?:\\w+ )?(?:hear|heard|knew|found out)|out loud in the)',
  ),
  'failure/differently': phrases(
    "(?:differently|next time|in hindsight|looking back|would have (?:\\w+ )?(?:asked|tested|checked|done|told|started|put|said|waited|involved)|i'd (?:\\w+ )?(?:have|ask|test|check|do|tell|start|put|wait|involve|put)|if i (?:had|could|did|were|was)|should have|what i do now|these days i|now i (?:always|ask|check))",
  ),
  'failure/prevention': phrases(
    "(?:so (?:that )?it (?:can't|couldn't|won't|wouldn't|doesn't) happen|(?:never|hasn't|not) happen(?:ed)? again|since then|every (?:\\w+ ){1,4}(?:now|has to|needs|must|drops|runs)|(?:need|needs|requires?) (?:a )?second|now (?:every|there's|there is|it's|we|the|a|any|nobody|no)|the (?:build|pipeline|tool|system|release|deploy) (?:\\w+ )?(?:fails|refuses|blocks|stops|won't|checks|shuts|stays)|checklist|runbook|(?:die|expire)s? by themselves|gate|(?:can't|couldn't) (?:hold|be|skip|merge|deploy|go|ship)|separate vaults|nothing goes|automated (?:test|check)|after that i (?:check|always|never)|what's different|added (?:a|an) (?:\\w+ )?(?:test|check|alert|step|rule|alarm)|put in (?:a|an)|from then on)",
  ),
  'conflict/conflict': phrases(
    '(?:disagree\\w*|conflict\\w*|argument|(?:wanted|preferred|insisted|thought|believed|said no|refused|pushed|promised|against|objected|proposed)|(?:fight|fought) (?:me|over|about)|clash\\w*|differ\\w*|pulled the|was wrong)',
  ),
  'conflict/other-side': phrases(
    "(?:(?:his|her|their|its) (?:\\w+ )?(?:worry|concern|point|argument|view|fear|reason|reasoning|position|side|perspective|thinking|logic|case|worries|concerns)|(?:he|she|they) (?:\\w+ ){0,2}(?:was|were) (?:\\w+ )?(?:worried|afraid|concerned|scared|under pressure|thinking|measured|nervous)|from (?:his|her|their) (?:chair|side|point|perspective|seat|view)|(?:he|she|they) had (?:\\w+ ){0,2}(?:quarter|reason|renewal|deadline|target|bill|number|a good reason|point)|which (?:i understood|was fair|is fair)|got why|understood why|that was fair|they'd (?:fight|been)|(?:he|she|they) (?:was|were) (?:\\w+ )?(?:right|answerable)|because (?:he|she|they|her|his|their) (?:\\w+ ){1,6}|(?:he|she|they) (?:said|felt|thought|believed|told me|argued|ask|asked) (?:\\w+ ){3,})",
  ),
  'conflict/mitigation': phrases(
    "(?:before (?:i|we) (?:\\w+ )?(?:raised|brought|showed|went|asked|proposed|presented|even)|(?:knew|expected|anticipated|figured|guessed|foresaw) (?:\\w+ ){0,4}(?:would|they'd|he'd|she'd)|so that (?:he|she|they) (?:could|would|wouldn't)|plan where|(?:went|go|goes) last|offered to|i (?:\\w+ )?(?:designed|prepared|built|wrote|added) (?:\\w+ ){0,5}(?:for (?:her|his|their)|so that|in case|like those)|to (?:address|meet|cover|calm|ease) (?:his|her|their)|safety net|rollback plan|fallback|took (?:his|her|their) (?:concern|worry) )",
  ),
  'conflict/evidence': phrases(
    '(?:data|evidence|numbers|logs?|holdout|experiments?|a b|pilot|prototype|mock|benchmark\\w*|measured|histograms?|traces|matched|replayed|histor\\w+|sample|survey\\w*|calendar|tested|test (?:run|it)|analysis|analy[sz]ed|proof|went through (?:the|all|last|her|his)|pulled the|calculated|cost model|counted|ran (?:a|the|it|both|an)|dug through|receipts|scope traces|interviewed|compared|section four|looked at|showed (?:him|her|them)|walk(?:ed)? me through)',
  ),
  'conflict/resolution': phrases(
    '(?:so (?:we|i|the two of us)|we (?:\\w+ )?(?:agreed|split|met|sat|took a vote|compromised|settled|decided|went with|wrote|tried|ended up|mirrored|both)|i (?:\\w+ )?(?:offered|proposed|suggested|asked (?:her|him|them|for)|sat down|put (?:the|it|both)|set up a|went to|showed|took (?:her|him|them|it)|ran|invited|split|presented|dropped|brought)|compromise|middle ground|meet in the middle|workshop|the two of us|set up a meeting|drew it out|both options)',
  ),
  'conflict/convinced': phrases(
    "(?:convinced|persuaded|changed (?:my|his|her|their) mind|came (?:around|round)|(?:was|were) right|i was wrong|agreed (?:to|with|that|in)|couldn't argue|can't argue|said (?:fine|yes|ok|okay)|moved (?:it|the date)|gave in|backed down|relented|saw (?:the|my|her|his) point|i still (?:think|believe|thought)|never (?:agreed|convinced)|not convinced|assumed (?:\\w+ ){0,4}wrong|recommended the wrong|took them till|signed off)",
  ),
  'conflict/escalation': phrases(
    '(?:escalat\\w*|took it (?:up|to (?:the|my|our))|went to (?:the|my|our) (?:\\w+ )?(?:manager|director|vp|ceo|cto|cfo|boss|head|board|chair|committee)|(?:my|our|his|her|their) (?:manager|director|boss|vp) (?:decided|to decide|made the call|stepped in|got involved)|(?:chair of|chief executive|steering committee|above both|skip level)|brought in (?:my|our|the) (?:manager|director|boss|vp)|calling the chair|over (?:his|her|their) head)',
  ),
  'conflict/diligence': phrases(
    '(?:but (?:only )?(?:not first|after)|before (?:i|we) (?:\\w+ )?(?:escalat\\w+|went|took|involved|called)|first i (?:sat|spent|tried|talked|went|asked|spoke|read)|(?:two|three|several) (?:rounds|days|meetings|weeks|attempts|conversations) (?:with|on|of)|tried (?:\\w+ ){0,3}(?:first|twice|on my own|everything|to)|on my own first|brought in outside)',
  ),
  'conflict/outcome': phrases(
    '(?:in the end|at the end|we (?:\\w+ )?(?:launched|shipped|went with|moved|kept|dropped|saved|ended up|rolled|agreed|mirrored|turned|took|renewed)|they (?:\\w+ )?(?:renewed|launched|shipped|agreed|moved|resolved|pushed it)|went (?:up|down|live|from|out)|dropped from|fell|rose|saved|it worked|result|zero|as a result|finished|the error|complaints|it (?:takes|went|is|was) (?:\\w+ )?(?:out|live|shipped|decided|better)|moved it to|brought (?:it|the \\w+) back|tripled|down)',
  ),
  'conflict/outcome-communicated': phrases(
    '(?:i (?:\\w+ )?(?:told|wrote|announced|emailed|said|presented|explained|shared|rang|phoned|sent) (?:\\w+ ){0,10}(?:standup|team|everyone|everybody|boss|manager|regulator|meeting|decision|customers?|in front|all hands|them|her that|him that|director|outcome|summary|wrong)|in front of (?:everybody|everyone|the)|(?:phoned|told|called) the (?:customer|client|hospital|\\w+) with me|both (?:put|signed)|summary (?:email|to)|sent (?:a|the|an) (?:note|email|summary|write ?up)|announced)',
  ),
  'conflict/lesson': phrases(
    '(?:learn(?:ed|t|ing)|lesson|taught me|took away|take ?away|since then i|now i (?:\\w+ )?(?:ask|always|start|try|check|go|first)|these days i|what i (?:do|kept|keep|learned|learnt|took)|i realised|i realized|next time|made me (?:realise|realize|a better)|i (?:always|never) (?:now )?(?:ask|start|assume|go|talk))',
  ),
}

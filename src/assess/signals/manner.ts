import { phrases } from '../facts/phrases.ts'
import { find, findAll } from '../facts/phrases.ts'
import { byPhrase } from './detector.ts'
import type { Detector } from './detector.ts'

const CHECKS_IN = phrases(
  '(?:does|did|do) (?:that|this|it|i) (?:sort of |kind of |all |fully |really |at all )?(?:answer|cover|address|give you|help|make sense|work for|get at|speak to|hit|satisfy|tell you)',
  '(?:is|was) (?:that|this|it) (?:what|the (?:kind|sort|type|level|thing|story|angle|amount)|enough|okay|ok|useful|helpful|clear|along|roughly|more or less|close|too much|the detail|sort of what|kind of what|the right)',
  '(?:have|did|has) i (?:answered?|covered?|addressed|given you|give you|missed?|been clear|got at)',
  '(?:shall|should|can|could|would you like me to|do you want me to|want me to|happy to|i can) (?:i )?(?:go|say more|expand|dig|get|elaborate|talk|explain|give you) (?:on|into|deeper|further|in|more|through|about) _ (?:part|detail|details|more|that|it|side|bit|traces|numbers|any)',
  '(?:let me know|tell me) if (?:that|this|you|i|it) _ (?:answers?|want|need|wanted|missed|covers?|makes?|enough|helps|like)',
  'what you (?:were|are|had) (?:after|looking for|asking|getting at|hoping|in mind)',
  'anything (?:else )?(?:you|in there you|there you) (?:want|would like|need) _ (?:know|hear|more)',
)
const CLARIFIES = phrases(
  '(?:do|would|did) you (?:want|like|prefer|rather|mean|need)(?: me)?(?: to)? __ (?:or|one|about|example|story|where|talk|hear|focus|something|kind)',
  'would you rather',
  'do you mean',
  '(?:are you|you) (?:asking|looking|after|interested|thinking) (?:about|for|in|more|of|specifically|mainly|if|whether)',
  'should (?:i|it|this|that) (?:talk|focus|pick|choose|be|speak|start|take|use|tell|give|go)',
  '(?:can|could|may|might) i (?:ask|check|clarify|just ask|just check|just clarify|quickly ask)',
  '(?:just )?to (?:clarify|check|be clear|make sure i)',
  'what (?:kind|sort|type) of (?:\\w+ )(?:do|are|would|did) you',
  'when you say _ (?:do you|you mean|is that|are you|does that)',
  '(?:does|is|can) it (?:have to|need to|okay if|ok if|be) _ (?:be|work|recent|from|technical|outside|about|same)',
  'for (?:the|our|my) (?:company|team|customer|customers|business) or (?:for )?(?:me|the|our|my)',
  '(?:which|what) (?:one|side|part|kind|aspect) (?:would|do) you',
  'any (?:kind|type|sort) of (?:\\w+ )or',
)
const FRAME: readonly RegExp[] = [
  phrases(
    '(?:the|my|our) situation (?:was|is|here|there|at the time)',
    'situation wise',
    '(?:so )?the (?:s|context part) in star',
    'in terms of the situation',
    '(?:for|as for) the situation',
    'situation was',
  ),
  phrases(
    '(?:my|the|our) task (?:was|is|here|at)',
    'i was tasked with',
    'task wise',
    '(?:for|as for|in terms of) (?:the|my) task',
    'task was',
  ),
  phrases(
    '(?:the|my|our) actions? (?:(?:that )?(?:i|we) (?:took|take|have taken)|was|were|taken|included)',
    'action wise',
    '(?:in terms of|as for|for) (?:the|my) actions?',
    'in action',
  ),
  phrases(
    '(?:the|my|and the|our|as a|final|end) (?:end |final |overall )?results? (?:was|is|were|being|of (?:this|that|my actions?|these))',
    'result wise',
    '(?:as for|in terms of) the results?',
  ),
]
const SPELLED = phrases(
  '(?:using|in|with|follow(?:ing)?) (?:the )?star (?:method|format|framework|structure)',
  'star format',
)
const DISTINCT =
  "(?:customer obsession|invent and simplify|are right a lot|right a lot|learn and be curious|hire and develop(?: the best)?|insist(?:ing)? on (?:the )?highest standards|highest standards|bias for action|bias to action|earn(?:s|ing)? trust|dive(?:s)? deep|diving deep|have backbone|has backbone|having backbone|disagree and commit|deliver(?:s|ing)? results|think(?:s|ing)? big|earth's best employer|broad responsibility|frugality|customer obsessed)"
const NAMES = phrases(
  "(?:customer obsession|invent and simplify|learn and be curious|hire and develop(?: the best)?|insist(?:ing)? on (?:the )?highest standards|bias for action|have backbone|having backbone|disagree and commit|earth's best employer|are right a lot)",
  `(?:about|shows?|showed|showing|demonstrat\\w+|example of|question of|called|is|was|of|your|for|on|this one's|that's|assume|guess|think|maybe|a|an|the|testing|for) (?:the |an? |your |my |really |probably |pretty much )?${DISTINCT}`,
  `${DISTINCT} (?:question|principle|one|lp|value|leadership|here|story|example|of course|i (?:think|guess|believe|assume))`,
  '(?:an?|the|your|about|shows?|demonstrates?|think|guess|assume) (?:\\w+ )?(?:ownership|ownership and \\w+) (?:question|principle|one|lp|story|example)',
  "(?:this|that|question|one|it|it's|this's|that's|this one's) (?:is |was |seems |sounds |probably |really |for )?(?:about|assessing|testing|assesses|tests|checking|checks|looking for|getting at|to see|probing|aimed at|meant for|for) (?:my |your |the |an? |if |whether )?(?:\\w+ )?(?:ownership|trust|backbone|frugality|leadership principles?|principle|results orientation|integrity|resilience|leadership|customer focus|innovation|curiosity|accountability|teamwork|judgment|judgement)",
  '(?:leadership principles?|lp) (?:question|is|of|here|you|about|called|for|like|would)?',
  "(?:you're|you are|you guys are|they're) (?:really |probably |actually |trying to )?(?:testing|assessing|evaluating|measuring|checking|looking for|test|assess) (?:for |my |if |whether |the )?_ (?:ownership|trust|backbone|principle|skills?|ability|frugality|action|deep|obsession|leadership|results|i)",
)

/** How the answer is told rather than what it tells. */
export const manner: readonly Detector[] = [
  byPhrase('checks-in', CHECKS_IN),
  {
    signal: 'asks-to-clarify',
    detect: ({ plain, tokens }, { probe }) => {
      const span = find(CLARIFIES, plain)
      const limit = tokens[probe === null ? 45 : 25]?.start ?? Infinity
      return span && span.start < limit ? span : null
    },
  },
  {
    signal: 'star-recital',
    detect: ({ plain }) => {
      const spelled = find(SPELLED, plain)
      const parts = FRAME.map((pattern) => findAll(pattern, plain)[0]).filter((span) => span !== undefined)
      return spelled ?? (parts.length >= 2 ? (parts[0] ?? null) : null)
    },
  },
  byPhrase('names-principle', NAMES),
]

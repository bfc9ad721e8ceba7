import type { Facts } from '../facts/facts.ts'
import { phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import { find, findAll } from '../facts/phrases.ts'
import { byPhrase } from './detector.ts'
import type { Detector } from './detector.ts'

const ASKED_FOR =
  '(?:answer\\w*|question|ask(?:ed|ing)?|after|look(?:ed|ing) for|want(?:ed)?|need(?:ed)?|mean|meant|mind|hop(?:ed|ing)|expect\\w*|digging|getting at|driving at|interested|angle|hear|know|detail|side|bit|part)'
const CHECKS_IN = phrases(
  '(?:does|did|do|will|has|have|can) (?:that|this|it|i) (?:sort of |kind of |all |fully |really |at all |about |more or less |roughly )?(?:answer\\w*|cover\\w*|address\\w*|give you|help|make sense|work for|get at|speak to|hit|satisf\\w+|tell you|land|do it|do for|enough|touch\\w*|match|fit|count|suffice|go (?:anywhere )?near|come close|respond\\w*)',
  "(?:is|was|were|isn't|wasn't) (?:that|this|it|there) (?:what|the (?:kind|sort|type|level|thing|story|angle|amount|bit|part|side|one|answer|direction|example|project|level of)|enough|okay|ok|fine|useful|helpful|clear|along|roughly|more or less|close|too (?:much|long|short)|sort of what|kind of what|anything (?:else|more)|good enough|all right|alright|a good|an okay|in line)",
  "(?:have|did|has|hope|think|trust) (?:that )?(?:i|that|this|it)(?:'ve| have)? (?:\\w+ )?(?:answered?|answers|covered?|covers|addressed|given you|give you|gives you|missed?|been clear|got at|touched|gone (?:off|too)|went (?:off|too)|understood|drifted|responded|said enough|hit)",
  '(?:i |we )?(?:hope|trust) (?:that |this |it |i )',
  '(?:shall|should|can|could|would you like me to|do you want me to|want me to|happy to|i can|do you need me to|or (?:do|would|should|shall) (?:you|i)) (?:i )?(?:go|say more|expand|dig|get|elaborate|talk|explain|give you|stop|continue|carry on|keep going|say) (?:on|into|deeper|further|in|more|through|about|there|here) ?_ (?:part|detail|details|more|that|it|side|bit|traces|numbers|any|her|him)?',
  "(?:let me know|tell me|shout|say so|say|stop me|correct me) (?:if|when|in case) (?:that|this|you|i|it|we)(?:'s|'ve|'re| is| was| have)? _ " +
    ASKED_FOR,
  `(?:this|that|it) (?:answers?|covers?|is|was) (?:what|more or less what|roughly what) you (?:\\w+ )?${ASKED_FOR}`,
  `what you(?:'re|'d|'ve| were| are| had| have|'d been) (?:really |actually )?(?:after|looking for|asking|getting at|hoping|in mind|wanting|digging|driving|thinking)`,
  `(?:is|was|did|does|were|are) (?:\\w+ ){1,5}(?:what|one|sort|kind|thing|bit|angle|project|story|example|part) (?:of \\w+ )?(?:that )?you(?:'d|'re|'ve| were| are| had| have)? (?:\\w+ )?${ASKED_FOR}`,
  '(?:is it|was it|was that|is that|am i|was i) (?:\\w+ ){0,2}(?:clear|okay|ok|enough|useful|helpful|on track|on the right track|making sense|like this|off topic)',
  'or (?:you|did you|do you) (?:meant?|want(?:ed)?) (?:\\w+ )?(?:another|something|other|more)',
  "anything (?:else )?(?:you|in there you|there you|more you) (?:want|would like|need|wanted|'d like)",
)
const CHOOSE =
  '(?:talk|speak|focus|pick|choose|be|start|take|use|tell|give|go|describe|mention|answer|share|keep|stick)'
const CLARIFIES = phrases(
  `(?:do|would|did|does|d') (?:you|ya|one) (?:want|like|prefer|rather|mean|need|care)(?: me)?(?: to)? __ (?:or|one|about|example|story|where|talk|hear|focus|something|kind|for|from)`,
  'would you (?:rather|mind if|like|prefer)',
  "(?:do|did|d'you) you mean|you mean (?:like|a|an|the|from|when|by|me|with|for)|(?:do you mean|you mean)$|, (?:you|do you) mean(?! to)|that you mean",
  "(?:are you|you|you're|is it|was it|is that|it is) (?:\\w+ ){0,8}?(?:asking|looking|after|interested|thinking) ?(?:about|for|in|more|of|specifically|mainly|if|whether|at|or|on)?",
  `(?:should|shall|may|must) (?:i|it|this|that|we) (?:\\w+ )?${CHOOSE}`,
  '(?:can|could|may|might) i (?:ask|check|clarify|just ask|just check|just clarify|quickly ask|just quickly|first ask)',
  '(?:just )?to (?:clarify|check i|be clear i|make sure i)|just so i (?:\\w+ )?(?:pick|choose|answer|understand|give|get)',
  '(?:what|which) (?:kind|sort|type|one|side|part|aspect|sense|flavou?r|version|level) (?:of \\w+ )?(?:\\w+ )?(?:do|are|would|did|you|should|shall)',
  '(?:which|what) would (?:you|help|be (?:more|most|better))',
  'when you say _ (?:do you|you mean|is that|are you|does that|is it)',
  '(?:does|is|can|could|must|should) (?:it|that|this|the \\w+) (?:have to|need to|okay if|ok if|okay|ok|be|count|fine if|also be)(?: \\w+){0,3} (?:be|work|recent|from|technical|outside|about|same|if|or|internal|someone|somebody|something|a|an)',
  '(?:is it|is that|is this|are we talking) (?:for example |about |more |just |only |like |like a )?(?:\\w+ ){1,7}or (?:\\w+ )',
  'for (?:the|our|my) (?:company|team|customer|customers|business) or (?:for )?(?:me|the|our|my)',
  '(?:any|which|what) (?:kind|type|sort) of (?:\\w+ )or',
)
const FRAME: readonly RegExp[] = [
  phrases(
    '(?:the|my|our) situation (?:was|is|here|there|at the time|we|i|in)',
    '(?<=[.!?:;] )(?:so )?(?:the )?situation [,:.]',
    'situation wise',
    '(?:so )?the (?:s|context part) in star',
    'in terms of the situation',
    '(?:for|as for) the situation',
    'situation was',
  ),
  phrases(
    '(?:my|the|our) task (?:was|is|here|at)',
    'i was tasked with',
    '(?:the )?task (?:they|he|she|i|for me|we|that|given)',
    'task wise',
    '(?:for|as for|in terms of) (?:the|my) task',
    'task was',
  ),
  phrases(
    '(?:the|my|our) actions? (?:(?:that )?(?:i|we) (?:took|take|have taken)|was|were|is|taken|included|i|in)',
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

/** The question was part of the story, or is about the purpose of the question. */
const NOT_CLARIFYING =
  /(?:asked|said|told|ask|saying|wondered|thinking|think|guess|assume|suppose|reckon|she|he|they|know)(?:[\s,]+[\w']+){0,3}[\s,]*$/

/** Told, not asked: "she asked me did that help", "I didn't know if it was clear". */
const REPORTED =
  /(?:asked|told|wondered|saying|she said|he said|they said|know|knew|sure|check(?:ed)?|see|whether|if|because|and then|until|so that|showed|ask)(?:[\s,]+[\w']+){0,2}[\s,]*$/
/** Letters of a beginning in which a question is one about what to tell. */
const BEGINNING = 25

/** The place after the beginning where the speaker asks whether that was what the interviewer wanted. */
export function checksBack({ plain }: Facts): Span | null {
  return (
    findAll(CHECKS_IN, plain).find(
      ({ start }) => start >= BEGINNING && !REPORTED.test(plain.slice(Math.max(0, start - 28), start)),
    ) ?? null
  )
}

/** The place near the beginning where the speaker asks what the interviewer would like to hear. */
export function asksBack({ plain, tokens }: Facts, probe: string | null): Span | null {
  const span = find(CLARIFIES, plain)
  const limit = tokens[probe === null ? 34 : 20]?.start ?? Infinity
  if (!span || span.start >= limit) return null
  return NOT_CLARIFYING.test(plain.slice(Math.max(0, span.start - 30), span.start)) ? null : span
}

/** How the answer is told rather than what it tells. */
export const manner: readonly Detector[] = [
  { signal: 'checks-in', detect: (facts) => checksBack(facts) },
  { signal: 'asks-to-clarify', detect: (facts, { probe }) => asksBack(facts, probe) },
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

/** Patterns over the end of what was said: lower case, marks taken off, one space between words. */

const either = (...lines: readonly string[]) => `(?:${lines.join('|')})`
const atEnd = (...lines: readonly string[]) => new RegExp(`(?:^| )${either(...lines)}$`)

const LEAD = '(?:(?:and|so|but|yeah|yes|yep|well|ok|okay|anyway|i think|i guess|i suppose|basically|um|uh) )*'
const TAIL =
  '(?: (?:really|basically|pretty much|i think|i guess|i suppose|then|for me|from me|yeah|so|to be honest|thanks|thank you))*'

const OBJECT =
  '(?:it|that|this|you|your question|the question|what you (?:need|want|wanted|asked|meant|had in mind|were after)|enough)(?: for you)?'

/** The speaker says that this was all, in words that hardly ever go on. */
const PARTED = [
  `${LEAD}that(?:'s| is| was) (?:really |basically |pretty much |just |kind of |more or less )?(?:it|all|about it|about all|pretty much it|all i have|all i've got|all from me|my answer|my story|my example|the story|the whole story|the whole thing|the gist|the end of it|the end of that|the end of the story|the short version)${TAIL}`,
  `${LEAD}that was (?:really |basically |pretty much )?that${TAIL}`,
  `${LEAD}(?:the )?end of (?:the )?story${TAIL}`,
  '(?:and|so) yeah',
  `${LEAD}(?:thanks|thank you)(?: (?:very much|so much|for listening))?`,
  `${LEAD}i(?:'ll| will| can| could|'d)? (?:stop|pause|end|leave it|leave that|leave it at|stop it) (?:there|here|that|at that)${TAIL}`,
  `${LEAD}(?:i have |there's |there is )?nothing (?:more|else) to (?:say|add|tell)${TAIL}`,
  `(?:i |we )?hope (?:that|this|it|i)(?:'s|'ve| have)? (?:kind of |sort of |roughly |more or less )?(?:answer(?:s|ed)?|help(?:s|ed)?|cover(?:s|ed)?|makes? sense)(?: ${OBJECT})?`,
  `(?:does|did) (?:that|this|it) (?:kind of |sort of |all |more or less |roughly )?(?:answer|cover|help|make sense|address)(?: ${OBJECT})?`,
  `(?:does|did) (?:that|this|it) (?:kind of |sort of |more or less |roughly )?(?:respond to|get at|hit|give you|work for|work) ${OBJECT}`,
  `(?:have|did) i answer(?:ed)? (?:you|it|that|your question|the question|what you asked)`,
  `is (?:that|this|it) (?:enough|okay|ok|what you(?:'re| were| are|'d| had| have)? (?:\\w+ ){0,3}(?:after|for|asking|want|wanted|mean|meant|mind|need|needed))`,
  `let me know if (?:you|that|this|i|it)(?:'s|'d| \\w+)(?: \\w+){0,6}`,
]
export const CLOSING = atEnd(...PARTED)

/** The speaker asks for time, or says what is to come. */
const SEARCHING = atEnd(
  'let me (?:just )?(?:think|see|start|explain|recall|remember|give you (?:an|one|some) (?:example|context|background)|back up|go back|rephrase|put it(?: this way)?|try again|pick one|find one)(?: (?:about (?:it|that|this)|for a (?:second|moment|minute|bit)|of (?:one|an example|a good one)|a (?:second|moment|bit)|again|from the beginning)){0,3}',
  "(?:hold on|hang on|bear with me|where was i|what was i saying|what's the word|what's it called|what do you call it|how (?:do|should|can|would) i (?:put|say|explain|phrase) (?:this|that|it)|i'm (?:just )?(?:thinking|trying to (?:think|remember|recall))|let's see|what i mean is|the thing is|the point is)",
  "(?:there (?:were|are|was)|there's|i (?:had|did|have|see|saw)|we (?:had|did|have)|it was) (?:basically |really |essentially |mainly |about )?(?:two|three|four|five|a couple of|a few|several|many) (?:main |big |different |key |separate )?(?:things|reasons|parts|steps|problems|options|points|issues|phases|pieces|factors)",
  "(?:here's|this is) (?:what (?:i|we) did|what happened|how (?:it|we|i) (?:went|did it|worked))",
  '(?:give me|i need) (?:just )?(?:a |one )?(?:sec|second|moment|minute)',
)
/** The same, where it is all of the sentence: answers end with "a hard one" and "in one second", too. */
const SEARCHING_ALONE = new RegExp(
  `^${LEAD}${either(
    '(?:just |wait |hold on |hang on )*(?:a |one )(?:sec|second|moment|minute)',
    "(?:that's |that is |it's )?(?:a |an |such a )?(?:really |very )?(?:good|great|tough|hard|interesting|difficult|fair) (?:question|one)",
  )}$`,
)
export const searches = (sentence: string): boolean =>
  SEARCHING.test(sentence) || SEARCHING_ALONE.test(sentence)

/** Runs of words that lead on to others, unless a full stop says otherwise. */
export const LEADING_ON = atEnd(
  '(?:you know|i mean|sort of|kind of|or something like|for example|for instance|in other words|on the other hand|first of all|first|firstly|second|secondly|thirdly|in addition|as a result|in terms of|by the way|at the same time|at that point|the reason is|the reason was|the problem was|the issue was|the idea was|the result was|which means|which meant|as well as|such as|so that|in order to|even though|as soon as|because of|instead of|more than|less than|a lot of|one of|some of|most of|none of|out of)',
)

/** A question that hands the floor over: it asks the listener, and does not tell what somebody asked. */
export const asksListener = (sentence: string): boolean =>
  CHECKS.test(sentence) || (/\byou(?:r|'d|'re)?\b/.test(sentence) && !REPORTS.test(sentence))
const CHECKS =
  /^(?:(?:and|so|sorry|ok|okay|um|uh|but|or) )*(?:is|was|does|did|do|have|has|shall|should|can|could|would|want|are) (?:that|this|it|i|you)\b/
const REPORTS =
  /(?<!\byou |\byou've |\byou had )\b(?:asked|said|says|told|wrote|thought|wondered|replied|goes|(?:was|were) like)\b/

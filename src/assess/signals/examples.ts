import { phrases } from '../facts/phrases.ts'
import { find } from '../facts/phrases.ts'
import type { Detector } from './detector.ts'

const ONE =
  '(?:one|ones|any|anything|example|examples|story|stories|instance|situation|case|conflict|disagreement|mistake|time|occasion|thing|moment|leh|that|such|experience|feedback|to (?:share|give|say|offer|tell))'
const NONE = phrases(
  `(?:don't|do not|didn't|can't|cannot|can not|couldn't|wouldn't|won't|would not) (?:really |actually |honestly |think i |currently |even |ever |necessarily |right now |just now )*(?:have|have got|had|got|get|think of|recall|remember|come up with|name|give you|see|find|point to|claim|pick|produce|offer)(?: of)?(?: like)? _ ${ONE}`,
  `(?:don't|do not) (?:really |actually |honestly |think i )?have (?:one|any|that|anything|leh|it)`,
  `(?:haven't|have not|hasn't) (?:really |actually |honestly |ever )?(?:got|had|met|faced|experienced|come across|encountered|been|made|received|run into|done) _ (?:${ONE}|(?:to (?:take|make|do)))`,
  `(?:i|we) (?:have|got|had|'ve got|have got) (?:got )?(?:no|nothing|zero|none)(?: \\w+){0,2} (?:${ONE}|for you|in (?:the|my) head|here|to|comes|really)`,
  '(?:nothing|no (?:example|examples|story|case|situation|instance)|none|no single \\w+) (?:really |immediately |specific |particular |in particular |much |big |is )?(?:comes?|springs?|coming|came|jumps?|pops?|stands out|in my head)(?: to mind| up| out)?',
  "(?:i |i'm |i am |my )?(?:drawing a blank|i'm blank|i am blank|gone blank|(?:mind|mind's|head|mind has|mind is) (?:gone |is |a )*blank|blank on (?:this|that))",
  "(?:i've|i have|we've|we have|i) (?:honestly |really |actually |just )?(?:never|not) (?:really |actually |ever |yet )?(?:had|made|been in|got|gotten|received|faced|experienced|encountered|come across|run into|disagreed|been given|needed|did|have|receive|get|face|make|had to) _ (?:one|that|this|conflict|disagreement|mistake|mistakes|feedback|argument|arguments|situation|issue|problem|fight|criticism|negative|big|serious|such|any|decision|call|like that|quarrel|complaint)",
  'never (?:really |actually |ever )?(?:had (?:one|any|that|a (?:proper |real |big )?(?:conflict|disagreement|fight|row|argument))|happened to me|received|been criticised|been criticized|come up)',
  "(?:i'd|i would|i'll|i will) (?:have to |need to )?(?:pass|skip) (?:on )?(?:this|that|it|the)?",
  "(?:i'd|i would) (?:rather|prefer) not (?:to )?(?:say|talk|go|share|discuss|answer|get)",
  "(?:that|this|such \\w+) (?:hasn't|has not|has never|never|didn't|doesn't) (?:really )?(?:happened|happens?|come up|came up|arise|exist)",
  "can't (?:really )?(?:think|say i have|say i've|recall|remember)",
  "not (?:that i can|one that i|that i) (?:think|recall|remember)|nothing (?:i'd|i would|i could|i can) (?:call|say|think|name|point)|nothing (?:big|serious|critical|major|like that|really)(?=[\\s?.,]|$)",
  'i (?:always |just |usually |generally |mostly |basically )?(?:get along|get on|agree) (?:well |fine |great |okay |quite well )?with (?:everyone|everybody|people|all|my)',
  'we (?:just |kind of |always |all |never |mostly )+(?:agree|disagree|align)',
  'i (?:will|would|just|always|usually) (?:\\w+ )?(?:align|go along|agree|follow) (?:with|what)',
  "(?:i'd|i would) be (?:lying|making (?:it|one|something) up|inventing)",
)
const STORY_AFTER = phrases(
  '(?:but|okay|ok|though|well|actually|oh) (?:okay |ok |then |well |wait |maybe |yeah |so |the )*(?:closest|there (?:was|is|were)|one (?:thing|time|that)|i (?:can|could|did|do|had|have|will|guess|suppose|once)|let me|something|maybe|in my|last|when|at)',
  'there was (?:one|a|this|an)',
  'closest (?:thing|one|to)',
)

/** "I don't have an example." An answer that goes on to tell one has it. */
export const examples: readonly Detector[] = [
  {
    signal: 'no-example',
    detect: ({ plain, words, clauses, tokens }) => {
      const span = find(NONE, plain)
      if (!span || span.start > (tokens[52]?.start ?? Infinity)) return null
      const told = find(STORY_AFTER, plain, span.end)
      const told2 = clauses.filter(
        ({ start, subject, verbClass, tense, modal, negated }) =>
          start > span.end &&
          subject === 'i' &&
          verbClass === 'act' &&
          tense === 'past' &&
          !modal &&
          !negated,
      ).length
      if (told && words > 55) return null
      return told2 >= 3 || words > 110 ? null : span
    },
  },
]

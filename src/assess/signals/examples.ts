import { phrases } from '../facts/phrases.ts'
import { find } from '../facts/phrases.ts'
import type { Detector } from './detector.ts'

const NONE = phrases(
  "(?:don't|do not|didn't|can't|cannot|haven't|have not|couldn't) (?:really |actually |honestly |think i |currently |even |ever |necessarily )?(?:have|had|got|get|think of|recall|remember|come up with|name|give you|see|think i have|think i've got|think i've ever had|find)(?: of)?(?: like)? (?:really |actually |an? |any |one|another|had |got |much |one of those|anything|such|good |real |specific |concrete |ever |perfect )_ (?:one|example|examples|story|stories|instance|situation|case|conflict|disagreement|mistake|time|occasion|thing|like that|to mind|anything|another|moment|share|offhand)?",
  "(?:don't|do not) (?:really |actually |honestly |think i )?have (?:one|any|that|anything)",
  '(?:nothing|no (?:example|examples|story|case|situation|instance)|none) (?:really |immediately |specific |particular |in particular |much )?(?:comes?|springs?|is coming|came|jumps?|pops?) (?:to mind|up|out)',
  "(?:drawing|i'm drawing|i am drawing) a blank",
  "(?:i've|i have|we've|we have) (?:honestly |really |actually |just )?(?:never|not) (?:really |actually |ever |yet )?(?:had|made|been in|got|gotten|received|faced|experienced|encountered|come across|run into|disagreed|been given) _ (?:one|that|conflict|disagreement|mistake|feedback|argument|situation|issue|problem|fight|criticism|negative|big|real|serious)",
  "(?:haven't|have not) (?:really |actually |ever )?(?:had|made|been in|got|gotten|received|faced|experienced|encountered|come across|run into) _ (?:one|that|conflict|disagreement|mistake|feedback|argument|situation|issue|problem|fight|criticism)",
  "(?:i'd|i would) (?:have to )?(?:pass|skip) (?:on )?(?:this|that|it)",
  "(?:i'd|i would) (?:rather|prefer) not (?:to )?(?:say|talk|go|share|discuss|answer)",
  "(?:that|this) (?:hasn't|has not|has never|never|didn't) (?:really )?(?:happened|happen|come up|came up)",
  "can't (?:really )?(?:think|say i have|say i've|recall|remember)",
  "(?:my mind's|mind has gone|my mind is|mind's gone) (?:a )?blank",
  'not (?:that i can|one that i|that i) (?:think|recall|remember)',
  'i (?:always |just |usually |generally )?(?:get along|get on) (?:well |fine |great |okay )?with (?:everyone|everybody|people|all)',
  'we (?:just |kind of |always |all |never |mostly )+(?:agree|disagree)',
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
      if (!span || span.start > (tokens[40]?.start ?? Infinity)) return null
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

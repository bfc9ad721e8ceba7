import { actingClauses, agencyOf } from '../facts/clauses.ts'
import { find, findAll, phrases } from '../facts/phrases.ts'
import { earliest, isNarrative } from './detector.ts'
import type { Detector } from './detector.ts'

const DISCLAIMS = phrases(
  "(?:i was (?:mostly|mainly|just|only|kind of)? ?(?:in the (?:meeting|channel|room|call|loop)|watching|cc'd|involved|supporting|there|observing|listening|taking notes|helping))",
  '(?:it was really|that was really|it was all|it was mostly|it was mainly|was really|credit goes to|all credit to) (?:\\w+ ){0,2}(?:their|his|her|them|him|the|a team|team)',
  "i wouldn't say i (?:decided|led|built|did|wrote)",
  '(?:everybody|everyone|we all|whole team) (?:\\w+ )?(?:pulled together|chipped in|worked|came together|contributed|pitched in)',
  '(?:it was|really|very much) (?:a |an )?(?:\\w+ )?(?:team effort|group effort|joint effort|big effort)',
  'i was really involved',
)
const BLAME = phrases(
  "(?:not|n't|wasn't|isn't) (?:really )?(?:my|our) (?:fault|problem|(?:job|responsibility) (?:to|that|if))",
  "(?:their|his|her|the \\w+'s|\\w+'s) (?:own )?(?:fault|mess|incompetence|screw ?up|problem not mine|laziness)",
  "(?:they|he|she|{my} \\w+|qa|ops|sales|legal|procurement|marketing|management|vendor|\\w+ team) (?:\\w+ )?(?:should have|should've|shoulda|ought to have|never bothered|didn't bother|couldn't be bothered|didn't care|doesn't care|don't care|dropped the ball|screwed up|messed up|let us down|had no idea|hadn't a clue|has no clue|have no clue|had no clue|didn't have a clue|didn't know what|don't know what|wouldn't listen|refused to listen|doesn't understand|never understood|sat on it|threw me under)(?: \\w+)?",
  '(?:those|these) (?:guys|people|folks|clowns|idiots)',
  "(?:clueless|incompetent|useless|lazy|idiots?|idiotic|stupid people|hopeless|amateurs?|morons?|garbage|a joke|jokers|clowns?|ridiculous|couldn't \\w+ (?:a|an) \\w+ (?:\\w+ )?if|no brain|pathetic|laughable|muppets?|dinosaurs?|bean counters|paper pushers|on paper it's my)",
  '(?:nobody|no one) (?:over there|there|in that \\w+|on (?:their|that) \\w+) (?:\\w+ )?(?:reads|knows|cares|understands|bothers|listens|knew|read)',
  '(?:blame|blamed|i blame|fault of|fault lies|fault was) (?:on )?(?:him|her|them|the|qa|ops|management|sales)',
  "(?:i can't help it|what do you expect|not on me|that's on (?:them|him|her|qa|ops|sales|the \\w+)|i did (?:my|everything) (?:part|right)|i did nothing wrong|nothing i could (?:have )?do)",
  '(?:over|despite|against) my (?:objection|objections|advice|warning|warnings|protest)',
  '(?:because of|thanks to) (?:his|her|their) (?:\\w+ )?(?:mistake|incompetence|laziness|mess|failure|negligence|carelessness)',
)
const OWNED = phrases(
  "(?:my (?:own )?(?:fault|mistake|error|responsibility|part|bad)|(?:that's|that was|it was|is|was|so that's) (?:on me|mine|my fault|my mistake|my doing)|i (?:own|owned) (?:it|that|this)|i should have|i should've|i could have|i was wrong|i take (?:full )?responsibility|i took (?:full )?responsibility|in fairness to|to be fair to|nobody had asked them|i never (?:sent|told|asked|gave))",
)
const RESULT = phrases(
  '(?:so that|as a result|in the end|since then|after that|which meant|that way|now) (?:\\w+ ){0,3}(?:better|faster|happier|quicker|easier|smoother|works?|worked|stopped|improved|went up|went down|fewer|less|saved|lost|left|trust)',
  '(?:left us|went dark|went blind|lost the|was down|were down|blind for|quarter of what|complained|apologi[sz]ed)',
)

/** Whose work it was, whose fault, and what came of it. */
export const substance: readonly Detector[] = [
  {
    signal: 'team-not-self',
    detect: ({ plain, clauses }, context, seen) => {
      if (!isNarrative(context) || seen.get('no-example') || seen.get('asks-to-clarify')) return null
      const { own, group, others, total } = agencyOf(clauses)
      const disclaimed = find(DISCLAIMS, plain)
      const rest = actingClauses(clauses).find(({ subject }) => subject === 'others' || subject === 'we')
      const needed = context.bucket === 'conflict' ? 5 : 4
      if (disclaimed && own < 0.7 && total >= 3) return rest ?? disclaimed
      const limit = context.bucket === 'conflict' ? 0.2 : 0.36
      return total >= needed && own < limit && own * total < 3 && group + others > 0.6 ? (rest ?? null) : null
    },
  },
  {
    signal: 'blames-others',
    detect: ({ plain, words }) => {
      const found = findAll(BLAME, plain)
      const owned = findAll(OWNED, plain)
      if (words < 10 || found.length === 0 || owned.length >= found.length) return null
      return earliest(found[0])
    },
  },
  {
    signal: 'no-impact',
    detect: ({ plain, words }, context, seen) => {
      const asked = context.probe
      if (!(asked === null || ['outcome', 'impact', 'resolution', 'solution', 'evidence'].includes(asked)))
        return null
      if (words < (asked === null ? 40 : 30)) return null
      const shown = (
        [
          'impact-money',
          'impact-metric',
          'impact-anecdote',
          'resilience',
          'no-example',
          'off-question',
        ] as const
      ).some((id) => seen.get(id))
      return shown || find(RESULT, plain) ? null : 'absence'
    },
  },
]

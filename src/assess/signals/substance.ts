import { actingClauses, agencyOf } from '../facts/clauses.ts'
import { find, findAll, phrases } from '../facts/phrases.ts'
import { earliest, isNarrative } from './detector.ts'
import type { Detector } from './detector.ts'

const DISCLAIMS = phrases(
  "(?:i was (?:mostly|mainly|just|only|kind of|more|there|basically)? ?(?:in the (?:meeting|channel|room|call|loop|thread)|on the (?:email|mail|thread|call|calls|cc)|watching|cc'd|copied|involved|supporting|there|observing|listening|taking notes|helping|coordinating|following|monitoring|assisting|shadowing|facilitating|in the background))",
  '(?:it was really|that was really|it was all|it was mostly|it was mainly|was really|credit goes to|all credit to|(?:the )?real work (?:\\w+ ){0,5}was|did the maximum work|did most of (?:the work|it)|other people who|they did (?:all|most|the)|they (?:carried|handled) (?:it|the|all|most|everything)) ?(?:\\w+ ){0,2}(?:their|his|her|them|him|the|a team|team|carried|work|it)?',
  "i wouldn't say i (?:decided|led|built|did|wrote)|i (?:sort of |kind of |just |only )?(?:held|kept) the (?:spreadsheet|minutes|list|notes)|i made the (?:slides?|status report|deck|minutes)|from my side i|i was (?:project manager|the pm|the coordinator) so",
  '(?:everybody|everyone|we all|whole team|each one|all of us|all of them) (?:\\w+ )?(?:pulled together|chipped in|worked|came together|contributed|pitched in|has contributed|played|gave|did their|did a)',
  '(?:it was|really|very much) (?:a |an )?(?:\\w+ )?(?:team effort|group effort|joint effort|big effort|team work|teamwork)|the team (?:\\w+ ){0,3}(?:crushed|nailed|delivered|did a (?:great|amazing)|smashed|really)',
  'i was really involved',
)
const BLAME = phrases(
  "(?:not|n't|wasn't|isn't) (?:really )?(?:my|our) (?:fault|problem|(?:job|responsibility) (?:to|that|if))",
  "(?:their|his|her|the \\w+'s|\\w+'s) (?:own )?(?:fault|mess|incompetence|screw ?up|problem not mine|laziness|stupidity|doing not mine)",
  "(?:they|he|she|{my} (?!job|thing|system|script|tool|model|box|line)\\w+|qa|ops|sales|legal|procurement|marketing|management|vendor|\\w+ team|people) (?:\\w+ )?(?:should have|should've|shoulda|ought to have|never bothered|didn't bother|couldn't be bothered|didn't care|doesn't care|don't care|dropped the ball|screwed (?:up|it)|messed (?:up|it)|let us down|let me down|had no idea|hadn't a clue|has no clue|have no clue|had no clue|didn't have a clue|didn't know what|don't know what|wouldn't listen|refused to listen|doesn't understand|never understood|sat on it|threw me under|couldn't (?:even )?\\w+ (?:a|an|the|past|to) \\w+|can't (?:even )?(?:count|read|spell|write|type|think)|never (?:reads?|listens?|sold|opened|checks?|does|did|answers?|worked) (?:\\w+ ){0,3}(?:anything|in (?:their|his|her) life|properly|emails?)?|(?:is|are|was|were) (?:\\w+ )?(?:too )?(?:lazy|careless|useless|clueless|incompetent|hopeless|stupid|asleep|sloppy|ignorant|arrogant|dumb))(?: \\w+)?",
  '(?:those|these) (?:guys|people|folks|clowns|idiots|kids|geniuses)(?= (?:have|are|were|never|don|didn|can|could|had|always|sold|over|in))',
  "(?:clueless|incompetent|useless|lazy|idiots?|idiotic|stupid people|hopeless|amateurs?|morons?|jokers?|clowns?|ridiculous|no brain|pathetic|laughable|muppets?|dinosaurs?|bean counters|paper pushers|on paper it's my|cowboys|shambles|glorified \\w+|absolute (?:children|joke|mess|idiots?)|like a normal (?:person|human)|two heads|half asleep|careless person|salesmen|if it bit (?:him|her|them)|big baby|know it all|god's gift|prima donna|so called)",
  '(?:nobody|no one) (?:over there|there|in that \\w+|on (?:their|that) \\w+) (?:\\w+ )?(?:reads|knows|cares|understands|bothers|listens|knew|read)',
  '(?:blame|blamed|i blame|fault of|fault lies|fault was) (?:on )?(?:him|her|them|the|qa|ops|management|sales)',
  "(?:i can't help it|what do you expect|not on me|(?:that's|it's|was|is|really|all) on (?:them|him|her|qa|ops|sales|the (?:vendor|team|other|supplier|agency|client))|i did (?:my|everything) (?:part|right)|i did nothing wrong|i wouldn't say i did wrong|nothing i could (?:have )?do|(?:is|was) really theirs|i only (?:did|followed|pressed|signed|sent)|i just (?:pressed|followed|did what|signed)|not my (?:department|circus|monkeys)|i can't check everything|if there's a mistake of mine|don't look at me|hands (?:were )?tied)",
  '(?:over|despite|against) my (?:objection|objections|advice|warning|warnings|protest)',
  "(?:because of|thanks to|due to) (?:his|her|their|the \\w+'s) (?:\\w+ )?(?:mistake|incompetence|laziness|mess|failure|negligence|carelessness|ego)",
  "if (?:the|that|he|she|they|somebody|someone|\\w+) (?:\\w+ ){0,3}(?:had|was|were|would have|did) (?:\\w+ ){0,4}(?:his|her|their) (?:job|work|things)|(?:wasn't|isn't) (?:doing|paying)|consider the source|not that (?:he|she|they) (?:would|ever)",
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
      if (disclaimed && own < 0.6 && own * total < 4) return disclaimed
      const isTheirs = others >= 0.5 && own * total <= 1 && total >= 4
      const isNobodys = own === 0 && group + others > 0 && total >= (context.bucket === 'conflict' ? 7 : 5)
      return isTheirs || isNobodys ? (rest ?? null) : null
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
    detect: (facts, context, seen) => {
      const asked = context.probe
      const { plain, words } = facts
      const empty = (['low-stakes', 'proving-right', 'team-not-self', 'star-recital'] as const).some((id) =>
        seen.get(id),
      )
      if (!(
        asked === null ||
        ['outcome', 'impact', 'resolution', 'solution', 'evidence', 'measure-impact', 'other-side'].includes(
          asked,
        )
      ))
        return null
      if (words < (empty ? 24 : asked === null ? 55 : 30)) return null
      const shown = (
        [
          'impact-money',
          'impact-metric',
          'impact-anecdote',
          'resilience',
          'mechanism',
          'no-example',
          'off-question',
          'single-sprint',
        ] as const
      ).some((id) => seen.get(id))
      if (shown || find(RESULT, plain)) return null
      const isLong = facts.quantities.some(
        ({ kind, start, value }) => start > plain.length * 0.5 && value > 2 && kind !== 'version',
      )
      return empty || (!isLong && (asked !== null || context.bucket !== 'failure')) ? 'absence' : null
    },
  },
]

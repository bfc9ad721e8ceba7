import type { Facts } from '../facts/facts.ts'
import { find, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import type { AnswerContext } from '../types.ts'
import type { Detector } from './detector.ts'
import { askedStems } from './topics.ts'

const OPENER =
  /^(?:[\s,.!;]*(?:um+|uh+|okay|ok|so|yeah|yes|sure|right|well|oh|hm+|great question|good question|thank you|thanks|alright|honestly|i mean|like|now|and|let me see|let me think|i guess)(?![a-z'])[\s,.!;]*)+/
const SCENE = phrases(
  "(?:i'm|i am|i was|we're|we are|we were|there was|there were|there's|it's|it was|this was|that was|this is|i work|i worked|i joined|i'd joined|i came|we have|we had|we've|you have to (?:know|understand)|to understand|a bit of (?:background|context)|some (?:background|context)|background first|for context|to give you|at (?:my|that|the) (?:\\w+ )?(?:company|job|place|time|firm|employer)|back (?:in|when|at)|let me (?:give|set|start|explain|tell)|the way (?:it|that)|how it works|{few} (?:years?|winters?|jobs?|months?) ago|last (?:year|summer|winter|spring|autumn|fall))",
)
const HEAD = phrases(
  '(?:the|my|our|biggest|main|hardest|worst|toughest) (?:\\w+ ){0,3}(?:mistake|disagreement|conflict|challenge|problem|solution|feedback|decision|call|sacrifice|pain|thing|reaction|outcome|result|lesson|impact|reason|bottom line)s? (?:\\w+ ){0,4}(?:was|were|is|came|with|about)',
  '(?:i|we) (?:\\w+ )?(?:cut|saved|reduced|got|took|deleted|broke|shipped|pushed|killed|stopped|halted|shut|froze|replaced|removed|dropped|moved|disagreed|pulled|let|signed|approved|fired|lost|missed|leaked|crashed|misread|underestimated|sent|turned|blocked|cancelled|canceled|merged|launched|used|threw|split|chose|picked|decided|trained|told|promised|put|made|released|overpromised|forgot|ignored|rolled|gave|asked|wanted|thought|believed|knew|waived|refused|convinced|bet|bought|hired|wrote|built|rebuilt|rewrote|deployed|changed|switched|paid|fixed|found|noticed|caught|stopped asking|sold|closed|postponed|delayed|added|merged|prescribed|overrode|called|ordered)',
  '(?:it|that|revenue|costs?|time|errors?|latency|returns|complaints|sales|usage|calls|conversion|tickets|retention|churn) (?:\\w+ ){0,3}(?:went|fell|dropped|rose|grew|doubled|halved|saved|cost|came|is down|is up|was up|was down)',
)
const DIRECT =
  /^(?:yes|no|not|never|completely|absolutely|entirely|partly|mostly|neither|both|none|nothing|real ones|two things|three things|i did|i didn't|i wasn't|i was|in the end|honestly|eventually|because|it did|it didn't|they did|she did|he did|she|he|they|customers?|my (?:first )?\w+ \w+ was)(?![a-z'])/

/** First words of an answer, after "um so yeah". */
function headOf({ plain, tokens, sentences }: Facts): { span: Span; text: string } {
  const skipped = OPENER.exec(plain)?.[0].length ?? 0
  const start = plain.length > skipped ? skipped : 0
  const sentence = sentences.find(({ end }) => end > start)
  const limit =
    tokens
      .filter((token) => token.start >= start)
      .slice(0, 24)
      .at(-1)?.end ?? plain.length
  const end = Math.min(sentence?.end ?? limit, limit)
  return { span: { start, end }, text: plain.slice(start, end) }
}

/** What tells whether an answer opens with its point; a trained model may weigh them. */
function headlineFeatures(facts: Facts, { question, probe }: AnswerContext): Record<string, number> {
  const { span, text } = headOf(facts)
  const stems = askedStems[probe ?? question]
  const scene = find(SCENE, text)
  const head = find(HEAD, text)
  const first = facts.clauses.find(({ start, end }) => end > span.start && start < span.end)
  return {
    scene: scene && scene.start < 14 ? 1 : 0,
    head: head && head.start < 40 ? 1 : 0,
    echo: stems !== undefined && new RegExp(stems).test(text.slice(0, 70)) ? 1 : 0,
    direct: probe !== null && DIRECT.test(facts.plain.slice(span.start).replace(/^[\s,.]+/, '')) ? 1 : 0,
    ownAct: first?.subject === 'i' && first.verbClass === 'act' && first.tense === 'past' ? 1 : 0,
    number: facts.quantities.some(
      ({ start, role }) => start >= span.start && start < span.end && role === 'result',
    )
      ? 1
      : 0,
    opening: probe === null ? 1 : 0,
    narrow:
      probe !== null && !['action', 'response', 'your-part', 'prevention', 'why-not-automate'].includes(probe)
        ? 1
        : 0,
  }
}

function scoreOf(features: Record<string, number>): number {
  const weights: Record<string, number> = {
    scene: -1.2,
    head: 1,
    echo: 0.7,
    direct: 0.8,
    ownAct: 0.4,
    number: 0.5,
    opening: -0.2,
    narrow: 0.5,
  }
  return Object.entries(features).reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, 0)
}

const POINT = phrases(
  "(?:that's|that was|this is|this was|here's|and so|so) (?:where|when|what|the (?:conflict|disagreement|mistake|problem|feedback|sacrifice|decision|point|challenge)|i guess the)",
  "(?:anyway|long story short|so anyway|to cut|getting to|the point is|where it gets|what happened (?:was|is|then)|what came back|came along|so what i did|in the end|so eventually|the (?:issue|problem|disagreement|conflict|mistake|sacrifice|trouble) (?:was|is|came)|i guess that's|i noticed|i realised|i realized|i disagreed|we disagreed|turned out|turns out)",
)

/** How the answer begins, and whether it says what was asked. */
export const opening: readonly Detector[] = [
  {
    signal: 'buried-lede',
    detect: ({ plain, words, tokens, sentences }, { probe }) => {
      if (words < 115 || probe !== null) return null
      const early = plain.slice(0, tokens[Math.floor(tokens.length * 0.3)]?.start ?? 0)
      const scene = find(SCENE, plain.slice(0, 260))
      const late = find(POINT, plain, early.length)
      const head = find(HEAD, early)
      if (!scene || (head && head.start < 120 && !find(SCENE, early.slice(0, head.start)))) return null
      return late ?? (sentences.length > 0 && !head ? scene : null)
    },
  },
  {
    signal: 'echoes-question',
    detect: (facts, { question, probe, asked }, seen) => {
      if (seen.get('no-example') || seen.get('names-principle')) return null
      const { span } = headOf(facts)
      const end =
        facts.tokens
          .filter(({ start }) => start >= span.start)
          .slice(0, 14)
          .at(-1)?.end ?? span.end
      const head = facts.plain.slice(span.start, Math.min(end, Math.max(span.end, span.start + 1)))
      const stems = askedStems[probe ?? question] ?? stemsOf(asked)
      if (stems === '') return null
      const place = find(new RegExp(`(?<![a-z])(?:${stems})[a-z]*`, 'g'), head)
      if (
        !place ||
        (/(?:don't|didn't|can't|haven't|not|perfect|never) (?:[a-z]+ ){0,4}$/.test(
          head.slice(0, place.start),
        ) &&
          probe === null)
      )
        return null
      if (
        probe === null &&
        !/^(?:(?:the|my|our|a|an|one|i|biggest|most|hardest|toughest|and|we|so|probably|that|was|would|say|be|tough|critical|negative|very|real|short|with) ){0,4}/.test(
          head,
        )
      )
        return null
      const isFrame =
        /(?:the|my|our|a|i|we|was|yes|not|no|in|most|hardest|biggest) /.test(
          head.slice(0, place.start + 1),
        ) || place.start === 0
      return isFrame ? { start: span.start, end: span.start + place.end } : null
    },
  },
  {
    signal: 'headline-first',
    detect: (facts, context, seen) => {
      if (
        facts.words < 8 ||
        seen.get('no-example') ||
        seen.get('star-recital') ||
        (seen.get('asks-to-clarify') && facts.words < 30)
      )
        return null
      const { span } = headOf(facts)
      return scoreOf(headlineFeatures(facts, context)) >= 0.6 ? span : null
    },
  },
]

const STOP = new Set(
  'what when where which would could about tell your you the and did was were that this with from have had how why time were been does into they them their there some more most than then'.split(
    ' ',
  ),
)

function stemsOf(asked: string): string {
  return asked
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 4 && !STOP.has(word))
    .map((word) => word.slice(0, Math.max(5, word.length - 3)))
    .join('|')
}

import type { Facts } from '../facts/facts.ts'
import { actingClauses } from '../facts/clauses.ts'
import { find, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import { sentenceAt } from '../facts/tokens.ts'
import type { Asked } from '../types.ts'
import type { Detector } from './detector.ts'
import { askedStems } from './topics.ts'

const OPENER =
  /^(?:[\s,.!;]*(?:um+|uh+|okay|ok|so|yeah|yes|sure|right|well|oh|hm+|great question|good question|thank you|thanks|alright|honestly|i mean|like|now|and|let me see|let me think|i guess)(?![a-z'])[\s,.!;]*)+/
const SCENE = phrases(
  "(?:i'm|i am|i was|we're|we are|we were|there was|there were|there's|there is|it's|it was (?!only|just|small|a small|about)|this was|that was|this is (?!about)|i work|i worked|i sit|i joined|i'd joined|i came|i look after|i do (?!not)|i run|i ran|i lead|i led|i manage|i managed|we have|we had|we've|we do|you have to (?:know|understand)|you'd need|you need to|to understand|a bit of (?:background|context)|some (?:background|context)|background|first,? (?:the|some|a)|for context|to give you|at (?:my|that|the|this|our|a|an) (?:\\w+ ){0,2}(?:company|job|place|time|firm|employer|school|hospital|bank|moment)|back (?:in|when|at)|let me (?:give|set|start|explain|tell|think)|the way (?:it|that)|how it works|i will start|{few} (?:years?|winters?|jobs?|months?|summers?) (?:ago|back)|last (?:year|summer|winter|spring|autumn|fall) (?:we|there|our)|(?:in|during|around) (?:early |late )?(?:19|20)\\d\\d|(?:19|20)\\d\\d (?:this|i|we|it)|okay (?:picture|imagine)|picture (?:it|this)|imagine|i can (?:share|tell)|i've got a (?:good )?one|our company|my company|the company|our (?:team|group|department) (?:is|was|has|had|does)|my (?:team|group|department) (?:is|was|has|had|does))",
)
/** Pleasantries, guesses at the purpose, and questions back, which come before the answer proper. */
const PREAMBLE =
  /^(?:[^.?!]{0,14}(?:thank|great question|good question|happy to|sure|certainly|absolutely|sorry|okay|ok|grand|that's a good one)[^.?!]{0,40}|[^.?!]{0,120}(?:principle|ownership|bias for action|dive deep|earns? trust|customer obsession|backbone|invent and simplify|right a lot|testing|assessing)[^.?!]{0,60}|[^.?!]{0,140}\?)[.?!]+\s*/
const HEAD = phrases(
  '(?:the|my|our|biggest|main|hardest|worst|toughest) (?:\\w+ ){0,3}(?:mistake|disagreement|conflict|challenge|problem|solution|feedback|decision|call|sacrifice|pain|thing|reaction|outcome|result|lesson|impact|reason|bottom line)s? (?:\\w+ ){0,4}(?:was|were|is|came|with|about)',
  '(?:i|we) (?:\\w+ )?(?:cut|saved|reduced|got|took|deleted|broke|shipped|pushed|killed|stopped|halted|shut|froze|replaced|removed|dropped|moved|disagreed|pulled|let|signed|approved|fired|lost|missed|leaked|crashed|misread|underestimated|sent|turned|blocked|cancelled|canceled|merged|launched|used|threw|split|chose|picked|decided|trained|told|promised|put|made|released|overpromised|forgot|ignored|rolled|gave|asked|wanted|thought|believed|knew|waived|refused|convinced|bet|bought|hired|wrote|built|rebuilt|rewrote|deployed|changed|switched|paid|fixed|found|noticed|caught|stopped asking|sold|closed|postponed|delayed|added|merged|prescribed|overrode|called|ordered|left|restarted|quoted|published|fell out|argued|clashed)',
  '(?:it|that|revenue|costs?|time|errors?|latency|returns|complaints|sales|usage|calls|conversion|tickets|retention|churn) (?:\\w+ ){0,3}(?:went|fell|dropped|rose|grew|doubled|halved|saved|cost|came|is down|is up|was up|was down)',
)
const DIRECT =
  /^(?:yes|no|not|never|completely|absolutely|entirely|partly|mostly|neither|both|none|nothing|real ones|two things|three things|i did|i didn't|i wasn't|i was|in the end|honestly|eventually|because|it did|it didn't|they did|she did|he did|she|he|they|customers?|my (?:first )?\w+ \w+ was)(?![a-z'])/
/** A reply to a follow-up that goes on telling, or declines, instead of answering straight. */
const MEANDERS =
  /^(?:then|first|so (?:i|we|he|she|they|the|sergei|there|at) |um so|i mean|see |well i've been|i'd rather|okay how|okay so|right so|basically|it started|it took me|(?:a|some) background|you (?:know|see)|let me|where do i|i sat|i pulled|i went|the (?:\w+ ){1,2}(?:sent|told|gave|came|found|have|has|had) |cool|how it|at (?:seven|eight|the beginning)|hm+ no)/

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

/** Where the answer proper begins: after pleasantries, guesses at the purpose and questions back. */
function bodyOf({ plain }: Facts): number {
  let at = 0
  for (let skipped = 0; skipped < 3; skipped++) {
    const found = PREAMBLE.exec(plain.slice(at, at + 220))
    if (!found || at + found[0].length > plain.length - 40) break
    at += found[0].length
  }
  const rest = plain.slice(at)
  return at + (OPENER.exec(rest)?.[0].length ?? 0)
}

/** What tells whether an answer opens with its point; a trained model may weigh them. */
export function headlineFeatures(facts: Facts, { question, probe }: Asked): Record<string, number> {
  const { span, text } = headOf(facts)
  const stems = askedStems[probe ?? question]
  const body = facts.plain.slice(bodyOf(facts)).slice(0, 170)
  const scene = find(SCENE, body)
  const head = find(HEAD, body)
  const first = facts.clauses.find(({ start, end }) => end > span.start && start < span.end)
  const flag = (isSo: boolean): number => (isSo ? 1 : 0)
  return {
    scene: flag(scene !== null && scene.start < 12),
    sceneSoon: flag(scene !== null && scene.start < 40),
    head: flag(head !== null && head.start < 12),
    headSoon: flag(head !== null && head.start < 60),
    headBeforeScene: flag(head !== null && (scene === null || head.start < scene.start)),
    echo: flag(stems !== undefined && new RegExp(stems).test(text.slice(0, 70))),
    direct: flag(probe !== null && DIRECT.test(facts.plain.slice(span.start).replace(/^[\s,.]+/, ''))),
    meanders: flag(probe !== null && MEANDERS.test(facts.plain.slice(0, 60).trimStart())),
    ownAct: flag(first?.subject === 'i' && first.verbClass === 'act' && first.tense === 'past'),
    number: flag(
      facts.quantities.some(
        ({ start, role }) => start >= span.start && start < span.end && role === 'result',
      ),
    ),
    opening: flag(probe === null),
    narrow: flag(
      probe !== null && !['action', 'response', 'your-part', 'why-rebuild', 'accountability'].includes(probe),
    ),
    unstopped: flag((facts.sentences[0]?.to ?? 0) >= 26),
  }
}

function opensWithPoint(facts: Facts, context: Asked): boolean {
  const f = headlineFeatures(facts, context)
  if (context.probe !== null)
    return (f['narrow'] === 1 || f['direct'] === 1 || f['head'] === 1) && f['meanders'] !== 1
  if (f['scene'] === 1 || find(ANNOUNCED, facts.plain.slice(0, 160))) return false
  return (
    f['head'] === 1 ||
    f['echo'] === 1 ||
    f['headBeforeScene'] === 1 ||
    (f['sceneSoon'] !== 1 && f['unstopped'] !== 1)
  )
}

const POINT = phrases(
  "(?:that's|that was|this is|this was|here's|and so|so) (?:where|when|what|the (?:conflict|disagreement|mistake|problem|feedback|sacrifice|decision|point|challenge)|i guess the)",
  "(?:anyway|long story short|so anyway|to cut|getting to|the point is|where it gets|what happened (?:was|is|then)|what came back|came along|so what i did|in the end|so eventually|the (?:issue|problem|disagreement|conflict|mistake|sacrifice|trouble) (?:was|is|came)|i guess that's|i noticed|i realised|i realized|i disagreed|we disagreed|turned out|turns out)",
)

const ANNOUNCED = phrases(
  '(?:a bit of|some|first,? (?:some|the)|little) (?:background|context)|background first|(?:okay|so|um|right) background|set the scene|start from the beginning|need the landscape|(?:to understand (?:it|this)|you have to (?:know|understand))|for (?:some )?context|let me (?:explain|give you) (?:how|the|some|a bit)',
)
const EARLY_POINT = phrases(
  '(?:disagree\\w*|argued|fell out|clash\\w*|wanted (?:to|us|me|the)|my mistake|the mistake|the (?:conflict|problem|challenge|disagreement|sacrifice|decision) (?:was|is)|i (?:was wrong|broke|deleted|forgot|missed|decided|stopped|shut|pulled))',
)

/** How the answer begins, and whether it says what was asked. */
export const opening: readonly Detector[] = [
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
      const { span: head } = headOf(facts)
      const from = context.probe === null ? bodyOf(facts) : head.start
      const sentence = sentenceAt(facts.sentences, from)
      const span =
        from > head.start ? { start: from, end: Math.max(from + 1, sentence?.end ?? from + 1) } : head
      return opensWithPoint(facts, context) ? span : null
    },
  },
  {
    signal: 'buried-lede',
    detect: (facts, context, seen) => {
      const { plain, words, tokens, clauses } = facts
      if (words < 90 || context.probe !== null || seen.get('headline-first')) return null
      const third = tokens[Math.floor(tokens.length * 0.34)]?.start ?? 0
      const early = plain.slice(0, third)
      const announced = find(ANNOUNCED, early)
      const first = headlineFeatures(facts, context)
      if (!announced && (first['scene'] !== 1 || words < 160)) return null
      const started = clauses.filter(({ start }) => start < third)
      const acts = actingClauses(started).filter(
        ({ subject, tense }) => subject === 'i' && tense === 'past',
      ).length
      const settled =
        started.filter(({ verbClass }) => verbClass === 'state').length / Math.max(1, started.length)
      const head = find(EARLY_POINT, early)
      if (!announced && (head || acts >= 3 || settled < 0.3)) return null
      return announced ?? find(SCENE, plain.slice(0, 400)) ?? find(POINT, plain, third)
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

import type { Facts } from '../facts/facts.ts'
import { find, phrases } from '../facts/phrases.ts'
import type { Detector } from './detector.ts'

/** What an opening answer to a question cannot well do without: a sign that it is about that kind of thing. */
const ABOUT: Readonly<Record<string, RegExp>> = {
  disagreement: phrases(
    '(?:disagree\\w*|conflict\\w*|argu\\w+|differ\\w*|clash\\w*|debate\\w*|push(?:ed|ing)? back|against|wanted|want|wants|preferred|said no|refused|insisted|object\\w*|convinc\\w+|persuad\\w+|thought|believed|opposed|fight|fought|opinion|agree\\w*|fair point|her worry|his worry|his point|her point|promised|right|wrong)',
  ),
  mistake: phrases(
    "(?:mistake\\w*|wrong\\w*|error|errors|fault|fail\\w*|broke\\w*|missed|forgot\\w*|deleted|leak\\w*|outage|down|lost|misjudg\\w+|underestimat\\w+|overestimat\\w+|assumed|should have|should've|didn't (?:check|test|ask|tell|read|realise|realize)|without (?:checking|testing|asking)|bug|crash\\w*|waived|never (?:checked|asked|tested)|apologi\\w+|regret\\w*|delay\\w*|late|screwed|messed|blew|hurt|rolled? (?:it )?back|off the screen|went out|big one|ripped|bad|blind)",
  ),
  'critical-feedback': phrases(
    '(?:feedback|critici\\w+|told me|told (?:him|her|them|my|the)|said (?:that )?(?:i|my|we)|review\\w*|complain\\w*|wrote that|honest\\w*|blunt\\w*|harsh\\w*|people (?:felt|thought|were)|comment\\w*|appraisal|360|survey|retro\\w*|one to one|one on one|from (?:our|my) (?:cto|ceo|boss|manager|director|lead)|i come across|too \\w+)',
  ),
  'customer-pain': phrases(
    '(?:customers?|clients?|users?|patients?|buyers?|sellers?|shoppers?|guests?|passengers?|students?|teachers?|parents?|drivers?|farmers?|merchants?|members?|subscribers?|residents?|tenants?|hospitals?|retailers?|people|pain|complain\\w*|nurses?|doctors?|tickets)',
  ),
  'data-decision': phrases(
    '(?:data|numbers?|analy\\w+|metrics?|measur\\w+|experiments?|a b|tests?|tested|logs?|figures|survey\\w*|statistics?|dashboards?|looked at|counted|percent|spreadsheet|sample|records|evidence|session recordings|pulled|watched|queries|trends?|rose|fell|revenue|clickstream)',
  ),
}
const CANNED = phrases(
  "(?:i'm very (?:proud|organi[sz]ed|passionate)|i pride myself|my greatest (?:strength|weakness)|i'm a (?:team player|hard worker|perfectionist|people person)|i am (?:passionate|very organi[sz]ed|a perfectionist|a team player)|(?:care|caring|work|working|worked|dedicated|committed) (?:too|so) (?:much|hard)|too (?:much )?(?:dedicated|perfectionist|committed|hard ?working|honest|passionate)|ultimately a strength|(?:for me|i think|i believe) (?:the most important|it's (?:very )?important|it is (?:very )?important)|the most important (?:thing )?(?:is|for me)|i (?:always|generally|usually) (?:make sure|try to|keep|treat|tell my|believe)|folks usually|people usually (?:want|ask)|this has helped me a lot|that's just who i am)",
)
/** Feedback that the speaker gave, where the question is about feedback got. */
const GIVEN = phrases(
  'i (?:\\w+ ){0,2}(?:give|gave|had to give|told|give out) (?:\\w+ ){0,5}(?:feedback|him|her|critical)',
)
const GOT = phrases(
  "(?:told me|said (?:that )?(?:i|my|we)|feedback (?:to|for|about|on) (?:me|my)|(?:gave|give|given|giving) me|about me|i (?:got|received|was told|was given|came across)|my (?:review|appraisal|360)|wrote (?:that|in my|me)|called me|you're|of me|i was (?:too|not|slow|rude|defensive|hard))",
)

/** How far an answer speaks of habits and opinions instead of something that happened; a trained model may weigh it. */
export function habitShare({ clauses }: Facts): number {
  const told = clauses.filter(({ subject }) => subject === 'i' || subject === 'we' || subject === 'others')
  return told.length === 0
    ? 0
    : told.filter(({ tense, modal }) => tense === 'present' || modal).length / told.length
}

/** An answer about something else than what was asked. */
export const relevance: readonly Detector[] = [
  {
    signal: 'off-question',
    detect: (facts, { question, probe }, seen) => {
      const { plain, words, sentences } = facts
      if (words < 24 || seen.get('no-example') || seen.get('asks-to-clarify')) return null
      const canned = find(CANNED, plain)
      const first = sentences[0] ? { start: sentences[0].start, end: sentences[0].end } : null
      if (canned && habitShare(facts) > 0.55 && !seen.get('stale-story')) return canned
      if (probe !== null || words < 40) return null
      if (canned && (question === 'mistake' || question === 'critical-feedback')) return canned
      if (question === 'critical-feedback' && !find(GOT, plain) && find(GIVEN, plain))
        return find(GIVEN, plain)
      const about = ABOUT[question]
      const isStrict =
        question === 'data-decision' || question === 'critical-feedback' || question === 'customer-pain'
      return about && isStrict && !find(about, plain) ? first : null
    },
  },
]

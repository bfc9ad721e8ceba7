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
  "(?:let me tell you about|i'd (?:like|love) to (?:talk|tell) (?:\\w+ )?about|i want to talk about|i'm very (?:proud|organi[sz]ed|passionate)|i pride myself|my greatest strength|i'm a (?:team player|hard worker|perfectionist|people person)|i am (?:passionate|very organi[sz]ed))",
)

/** An answer about something else than what was asked. */
export const relevance: readonly Detector[] = [
  {
    signal: 'off-question',
    detect: ({ plain, words }, { question, probe }, seen) => {
      if (probe !== null || words < 40 || seen.get('no-example') || seen.get('asks-to-clarify')) return null
      const about = ABOUT[question]
      if (about && !find(about, plain)) return { start: 0, end: plain.length }
      return find(CANNED, plain) && about === undefined ? find(CANNED, plain) : null
    },
  },
]

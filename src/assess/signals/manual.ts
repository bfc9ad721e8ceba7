import { onceFor } from '../facts/facts.ts'
import { find, findAll, phrases } from '../facts/phrases.ts'
import type { Span } from '../facts/phrases.ts'
import type { Detector } from './detector.ts'

const OFTEN =
  '(?:every|each) (?:single )?(?:day|morning|night|evening|week|friday|monday|tuesday|wednesday|thursday|saturday|sunday|weekend|month|shift|quarter|time|release|hour)'
const LOW_TECH =
  '(?:spreadsheets?|excel(?: sheets?)?|google sheets?|word docs?|whiteboard|notebook|logbook|ledger|clipboard|paper|printouts?|screenshots?|pen|pencil|ruler|post ?its?|sticky notes|shoebox|binder|folders?|whatsapp|phone|emails?|pdfs?|maps?|pins|stickers?|carbon copy|forms|registers?|index cards|a3|a4|list)'
const ROUTINE =
  '(?:cop(?:y|ied|ying)|past(?:e|ed|ing)|typ(?:e|ed|ing)|key(?:ed|ing)?(?= in)|enter(?:ed|ing)?|print(?:ed|s|ing)?|stapl(?:e|ed|ing)|scan(?:ned|ning)?|export(?:ed|ing)?|compar(?:e|ed|ing)|mark(?:ed|ing)?|tick(?:ed|ing)?|count(?:ed|ing)?|log(?:ged|ging)? (?:in ?to|on to)|connect(?:ed)? to|colou?r(?:ed|ing)?|phon(?:e|ed|ing)|r[ai]ng(?: up| round)?|call(?:ed|ing)?(?: up| round)?|text(?:ed|ing)?|messag(?:e|ed|ing)|email(?:ed|ing)?|open(?:ed|ing)?|check(?:ed|ing)?|renam(?:e|ed|ing)|sort(?:ed|ing)?|fill(?:ed|ing)? (?:in|out)|writ(?:e|ing) (?:down|out|it)|wrote (?:down|out)|read(?:ing)? through|(?:go|went|going) (?:through|round|around|over)|merg(?:e|ed|ing)|punch(?:ed|ing)?|sign(?:ed|ing)?|visit(?:ed|ing)?|collect(?:ed|ing)?|send(?:ing)?|sent|walk(?:ed|ing)? (?:round|around|the)|match(?:ed|ing)?|reconcil(?:e|ed|ing)|add(?:ed|ing)? up|transfer(?:red|ring)?|re ?typ(?:e|ed|ing))'
const BY_HAND = phrases(
  '(?:by hand|manually|by eye|with pen and paper|with a pen|with a pencil|with a ruler|on paper|handwritten|longhand|pen and paper|with (?:\\w+ )?(?:pins|highlighters?|stickers|markers?|colou?rs))',
  '(?:cop(?:y|ied|ying)|cut|cutting) (?:and |n )?past(?:e|ed|ing)',
  '(?!(?:day|step|little|side|bit|case|year|week|month|time|word|inch|two|face|back|hand|end|piece|drop|more|night|again|over|on|so|and|very|that) )([a-z]{3,12}) (?:by|for|after) \\1',
  're ?(?:typ|key)(?:ed|ing|e)',
  `${ROUTINE} (?:\\w+ ){0,6}(?:into|in|onto|to|from|on) (?:\\w+ ){0,3}${LOW_TECH}`,
)
const REPEATED = phrases(
  `${OFTEN} (?:\\w+ ){0,9}?(?:i|we|they|somebody|someone|one of us|she|he) (?:\\w+ ){0,3}?${ROUTINE}`,
  `(?:i|we) (?:\\w+ ){0,3}?${ROUTINE} (?:\\w+ ){0,9}?${OFTEN}`,
  `(?:i|we|myself) (?:\\w+ ){0,2}?${ROUTINE} (?:\\w+ ){0,4}?(?:each|every|every single|all (?:of )?the|all \\w+) (?:one |of )?(?:\\w+ ){0,4}(?:individually|myself|personally|in turn|separately|one at a time|with my own)`,
  `${ROUTINE} (?:\\w+ ){0,3}(?:each|every)(?: single| one| of the)* (?:\\w+ ){0,3}(?:myself|personally|by phone|in person)`,
  '(?:take|took|taking) screenshots|(?:i do|we do|we did|i did) (?:about |around |roughly |some )?{num} (?:\\w+ )?(?:a|per|each|every) (?:day|night|week|month|shift)|(?:about|around) {num} a (?:day|week|night|shift) i (?:do|did)',
  '(?:stayed|stay|sat|come in|came in) (?:late|up|until \\w+|early|weekends|saturdays|sundays|on \\w+days) (?:\\w+ ){0,5}(?:copying|typing|checking|entering|filling|updating|merging|counting|printing|calling)',
)
const AUTOMATED = phrases(
  "(?:automat(?:ed|es|ing) (?:it|that|this|the|them|most|all|what|everything|a)|(?:we|i|then|later|since|now|got|it's|is now|fully) automated|(?:wrote|built|made) (?:a|the|some|me a) (?:\\w+ ){0,2}(?:script|parser|bot|macro|cron|scraper)|now it's generated|now (?:the|a) (?:\\w+ )?(?:script|pipeline|system|tool|job|bot|machine|sensor|scanner) (?:does|checks|runs|handles|reads|sends)|no longer (?:by hand|manual|manually|have to)|instead of (?:\\w+ ){0,5}(?:by hand|manually|spreadsheet|copying|typing|paper)|used to (?:\\w+ ){0,6}(?:by hand|manually|copy|type|spreadsheet|take|paper)|replaced (?:the|a|our|all) (?:\\w+ ){0,3}(?:spreadsheet|manual|paper)|eliminat\\w+ (?:the )?(?:\\w+ )?manual|got rid of (?:the|all) (?:\\w+ )?(?:spreadsheet|manual|copying|paper)|(?:those|the|my) rules run|run(?:s)? (?:\\w+ ){0,5}by (?:itself|themselves))",
  "(?:on purpose|deliberate(?:ly)?|by design|couldn't (?:have )?(?:be )?automat\\w+|can't (?:be )?automat\\w+|could not automate|wasn't worth (?:automating|writing|building|a script)|not worth (?:automating|writing|a script)|automat\\w+ (?:it |that )?(?:would|wouldn't|was|wasn't|made|didn't|isn't)|(?:the |a )?(?:model|script|machine|computer|software|system|classifier|parser|algorithm|ocr|scanner) (?:\\w+ )?(?:can't|couldn't|would(?:n't)?|was wrong|gets it wrong)|only (?:need|needed|had) (?:it|to do it|to) (?:\\w+ )?(?:once|one time)|(?:one off|one time|just once|only once|it was once|once and never) ?(?:job|thing|count|exercise|task)?|(?:didn't|did not|don't|no) (?:have|had|get|got) (?:an? )?(?:api|access|budget|permission|export|tooling)|regulat(?:or|ion|ions|ory) (?:requires?|required|says|wants|insists?)|legally|by law|a (?:person|human) (?:has to|must|still|needs|there)|(?:i )?(?:tried|tested|looked at|considered) (?:\\w+ ){0,4}(?:script|automat\\w+|canned|bot|tool|ocr|cameras?))",
  "because (?:the|it|there|no|we|a|they) (?:\\w+ ){0,8}(?:no api|couldn't|can't|wouldn't|didn't allow|not allow|legally|blind|too few|corrupts?|inconsistent|different every|not in any system)",
)
const DENIED =
  /(?:not|n't|never|no longer|stop(?:ped)?|without|used to|instead of|rather than|tired of|error prone|sick of|were|was being|they|she|he|nurses|clerks|people|everybody)(?:[\s,]+[\w']+){0,5}[\s,]*$/

/** Places where work is done by hand, item for item, and whether the answer says why or ends it. */
export const manualOf = onceFor(({ plain }) => {
  const real = ({ start }: Span): boolean => !DENIED.test(plain.slice(Math.max(0, start - 44), start))
  return {
    byHand: findAll(BY_HAND, plain).filter(real),
    repeated: findAll(REPEATED, plain).filter(real),
    excused: findAll(AUTOMATED, plain).length,
  }
})

export const manual: readonly Detector[] = [
  {
    signal: 'manual-process',
    detect: (facts, { probe, bucket }) => {
      if (probe === 'why-not-automate') return null
      const { byHand, repeated, excused } = manualOf(facts)
      if (excused > 0) return null
      const isRoutine = find(phrasesOften, facts.plain) !== null
      const weight =
        byHand.length + repeated.length * 0.9 + (isRoutine ? 0.4 : 0) - (bucket === 'conflict' ? 1 : 0)
      return weight >= 1.3 ? (repeated[0] ?? byHand[0] ?? null) : null
    },
  },
]
const phrasesOften = phrases(
  OFTEN,
  '(?:a|per) (?:day|night|week|shift) i (?:do|did)',
  '(?:each|every) one',
  'all {num}',
)

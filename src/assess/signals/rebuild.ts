import { onceFor } from '../facts/facts.ts'
import { findAll, phrases } from '../facts/phrases.ts'
import type { Detector } from './detector.ts'

const AGAIN =
  '(?:re ?wr(?:ote|ite|itten|iting|ites)|re ?buil(?:t|d|ding)|re ?architect(?:ed|ing|ure|ured)?|re ?design(?:ed|ing)?|re ?platform(?:ed|ing)?|re ?engineer(?:ed|ing)?|re ?implement(?:ed|ing)?|re ?did|redid|re ?d(?:oing|one)|re ?ma(?:de|ke)|overhaul(?:ed|ing)?|replac(?:ed|ing|e)|migrat(?:ed|ing))'
const AWAY =
  '(?:thr(?:ew|ow|own|owing)|chuck(?:ed)?|bin(?:ned)?|scrapp(?:ed|ing)|ditch(?:ed)?|dump(?:ed)?|ripp(?:ed|ing)|rip|tore|torn|tear|delet(?:ed|ing)|retir(?:ed|ing)|switch(?:ed)? off|demolish(?:ed)?|junk(?:ed)?|decommission(?:ed)?)'
const WHOLE =
  '(?:whole|entire|complete|full|all of (?:it|them|ours|that)|everything|every (?:single )?\\w+|(?:the |a )?lot|all (?:five|the|our|three|four))'
const SYSTEM =
  '(?:thing|systems?|platform|stack|back ?end|front ?end|codebase|code base|code|application|app|service|services|architecture|monolith|pipeline|product|site|website|infrastructure|engine|database|portal|network|erp|software|core|gateway|warehouse|office|till|server|engine|netcode|online|intranet|process|line|setup|model|framework|mainframe|catalogue|ledger|program|programme|booking|billing)'
const REBUILD = phrases(
  `${AGAIN} (?:\\w+ ){0,4}?(?:the |our |its |that |their |my )?${WHOLE} (?:\\w+ ){0,4}?(?:${SYSTEM}|new|from|in|with|as|was|so|again)`,
  `${AGAIN} (?:it |that |them |the \\w+ |our \\w+ )?(?:completely|entirely|totally|top to bottom|end to end|from (?:scratch|zero|the ground up|the ground|nothing|a clean slate|the bottom|top to bottom)|ground up)`,
  `(?:built|build|building|wr(?:ote|ite|itten)|made|make|made us|do|did|start(?:ed)?|began|create|created|code|coded|designed|design|develop(?:ed)?) (?:\\w+ ){0,8}?(?:from (?:scratch|zero|the ground up|the ground|nothing|a clean slate|the bottom|ground up|a blank)|from a blank|ground up|all over|over again|(?:it|everything|all|them) (?:all )?again|anew|a new one|new ones?)`,
  `${AWAY} (?:it |the |our |that |out |away |down )*(?:\\w+ ){0,2}?(?:${WHOLE}|old|legacy|existing|monolith) (?:\\w+ ){0,4}(?:out|away|and|down|with|completely|off|system|stack|engine|code|one)?`,
  `${AWAY} (?:\\w+ ){1,4}(?:out|away|down|off) (?:completely|entirely|totally|altogether|and (?:\\w+ ){0,2}(?:built|wrote|made|started|began))`,
  `(?:old|existing|legacy|previous) (?:\\w+ ){0,2}(?:was|were|is|got) (?:\\w+ )?(?:thrown|replaced|scrapped|torn|ripped|binned|demolished|switched off)`,
  '(?:the |a |our )?(?:full|complete|total|ground up|whole|big bang|entire) (?:re ?write|re ?build|re ?architecture|re ?design|re ?platform(?:ing)?|overhaul|replacement|migration)',
  're ?architect(?:ed|ing) (?:the|our|their|that|it|everything|all|how)',
  '(?:broke|split|carved|moved|migrated|decomposed|converted|broken|splitting|moving|migrating|breaking) (?:up )?(?:the|our|that|a|everything|from) (?:\\w+ ){0,3}(?:monolith|mainframe)(?: (?:\\w+ ){0,3}(?:into|to|onto|microservices|services))?',
  'nothing (?:of the (?:old|original) (?:\\w+ ){0,3})?(?:was|got|is|were|remains?|remained|stayed) ?(?:kept|left|saved|the same)?(?= |$)',
  "(?:did not|didn't|don't) (?:keep|leave|reuse) (?:one|a single|a|any) (?:line|screw|brick|table|file|screen|piece|bit)",
  '(?:replac(?:ed|ing)|changed|redid|threw (?:away|out)|throw (?:away|out)|thr(?:ew|ow)|rewrote|rebuilt|did) (?:literally |absolutely |just )?(?:everything|all of it|the lot|the whole lot)(?: away| out)?|everything (?:from )?(?:new|zero|scratch)',
  '(?:new (?:\\w+ ){1,3}){2}new \\w+|from a monolith to|(?:started|start) (?:over|again from)|clean slate|tabula rasa|greenfield rewrite|all new',
)
const REFUSED =
  /(?:instead of|rather than|without|not|n't|never|lobbying for|wanted?|wanting|wants|no need to|avoid(?:ed|ing)?|against|proposed|proposal|quoted|suggest(?:ed|ing|ion)?|tempted to|could have|would have|asking for|asked for|pushing for|pushed for|about|talk of|idea (?:was|of)|said|quote for|plan (?:was|to)|option(?:s)?|answer was|recommended|offered|pitch(?:ed)?|considered|consultants?|thought (?:of|about)|would|nobody|no to)(?:[\s,]+[\w']+){0,5}[\s,]*$/
const REFUSED_AFTER =
  /^[^.!?]{0,80}?(?:i said no|no to that|rejected|refused|turned (?:it|that) down|was (?:never|not) (?:built|needed)|never (?:built|happened|got)|i was against|wrote the paper against|didn't go near)/
const SMALL_PART =
  /^[\s,]*(?:[\w']+[\s,]+){0,2}(?:function|method|query|script|wrapper|page|email|paragraph|test|class|line|step|config|sentence|letter|slide|form|document|section|report|agenda|policy|rota|roster|sheet|plan|note|copy|article|chapter|recipe|menu|slide|deck|queries)(?![a-z])/

/** Places where a whole system is done anew; proposals and refusals are left out. */
export const rebuildsOf = onceFor(({ plain }) =>
  findAll(REBUILD, plain).filter(
    ({ start, end }) =>
      !REFUSED.test(plain.slice(Math.max(0, start - 60), start)) &&
      !REFUSED_AFTER.test(plain.slice(end, end + 110)) &&
      !SMALL_PART.test(plain.slice(end, end + 40)),
  ),
)

export const rebuild: readonly Detector[] = [
  {
    signal: 're-architecture',
    detect: (facts, { bucket }) => (bucket === 'conflict' ? null : (rebuildsOf(facts)[0] ?? null)),
  },
]

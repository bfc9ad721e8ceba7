/** A stretch of the text, UTF-16 offsets, end exclusive. */
export interface Span {
  start: number
  end: number
}

// Every repetition is bounded: a pattern's work grows with the text and not faster.
const SPACE = String.raw`[\s,]{1,24}`
const MAYBE_SPACE = String.raw`[\s,]{0,24}`
const WORD = String.raw`[\w'%$-]{1,40}(?:\.\d{1,9})?`

const MACROS: Readonly<Record<string, string>> = {
  be: "(?:am|is|are|was|were|be|been|being|'s|'re|'m)",
  not: "(?:not|never|no|nobody|none|hardly|barely|\\w{2,9}n't|cannot|can't|don't|didn't)",
  my: '(?:my|our|the|a|an|his|her|their|this|that)',
  own: '(?:my|our)',
  they: '(?:he|she|they|it)',
  them: '(?:him|her|them)',
  modal: "(?:would|could|should|might|will|can|may|must|'d|'ll)",
  adv: '(?:actually|really|just|then|also|even|finally|eventually|personally|basically|literally|honestly|quickly|simply|first|later|still|already|myself|probably)',
  time: '(?:seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|weekends?|months?|sprints?|quarters?|years?)',
  few: '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|an|single|couple(?: of)?|few|[1-9]|1[0-4])',
  num: '(?:\\d[\\d.,]{0,12}\\w{0,2}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|several|(?:a )?couple(?: of)?|(?:a )?few)(?: (?:and |point )?(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|odd|or so|a half)){0,4}',
  noone:
    '(?:nobody|no one|noone|not (?:one|a single|any)|none|hardly (?:any|anyone|anybody)|neither|nothing)',
  people:
    '(?:teams?|squads?|groups?|guys|folks|people|departments?|depts?|offices?|branch(?:es)?|sites?|schools?|units?|plants?|stores?|shops?|companies|wards?|clinics?|labs?|hospitals?|stations?|depots?|factories|districts?|regions?|countries|markets|restaurants?|kitchens?|schools|farms?|farmers|studios?|projects?|services|nurses|drivers|teachers|managers|engineers|developers|designers|colleagues|crews?|shifts?|families|partners|agencies|hotels?|banks?|desks?|bureaus?|libraries|cities|towns|councils?|streams|pods?|tribes?|chapters|centres?|centers?)',
  client:
    '(?:customers?|clients?|accounts?|users?|patients?|guests?|tenants?|residents?|members?|subscribers?|suppliers?|vendors?|partners?|sponsors?|dealers?|merchants?|buyers?|retailers?|hospitals?|chains?|banks?|cooperatives?|unions?|airlines?|parents?|students?|families|donors?|owners?|passengers?|farmers?|agents?|brokers?|schools?|shops?|contractors?|publishers?|operators?|distributors?|carmakers?|ministry|council|government|landlord|family|hotel|school)',
  group:
    '(?:team|teams|group|guys|folks|people|department|dept|org|side|lot|squad|crew|office|unit|division|committee|board|branch|vendor|supplier|contractor|contractors|agency|client|partner)',
}

/**
 * One pattern out of lines of words. A space stands for any gap between words, `_` for up to three words and `__` for
 * up to eight (each with the space after it), `{name}` for a named class; the rest is a regular expression's own syntax.
 */
export function phrases(...lines: readonly string[]): RegExp {
  const body = lines.map(compile).join('|')
  return new RegExp(`(?<![\\w'])(?:${body})(?:(?!\\w)|(?<=[\\s,]))`, 'g')
}

function compile(line: string): string {
  return line
    .replace(/\{([a-z]+)\}/g, (whole, name: string) => MACROS[name] ?? whole)
    .replace(/(?<![\w\\])__ /g, `(?:${WORD}${SPACE}){0,8}?`)
    .replace(/(?<![\w\\])_ /g, `(?:${WORD}${SPACE}){0,3}?`)
    .replaceAll(' ?', MAYBE_SPACE)
    .replaceAll(' ', SPACE)
}

/** The first place from `from` on where the pattern stands, or null. */
export function find(pattern: RegExp, plain: string, from = 0): Span | null {
  pattern.lastIndex = from
  const found = pattern.exec(plain)
  return found ? { start: found.index, end: found.index + found[0].length } : null
}

/**
 * Every place where the pattern, a global one, stands, in order, without overlaps.
 * @throws TypeError where the pattern is not global
 */
export function findAll(pattern: RegExp, plain: string): Span[] {
  if (!pattern.global) throw new TypeError(`${pattern.source} is not global`)
  const places: Span[] = []
  // Not matchAll: it compiles a copy of the pattern, and again whenever the engine has tidied the last copy away.
  for (let at = 0; at <= plain.length;) {
    const place = find(pattern, plain, at)
    if (!place) break
    places.push(place)
    at = place.end > place.start ? place.end : place.end + 1
  }
  return places
}

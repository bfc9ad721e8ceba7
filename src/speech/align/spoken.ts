import { amountWays } from './amounts.ts'
import { distinct, integerWays } from './numbers.ts'
import { entryOf } from './table.ts'

/** A word of a text, and how it may be said. */
export interface SpokenWord {
  /** UTF-16 offsets into the text, end exclusive. */
  start: number
  end: number
  /** Ways of saying it, each as lower-case words; none where nothing is known of its sound, as in other scripts. */
  ways: string[][]
}

/** What stands in texts and is not said: tags, and where links lead. */
const UNSAID = /<\/?[a-z][^<>]{0,200}>|\]\([^()\s]{0,500}\)|\bhttps?:\/\/\S+/giu

/** Words as a reader sees them: what stands between spaces, dashes and dots. */
const CHUNK = /(?:(?!--|\.\.)[^\s—–…])+/gu

/** What may stand around a word and is not said. Signs of money, plus and minus before a number are. */
const EDGES = /^[^\p{L}\p{N}$£€¥%&@+\-−=.]+|[^\p{L}\p{N}%&@+=]+$/gu

const signs: Readonly<Record<string, string[][]>> = {
  '&': [['and']],
  '%': [['percent']],
  '+': [['plus'], ['and']],
  '=': [['equals']],
  '@': [['at']],
}

/** Letters, by the name that they have in the dictionary. */
const letterNames = (letters: string): string[] => Array.from(letters.toLowerCase(), (letter) => `${letter}.`)

/** The words of a text that are said, in order. */
export function spokenWords(text: string): SpokenWord[] {
  // Blanked out to its length, so that offsets stay.
  const said = text.replace(UNSAID, (found) => ' '.repeat(found.length))
  const words: SpokenWord[] = []
  for (const { 0: chunk, index } of said.matchAll(CHUNK)) {
    const inner = trimmed(chunk)
    if (!inner) continue
    words.push({
      start: index + inner.from,
      end: index + inner.to,
      ways: waysOf(chunk.slice(inner.from, inner.to)),
    })
  }
  return words
}

/** The word within its marks; null where there is none. */
function trimmed(chunk: string): { from: number; to: number } | null {
  let [from, to] = [0, chunk.length]
  for (const { 0: edge, index } of chunk.matchAll(EDGES)) {
    if (index === 0) from = edge.length
    if (index + edge.length === chunk.length) to = index
  }
  const core = () => chunk.slice(from, to)
  // A sign that begins no number, and one that ends none, is a mark, but where it stands alone.
  while (to - from > 1 && /^[+\-−.&@=%]/u.test(core()) && !startsAmount(core())) from++
  while (to - from > 1 && /[+&@=]$/u.test(core()) && !/\d.*\+$|^[a-z]\+\+$/iu.test(core())) to--
  return /[\p{L}\p{N}]/u.test(core()) || core() in signs ? { from, to } : null
}

const startsAmount = (text: string) => /^[-−+]?[$£€¥]?[-−+]?\.?\d/u.test(text)

/** Ways that one word may be said in, at most; a word of many parts has too many to try them all. */
const mostWays = 8
/** A longer stretch without a space is no word. */
const longestWord = 60

function waysOf(word: string): string[][] {
  if (word.length > longestWord) return []
  const sign = entryOf(signs, word)
  if (sign) return sign
  const amount = amountWays(word)
  if (amount) return amount
  const special = timeWays(word) ?? fractionWays(word) ?? vulgarWays(word) ?? rangeWays(word)
  if (special) return special
  return combined(
    word
      .split(/([&@+=%])|[^\p{L}\p{M}\p{N}'’.$£€¥,]+/u)
      .filter(isSaid)
      .map(partWays),
  ).slice(0, mostWays)
}

const isSaid = (part: string | undefined): part is string =>
  part !== undefined && (part in signs || /[\p{L}\p{N}]/u.test(part))

/** One part of a word: between hyphens, slashes and the like. */
function partWays(part: string): string[][] {
  const sign = entryOf(signs, part)
  if (sign) return sign
  const core = part.replace(/^[.,'’]+|[.,'’]+$/gu, '')
  const amount = amountWays(core)
  if (amount) return amount
  const latin = plainLatin(core)
  if (latin === null) return []
  if (/\d/.test(latin)) return mixedWays(latin)
  if (/^(?:[a-z]\.)+[a-z]$/i.test(latin))
    return [letterNames(latin.replaceAll('.', '')), [`${latin.toLowerCase()}.`]]
  return combined(latin.split(/[.,]/).filter(Boolean).map(lettersWays))
}

/** "9:30", "10:05am". */
function timeWays(word: string): string[][] | null {
  const [, hours, minutes, half] = /^(\d{1,2}):(\d\d)(am|pm)?$/i.exec(word) ?? []
  if (hours === undefined || minutes === undefined) return null
  const [hour = []] = integerWays(hours.replace(/^0(?=\d)/, ''))
  const [minute = []] = minutes.startsWith('0') ? integerWays(minutes).slice(-1) : integerWays(minutes)
  const ways = minutes === '00' ? [hour, [...hour, "o'clock"]] : [[...hour, ...minute]]
  return half === undefined
    ? ways
    : ways.map((way) => [...way, half.toLowerCase() === 'am' ? 'a.m.' : 'p.m.'])
}

const halves: Readonly<Record<string, string[][]>> = {
  '1/2': [['a', 'half'], ['one', 'half'], ['half']],
  '1/3': [
    ['a', 'third'],
    ['one', 'third'],
  ],
  '2/3': [['two', 'thirds']],
  '1/4': [['a', 'quarter'], ['one', 'quarter'], ['one', 'fourth'], ['quarter']],
  '3/4': [
    ['three', 'quarters'],
    ['three', 'fourths'],
  ],
}

function fractionWays(word: string): string[][] | null {
  const [, above, below] = /^(\d+)\/(\d+)$/.exec(word) ?? []
  if (above === undefined || below === undefined) return null
  const [over = []] = integerWays(above)
  const [under = []] = integerWays(below)
  return [
    ...(entryOf(halves, word) ?? []),
    [...over, ...under],
    [...over, 'over', ...under],
    [...over, 'of', ...under],
  ]
}

const vulgar: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
}

/** "½", "3½". */
function vulgarWays(word: string): string[][] | null {
  const [, whole = '', part = ''] = /^(\d*)([½⅓⅔¼¾])$/u.exec(word) ?? []
  const ways = entryOf(halves, entryOf(vulgar, part) ?? '')
  if (!ways) return null
  const [before] = whole === '' ? [] : integerWays(whole)
  return before ? ways.map((way) => [...before, 'and', ...way]) : ways
}

/** "10-15%", "$3–5M" (the dash being a hyphen here). */
function rangeWays(word: string): string[][] | null {
  const [, from, to] = /^([$£€¥]?[\d.,]+[a-z%]{0,3})-([$£€¥]?[\d.,]+[a-z%]{0,3})$/iu.exec(word) ?? []
  const [first, second] = [amountWays(from ?? ''), amountWays(to ?? '')]
  if (!first || !second) return null
  const pairs = first.slice(0, 2).flatMap((a) => second.slice(0, 2).map((b) => [a, b] as const))
  return distinct(
    pairs.flatMap(([a, b]) => [
      [...a, 'to', ...b],
      [...a, ...b],
    ]),
  ).slice(0, mostWays)
}

/** Letters without their accents; null where the part has letters of other scripts. */
function plainLatin(part: string): string | null {
  const plain = part
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('’', "'")
    .replaceAll('ß', 'ss')
    .replace(/[Øø]/g, 'o')
    .replace(/[Ææ]/g, 'ae')
    .replace(/[Łł]/g, 'l')
    .replace(/[Đđ]/g, 'd')
  return /^[a-z\d'.,]+$/i.test(plain) ? plain : null
}

/** "k8s", "v2", "p99", "Q3": runs of letters and of digits. */
const mixedWays = (part: string): string[][] =>
  combined(
    (part.match(/\d+|[a-z']+/gi) ?? []).map((run) =>
      /\d/.test(run)
        ? integerWays(run)
        : run.length <= 2
          ? [letterNames(run.replaceAll("'", '')), [run.toLowerCase()]]
          : lettersWays(run),
    ),
  ).slice(0, mostWays)

/** A run of letters: as a word, as the words that it is joined from, letter by letter where it is in capitals. */
function lettersWays(letters: string): string[][] {
  const word = letters.toLowerCase()
  const joints = letters.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
  const ways = word.length === 1 ? [[word], letterNames(word)] : [[word]]
  if (joints.length > 1) ways.push(joints.map((joint) => joint.toLowerCase()))
  const [, capitals, ending = ''] = /^([A-Z]{2,6})('?s)?$/.exec(letters) ?? []
  if (capitals !== undefined)
    ways.push([
      ...letterNames(capitals).slice(0, -1),
      `${capitals.at(-1)?.toLowerCase()}.${ending === '' ? '' : "'s"}`,
    ])
  if (word.includes("'")) ways.push(word.split("'").filter(Boolean))
  return distinct(ways)
}

/** All ways of saying one part after the other; none where a part cannot be said. */
function combined(parts: readonly string[][][]): string[][] {
  if (parts.length === 0 || parts.some((ways) => ways.length === 0)) return []
  return parts.reduce<string[][]>(
    (before, ways) => before.flatMap((said) => ways.map((way) => [...said, ...way])).slice(0, mostWays),
    [[]],
  )
}

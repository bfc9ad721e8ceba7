import { decimalWays, distinct, integerWays, ordinalWays } from './numbers.ts'
import { entryOf } from './table.ts'

/** Ways that a written amount may be said in. More would make the search slow and are hardly ever said. */
const mostWays = 8

const scaleWords: Readonly<Record<string, readonly string[]>> = {
  k: ['thousand', 'k.'],
  m: ['million', 'm.'],
  mm: ['million'],
  mn: ['million'],
  mil: ['million'],
  b: ['billion', 'b.'],
  bn: ['billion'],
  t: ['trillion', 't.'],
}

const unitWords: Readonly<Record<string, readonly string[]>> = {
  '%': ['percent'],
  x: ['times', 'x.'],
  ms: ['milliseconds', 'millisecond'],
  s: ['seconds', 'second', 's.'],
  sec: ['seconds', 'second'],
  secs: ['seconds'],
  min: ['minutes', 'minute'],
  mins: ['minutes'],
  h: ['hours', 'hour'],
  hr: ['hours', 'hour'],
  hrs: ['hours'],
  d: ['days', 'day', 'd.'],
  kb: ['kilobytes', 'kilobyte'],
  mb: ['megabytes', 'megabyte'],
  gb: ['gigabytes', 'gigabyte'],
  tb: ['terabytes', 'terabyte'],
  km: ['kilometers', 'kilometer'],
  kg: ['kilograms', 'kilogram'],
  am: ['a.m.'],
  pm: ['p.m.'],
  'a.m': ['a.m.'],
  'p.m': ['p.m.'],
}

const money: Readonly<Record<string, readonly [many: string, one: string, small: string]>> = {
  $: ['dollars', 'dollar', 'cents'],
  '£': ['pounds', 'pound', 'pence'],
  '€': ['euros', 'euro', 'cents'],
  '¥': ['yen', 'yen', ''],
}

const AMOUNT = /^([$£€¥])?([-−+])?([$£€¥])?(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d+))?([a-z.%]*?)(\+)?$/iu

/**
 * The ways of saying a number with what belongs to it ("$4.5M", "30%", "200ms", "3rd", "1999"), the likeliest first.
 * Null where the text is no such thing. The text has no space in it, and no stop or comma at its end.
 */
export function amountWays(text: string): string[][] | null {
  const found = AMOUNT.exec(text)
  if (!found) return null
  const [, before, sign, after, whole, fraction, suffix = '', plus] = found
  if (whole === undefined && fraction === undefined) return null
  const digits = (whole ?? '').replaceAll(',', '')
  const unit = suffix.toLowerCase()
  const number =
    fraction === undefined
      ? integerWays(digits, whole?.includes(',') || before !== undefined || after !== undefined)
      : decimalWays(digits, fraction)
  const currency = entryOf(money, before ?? after ?? '')
  const ways = currency
    ? moneyWays(number, currency, { digits, fraction, unit })
    : measuredWays(number, { digits, fraction, unit })
  if (!ways) return null
  const signed =
    sign === undefined ? ways : ways.flatMap((way) => signWords(sign).map((word) => [word, ...way]))
  const ended = plus === undefined ? signed : signed.map((way) => [...way, 'plus'])
  return distinct(ended).slice(0, mostWays)
}

const signWords = (sign: string) => (sign === '+' ? ['plus'] : ['minus', 'negative'])

interface Written {
  digits: string
  fraction: string | undefined
  unit: string
}

function moneyWays(
  number: string[][],
  [many, one, small]: readonly [string, string, string],
  { digits, fraction, unit }: Written,
): string[][] | null {
  if (unit !== '' && !(unit in scaleWords)) return null
  const scales = entryOf(scaleWords, unit)
  if (scales)
    return scales.flatMap((scale) =>
      number.slice(0, 2).flatMap((way) => [
        [...way, scale, many],
        [...way, scale],
      ]),
    )
  if (fraction?.length === 2 && small !== '') {
    const [whole = []] = integerWays(digits === '' ? '0' : digits, true)
    const [cents = []] = integerWays(fraction)
    const name = Number(digits) === 1 ? one : many
    if (fraction === '00') return [[...whole, name]]
    return [
      [...whole, name, ...cents],
      [...whole, name, 'and', ...cents, small],
      [...whole, name, ...cents, small],
      [...whole, ...cents],
    ]
  }
  const name = digits === '1' && fraction === undefined ? one : many
  return number.flatMap((way) => [[...way, name], way])
}

function measuredWays(number: string[][], { digits, fraction, unit }: Written): string[][] | null {
  if (unit === '') return number
  if (/^(st|nd|rd|th)$/.test(unit)) return fraction === undefined ? ordinalWays(digits) : null
  // "1990s", "20s": the decade is likelier than seconds.
  if (unit === 's' && fraction === undefined && /^(\d\d)?[1-9]0$/.test(digits)) {
    const plural = number.map((way) => [...way.slice(0, -1), pluralOf(way.at(-1) ?? '')])
    return [...plural.toReversed(), ...number.map((way) => [...way, 'seconds'])]
  }
  const words = entryOf(scaleWords, unit) ?? entryOf(unitWords, unit)
  if (!words) return null
  return words.flatMap((word) => number.slice(0, 3).map((way) => [...way, word]))
}

const pluralOf = (word: string) => (word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`)

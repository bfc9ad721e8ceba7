/** Numbers as they are said. All words are lower-case English; `ways` come with the likeliest first. */

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = ',,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(',')
const scales = ['', 'thousand', 'million', 'billion', 'trillion']

/** Digits of the largest number that is said as one; longer ones are said digit by digit. */
const longest = scales.length * 3

const below100 = (n: number): string[] =>
  n < 20 ? [small[n] ?? ''] : [tens[Math.floor(n / 10)] ?? '', ...(n % 10 === 0 ? [] : [small[n % 10] ?? ''])]

function below1000(n: number, and: boolean): string[] {
  if (n < 100) return below100(n)
  const rest = n % 100
  const hundreds = [small[Math.floor(n / 100)] ?? '', 'hundred']
  return rest === 0 ? hundreds : [...hundreds, ...(and ? ['and'] : []), ...below100(rest)]
}

/** "four hundred [and] eighty seven thousand". `digits` holds up to 15 digits and nothing else. */
function cardinal(digits: string, and = false): string[] {
  const groups = digits.replace(/^0+(?=\d)/, '').match(/\d{1,3}(?=(\d{3})*$)/g) ?? ['0']
  const words = groups.flatMap((group, i) => {
    const scale = scales[groups.length - 1 - i] ?? ''
    return Number(group) === 0 ? [] : [...below1000(Number(group), and), ...(scale === '' ? [] : [scale])]
  })
  return words.length === 0 ? ['zero'] : words
}

const oneByOne = (digits: string, zero: 'zero' | 'oh'): string[] =>
  Array.from(digits, (digit) => (digit === '0' ? zero : (small[Number(digit)] ?? '')))

/** "twenty nineteen", "nineteen oh five", "four oh four", "fifteen hundred"; null where it is not said in pairs. */
function inPairs(digits: string): string[] | null {
  if (digits.length < 3 || digits.length > 4 || digits.startsWith('0')) return null
  const [head, tail] = [Number(digits.slice(0, -2)), digits.slice(-2)]
  if (tail === '00') return head % 10 === 0 ? null : [...below100(head), 'hundred']
  return [...below100(head), ...(tail.startsWith('0') ? oneByOne(tail, 'oh') : below100(Number(tail)))]
}

/** The ways of saying a whole number; `grouped` where it was written with commas, and so is no year or code. */
export function integerWays(digits: string, grouped = false): string[][] {
  if (digits.length > longest) return [oneByOne(digits, 'zero'), oneByOne(digits, 'oh')]
  const ways = [cardinal(digits), cardinal(digits, true)]
  const pairs = grouped ? null : inPairs(digits)
  if (pairs) ways.push(pairs)
  if (!grouped && digits.length >= 3) ways.push(oneByOne(digits, 'oh'), oneByOne(digits, 'zero'))
  if (!grouped && digits.length === 2 && digits.startsWith('0')) ways.push(oneByOne(digits, 'oh'))
  if (/^1(0{2}|0{3}|0{6})$/.test(digits)) ways.push(['a', ...cardinal(digits).slice(1)])
  return distinct(ways)
}

/** "three point five"; the fraction digit by digit. */
export const decimalWays = (whole: string, fraction: string): string[][] =>
  distinct([
    [...cardinal(whole === '' ? '0' : whole), 'point', ...oneByOne(fraction, 'zero')],
    ...(Number(whole) === 0 ? [['point', ...oneByOne(fraction, 'zero')]] : []),
    [...cardinal(whole === '' ? '0' : whole), 'point', ...oneByOne(fraction, 'oh')],
    ...(fraction.length === 2 && !fraction.startsWith('0')
      ? [[...cardinal(whole === '' ? '0' : whole), 'point', ...below100(Number(fraction))]]
      : []),
  ])

const irregular: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}

/** "twenty first". */
export function ordinalWays(digits: string): string[][] {
  if (digits.length > longest) return []
  return distinct([cardinal(digits), cardinal(digits, true)]).map((words) => {
    const last = words.at(-1) ?? ''
    const ordinal = irregular[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)
    return [...words.slice(0, -1), ordinal]
  })
}

/** Each way once, in order. */
export function distinct(ways: readonly string[][]): string[][] {
  const seen = new Set<string>()
  return ways.filter((way) => {
    const key = way.join(' ')
    if (way.length === 0 || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

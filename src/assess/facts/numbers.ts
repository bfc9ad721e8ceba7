import type { Token } from './tokens.ts'

/** A number as it was said: tokens from `from` to `to` (exclusive). */
export interface SpokenNumber {
  value: number
  from: number
  to: number
  /** Has a scale word from a thousand up, said or written ("2M", "20k"). */
  scaled: boolean
  /** Currency sign, percent sign or unit letters that were written on the number itself. */
  sign: string
  /** Said or written as a year would be ("twenty nineteen", 2019). */
  yearLike: boolean
  ordinal: boolean
}

const SMALL = new Map<string, number>(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
)
const TENS = new Map<string, number>(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, at) => [word, 20 + at * 10]),
)
TENS.set('fourty', 40)
const SCALES = new Map<string, number>([
  ['thousand', 1e3],
  ['grand', 1e3],
  ['k', 1e3],
  ['lakh', 1e5],
  ['lakhs', 1e5],
  ['lac', 1e5],
  ['million', 1e6],
  ['mil', 1e6],
  ['mill', 1e6],
  ['mio', 1e6],
  ['crore', 1e7],
  ['crores', 1e7],
  ['billion', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
])
const SUFFIXES = new Map<string, number>([
  ['k', 1e3],
  ['m', 1e6],
  ['mm', 1e6],
  ['mn', 1e6],
  ['mil', 1e6],
  ['b', 1e9],
  ['bn', 1e9],
])
const VAGUE = new Map<string, number>([
  ['dozen', 12],
  ['dozens', 24],
  ['couple', 2],
  ['hundreds', 300],
  ['thousands', 3000],
  ['millions', 3e6],
  ['billions', 3e9],
])
const FRACTIONS = new Map<string, number>([
  ['half', 1 / 2],
  ['third', 1 / 3],
  ['thirds', 1 / 3],
  ['quarter', 1 / 4],
  ['quarters', 1 / 4],
  ['fifth', 1 / 5],
  ['fifths', 1 / 5],
  ['tenth', 1 / 10],
  ['tenths', 1 / 10],
])
const ORDINALS = new Set(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' '),
)

/** Every number of the tokens, left to right. */
export function numbersOf(tokens: readonly Token[]): SpokenNumber[] {
  const found: SpokenNumber[] = []
  let at = 0
  while (at < tokens.length) {
    const number = numberAt(tokens, at)
    if (number) found.push(number)
    at = number ? number.to : at + 1
  }
  return found
}

function numberAt(tokens: readonly Token[], from: number): SpokenNumber | null {
  const word = tokens[from]?.text ?? ''
  if (tokens[from]?.kind === 'number') return writtenAt(tokens, from)
  if (ORDINALS.has(word) && word !== 'second' && word !== 'third') return plainNumber(1, from, from + 1, true)
  if (word === 'half' || word === 'quarter') return fractionOfScale(tokens, from, from)
  if (word === 'a' || word === 'an') return articleAt(tokens, from)
  const vague = VAGUE.get(word)
  if (vague !== undefined) return scaleUp(tokens, from, skipOf(tokens, from + 1), vague)
  if (SMALL.has(word) || TENS.has(word) || (word === 'point' && SMALL.has(tokens[from + 1]?.text ?? '')))
    return spokenAt(tokens, from)
  return null
}

function plainNumber(value: number, from: number, to: number, ordinal = false): SpokenNumber {
  return { value, from, to, scaled: false, sign: '', yearLike: false, ordinal }
}

function skipOf(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === 'of' && SCALES.has(tokens[at + 1]?.text ?? '') ? at + 1 : at
}

/** "a million and a half", "a couple of hundred", "a dozen", "a third", "a quarter of a million". */
function articleAt(tokens: readonly Token[], from: number): SpokenNumber | null {
  const next = tokens[from + 1]?.text ?? ''
  if (next === 'half' || next === 'quarter') {
    return next === 'quarter' && tokens[from + 2]?.text !== 'of' && tokens[from + 2]?.text !== 'million'
      ? null
      : fractionOfScale(tokens, from, from + 1)
  }
  if (next === 'third' || next === 'fifth' || next === 'tenth') {
    if (
      tokens[from + 2]?.kind === 'word' &&
      !['of', 'in', 'on', 'less', 'more', 'faster'].includes(tokens[from + 2]?.text ?? '')
    )
      return null
    return plainNumber(FRACTIONS.get(next) ?? 0, from, from + 2)
  }
  if (next === 'couple' || next === 'dozen') {
    return scaleUp(tokens, from, skipOf(tokens, from + 2), VAGUE.get(next) ?? 0)
  }
  if (next === 'few' && (SCALES.has(tokens[from + 2]?.text ?? '') || tokens[from + 2]?.text === 'hundred'))
    return scaleUp(tokens, from, from + 2, 3)
  if (next === 'hundred' || next === 'thousand') {
    const number = spokenAt(tokens, from, 1)
    if (number) return number
  }
  if (next === 'hundred' || SCALES.has(next)) return scaleUp(tokens, from, from + 1, 1)
  return null
}

/** "half a million", "half of it", "three quarters of a million" (from its second word). */
function fractionOfScale(tokens: readonly Token[], from: number, at: number, times = 1): SpokenNumber | null {
  const value = (FRACTIONS.get(tokens[at]?.text ?? '') ?? 0) * times
  let next = at + 1
  if (tokens[next]?.text === 'of') next++
  if (tokens[next]?.text === 'a') next++
  const scale = SCALES.get(tokens[next]?.text ?? '')
  if (scale) return { ...plainNumber(value * scale, from, next + 1), scaled: true }
  if (tokens[at]?.text === 'quarter') return null
  return plainNumber(value, from, at + 1)
}

function writtenAt(tokens: readonly Token[], from: number): SpokenNumber | null {
  const match = /^([$€£¥₹₦]?)(\d[\d,]*(?:\.\d+)?)([a-z%]*)$/.exec(tokens[from]?.text ?? '')
  if (!match) return null
  const [, currency = '', digits = '', suffix = ''] = match
  const base = Number(digits.replaceAll(',', ''))
  const scale = SUFFIXES.get(suffix)
  const number = scaleUp(tokens, from, from + 1, base * (scale ?? 1))
  const whole = number.to === from + 1
  return {
    ...number,
    scaled: number.scaled || scale !== undefined,
    sign: currency + (scale ? '' : suffix),
    yearLike: whole && currency === '' && suffix === '' && /^(?:19[5-9]|20[0-3])\d$/.test(digits),
    ordinal: /^(?:st|nd|rd|th)$/.test(suffix),
  }
}

/** Scale words after a value, and "and a half" after either. */
function scaleUp(tokens: readonly Token[], from: number, at: number, value: number): SpokenNumber {
  let scale = 1
  let next = at
  if (tokens[next]?.text === 'hundred') {
    scale = 100
    next++
  }
  const large = SCALES.get(tokens[next]?.text ?? '')
  if (large) {
    scale *= large
    next++
  }
  let total = value * scale
  if (tokens[next]?.text === 'and' && tokens[next + 1]?.text === 'a' && tokens[next + 2]?.text === 'half') {
    const after = SCALES.get(tokens[next + 3]?.text ?? '')
    if (after && scale === 1) {
      scale = after
      total = (value + 0.5) * after
      next += 4
    } else {
      total += scale / 2
      next += 3
    }
  }
  return { ...plainNumber(total, from, next), scaled: scale >= 1000 }
}

/** Two digits said together: "nineteen", "eighty seven", "seven". */
function pairAt(tokens: readonly Token[], at: number): { value: number; to: number } | null {
  const word = tokens[at]?.text ?? ''
  const tens = TENS.get(word)
  if (tens !== undefined) {
    const unit = SMALL.get(tokens[at + 1]?.text ?? '')
    return unit !== undefined && unit > 0 && unit < 10
      ? { value: tens + unit, to: at + 2 }
      : { value: tens, to: at + 1 }
  }
  const small = SMALL.get(word)
  return small === undefined ? null : { value: small, to: at + 1 }
}

function yearAt(tokens: readonly Token[], from: number): SpokenNumber | null {
  const century = tokens[from]?.text
  if (century !== 'twenty' && century !== 'nineteen') return null
  const oh = ['oh', 'o'].includes(tokens[from + 1]?.text ?? '') ? 1 : 0
  const rest = pairAt(tokens, from + 1 + oh)
  if (!rest || (oh === 0 && rest.value < 10)) return null
  const value = (century === 'twenty' ? 2000 : 1900) + rest.value
  if (value > 2039 || (value < 1950 && century === 'nineteen')) return null
  return { ...plainNumber(value, from, rest.to), yearLike: true }
}

/** `article` is what an "a" at the beginning counts for ("a hundred and forty"); 0 where there is none. */
function spokenAt(tokens: readonly Token[], from: number, article = 0): SpokenNumber | null {
  const year = article === 0 ? yearAt(tokens, from) : null
  if (year) return year
  let total = 0
  let current = article
  let at = article === 0 ? from : from + 1
  let scaled = false
  let open = true
  while (open) {
    const word = tokens[at]?.text ?? ''
    const pair = pairAt(tokens, at)
    const scale = SCALES.get(word)
    if (pair && (at === from || current % 100 === 0) && !(current === 0 && total === 0 && at > from)) {
      current += pair.value
      at = pair.to
    } else if (word === 'hundred' && current > 0 && current < 100) {
      current *= 100
      at++
    } else if (scale !== undefined && current > 0) {
      total += current * scale
      current = 0
      scaled = true
      at++
    } else if (word === 'point' && SMALL.has(tokens[at + 1]?.text ?? '')) {
      let digits = ''
      at++
      while ((SMALL.get(tokens[at]?.text ?? '') ?? 10) < 10)
        digits += String(SMALL.get(tokens[at++]?.text ?? ''))
      if (digits === '') {
        const after = pairAt(tokens, at)
        digits = after ? String(after.value) : '0'
        at = after?.to ?? at
      }
      current += Number(`0.${digits}`)
    } else if (
      word === 'and' &&
      (total > 0 || current >= 100) &&
      pairAt(tokens, at + 1) &&
      tokens[at + 1]?.text !== 'zero'
    ) {
      const after = pairAt(tokens, at + 1)
      if (current % 100 !== 0) open = false
      else {
        current += after?.value ?? 0
        at = after?.to ?? at + 1
      }
    } else if (['thirds', 'quarters', 'fifths', 'tenths'].includes(word) && total === 0) {
      return fractionOfScale(tokens, from, at, current)
    } else open = false
  }
  if (at === from) return null
  const rest = scaleUp(tokens, from, at, 0)
  const half = rest.to > at && tokens[at]?.text === 'and'
  if (half && !scaled) {
    const scale = SCALES.get(tokens[at + 3]?.text ?? '')
    const value = (total + current + 0.5) * (scale ?? 1)
    return { ...plainNumber(value, from, rest.to), scaled: scale !== undefined }
  }
  const lastScale = scaled ? (SCALES.get(tokens[at - 1]?.text ?? '') ?? 0) : 0
  const value = total + current + (half ? lastScale / 2 : 0)
  // "two thousand" alone is an amount; "two thousand and eight" is a year.
  const yearLike = value > 2000 && value <= 2039 && tokens[from]?.text === 'two'
  return { ...plainNumber(value, from, half ? at + 3 : at), scaled, yearLike }
}

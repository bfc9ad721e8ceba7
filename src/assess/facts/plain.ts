/** Fillers that a speaker would not miss; blanked so that phrases can be read across them. */
const FILLERS = /\b(?:u+m+|u+h+m*|e+r+m*|h+m+|a+h+|mm+|kind of|sort of|i mean,|, you know,)(?![\w'])/g

/** Stands for a sign of money, and for a letter, whose code does not fit into a byte. */
const MONEY = '¤'
const LETTER = 'ß'

/**
 * The text as the grammar reads it, one UTF-16 unit for each of the original's, so that every offset holds in both:
 * lower case, accents folded, typographic quotes made plain, hyphens between words opened, and markup, emoji and
 * fillers blanked. No unit is above U+00FF: engines compile every pattern a second time for texts that have any, and
 * stop optimising patterns altogether when that becomes too much.
 */
export function plainOf(text: string): string {
  const folded = text
    .split(/(?=[\u0080-\uffff])|(?<=[\u0080-\uffff])/)
    .map((part) => (part.length === 1 && part > '\u007f' ? fold(part) : part.toLowerCase()))
    .join('')
  return inBytes(folded)
    .replace(/<[^<>]{0,200}>/g, blank)
    .replace(/(?<=[a-z\d])-(?=[a-z])/g, ' ')
    .replace(FILLERS, blank)
}

/** The same text, put together anew from its codes: parts of a text of two bytes a unit go on taking two. */
function inBytes(text: string): string {
  const parts: string[] = []
  for (let from = 0; from < text.length; from += 4096) {
    const units = Array.from({ length: Math.min(4096, text.length - from) }, (_, at) =>
      text.charCodeAt(from + at),
    )
    parts.push(String.fromCharCode(...units))
  }
  return parts.join('')
}

function blank(found: string): string {
  return ' '.repeat(found.length)
}

function fold(unit: string): string {
  if ('‘’ʼ′'.includes(unit)) return "'"
  if ('“”„«»'.includes(unit)) return '"'
  if ('–—―'.includes(unit)) return ','
  if (unit === '…') return '.'
  if ('£¥'.includes(unit)) return unit
  if ('€₹₦'.includes(unit)) return MONEY
  const base = unit.normalize('NFD').charAt(0).toLowerCase()
  if (/[a-z]/.test(base)) return base
  if (!/\p{L}/u.test(unit)) return ' '
  return unit > '\u00ff' ? LETTER : unit
}

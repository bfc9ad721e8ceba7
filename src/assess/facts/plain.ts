/** Fillers that a speaker would not miss; blanked so that phrases can be read across them. */
const FILLERS = /\b(?:u+m+|u+h+m*|e+r+m*|h+m+|a+h+|mm+|kind of|sort of|i mean,|, you know,)(?![\w'])/g

/**
 * The text as the grammar reads it, one UTF-16 unit for each of the original's, so that every offset holds in both:
 * lower case, accents folded, typographic quotes made plain, hyphens between words opened, and markup, emoji and
 * fillers blanked.
 */
export function plainOf(text: string): string {
  return text
    .split(/(?=[\u0080-\uffff])|(?<=[\u0080-\uffff])/)
    .map((part) => (part.length === 1 && part > '\u007f' ? fold(part) : part.toLowerCase()))
    .join('')
    .replace(/<[^<>]{0,200}>/g, blank)
    .replace(/(?<=[a-z\d])-(?=[a-z])/g, ' ')
    .replace(FILLERS, blank)
}

function blank(found: string): string {
  return ' '.repeat(found.length)
}

function fold(unit: string): string {
  if ('‘’ʼ′'.includes(unit)) return "'"
  if ('“”„«»'.includes(unit)) return '"'
  if ('–—―'.includes(unit)) return ','
  if (unit === '…') return '.'
  if ('€£¥₹₦'.includes(unit)) return unit
  const base = unit.normalize('NFD').charAt(0).toLowerCase()
  if (/[a-z]/.test(base)) return base
  return /\p{L}/u.test(unit) ? unit : ' '
}

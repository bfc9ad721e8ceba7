/** A word of a text: a run without spaces. */
export interface Word {
  /** Index of its first character in the text. */
  place: number
  /** How it is given to a voice that knows only English letters; empty where nothing of it can be said. */
  spoken: string
}

/** What is said in one breath: a sentence, or a part of a long one. */
export interface Piece {
  /** In the text: from, up to. */
  from: number
  to: number
  /** Words that can be said or not, in order; never none. */
  words: readonly Word[]
  /** A pause follows: a long one after a sentence, a short one within. */
  ends: 'sentence' | 'clause'
}

/**
 * Characters that a piece may have. Chrome cuts an utterance off after 15 s, and the first sound of a piece comes only
 * when all of it is there; 160 take about 11 s.
 */
const pieceLimit = 160
/** A run of more characters than this is no word; its first ones are said. */
const wordLimit = 40

/** Cuts a text into what is said in one breath each. Together the pieces hold every word. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  const words = Array.from(text.matchAll(/\S+/g), ({ 0: token, index }) => ({ token, index }))
  let from = 0
  const cutAfter = (i: number, ends: Piece['ends']) => {
    pieces.push(pieceOf(words.slice(from, i + 1), ends))
    from = i + 1
  }
  for (const [i, { token }] of words.entries()) {
    const next = words[i + 1]
    if (!next || endsSentence(token, next.token)) cutAfter(i, 'sentence')
    const isTooLong = () => next && next.index + next.token.length - (words[from]?.index ?? 0) > pieceLimit
    while (from <= i && isTooLong()) cutAfter(lastClause(words, from, i) ?? i, 'clause')
  }
  return pieces
}

interface Token {
  token: string
  index: number
}

function pieceOf(words: readonly Token[], ends: Piece['ends']): Piece {
  const last = words.at(-1)
  return {
    from: words[0]?.index ?? 0,
    to: last ? last.index + last.token.length : 0,
    words: words.map(({ token, index }) => ({ place: index, spoken: spokenForm(token) })),
    ends,
  }
}

const abbreviation = /^\W*(mr|mrs|ms|dr|prof|st|vs|etc|e\.g|i\.e|approx|[a-z])\.$/i

function endsSentence(token: string, next: string): boolean {
  if (!/[.?!…][)\]"'’”]*$/.test(token)) return false
  return !abbreviation.test(token) && !/^\p{Ll}/u.test(next)
}

/** The last of the words after which a long sentence may be cut, if there is one beyond a scrap. */
function lastClause(words: readonly Token[], from: number, to: number): number | null {
  for (let i = to; i > from + 2; i--) if (/[,;:–—)]$/.test(words[i]?.token ?? '')) return i
  for (let i = to; i > from + 8; i--)
    if (/^(and|but|or|so|which|that|because)$/.test(words[i]?.token ?? '')) return i - 1
  return null
}

const plainMarks: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '“': '',
  '”': '',
  '–': ', ',
  '—': ', ',
  '⁄': '/',
  '€': ' euros ',
  '£': ' pounds ',
  '×': ' times ',
}

/** A word in plain letters, figures and marks; other scripts, pictures and markup have none. */
function spokenForm(token: string): string {
  return token
    .normalize('NFKD')
    .replace(/[‘’“”–—⁄€£×]/g, (mark) => plainMarks[mark] ?? '')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/<\/?\w[^>]*>/g, ' ')
    .replace(/[<>*_`#[\]{}|\\^~="]/g, ' ')
    .replace(/([^\w\s])\1+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, wordLimit)
    .replace(/^[^a-z0-9$%&+@]*$/i, '')
}

/** What a piece is to a voice that knows only English letters; empty where it has no sound. */
export const spokenText = ({ words }: Piece): string =>
  words
    .map(({ spoken }) => spoken)
    .filter((spoken) => spoken !== '')
    .join(' ')

/**
 * The pieces that have a sound. Words without any, between and after them, are passed over with the piece before, and
 * those at the beginning with the first.
 */
export function soundingPieces(text: string): Piece[] {
  const sounding: Piece[] = []
  let mute: Word[] = []
  for (const piece of piecesOf(text)) {
    const before = sounding.at(-1)
    if (spokenText(piece) !== '') {
      sounding.push({ ...piece, words: [...mute, ...piece.words] })
      mute = []
    } else if (before) sounding[sounding.length - 1] = { ...before, words: [...before.words, ...piece.words] }
    else mute = [...mute, ...piece.words]
  }
  return sounding
}

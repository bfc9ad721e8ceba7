import type { Word } from './pieces.ts'

/** A sound of speech as flite names it ("iy"; "pau" is a pause), and its end in ms from the piece's first sample. */
export interface Phone {
  name: string
  endMs: number
}

/**
 * When each word of a piece begins, in ms from its first sample, never earlier than the word before. Flite tells its
 * sounds but not which word they belong to: pauses fall where the marks are, and between them each word is given as
 * many sounds as its spelling lets expect.
 */
export function wordTimes(words: readonly Word[], phones: readonly Phone[]): number[] {
  const phrases = phrasesOf(words)
  const stretches = stretchesOf(phones)
  const asOne = phrases.length !== stretches.length
  const parts = asOne
    ? [{ words, starts: stretches.flat() }]
    : phrases.map((phrase, i) => ({ words: phrase, starts: stretches[i] ?? [] }))
  return parts.flatMap((part) => startsOf(part.words, part.starts))
}

/** Words between two marks that flite pauses at. */
function phrasesOf(words: readonly Word[]): Word[][] {
  const phrases: Word[][] = [[]]
  for (const word of words) {
    const last = phrases.at(-1)
    last?.push(word)
    if (/[,;:.?!]$/.test(word.spoken) && last?.some(({ spoken }) => spoken !== '')) phrases.push([])
  }
  // What cannot be said at the end goes with what was said last.
  const rest = phrases.at(-1) ?? []
  if (phrases.length > 1 && rest.every(({ spoken }) => spoken === '')) {
    phrases.pop()
    phrases.at(-1)?.push(...rest)
  }
  return phrases
}

/** The starts, in ms, of the sounds between two pauses. */
function stretchesOf(phones: readonly Phone[]): number[][] {
  const stretches: number[][] = []
  let open = false
  let endMs = 0
  for (const phone of phones) {
    if (phone.name === 'pau') open = false
    else if (open) stretches.at(-1)?.push(endMs)
    else {
      stretches.push([endMs])
      open = true
    }
    endMs = phone.endMs
  }
  return stretches
}

function startsOf(words: readonly Word[], soundStarts: readonly number[]): number[] {
  const expected = words.map(({ spoken }) => soundsIn(spoken))
  const all = expected.reduce((sum, n) => sum + n, 0) || 1
  let before = 0
  return expected.map((count) => {
    const sound = Math.min(soundStarts.length - 1, Math.round((before / all) * soundStarts.length))
    before += count
    return soundStarts[sound] ?? 0
  })
}

/** Sounds that a written word has, about. */
function soundsIn(spoken: string): number {
  let sounds = 0
  for (const [part] of spoken.matchAll(/[A-Za-z']+|\d|[$%&+@]/g)) {
    if (/\d/.test(part)) sounds += 4
    else if (!/[a-z]/i.test(part)) sounds += 6
    else if (/^[A-Z]{2,5}$/.test(part)) sounds += 2 * part.length
    else sounds += soundsInLetters(part.toLowerCase())
  }
  return sounds
}

function soundsInLetters(word: string): number {
  const sounded = word
    .replace(/'/g, '')
    .replace(/(?<=[aeiouy].*[^aeiou])e(d|s)?$/, (_, ending?: string) => ending ?? '')
    .replace(/igh|[aeo]ugh/g, 'i')
    .replace(/[ctswp]h|ck|ng|qu|wr|kn|gh/g, 'x')
    .replace(/ee|ea|oo|ou|ow|ai|ay|oa|ie|ei|ey|au|aw|oi|oy/g, 'e')
    .replace(/([a-z])\1/g, '$1')
  return Math.max(1, sounded.length)
}

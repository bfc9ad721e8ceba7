import type { Told } from './shape.ts'

/** Words and pairs of words that the light form knows, of the last answer and of all answers. */
export function wordsIn({ turns }: Told): { last: Set<string>; all: Set<string> } {
  const sets = turns.map(({ text }) => grams(text))
  return { last: sets.at(-1) ?? new Set(), all: new Set(sets.flatMap((set) => [...set])) }
}

/** Single words, and each with the one before; any number counts as "#", the beginning as "^". */
function grams(text: string): Set<string> {
  const words = (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[a-z']+|\d+/g) ?? []
  ).map((word) => (/^\d/.test(word) ? '#' : word))
  return new Set(words.flatMap((word, at) => [word, `${words[at - 1] ?? '^'} ${word}`]))
}

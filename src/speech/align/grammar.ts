/** Stands in the grammar for a word that is not heard as it is written; its sound is that of any speech. */
export const UNHEARD = 'xq-unheard'

/** How likely a word is to be unheard, against being said as it is written. */
const unheardWeight = 0.1

/** The grammar (JSGF) of a text: its words in order, each in any of its ways or unheard. */
export function grammarOf(words: readonly (readonly string[][])[]): string {
  const said = words.map((ways) =>
    ways.length === 0
      ? UNHEARD
      : `( ${ways.map((way) => way.join(' ')).join(' | ')} | /${unheardWeight}/ ${UNHEARD} )`,
  )
  return `#JSGF V1.0; grammar text; public <text> = ${said.join(' ')} ;`
}

/** A piece of what the decoder heard: a word of the dictionary, a noise, or silence. */
export interface Heard {
  word: string
  startMs: number
  endMs: number
}

/** Silence and noises: "<sil>", "[NOISE]". */
const isFiller = ({ word }: Heard) => /^[<[(]/.test(word)

export interface FoundWord {
  startMs: number
  endMs: number
  /** False for what stands in its place as any speech. */
  heard: boolean
}

/** Which piece of what was heard is which word of the text. Null where it is not a path through the grammar. */
export function wordsFound(
  words: readonly (readonly string[][])[],
  pieces: readonly Heard[],
): FoundWord[] | null {
  const spoken = pieces.filter((piece) => !isFiller(piece))
  // A word that has several sounds comes back with the number of the one: "the(2)".
  const names = spoken.map(({ word }) => word.replace(/\(\d+\)$/, ''))
  // Of each word, where it may end, and where it began then.
  let ends = new Map<number, number>([[0, -1]])
  const all: Map<number, number>[] = []
  for (const ways of words) {
    const next = new Map<number, number>()
    for (const at of ends.keys()) {
      for (const way of [...ways, [UNHEARD]]) {
        const end = at + way.length
        if (!next.has(end) && way.every((word, i) => names[at + i] === word)) next.set(end, at)
      }
    }
    all.push(next)
    ends = next
  }
  if (!ends.has(spoken.length)) return null
  const found: FoundWord[] = []
  let end = spoken.length
  for (const begins of all.toReversed()) {
    const begin = begins.get(end) ?? 0
    const [first, last] = [spoken[begin], spoken[end - 1]]
    if (!first || !last) return null
    found.push({ startMs: first.startMs, endMs: last.endMs, heard: names[begin] !== UNHEARD })
    end = begin
  }
  return found.toReversed()
}

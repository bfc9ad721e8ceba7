/** What can be heard in a recording: paths from state 0 to the last state. */
export interface Network {
  /** How many states there are. */
  states: number
  arcs: readonly Arc[]
}

interface Arc {
  from: number
  to: number
  /** Null for a step that makes no sound. No two such steps follow each other. */
  word: string | null
  /** How likely it is taken, above 0 up to 1. */
  odds: number
}

/** Stands for a word that is not heard as it is written; its sound is that of any speech. */
export const UNHEARD = 'xq-unheard'

/** Against being said as it is written. */
const unheardOdds = 0.1
/** Against going on with the text. */
const stepOdds = 0.1

/** The ways of saying each word of a text. */
export type Ways = readonly (readonly string[][])[]

export interface Ends {
  /** So many words at the beginning may be left out. */
  late: number
  /** The text may break off after any word. */
  early: boolean
}

export const wholeText: Ends = { late: 0, early: false }

/** The paths of a text: its words in order, each in any of its ways or unheard. */
export function networkOf(words: Ways, { late, early }: Ends): Network {
  const arcs: Arc[] = []
  let states = words.length + 1
  words.forEach((ways, i) => {
    for (const way of ways) {
      let from = i
      way.forEach((word, k) => {
        const to = k === way.length - 1 ? i + 1 : states++
        arcs.push({ from, to, word, odds: 1 })
        from = to
      })
    }
    arcs.push({ from: i, to: i + 1, word: UNHEARD, odds: unheardOdds })
    if (i > 0 && i <= late) arcs.push({ from: 0, to: i, word: null, odds: stepOdds })
  })
  // The end is a state of its own, for it has to be the last one.
  const end = states++
  arcs.push({ from: words.length, to: end, word: null, odds: 1 })
  if (early)
    for (let i = late + 1; i < words.length; i++) arcs.push({ from: i, to: end, word: null, odds: stepOdds })
  return { states, arcs }
}

/** A piece of what the decoder heard: a word of the dictionary, a noise, or silence. */
export interface Heard {
  word: string
  startMs: number
  endMs: number
}

/** Silence, noises, and steps without a sound: "<sil>", "[NOISE]", "(NULL)". */
const isFiller = ({ word }: Heard) => /^[<[(]/.test(word)

export interface FoundWord {
  startMs: number
  endMs: number
  /** False for what stands in its place as any speech. */
  heard: boolean
}

/**
 * Which piece of what was heard is which word of the text; null for words that were left out at its ends. Empty where
 * what was heard is no path through the text.
 */
export function wordsFound(
  words: Ways,
  pieces: readonly Heard[],
  { late, early }: Ends,
): (FoundWord | null)[] {
  const spoken = pieces.filter((piece) => !isFiller(piece))
  // A word that has several sounds comes back with the number of the one: "the(2)".
  const names = spoken.map(({ word }) => word.replace(/\(\d+\)$/, ''))
  /** Of each word, the pieces before which it may end, and before which it began then. */
  const steps: Map<number, number>[] = []
  let reached = new Map<number, number>([[0, 0]])
  words.forEach((ways, i) => {
    const next = new Map<number, number>()
    for (const at of reached.keys())
      for (const way of [...ways, [UNHEARD]])
        if (way.every((word, k) => names[at + k] === word) && !next.has(at + way.length))
          next.set(at + way.length, at)
    // Left out so far.
    if (i < late && !next.has(0)) next.set(0, 0)
    steps.push(next)
    reached = next
  })
  const last = early ? steps.findIndex((ends) => ends.has(spoken.length)) : steps.length - 1
  if (last < 0 || !steps[last]?.has(spoken.length)) return []
  const found = words.map((): FoundWord | null => null)
  let end = spoken.length
  for (let i = last; i >= 0 && end > 0; i--) {
    const begin = steps[i]?.get(end) ?? 0
    const [first, final] = [spoken[begin], spoken[end - 1]]
    if (first && final)
      found[i] = { startMs: first.startMs, endMs: final.endMs, heard: names[begin] !== UNHEARD }
    end = begin
  }
  return found
}

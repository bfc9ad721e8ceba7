import type { SignalId } from '../../questions/ids.ts'
import { signals } from '../../questions/signals.ts'
import { termsOf, wordsOf } from './words.ts'

/** What is searched of a session. */
export interface Searched {
  /** A number for it, never used again for other words. */
  slot: number
  /** Its title, its tags, its questions: they count as said in each of its answers. */
  head: string
  /** The words of each answer. */
  answers: readonly string[]
  signals: readonly SignalId[]
}

const labels = Object.entries(signals).map(([id, { label }]) => ({
  id: id as SignalId,
  words: wordsOf(label),
}))

/**
 * Where each word was said. A query is answered from the words that there are, a few ten thousand, and the places of
 * those that begin as it asks; the texts themselves are not kept. A session is found where one of its answers, together
 * with its head, has all words of the query, or one of its findings has.
 */
export class WordIndex {
  /** Passages by word, ascending. A session's head is its first passage. */
  readonly #places = new Map<string, number[]>()
  readonly #slotsBySignal = new Map<SignalId, number[]>()
  readonly #slots: { slot: number; from: number; to: number }[] = []
  readonly #dropped = new Set<number>()
  #passages = 0

  add({ slot, head, answers, signals: found }: Searched): void {
    const from = this.#passages
    for (const text of [head, ...answers]) this.#read(text)
    this.#slots.push({ slot, from, to: this.#passages })
    for (const signal of new Set(found)) entry(this.#slotsBySignal, signal).push(slot)
  }

  drop(slot: number): void {
    this.#dropped.add(slot)
  }

  /** The slots that are found; all of them where the query has no words. */
  find(query: string): number[] {
    const terms = termsOf(query)
    const all = (1 << terms.length) - 1
    const hits = this.#hits(terms)
    const labelled = this.#labelled(terms)
    const found: number[] = []
    for (const { slot, from, to } of this.#slots) {
      if (this.#dropped.has(slot)) continue
      const head = hits[from] ?? 0
      let matches = (head | (labelled.get(slot) ?? 0)) === all
      for (let at = from; !matches && at < to; at++) matches = ((hits[at] ?? 0) | head) === all
      if (matches) found.push(slot)
    }
    return found
  }

  #read(text: string): void {
    const passage = this.#passages++
    for (const word of wordsOf(text)) {
      const places = entry(this.#places, word)
      if (places.at(-1) !== passage) places.push(passage)
    }
  }

  /** For each passage, which of the terms it has, a bit for each. */
  #hits(terms: readonly string[]): Uint8Array {
    const hits = new Uint8Array(this.#passages)
    for (const [word, places] of this.#places)
      for (const [i, term] of terms.entries())
        if (word.startsWith(term)) for (const place of places) hits[place] = (hits[place] ?? 0) | (1 << i)
    return hits
  }

  /** The same by slot, of the finding that has most of them. */
  #labelled(terms: readonly string[]): Map<number, number> {
    const most = new Map<number, number>()
    for (const { id, words } of labels) {
      const bits = terms.reduce(
        (sum, term, i) => (words.some((word) => word.startsWith(term)) ? sum | (1 << i) : sum),
        0,
      )
      if (bits === 0) continue
      for (const slot of this.#slotsBySignal.get(id) ?? [])
        if (count(bits) > count(most.get(slot) ?? 0)) most.set(slot, bits)
    }
    return most
  }
}

function count(bits: number): number {
  let ones = 0
  for (let left = bits; left > 0; left >>= 1) ones += left & 1
  return ones
}

function entry<K>(map: Map<K, number[]>, key: K): number[] {
  const there = map.get(key)
  if (there) return there
  const fresh: number[] = []
  map.set(key, fresh)
  return fresh
}

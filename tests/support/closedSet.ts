import type { WordTime } from '../../machines/heard.ts'
import type { Decoder } from '../../src/speech/align/decoder.ts'
import { wholeText, wordsFound, type Heard, type Network } from '../../src/speech/align/network.ts'
import { spokenWords } from '../../src/speech/align/spoken.ts'

/** The sentences of a closed set that are said in a recording, in order, with the time of each word. */
export function decodeClosed(
  decoder: Decoder,
  sentences: readonly string[],
  samples: Int16Array,
): { text: string; words: WordTime[] } {
  const heard = decoder.hear(loopOf(sentences.map(likeliest)), samples) ?? []
  let left = heard.filter(({ word }) => !/^[<[(]/.test(word))
  let text = ''
  const words: WordTime[] = []
  while (left.length > 0) {
    const said = sentences.find((sentence) => beginsWith(left, likeliest(sentence)))
    if (said === undefined) throw new Error(`what was heard is not of the set: ${left[0]?.word}`)
    const spoken = spokenWords(said)
    const own = left.slice(0, likeliest(said).length)
    left = left.slice(own.length)
    const from = text === '' ? 0 : text.length + 1
    text = text === '' ? said : `${text} ${said}`
    const found = wordsFound(
      spoken.map(({ ways: [way = []] }) => [way]),
      own,
      wholeText,
    )
    for (const [i, { start, end }] of spoken.entries()) {
      const time = found[i]
      if (time) words.push({ start: from + start, end: from + end, startMs: time.startMs, endMs: time.endMs })
    }
  }
  return { text, words }
}

const likeliest = (sentence: string): string[] => spokenWords(sentence).flatMap(({ ways: [way = []] }) => way)

const beginsWith = (heard: readonly Heard[], words: readonly string[]) =>
  words.every((word, i) => heard[i]?.word.replace(/\(\d+\)$/, '') === word)

/** Any of the sentences, one after the other. */
function loopOf(sentences: readonly string[][]): Network {
  const arcs: { from: number; to: number; word: string | null; odds: number }[] = []
  let states = 1
  for (const words of sentences) {
    let from = 0
    words.forEach((word, i) => {
      const to = i === words.length - 1 ? 0 : states++
      arcs.push({ from, to, word, odds: i === 0 ? 1 / sentences.length : 1 })
      from = to
    })
  }
  arcs.push({ from: 0, to: states, word: null, odds: 1 })
  return { states: states + 1, arcs }
}

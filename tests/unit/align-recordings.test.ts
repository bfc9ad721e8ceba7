import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { WordTime } from '../../machines/heard.ts'
import { createAlign, type Align } from '../../src/speech/align/search.ts'
import { openNodeDecoder } from '../support/decoder.ts'
import { edgeErrors, spokenPhrases, wavSamples, type RecordingFacts } from '../support/recordings.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/audio/${name}`, import.meta.url))
function recording(name: string) {
  const facts = JSON.parse(fixture(`${name}.json`).toString()) as RecordingFacts
  const sentences = facts.segments.map(([, , words]) => String(words))
  return { samples: wavSamples(fixture(`${name}.wav`)), phrases: spokenPhrases(facts), sentences }
}
const clean = recording('ans_flite_clean')
const noisy = recording('ans_espeak_snr20')
const text = clean.sentences.join(' ')

let align: Align
let found: WordTime[]
beforeAll(async () => {
  align = createAlign(await openNodeDecoder())
  found = align(text, clean.samples)
})

/** The stretches of the sentences, by the times of their first and last words. */
function stretches(sentences: readonly string[], words: readonly WordTime[]) {
  let from = 0
  return sentences.map((sentence) => {
    const to = from + sentence.length
    const own = words.filter(({ start, end }) => start >= from && end <= to)
    from = to + 1
    return { startMs: own[0]?.startMs ?? NaN, endMs: own.at(-1)?.endMs ?? NaN }
  })
}

const wordsOf = (said: string, words: readonly WordTime[]) =>
  words.map(({ start, end }) => said.slice(start, end))

describe('words are found in a recording', () => {
  test('each of them, with the edges of phrases within 50 ms', () => {
    expect(found).toHaveLength(62)
    const { starts, ends } = edgeErrors(clean.phrases, stretches(clean.sentences, found))
    expect(Math.max(...starts, ...ends)).toBeLessThanOrEqual(50)
  })

  test('over noise at 20 dB as well', () => {
    const words = align(noisy.sentences.join(' '), noisy.samples, noisy.phrases)
    expect(words.length).toBeGreaterThanOrEqual(61)
    const { starts, ends } = edgeErrors(noisy.phrases, stretches(noisy.sentences, words))
    expect(Math.max(...starts, ...ends)).toBeLessThanOrEqual(50)
  })

  test('however they are written', () => {
    const typed =
      'The conflict was w/ a **principal engineer** about an internal dependency… I pulled 6 months of latency-data & showed that the service was dropping 4% of requests. 🎉 So I proposed a retry queue instead of a full re-write. In the end we shipped it in 3 weeks — and it saved about $487K a year!'
    const words = align(typed, clean.samples)
    const pieces = wordsOf(typed, words)
    for (const word of ['6', '4%', '3', '$487K', 'latency-data', 're-write']) expect(pieces).toContain(word)
    const money = words[pieces.indexOf('$487K')]
    // "four hundred eighty seven thousand dollars" takes its time, near the end.
    expect((money?.endMs ?? 0) - (money?.startMs ?? 0)).toBeGreaterThan(1_500)
    expect(money?.endMs).toBeLessThan(23_000)
  })

  test('without those that were not said, and with those whose sound is not known', () => {
    const changed = text
      .replace('principal', 'principal photosynthesis')
      .replace('six months', 'six 個月')
      .replace('full rewrite', 'Kubernetes')
    const pieces = wordsOf(changed, align(changed, clean.samples))
    expect(pieces).toContain('個月')
    expect(pieces).not.toContain('photosynthesis')
    expect(pieces.length).toBeGreaterThan(55)
  })

  test('in order, inside the text and the recording', () => {
    let [place, time] = [0, 0]
    for (const { start, end, startMs, endMs } of found) {
      expect(start).toBeGreaterThanOrEqual(place)
      expect(end).toBeGreaterThan(start)
      expect(startMs).toBeGreaterThanOrEqual(time)
      expect(endMs).toBeGreaterThanOrEqual(startMs)
      ;[place, time] = [end, endMs]
    }
    expect(place).toBeLessThanOrEqual(text.length)
    expect(time).toBeLessThanOrEqual(clean.samples.length / 16)
  })

  test('also of more words than are followed at once', () => {
    const three = [clean, noisy, clean]
    const samples = new Int16Array(three.reduce((sum, { samples: each }) => sum + each.length, 0))
    const begins: number[] = []
    let at = 0
    for (const { samples: each } of three) {
      begins.push(at / 16)
      samples.set(each, at)
      at += each.length
    }
    const all = three.flatMap(({ sentences }) => sentences)
    const phrases = three.flatMap(({ phrases: own }, i) =>
      own.map(({ startMs, endMs }) => ({
        startMs: startMs + (begins[i] ?? 0),
        endMs: endMs + (begins[i] ?? 0),
      })),
    )
    const words = align(all.join(' '), samples, phrases)
    expect(words.length).toBeGreaterThan(3 * 62 - 6)
    const timed = stretches(all, words)
    const off = phrases.map((phrase, i) =>
      Math.max(
        Math.abs(phrase.startMs - (timed[i]?.startMs ?? NaN)),
        Math.abs(phrase.endMs - (timed[i]?.endMs ?? NaN)),
      ),
    )
    expect(off.filter((ms) => ms > 100)).toEqual([])
  })
})

describe('nothing is found', () => {
  const other =
    'I got our booking API from about four hundred errors a minute at peak to under ten, and did not add a single machine. The hard part was that nobody knew where they came from, for the dashboard of every service was green all along.'

  test.each([
    ['of another text', other],
    ['of a summary', 'I proposed a retry queue, and we shipped it.'],
    ['of the half of it', clean.sentences.slice(0, 2).join(' ')],
    ['of the same words in another order', text.split(' ').toReversed().join(' ')],
    ['of two thousand words', Array.from({ length: 33 }, () => text).join(' ')],
    [
      'of other scripts alone',
      '我提議使用重試隊列 而不是完全重寫 最後我們在三週內發佈了它 每年節省了大約四十八萬七千美元 真的',
    ],
    ['of no words', '🎉 … — !'],
    ['of nothing', ''],
  ])('%s', (_, given) => {
    expect(align(given, clean.samples)).toEqual([])
  })

  test('where nobody speaks', () => {
    expect(align(text, wavSamples(fixture('neg_keyboard.wav')))).toEqual([])
    expect(align(text, new Int16Array(160_000))).toEqual([])
    expect(align(text, new Int16Array(0))).toEqual([])
    expect(align('Yes.', new Int16Array(10))).toEqual([])
  })
})

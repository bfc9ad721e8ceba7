import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { endingOf, type Ending } from '../../src/speech/turn/ending.ts'
import { isPunctuated } from '../../src/speech/turn/punctuation.ts'

const corpus = new URL('../corpus/', import.meta.url)

interface Case {
  turns?: { text: string }[]
}

/** What people answered, as it was written down by them; those written for the last word on the assessment stay aside. */
const answers = readdirSync(corpus)
  .filter((name) => /^[a-z]{1,2}\.jsonl$/.test(name))
  .flatMap((name) => readFileSync(new URL(name, corpus), 'utf8').split('\n'))
  .filter((line) => line !== '')
  .flatMap((line) => (JSON.parse(line) as Case).turns ?? [])
  .map(({ text }) => text.trim())

/** As a recogniser that punctuates writes it at the end. */
const finished = (text: string) => (/[.?!]["')]?$/.test(text) ? text : `${text.replace(/[,;:]+$/, '')}.`)
const bare = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}'’\s]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** The beginnings of an answer that stop within its sentences, every so many words. */
function beginnings(text: string, every: number): string[] {
  const words = text.split(/\s+/)
  return words.flatMap((word, i) =>
    i < words.length - 1 && i % every === 0 && !/[.?!]["')]?$/.test(word)
      ? [words.slice(0, i + 1).join(' ')]
      : [],
  )
}

function share(endings: readonly Ending[], wanted: readonly Ending[]): number {
  return endings.filter((ending) => wanted.includes(ending)).length / endings.length
}

describe('the end of what was said', () => {
  it.each<[Ending, string]>([
    ['nothing', ''],
    ['nothing', 'Um.'],
    ['searching', 'Sure. So'],
    ['searching', 'That’s a good question.'],
    ['searching', 'I moved it to the new cluster, and, um'],
    ['searching', 'It was my project. Let me think about that for a second.'],
    ['searching', 'There were two reasons.'],
    ['searching', 'I moved it. Just a second.'],
    ['complete', 'It went down to just one second.'],
    ['complete', 'Of the two that was the hard one.'],
    ['incomplete', 'I talked to the team and'],
    ['incomplete', 'I did that because.'],
    ['incomplete', 'We looked at logs, metrics,'],
    ['incomplete', 'The conflict was with a principal engineer'],
    ['incomplete', 'I went to the.'],
    ['incomplete', 'It was the first time we…'],
    ['incomplete', 'Then I met Dr.'],
    ['doubtful', 'The conflict was.'],
    ['complete', 'That is what the conflict was about.'],
    ['complete', 'It saved four hundred thousand dollars a year.'],
    ['complete', 'He asked me, why do you do this?'],
    ['complete', 'So what did we do?'],
    ['closing', 'And that’s it.'],
    ['closing', 'So yeah, that was that.'],
    ['closing', 'Does that answer your question?'],
    ['closing', 'Is that enough, or do you want the numbers?'],
    ['closing', 'Would you like one from work?'],
    ['closing', 'They renewed. I’ll leave it there.'],
    ['incomplete', 'They renewed. That’s all'],
  ])('is %s: "%s"', (ending, text) => {
    expect(endingOf(text, true)).toBe(ending)
  })

  it.each<[Ending, string]>([
    ['unknown', 'the conflict was with a principal engineer'],
    ['incomplete', 'the conflict was with'],
    ['incomplete', 'i talked to the team and i told'],
    ['incomplete', 'and then we'],
    ['complete', 'so they renewed and that’s it'],
  ])('where no punctuation is written is %s: "%s"', (ending, text) => {
    expect(endingOf(text, false)).toBe(ending)
  })

  it('is never that of a sentence while the recogniser has written no stop', () => {
    const endings = answers.flatMap((text) => beginnings(text, 3)).map((text) => endingOf(text, true))
    expect(endings.length).toBeGreaterThan(30_000)
    expect(share(endings, ['unknown', 'doubtful', 'complete', 'closing'])).toBe(0)
  })

  it('is found after all but one answer in two hundred that ends with a stop', () => {
    const endings = answers.map((text) => endingOf(finished(text), true))
    expect(endings.length).toBeGreaterThan(1_500)
    expect(share(endings, ['doubtful', 'complete', 'closing'])).toBeGreaterThan(0.995)
    expect(share(endings, ['doubtful'])).toBeLessThan(0.015)
  })

  it('is almost never taken for certain where no punctuation is written, and half of the time for none', () => {
    const within = answers.flatMap((text) => beginnings(text, 3)).map((text) => endingOf(bare(text), false))
    const after = answers.map((text) => endingOf(bare(text), false))
    expect(share(within, ['complete', 'closing'])).toBeLessThan(0.001)
    expect(share(within, ['incomplete', 'searching', 'nothing'])).toBeGreaterThan(0.5)
    expect(share(after, ['incomplete', 'searching', 'nothing'])).toBeLessThan(0.08)
  })

  it('comes no nearer by words without a stop', () => {
    const words = fc.array(
      fc.constantFrom('I', 'moved', 'the', 'release', 'that’s', 'it', 'um', 'and', 'year'),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(words, (list) => {
        const ending = endingOf(`We shipped it. ${list.join(' ')}`, true)
        expect(['incomplete', 'searching']).toContain(ending)
      }),
    )
  })
})

describe('punctuation', () => {
  it('shows by a mark, and its lack by enough words without one', () => {
    expect(isPunctuated('The conflict was with')).toBeNull()
    expect(isPunctuated('The conflict was with my lead, who')).toBe(true)
    expect(isPunctuated('it was about three point five million')).toBeNull()
    expect(isPunctuated('it was about a retry in the checkout that i had written then')).toBe(false)
    expect(isPunctuated(`So ${'we moved it '.repeat(13)}`)).toBe(false)
  })
})

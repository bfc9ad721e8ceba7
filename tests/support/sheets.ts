import fc from 'fast-check'
import type { Sheet, SheetPrompt } from '../../src/export/sheet.ts'
import { injections } from './injections.ts'

/** Texts of every kind: plain, of any characters, and such as would run where they are taken for more. */
export const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...injections))

const prompt = (text: fc.Arbitrary<string>): fc.Arbitrary<SheetPrompt> =>
  fc
    .record({
      question: fc.option(text),
      number: fc.option(fc.integer({ min: 1, max: 200 })),
      label: text,
      why: text,
      asked: text,
      asides: fc.array(text, { maxLength: 2 }),
      outcome: fc.option(text),
      text,
      notJudged: fc.option(text),
      pace: fc.array(text, { maxLength: 2 }),
      marks: fc.array(text, { maxLength: 2 }),
      label2: text,
      cut: fc.nat({ max: 20 }),
    })
    .map(({ label2, cut: count, ...rest }) => {
      // No character is cut in two.
      const cut = Array.from(rest.text).slice(0, count).join('').length
      return {
        ...rest,
        findings: [
          {
            label: label2,
            kind: 'flag' as const,
            kindWords: label2,
            rule: label2,
            advice: label2,
            quote: rest.text.slice(0, cut),
            start: 0,
            end: cut,
          },
        ],
        words: wordsOf(rest.text),
        askedAt: 1_000,
        listeningAt: 2_000,
        speechAt: 3_000,
        endedAt: 9_000,
        speechMs: 1_000,
        take: null,
      }
    })

/** A word for each run of letters, a quarter of a second long. */
export const wordsOf = (text: string) =>
  [...text.matchAll(/\S+/g)].map(({ 0: word, index }, i) => ({
    start: index,
    end: index + word.length,
    at: 3_000 + i * 250,
    until: 3_200 + i * 250,
    takeMs: 1_000 + i * 250,
  }))

/** A session all of whose texts are of these. */
export const sheetsOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Sheet> =>
  fc.record({
    title: text,
    createdAt: fc.constant('2026-11-22T18:20:00.000Z'),
    facts: fc.array(text, { maxLength: 2 }),
    durationMs: fc.constant(10_000),
    prompts: fc.array(prompt(text), { minLength: 1, maxLength: 3 }),
    notes: fc.array(
      text.map((words) => ({ at: 4_000, text: words, prompt: 0, takeMs: 2_000 })),
      { maxLength: 2 },
    ),
  })

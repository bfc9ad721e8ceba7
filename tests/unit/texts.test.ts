import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSilent, isSound, emptyTexts, saidIn, textsAfter, textsOf } from '../../src/session/texts.ts'
import { changedTags, longestTag, mostTags } from '../../src/session/tags.ts'
import type { Entry } from '../../src/session/log.ts'
import { generateSession } from '../support/sessions.ts'
import { correctionsOf, said } from '../support/texts.ts'

describe('the texts of a session', () => {
  test('are those that the review shows, however the log was cut into appends', () => {
    const recipe = fc.record({
      seed: fc.nat(500),
      answers: fc.integer({ min: 1, max: 14 }),
      unfinished: fc.boolean(),
    })
    fc.assert(
      fc.property(recipe, fc.boolean(), fc.integer({ min: 1, max: 40 }), (given, corrected, step) => {
        const { log } = generateSession({ ...given, input: 'mixed' })
        const entries = corrected ? [...log.entries, ...correctionsOf(log.entries)] : log.entries
        let texts = emptyTexts
        for (let i = 0; i < entries.length; i += step) {
          const part = entries.slice(i, i + step)
          const after = textsAfter(texts, part)
          expect(part.every(isSilent) ? after : texts).toEqual(texts)
          texts = after
        }
        expect(isSound(texts)).toBe(true)
        expect(saidIn(texts)).toEqual(said('a', { ...log, entries }).answers)
      }),
      { numRuns: 60 },
    )
  })

  test('of a log that is none are empty', () => {
    for (const entries of [[null], [{ type: 'prompt.asked' }, { type: 'listening.started' }], ['x']])
      expect(textsOf(entries as unknown as Entry[])).toEqual(emptyTexts)
  })

  test.each([
    null,
    undefined,
    3,
    {},
    { asked: true, answers: [null] },
    { asked: true, answers: [{ at: 1 }] },
  ])('are not sound where they are %j', (stored) => expect(isSound(stored)).toBe(false))
})

describe('tags', () => {
  test('are tidy, none twice, and few enough, whatever comes in', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 40 }), (add) => {
        const tags = changedTags([], { add })
        expect(tags.length).toBeLessThanOrEqual(mostTags)
        expect(new Set(tags.map((tag) => tag.toLocaleLowerCase())).size).toBe(tags.length)
        for (const tag of tags) {
          expect(Array.from(tag).length).toBeLessThanOrEqual(longestTag)
          expect(tag).toBe(tag.trim())
          expect(tag).not.toBe('')
        }
        expect(changedTags(tags, { add: tags })).toEqual(tags)
        expect(changedTags(tags, { remove: tags })).toEqual([])
      }),
    )
  })

  test('keep their order; capitals tell none apart', () => {
    expect(changedTags(['b', 'a'], { add: ['A', 'c  d'], remove: ['B'] })).toEqual(['a', 'c d'])
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everything, seriesOf } from '../../src/progress/progress.ts'
import { formatFilter, parseFilter } from '../../src/progress/view.ts'
import { partName, questionName, trendWords, valueWords } from '../../src/progress/words.ts'

describe('the address of progress', () => {
  const filters = fc.record({
    mode: fc.constantFrom('interview' as const, 'drill' as const, null),
    question: fc.oneof(fc.constant(null), fc.string({ minLength: 1 })),
  })

  test('says which answers are looked at, and is had back', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseFilter(formatFilter(filter))).toEqual(filter)
      }),
    )
    expect(formatFilter(everything)).toBe('')
  })

  test('that says nothing sensible leaves all in', () => {
    for (const search of ['', 'mode=', 'mode=dream&question=', '%%%'])
      expect(parseFilter(search)).toEqual(everything)
  })
})

describe('the words of progress', () => {
  test('tell values with their units', () => {
    expect(valueWords('band', 0.625)).toBe('63 %')
    expect(valueWords('thinking', 4.24)).toBe('4.2 s')
    expect(valueWords('fillers', 12)).toBe('12')
  })

  test('name what they know, and call the rest by its id', () => {
    expect(questionName('mistake')).toBe('A mistake')
    expect(questionName('own-pack-question')).toBe('Own pack question')
    expect(partName('principle', 'dive-deep')).toBe('Dive Deep')
    expect(partName('bucket', 'conflict')).toBe('Conflict')
  })

  test('say how many answers and days there are where no line is drawn', () => {
    expect(trendWords(seriesOf('band', []))).toBe(
      'Too few for a trend line: 0 answers on 0 days. It takes 20 on 5 days.',
    )
  })
})

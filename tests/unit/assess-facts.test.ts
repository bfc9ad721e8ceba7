import { describe, expect, test } from 'vitest'
import { agencyOf } from '../../src/assess/facts/clauses.ts'
import { deliveryOf, repeatedShare } from '../../src/assess/facts/delivery.ts'
import { factsOf } from '../../src/assess/facts/facts.ts'
import { find, findAll, phrases } from '../../src/assess/facts/phrases.ts'
import { plainOf } from '../../src/assess/facts/plain.ts'
import { dollarsOf } from '../../src/assess/facts/quantities.ts'
import { evidenceOf } from '../../src/assess/signals/evidence.ts'
import type { AnswerContext } from '../../src/assess/types.ts'

const today = '2026-11-22'
const read = (text: string) => factsOf(text, { today })

describe('the plain text', () => {
  test.each([
    'Ünïcode “quotes” – and ’s',
    'a \ud800 lone half',
    'İstanbul ﬁne',
    '<b>bold</b> 👍🏽 um okay',
    'co-ordinate',
  ])('keeps every offset of %j', (text) => expect(plainOf(text)).toHaveLength(text.length))

  test.each(['it cost €2M', 'ну вот', '你好', 'Łódź', '“so” — 👍🏽 ₹40k'])(
    'takes one byte a unit: %j',
    (text) => {
      const plain = plainOf(text)
      expect(plain).not.toMatch(/[\u0100-\uffff]/)
      expect(plain).toHaveLength(text.length)
    },
  )
})

describe('patterns', () => {
  const forks = phrases('forks?')
  const plain = 'a fork, two forks, no spoon, fork'

  test('are found wherever they stand, whatever was looked for before', () => {
    const all = findAll(forks, plain)
    expect(all.map(({ start, end }) => plain.slice(start, end))).toEqual(['fork', 'forks', 'fork'])
    expect(find(forks, plain, 5)?.start).toBe(12)
    expect(findAll(forks, plain)).toEqual(all)
  })

  test('that may stand on nothing are found everywhere, once', () => {
    expect(findAll(/x*/g, 'axx')).toEqual([
      { start: 0, end: 0 },
      { start: 1, end: 3 },
      { start: 3, end: 3 },
    ])
  })

  test('that find only one place are refused', () => {
    expect(() => findAll(/x/, 'axx')).toThrow('not global')
  })
})

describe('numbers and what they are', () => {
  test.each([
    ['it saved four hundred eighty seven thousand dollars', 487_000, 'money', 'result'],
    ['that earned us $2M', 2_000_000, 'money', 'result'],
    ['margins rose by a million and a half euros', 1_500_000, 'money', 'result'],
    ['we cut two point five mil in costs', 2_500_000, 'money', 'result'],
    ['it brought in half a million pounds', 500_000, 'money', 'result'],
    ['we saved forty lakh rupees', 4_000_000, 'money', 'result'],
    ['revenue grew by three crore', 30_000_000, 'money', 'result'],
    ['we had a budget of two million dollars', 2_000_000, 'money', 'cost'],
    ['the licence costs us 20k a month', 20_000, 'money', 'cost'],
    ['errors fell by forty percent', 40, 'percent', 'result'],
    ['it runs three times faster', 3, 'times', 'result'],
    ['I led a team of eight', 8, 'count', 'team'],
    ['we moved to version 3', 3, 'version', 'version'],
    ['that was in 2019', 2019, 'year', 'date'],
    ['back in twenty nineteen', 2019, 'year', 'date'],
    ['it took three weeks', 3, 'duration', 'spent'],
    ['complaints dropped by a dozen', 12, 'count', 'result'],
    ['we visited a hundred and forty farms', 140, 'count', 'other'],
    ['the overtime was a hundred and eighty thousand', 180_000, 'money', 'other'],
  ] as const)('%s', (text, value, kind, role) => {
    const [quantity] = read(text).quantities
    expect(quantity).toMatchObject({ value, kind, role })
  })

  test.each([
    ['it saved €2M', 'EUR'],
    ['it saved ₹40k', 'INR'],
    ['it saved £40k', 'GBP'],
    ['it saved ₦90k', 'NGN'],
    ['it saved ¤90k', null],
  ])('knows which money is meant: %s', (text, currency) => {
    const [quantity] = read(text).quantities
    expect(quantity?.currency ?? null).toBe(currency)
  })

  test('compares currencies and rates as dollars a year', () => {
    const [naira] = read('we saved fifty million naira').quantities
    const [monthly] = read('we saved 100k dollars a month').quantities
    expect(naira && dollarsOf(naira)).toBeLessThan(1_000_000)
    expect(monthly && dollarsOf(monthly)).toBe(1_200_000)
  })
})

describe('times', () => {
  test.each([
    ['this was back in 2017', 111.5, 'story'],
    ['it was right before covid', 83, 'story'],
    ['about eight years ago we moved banks', 96, 'story'],
    ['two jobs ago I ran a kitchen', null, 'story'],
    ['okay, 2017, I was the head baker', 111.5, 'story'],
    ['this goes back to 2018', 99.5, 'story'],
    ['they paid for the mill in 2016', 123.5, 'other'],
    ['the guideline is from 2016', 123.5, 'other'],
    ['I joined the bank seven years ago', 84, 'other'],
  ] as const)('%s', (text, months, role) => {
    expect(read(text).times.find(({ kind }) => kind === 'ago')).toMatchObject({ months, role })
  })
})

describe('who does what', () => {
  test('is found without full stops or capitals', () => {
    const { clauses } = read(
      'so i sat with the nurses and wrote it down and then the vendor rebuilt it and we tested it',
    )
    expect(clauses.map(({ subject, verb }) => `${subject} ${verb}`)).toEqual([
      'i sit',
      'i write',
      'others rebuild',
      'we test',
    ])
  })

  test('tells doing from wishing, denying and being done to', () => {
    const { clauses } = read(
      'I would have fixed it but I did not deploy it. The data was migrated over a weekend.',
    )
    expect(clauses[0]?.modal).toBe(true)
    expect(clauses[1]?.negated).toBe(true)
    expect(clauses[2]?.subject).toBe('passive')
  })

  test('gives shares of what was done', () => {
    const { own, others } = agencyOf(
      read('Marta wrote the plan. Our engineers built it. The vendor tested it. I shipped it.').clauses,
    )
    expect(own).toBe(0.25)
    expect(others).toBe(0.75)
  })
})

describe('delivery', () => {
  test('counts pace, fillers and hedges', () => {
    const { words, wordsPerMinute, fillers, hedges } = deliveryOf(
      'Um, I think we maybe shipped it, you know, uh, in May.',
      6,
    )
    expect({ words, wordsPerMinute, fillers, hedges }).toEqual({
      words: 12,
      wordsPerMinute: 120,
      fillers: 3,
      hedges: 2,
    })
    expect(deliveryOf('', 0)).toMatchObject({ words: 0, wordsPerMinute: null, iShare: null })
  })

  test('tells a recited answer from a new one', () => {
    expect(
      repeatedShare('we moved the whole bank to a new ledger', 'We moved the whole bank to a new ledger!'),
    ).toBe(1)
    expect(repeatedShare('we moved the whole bank', 'something else altogether was said here')).toBe(0)
  })
})

describe('evidence', () => {
  const context: AnswerContext = {
    question: 'simple-solution',
    bucket: 'productivity',
    probe: null,
    asked: 'Tell me about a simple solution to a complex problem.',
    turns: [],
    level: 'L5',
    today,
  }
  const of = (text: string, more: Partial<AnswerContext> = {}) =>
    evidenceOf(read(text), { ...context, ...more })

  test('has the same names for every answer, and only finite numbers', () => {
    const names = Object.keys(of('')).toSorted()
    expect(names.length).toBeGreaterThan(100)
    for (const bucket of ['conflict', 'failure', 'productivity'])
      for (const text of ['', '?', 'we saved two million', 'My boss and I argued. I was wrong. 💥']) {
        const evidence = of(text, { bucket })
        expect(Object.keys(evidence).toSorted()).toEqual(names)
        expect(Object.values(evidence).every(Number.isFinite)).toBe(true)
      }
  })

  test('grows with what is said', () => {
    expect(of('The kiln broke and I fixed it.')['metric.best']).toBe(0)
    expect(of('Breakages went from nine percent to two.')['metric.best']).toBe(1)
    expect(of('It saved the bakery forty thousand pounds a year.')).toMatchObject({
      'money.gained': 1,
      'money.small': 1,
    })
    expect(of('I told my boss he was wrong.', { bucket: 'conflict' })['people.up']).toBeGreaterThan(
      of('I told the cat it was wrong.', { bucket: 'conflict' })['people.up'] ?? 0,
    )
    expect(of('I built the ramp in four days.')['pace.shortestDays']).toBeCloseTo(4 / 14)
  })
})

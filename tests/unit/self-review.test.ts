import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../questions/finding.ts'
import type { SignalId } from '../../questions/ids.ts'
import { signals } from '../../questions/signals.ts'
import { compare, markLines } from '../../src/selfreview/compare.ts'
import { hiddenAnswers } from '../../src/selfreview/hidden.ts'
import { answersOf, type Answer } from '../../src/session/answers.ts'
import { isReviewEvent } from '../../src/session/entries.ts'
import { grades, markedOf, noMarks, verdicts, type Marks } from '../../src/session/marked.ts'
import { parseLog } from '../../src/session/migrate.ts'
import type { Entry } from '../../src/session/log.ts'
import { generateSession } from '../support/sessions.ts'

const { log } = generateSession({ seed: 3, answers: 6 })
const guideline = { fromS: 15, toS: 30 }
const [anAnswer] = answersOf(log)

function answerWith(given: readonly SignalId[], seconds: number | null = 23): Answer {
  if (!anAnswer) throw new Error('nothing was answered')
  const findings = given.map((signal) => ({ signal, quote: '', start: null, end: null }))
  const assessment: Assessment = { engine: 'test', abstained: null, findings, covered: [] }
  return { ...anAnswer, seconds, text: 'words', assessment, revised: null, corrections: new Map() }
}
const differences = (answer: Answer, marks: Partial<Marks>) =>
  compare(answer, { ...noMarks, ...marks }, guideline).flatMap(({ difference }) => difference ?? [])

const when = '2026-11-27T07:00:00.000Z'
const marked = (answer: number, marks: Marks | null): Entry => ({
  type: 'answer.marked',
  when,
  answer,
  marks,
})

const anyMarks: fc.Arbitrary<Marks> = fc.record({
  inBand: fc.option(fc.constantFrom(...verdicts)),
  bottomLineFirst: fc.option(fc.constantFrom(...verdicts)),
  ownPart: fc.option(fc.constantFrom(...verdicts)),
  result: fc.option(fc.constantFrom(...verdicts)),
  grade: fc.option(fc.constantFrom(...grades)),
})

describe('what was said of an answer', () => {
  test('is kept with the session, and the last word counts', () => {
    fc.assert(
      fc.property(anyMarks, anyMarks, (first, last) => {
        const entries = [...log.entries, marked(1, first), marked(0, null), marked(1, last)]
        const raw = JSON.parse(JSON.stringify({ header: log.header, entries })) as typeof log
        const read = parseLog('one', { header: raw.header, entries: [...raw.entries] })
        expect(read.entries.slice(-3).every(isReviewEvent)).toBe(true)
        expect(markedOf(read)).toEqual({
          marks: new Map([
            [1, last],
            [0, null],
          ]),
          shown: false,
        })
        expect(answersOf(read)).toEqual(answersOf(log))
      }),
    )
  })

  test('hides the findings of what is not marked, of new sessions and while it is wished', () => {
    const header = { ...log.header, selfReview: true }
    const given = new Set([0, 1, 2])
    const none = markedOf(log)
    expect([...hiddenAnswers({ header }, none, given, true)]).toEqual([0, 1, 2])
    expect([...hiddenAnswers(log, none, given, true)]).toEqual([])
    expect([...hiddenAnswers({ header }, none, given, false)]).toEqual([])
    const some = markedOf({ entries: [marked(0, noMarks), marked(2, null)] })
    expect([...hiddenAnswers({ header }, some, given, true)]).toEqual([1])
    const all = markedOf({ entries: [{ type: 'findings.shown', when }] })
    expect([...hiddenAnswers({ header }, all, given, true)]).toEqual([])
  })
})

describe('what was said beside what was noted', () => {
  test('differs in length where the band says otherwise', () => {
    expect(differences(answerWith([], 23), { inBand: 'yes' })).toEqual([])
    expect(differences(answerWith([], 44), { inBand: 'yes' })).toEqual([
      'You said that it was within the band; measured were 44 s, over by 14 s.',
    ])
    expect(differences(answerWith([], 30.4), { inBand: 'no' })).toEqual([
      'You said that it was not within the band; measured were 30 s, in the band.',
    ])
    expect(differences(answerWith([], null), { inBand: 'yes' })).toEqual([])
  })

  test.each([
    ['bottomLineFirst', 'yes', 'buried-lede', 'the bottom line came first'],
    ['bottomLineFirst', 'no', 'headline-first', 'the bottom line did not come first'],
    ['ownPart', 'yes', 'team-not-self', 'your own part was clear'],
    ['result', 'yes', 'no-impact', 'there was a result with a number'],
    ['result', 'yes', 'impact-anecdote', 'there was a result with a number'],
    ['result', 'no', 'impact-money', 'there was no result with a number'],
  ] as const)('%s: %s differs from %s', (mark, said, signal, claim) => {
    const sentence = `You said that ${claim}; noted was “${signals[signal].label}”.`
    expect(differences(answerWith([signal]), { [mark]: said })).toEqual([sentence])
    expect(differences(answerWith([signal]), { [mark]: said === 'yes' ? 'no' : 'yes' })).toEqual([])
    expect(differences(answerWith([signal]), { [mark]: 'unsure' })).toEqual([])
    expect(differences(answerWith([]), { [mark]: said })).toEqual([])
  })

  test('a number counts as a result, whatever else was noted', () => {
    const both = answerWith(['impact-anecdote', 'impact-metric'])
    expect(differences(both, { result: 'yes' })).toEqual([])
  })

  test('a grade differs where the findings point elsewhere', () => {
    expect(differences(answerWith(['no-impact', 'headline-first']), { grade: 3 })).toEqual([
      'You said that it would convince; noted were 1 red flag, 1 good.',
    ])
    expect(differences(answerWith(['headline-first']), { grade: 2 })).toEqual([
      'You said that it would not convince; nothing was noted against it.',
    ])
    expect(differences(answerWith([]), { grade: 1 })).toEqual([])
    expect(differences(answerWith(['no-impact']), { grade: 1 })).toEqual([])
  })

  test('says nothing against what was not judged, and never praises', () => {
    fc.assert(
      fc.property(
        anyMarks,
        fc.subarray(Object.keys(signals) as SignalId[]),
        fc.option(fc.double({ min: 0, max: 300, noNaN: true })),
        (marks, found, seconds) => {
          const answer = answerWith(found, seconds)
          const lines = markLines(answer, marks, guideline)
          expect(lines).toHaveLength(5)
          expect(lines.join(' ')).not.toMatch(/well done|great|excellent|correct|congrat|wrong|!/i)
          const unjudged = { ...answer, assessment: null }
          const said = compare(unjudged, { ...marks, inBand: null }, guideline)
          expect(said.every(({ difference }) => difference === null)).toBe(true)
        },
      ),
    )
  })
})

import { describe, expect, test } from 'vitest'
import { answersOf, shown } from '../../src/session/answers.ts'
import type { Entry } from '../../src/session/log.ts'
import { generateSession } from '../support/sessions.ts'

const when = '2026-11-27T09:00:00.000Z'
const { log } = generateSession({ seed: 6, answers: 4, questions: 1, input: 'keyboard' })
const noted: Entry = {
  type: 'finding.corrected',
  when,
  answer: 0,
  signal: 'resilience',
  verdict: 'missed',
  quote: 'we shipped it',
  start: 2,
  end: 15,
}
const revisedTo = (text: string): Entry => ({
  type: 'assessment.revised',
  when,
  answer: 0,
  text,
  assessment: { engine: 'rules', abstained: null, findings: [], covered: [] },
})
const shownOf = (...review: Entry[]) => {
  const [answer] = answersOf({ ...log, entries: [...log.entries, ...review] })
  return answer && shown(answer).assessment?.findings
}

describe('what the candidate noted in an answer', () => {
  test('moves with its words when the text before them is corrected', () => {
    const text = 'The data team pulled it and we shipped it'
    expect(shownOf(revisedTo('I we shipped it'), noted, revisedTo(text))).toEqual([
      { signal: 'resilience', quote: 'we shipped it', start: text.indexOf('we shipped'), end: text.length },
    ])
  })

  test('goes with words that a correction took out', () => {
    expect(shownOf(revisedTo('I we shipped it'), noted, revisedTo('It was sent'))).toEqual([])
  })
})

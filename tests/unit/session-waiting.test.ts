import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersOf, waits } from '../../src/session/answers.ts'
import { foldViews } from '../../src/session/fold.ts'
import type { Entry, Header } from '../../src/session/log.ts'
import { emptyTally, tallyAfter } from '../../src/session/tally.ts'
import { generateSession } from '../support/sessions.ts'

const assessment = { engine: 'test', abstained: null, findings: [], covered: [] }
const when = '2026-11-23T10:00:00.000Z'

const places = (header: Header, entries: readonly Entry[], views = foldViews({ header, entries })) =>
  answersOf({ header, entries }, views)
    .filter(waits)
    .map(({ index }) => index)

const recipe = fc.record({
  seed: fc.nat(5_000),
  answers: fc.integer({ min: 1, max: 25 }),
  input: fc.constantFrom('microphone', 'mixed', 'keyboard'),
  unfinished: fc.boolean(),
})

describe('answers that wait for their words', () => {
  test('are counted entry by entry as they are found in the whole log, at each moment of it', () => {
    fc.assert(
      fc.property(recipe, (given) => {
        const { header, entries } = generateSession(given).log
        const views = foldViews({ header, entries })
        let tally = emptyTally
        entries.forEach((entry, i) => {
          tally = tallyAfter(tally, [entry])
          expect(tally.waiting).toEqual(places(header, entries.slice(0, i + 1), views))
        })
        expect(tallyAfter(emptyTally, entries)).toEqual(tally)
      }),
      { numRuns: 40 },
    )
  })

  test('are as many as were spoken, recorded and not heard, and fewer by each that gets a text', () => {
    const { log } = generateSession({ seed: 4, answers: 30 })
    const unheard = answersOf(log).filter(({ outcome }) => outcome === 'unheard')
    const waiting = places(log.header, log.entries)
    expect(waiting.length).toBeGreaterThan(1)
    expect(waiting).toEqual(unheard.map(({ index }) => index))
    const [first = 0, ...rest] = waiting
    const entries: Entry[] = [
      ...log.entries,
      { type: 'assessment.revised', when, answer: first, text: '', assessment },
    ]
    expect(places(log.header, entries)).toEqual(rest)
    expect(tallyAfter(emptyTally, entries).waiting).toEqual(rest)
  })

  test('are none where nothing was said, nothing was recorded, or words were typed along', () => {
    const { log } = generateSession({ seed: 2, answers: 1 })
    const begun = log.entries.findIndex(({ type }) => type === 'listening.started')
    const before = log.entries.slice(0, begun)
    const after = (take: string | null, speakingMs: number, typed: boolean): Entry[] => [
      ...before,
      { type: 'listening.started', at: 9_000, input: 'microphone', take },
      ...(typed ? [{ type: 'draft.saved' as const, at: 9_500, text: 'What I typed' }] : []),
      { type: 'answer.finished', at: 20_000, by: 'candidate', thinkingMs: 0, speakingMs, phrases: [] },
      { type: 'answer.unheard', at: 20_100, seconds: 0 },
    ]
    for (const [entries, count] of [
      [after('t', 5_000, false), 1],
      [after('t', 0, false), 0],
      [after(null, 5_000, false), 0],
      [after('t', 5_000, true), 0],
    ] as const) {
      expect(places(log.header, entries)).toHaveLength(count)
      expect(tallyAfter(emptyTally, entries).waiting).toHaveLength(count)
    }
  })
})

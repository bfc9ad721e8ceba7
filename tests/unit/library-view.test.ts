import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  filtered,
  formatView,
  parseView,
  plainView,
  sorted,
  sorts,
  spans,
  ways,
  type View,
} from '../../src/library/view.ts'
import type { SessionSummary } from '../../src/session/store.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]
const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
const day = fc.oneof(
  fc.constant(''),
  date.map((at) => at.toISOString().slice(0, 10)),
)
const view: fc.Arbitrary<View> = fc
  .record({
    q: fc.string({ maxLength: 40 }),
    question: fc.string({ maxLength: 40 }),
    mode: fc.constantFrom('' as const, ...keys(ways)),
    level: fc.constantFrom('', 'L5', 'L6'),
    span: fc.constantFrom('' as const, ...keys(spans)),
    from: day,
    to: day,
    tag: fc.string({ maxLength: 40 }),
    sort: fc.constantFrom(...keys(sorts)),
  })
  // Dates count only where they are asked for.
  .map((each) => (each.span === 'dates' ? each : { ...each, from: '', to: '' }))

const summary = (id: string, change: Partial<SessionSummary> = {}): SessionSummary => ({
  id,
  title: id,
  createdAt: '2026-11-22T12:00:00.000Z',
  status: 'ended',
  answers: 3,
  entries: 9,
  waiting: 0,
  durationMs: 60_000,
  questions: ['Disagreement'],
  level: 'L5',
  mode: 'interview',
  input: 'microphone',
  tags: [],
  ...change,
})
const now = Date.parse('2026-11-27T12:00:00.000Z')
const idsOf = (sessions: readonly SessionSummary[]) => sessions.map(({ id }) => id)

describe('the view of the library', () => {
  test('comes back from the address as it was written', () => {
    fc.assert(
      fc.property(view, (given) => {
        expect(parseView(formatView(given))).toEqual(given)
      }),
    )
    expect(formatView(plainView)).toBe('')
  })

  test('is read from any address', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (search) => {
        expect(() => parseView(search)).not.toThrow()
      }),
    )
    expect(parseView('?sort=constructor&mode=x&from=2026-99-99&span=toString')).toEqual(plainView)
  })

  test('lets through what is all that the filters ask for', () => {
    const sessions = [
      summary('a', { tags: ['onsite'], level: 'L6' }),
      summary('b', { input: 'keyboard', createdAt: '2026-10-01T12:00:00.000Z' }),
      summary('c', { questions: ['Failure', 'Feedback'], input: null }),
    ]
    const shown = (change: Partial<View>) => idsOf(filtered(sessions, { ...plainView, ...change }, now))
    expect(shown({})).toEqual(['a', 'b', 'c'])
    expect(shown({ tag: 'onsite' })).toEqual(['a'])
    expect(shown({ level: 'L5' })).toEqual(['b', 'c'])
    expect(shown({ mode: 'spoken' })).toEqual(['a'])
    expect(shown({ mode: 'typed' })).toEqual(['b'])
    expect(shown({ question: 'Feedback' })).toEqual(['c'])
    expect(shown({ span: 'month' })).toEqual(['a', 'c'])
    expect(shown({ span: 'year' })).toEqual(['a', 'b', 'c'])
    expect(shown({ span: 'dates', from: '2026-10-01', to: '2026-10-01' })).toEqual(['b'])
    expect(shown({ span: 'dates', from: '2026-10-02' })).toEqual(['a', 'c'])
    expect(shown({ span: 'dates', to: '2026-10-02' })).toEqual(['b'])
  })

  test('sorts in each order', () => {
    const sessions = [
      summary('Session 10', { durationMs: 5, answers: 1 }),
      summary('Session 9', { durationMs: 9, answers: 2 }),
      summary('A first', { durationMs: 7, answers: 9 }),
    ]
    const order = Object.fromEntries(keys(sorts).map((sort) => [sort, idsOf(sorted(sessions, sort))]))
    expect(order).toEqual({
      newest: ['Session 10', 'Session 9', 'A first'],
      oldest: ['A first', 'Session 9', 'Session 10'],
      longest: ['Session 9', 'A first', 'Session 10'],
      answers: ['A first', 'Session 9', 'Session 10'],
      title: ['A first', 'Session 9', 'Session 10'],
    })
  })
})

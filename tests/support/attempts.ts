import { OPENING } from '../../machines/plan.ts'
import type { Measured } from '../../src/debrief/measured.ts'
import { attemptsOf, type Attempt } from '../../src/drills/items.ts'

/** An answer that was all right: in the band, in time, nothing against it. */
export const row = (given: Partial<Measured> = {}): Measured => ({
  session: 'session',
  answer: 0,
  at: Date.UTC(2026, 10, 1, 9),
  day: '2026-11-01',
  mode: 'drill',
  drill: 'probe',
  direction: null,
  question: 'disagreement',
  bucket: 'conflict',
  principles: ['backbone', 'earn-trust'],
  prompt: OPENING,
  outcome: 'given',
  input: 'microphone',
  clockFactor: 1,
  seconds: 22,
  band: 'in',
  thinkingMs: 3_000,
  bottomLineMs: null,
  iShare: 0.8,
  fillers: 1,
  fillersAtLeast: false,
  judged: true,
  signals: [],
  met: null,
  rated: null,
  ...given,
})

export function attempt(given: Partial<Measured> = {}): Attempt {
  const [made] = attemptsOf([row(given)])
  if (!made) throw new Error('it cannot be practised')
  return made
}

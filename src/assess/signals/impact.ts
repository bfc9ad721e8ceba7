import { anecdotesOf } from './anecdote.ts'
import { earliest } from './detector.ts'
import type { Detector } from './detector.ts'
import { metricOf } from './metric.ts'
import { isSmall, moneyOf } from './money.ts'

/** What came of it: money, other numbers, consequences. */
export const impact: readonly Detector[] = [
  { signal: 'impact-money', detect: (facts, context) => moneyOf(facts, context)[0] ?? null },
  {
    signal: 'under-one-million',
    detect: (facts, context) => {
      const money = moneyOf(facts, context)
      return isSmall(money) ? (money[0] ?? null) : null
    },
  },
  {
    signal: 'impact-metric',
    detect: (facts, context, seen) => metricOf(facts, context, Boolean(seen.get('fast-and-flawless'))),
  },
  {
    signal: 'impact-anecdote',
    detect: (facts, context) => earliest(...Object.values(anecdotesOf(facts, context)).flat()),
  },
]

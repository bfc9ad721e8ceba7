import { bucketProbes } from '../../questions/ids.ts'
import type { AnswerContext, AnswerText } from './types.ts'

/** A question of every bucket. */
const asked = [
  ['productivity', 'technical-problem'],
  ['conflict', 'disagreement'],
  ['failure', 'mistake'],
] as const
const opening =
  'So I moved the night deliveries, and we saved about four hundred thousand dollars a year. Last spring, my manager ' +
  'disagreed with me. She wanted to type every order in by hand; I pulled two weeks of logs and showed her that nine ' +
  'percent were wrong. She came around, and since then nobody has had to do it twice. Does that answer your question?'
const reply =
  "It took us three months, and it went from fifty minutes down to twelve. I should have asked earlier, that's on me."

/**
 * Answers for an engine that has just been started to assess before the first real one. Patterns, models and the encoder
 * are compiled when they are first used, and the more often the better: that takes a second that nobody should wait for.
 */
export const warmUps: readonly { answer: AnswerText; context: AnswerContext }[] = asked.flatMap(
  ([bucket, question]) => {
    const context = { question, bucket, asked: '', level: 'L5', today: '2026-01-01' } as const
    const turns = [{ probe: null, text: opening, seconds: 30 }]
    return [
      { answer: { text: opening, seconds: 30 }, context: { ...context, probe: null, turns: [] } },
      {
        answer: { text: reply, seconds: 10 },
        context: { ...context, probe: bucketProbes[bucket].at(-1) ?? null, turns },
      },
    ]
  },
)

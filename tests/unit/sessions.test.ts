import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { answersOf } from '../../src/session/answers.ts'
import { entrySchema, headerSchema } from '../../src/session/log.ts'
import { durationMs } from '../../src/session/entries.ts'
import { generateSession } from '../support/sessions.ts'

describe('generated sessions', () => {
  test('are valid logs with the answers asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('microphone' as const, 'keyboard' as const, 'mixed' as const),
        fc.boolean(),
        (seed, count, input, unfinished) => {
          const { log } = generateSession({ seed, answers: count, input, unfinished })
          v.parse(headerSchema, log.header)
          for (const entry of log.entries) v.parse(entrySchema, entry)
          const answers = answersOf(log)
          expect(answers).toHaveLength(count)
          expect(answers.at(-1)?.outcome === 'open').toBe(unfinished)
        },
      ),
      { numRuns: 15 },
    )
  })

  test('are equal for equal recipes and differ by seed', () => {
    const recipe = { seed: 7, answers: 12, audio: true, sampleRate: 50 }
    expect(generateSession(recipe)).toEqual(generateSession(recipe))
    expect(generateSession({ ...recipe, seed: 8 }).log).not.toEqual(generateSession(recipe).log)
  })

  test('of two hundred answers last about an hour', () => {
    const { log } = generateSession({ seed: 3, answers: 200 })
    const answers = answersOf(log)
    expect(answers).toHaveLength(200)
    expect(answers.filter((a) => a.branch !== null).length).toBeGreaterThan(100)
    expect(durationMs(log) / 60_000).toBeGreaterThan(50)
    expect(durationMs(log) / 60_000).toBeLessThan(80)
  })

  test('have audio for every spoken answer, as long as it was listened to', () => {
    const { log, takes } = generateSession({ seed: 5, answers: 8, input: 'mixed', audio: true })
    const answers = answersOf(log)
    expect(takes.map((t) => t.take)).toEqual(answers.flatMap((a) => a.take ?? []))
    for (const { take, samples, sampleRate } of takes) {
      const answer = answers.find((a) => a.take === take)
      const lengthMs = (answer?.endedAt ?? 0) - (answer?.listeningAt ?? 0)
      expect(Math.abs((samples.length / sampleRate) * 1000 - lengthMs)).toBeLessThan(60)
    }
  })
})

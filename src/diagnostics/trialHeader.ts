import { lengthPresets } from '../../machines/limits.ts'
import { guidePack } from '../../questions/index.ts'
import type { Header } from '../session/log.ts'
import { logVersion } from '../session/version.ts'

/** The header of a session that nobody takes. */
export function trialHeader(): Header {
  const { guideline, questions, buckets, reactive } = guidePack
  return {
    version: logVersion,
    id: 'self-test',
    createdAt: '2026-01-01T00:00:00.000Z',
    today: '2026-01-01',
    mode: 'interview',
    level: 'L5',
    patience: 'off',
    limits: lengthPresets.single,
    input: 'keyboard',
    seed: 0,
    clockFactor: 1,
    guideline,
    questions: questions.slice(0, 1),
    buckets,
    reactive,
    engines: { app: 'self-test', assess: 'none' },
  }
}

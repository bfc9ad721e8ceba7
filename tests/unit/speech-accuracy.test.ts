import { beforeAll, describe, expect, it } from 'vitest'
import { createEnergyOdds } from '../../src/speech/energy.ts'
import { hearing } from '../../src/speech/hearing.ts'
import { levelOf, loudnessOf } from '../../src/speech/level.ts'
import { createPhraseFinder, ENERGY_RULES } from '../../src/speech/phrases.ts'
import type { HeardFrame, Phrase } from '../../src/speech/ports.ts'
import type { Silero } from '../../src/speech/silero.ts'
import { edgeErrors, median } from '../support/recordings.ts'
import { framesOf, loadSilero, samplesOf, spokenIn } from '../support/silero.ts'

let silero: Silero
beforeAll(async () => {
  silero = await loadSilero()
})

async function heardIn(samples: Int16Array): Promise<Phrase[]> {
  silero.reset()
  const finder = createPhraseFinder()
  for (const frame of framesOf(samples)) finder.push(await silero.likelihood(frame), loudnessOf(frame))
  return finder.phrases()
}

describe('phrases found by the voice model', () => {
  it('are those spoken: within 60 ms at the median, 150 ms at most, clean and at 20 dB', async () => {
    const starts: number[] = []
    const ends: number[] = []
    for (const name of ['ans_flite_clean', 'ans_espeak_snr20']) {
      const spoken = spokenIn(name)
      const found = await heardIn(samplesOf(name))
      expect([name, found.length]).toEqual([name, spoken.length])
      const errors = edgeErrors(spoken, found)
      starts.push(...errors.starts)
      ends.push(...errors.ends)
    }
    expect(median(starts)).toBeLessThan(60)
    expect(median(ends)).toBeLessThan(60)
    expect(Math.max(...starts, ...ends)).toBeLessThan(150)
  })

  it('do not depend on how the recording falls into frames', async () => {
    const late = 300
    const samples = samplesOf('ans_flite_clean')
    const found = await heardIn(samples.subarray(late))
    const spoken = spokenIn('ans_flite_clean').map(({ startMs, endMs }) => ({
      startMs: startMs - late / 16,
      endMs: endMs - late / 16,
    }))
    const { starts, ends } = edgeErrors(spoken, found)
    expect(Math.max(...starts, ...ends)).toBeLessThan(150)
  })

  it('are the same when the model heard something else before', async () => {
    const samples = samplesOf('ans_flite_clean').subarray(0, 8 * 16000)
    const first = await heardIn(samples)
    await heardIn(samplesOf('ans_espeak_snr20').subarray(3 * 16000, 5 * 16000))
    expect(await heardIn(samples)).toEqual(first)
  })

  it('are none in typing', async () => {
    expect(await heardIn(samplesOf('neg_keyboard'))).toEqual([])
  })

  it('are those of the voice at the microphone where somebody talks on behind it', async () => {
    const samples = samplesOf('ans_flite_clean')
    // Another voice without a pause, 26 dB softer.
    const behind = samplesOf('ans_espeak_snr20').subarray(2.1 * 16000, 24 * 16000)
    const spoken = spokenIn('ans_flite_clean')
    const mixed = samples.map((sample, i) => sample + (behind[i % behind.length] ?? 0) * 0.05)
    const found = await heardIn(mixed)
    const { starts, ends } = edgeErrors(spoken, found)
    expect(found).toHaveLength(spoken.length)
    expect(median([...starts, ...ends])).toBeLessThan(60)
    expect(Math.max(...starts, ...ends)).toBeLessThan(250)
  })

  it('tell a check that there is a voice, and that typing is none', async () => {
    const checked = async (name: string) => {
      silero.reset()
      const frames: HeardFrame[] = []
      for (const frame of framesOf(samplesOf(name)))
        frames.push({ atMs: 0, ...levelOf(frame), likelihood: await silero.likelihood(frame) })
      return Array.from({ length: Math.floor(frames.length / 90) }, (_, i) =>
        hearing(frames.slice(i * 90, i * 90 + 90), { sound: 'heard', vad: 'silero' }),
      )
    }
    expect(await checked('ans_flite_clean')).toContain('good')
    expect(new Set(await checked('neg_keyboard'))).toEqual(new Set(['noise']))
  })
})

describe('phrases found by loudness', () => {
  it('are near those spoken in a quiet room', () => {
    const odds = createEnergyOdds()
    const finder = createPhraseFinder(ENERGY_RULES)
    for (const frame of framesOf(samplesOf('ans_flite_clean'))) {
      const db = loudnessOf(frame)
      finder.push(odds(db), db)
    }
    const { starts, ends } = edgeErrors(spokenIn('ans_flite_clean'), finder.phrases())
    expect(Math.max(...starts, ...ends)).toBeLessThan(150)
  })
})

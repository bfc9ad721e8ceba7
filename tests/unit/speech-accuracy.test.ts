import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { env } from 'onnxruntime-web/wasm'
import { beforeAll, describe, expect, it } from 'vitest'
import { createEnergyOdds } from '../../src/speech/energy.ts'
import { FRAME_SAMPLES } from '../../src/speech/format.ts'
import { loudnessOf } from '../../src/speech/level.ts'
import { createPhraseFinder, ENERGY_RULES } from '../../src/speech/phrases.ts'
import type { Phrase } from '../../src/speech/ports.ts'
import { createSilero, type Silero } from '../../src/speech/silero.ts'
import { edgeErrors, median, spokenPhrases, wavSamples, type RecordingFacts } from '../support/recordings.ts'

const audio = new URL('../fixtures/audio/', import.meta.url)
const { resolve } = createRequire(import.meta.url)
const samplesOf = (name: string) => wavSamples(readFileSync(new URL(`${name}.wav`, audio)))
const spokenIn = (name: string) =>
  spokenPhrases(JSON.parse(readFileSync(new URL(`${name}.json`, audio), 'utf8')) as RecordingFacts)

function* framesOf(samples: Int16Array): Generator<Int16Array> {
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) yield samples.subarray(at, at + FRAME_SAMPLES)
}

let silero: Silero
beforeAll(async () => {
  env.wasm.numThreads = 1
  env.wasm.wasmBinary = new Uint8Array(
    readFileSync(resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')),
  ).buffer
  silero = await createSilero(
    new Uint8Array(readFileSync(resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx'))),
  )
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

import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLevelMeter, hearing, levelOf, meterPosition, type Level } from '../../src/speech/level.ts'
import { createResampler } from '../../src/speech/resample.ts'
import { wavBytes, wavDurationMs } from '../../src/speech/wav.ts'
import { wavSamples } from '../support/recordings.ts'

const sine = (hz: number, rate: number, samples: number) =>
  Float32Array.from({ length: samples }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate))

function resampled(input: Float32Array, from: number, pieces: number[] = [input.length]): number[] {
  const resample = createResampler(from, 16000)
  const output: number[] = []
  let at = 0
  for (const piece of pieces) {
    resample(input.subarray(at, at + piece), (sample) => output.push(sample))
    at += piece
  }
  return output
}

describe('createResampler', () => {
  it.each([44100, 48000, 96000, 8000])('keeps a tone from %i Hz where it was, to the sample', (from) => {
    const output = resampled(sine(1000, from, from / 4), from)
    const wanted = sine(1000, 16000, output.length)
    const worst = Math.max(...output.map((sample, i) => (i < 60 ? 0 : Math.abs(sample - (wanted[i] ?? 0)))))
    expect(worst).toBeLessThan(0.001)
    expect(output.length).toBeGreaterThanOrEqual(4000 - 100)
    expect(output.length).toBeLessThanOrEqual(4000)
  })
  it.each([44100, 48000])('lets nothing fold back from above 8 kHz, from %i Hz', (from) => {
    for (const hz of [8100, 9500, 15000]) {
      const output = resampled(sine(hz, from, from / 4), from).slice(60)
      expect(Math.max(...output.map(Math.abs))).toBeLessThan(0.005)
    }
  })
  it('gives the same however the input is cut', () => {
    const input = sine(700, 44100, 3000)
    const whole = resampled(input, 44100)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 30 }), (cuts) => {
        const pieces = [...cuts, 3000]
        expect(resampled(input, 44100, pieces)).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })
})

describe('wavBytes', () => {
  it('packs the parts in order behind a header that tells their length', () => {
    const bytes = wavBytes([Int16Array.of(1, -2), Int16Array.of(), Int16Array.of(32767, -32768)], 16000)
    const view = new DataView(bytes.buffer)
    expect(bytes).toHaveLength(44 + 8)
    expect(view.getUint32(4, true)).toBe(bytes.length - 8)
    expect(view.getUint32(40, true)).toBe(8)
    expect([0, 2, 4, 6].map((at) => view.getInt16(44 + at, true))).toEqual([1, -2, 32767, -32768])
  })
  it('tells the duration of any recording', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.constantFrom(8000, 16000, 48000), (samples, rate) => {
        expect(wavDurationMs(wavBytes([new Int16Array(samples)], rate))).toBeCloseTo((samples / rate) * 1000)
      }),
    )
  })
  it('says what is wrong with other bytes', () => {
    expect(() => wavDurationMs(new Uint8Array(60))).toThrow('RIFF')
  })
})

describe('levels', () => {
  const level = (peak: number, rms = peak / 4): Level => ({ peak, rms })

  it('are measured on the scale 0..1', () => {
    expect(levelOf(Int16Array.of(-32768, 0, 0, 0))).toEqual({ rms: 0.5, peak: 1 })
    expect(levelOf(new Int16Array(0))).toEqual({ rms: 0, peak: 0 })
  })
  it('cover the last two blocks', () => {
    const meter = createLevelMeter()
    meter(new Int16Array(512).fill(16384))
    expect(meter(new Int16Array(512))).toEqual({ rms: Math.sqrt(0.125), peak: 0.5 })
    expect(meter(new Int16Array(512))).toEqual({ rms: 0, peak: 0 })
  })
  it('move the meter in even steps of decibels, from -60 dB to full scale', () => {
    expect([0, 0.001, 1, 3].map(meterPosition)).toEqual([0, expect.closeTo(0), 1, 1])
    expect(meterPosition(0.1)).toBeCloseTo(2 / 3)
  })
  it('tell silence, a far voice, a good one and a distorted one apart', () => {
    const of = (peak: number) => Array.from({ length: 90 }, () => level(peak))
    expect(hearing([])).toBe('silent')
    expect(hearing(of(0.0001))).toBe('silent')
    expect(hearing(of(0.01))).toBe('quiet')
    expect(hearing(of(0.4))).toBe('good')
    expect(hearing(of(1))).toBe('clipping')
  })
  it('take one knock neither for a voice nor for distortion', () => {
    const quiet = Array.from({ length: 90 }, () => level(0.01))
    expect(hearing([...quiet, level(1)])).toBe('quiet')
  })
  it('take a voice that touches full scale now and then for a good one, and one that is cut off for distorted', () => {
    const samples = wavSamples(readFileSync('tests/fixtures/audio/ans_flite_clean.wav'))
    const heardAt = (gain: number) => {
      const meter = createLevelMeter()
      const levels: Level[] = []
      for (let at = 0; at + 512 <= samples.length; at += 512) {
        const louder = samples.subarray(at, at + 512).map((s) => Math.max(-32768, Math.min(32767, s * gain)))
        levels.push(meter(louder))
      }
      const windows = Array.from({ length: Math.floor((levels.length - 90) / 10) }, (_, i) =>
        hearing(levels.slice(i * 10, i * 10 + 90)),
      )
      return new Set(windows)
    }
    // The recording has pauses of several seconds, too.
    expect(heardAt(1)).toEqual(new Set(['good', 'silent']))
    expect(heardAt(2.2)).toEqual(new Set(['good', 'silent']))
    expect([...heardAt(6)]).toContain('clipping')
  })
  it('take a voice with pauses for a good one', () => {
    const talk = Array.from({ length: 90 }, (_, i) => level(i % 3 === 0 ? 0.3 : 0.004))
    expect(hearing(talk)).toBe('good')
  })
})

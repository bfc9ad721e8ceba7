import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClippingWatch, hearing } from '../../src/speech/hearing.ts'
import { createLevelMeter, levelOf, loudnessOf, meterPosition } from '../../src/speech/level.ts'
import type { HeardFrame } from '../../src/speech/ports.ts'
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
  it('in decibels end where there is nothing', () => {
    expect(loudnessOf(Int16Array.of(-32768, -32768))).toBe(0)
    expect(loudnessOf(new Int16Array(512))).toBe(-100)
  })
})

describe('what a check hears', () => {
  const listening = { sound: 'heard', vad: 'silero' } as const
  const byLoudness = { ...listening, vad: 'energy' } as const
  const voice = (peak: number): HeardFrame => ({ atMs: 0, peak, rms: peak / 4, likelihood: 0.98 })
  const sound = (peak: number): HeardFrame => ({ ...voice(peak), likelihood: 0.1 })
  const unjudged = (peak: number): HeardFrame => ({ ...voice(peak), likelihood: null })
  const threeSeconds = (frame: HeardFrame) => Array.from({ length: 90 }, () => frame)

  it('is silence, a far voice, a good one or a distorted one', () => {
    expect(hearing([], listening)).toBe('silent')
    expect(hearing(threeSeconds(sound(0.0001)), listening)).toBe('silent')
    expect(hearing(threeSeconds(voice(0.01)), listening)).toBe('quiet')
    expect(hearing(threeSeconds(voice(0.4)), listening)).toBe('good')
    expect(hearing(threeSeconds(voice(1)), listening)).toBe('clipping')
  })
  it('is noise where there is sound without a voice, and a quiet room where there is hardly any', () => {
    expect(hearing(threeSeconds(sound(0.4)), listening)).toBe('noise')
    expect(hearing(threeSeconds(sound(0.005)), listening)).toBe('quiet')
  })
  it('is a voice over music, and a far voice in a loud room', () => {
    const both = [...threeSeconds(sound(0.3)).slice(0, 70), ...threeSeconds(voice(0.4)).slice(0, 20)]
    expect(hearing(both, listening)).toBe('good')
    const far = [...threeSeconds(sound(0.3)).slice(0, 70), ...threeSeconds(voice(0.02)).slice(0, 20)]
    expect(hearing(far, listening)).toBe('quiet')
  })
  it('is not known to be without a voice while the voice model loads, nor in the first second after', () => {
    const loading = { ...listening, vad: 'loading' } as const
    expect(hearing(threeSeconds(unjudged(0.4)), loading)).toBe('loading')
    expect(hearing(threeSeconds(unjudged(0.0001)), loading)).toBe('silent')
    expect(hearing(threeSeconds(unjudged(1)), loading)).toBe('clipping')
    const loaded = (judged: number) => [
      ...threeSeconds(unjudged(0.4)).slice(judged),
      ...threeSeconds(sound(0.4)).slice(90 - judged),
    ]
    expect(hearing(loaded(29), listening)).toBe('loading')
    expect(hearing(loaded(30), listening)).toBe('noise')
  })
  it('stays distorted through pauses, until two seconds of a voice have come undistorted', () => {
    const watch = createClippingWatch()
    const hear = (frame: HeardFrame, frames: number) => {
      for (let i = 0; i < frames; i++) watch.hear(frame)
    }
    watch.hear(voice(1))
    expect(watch.judged('good')).toBe('good')
    expect(watch.judged('clipping')).toBe('clipping')
    hear(sound(0.005), 500)
    expect(watch.judged('quiet')).toBe('clipping')
    hear(voice(0.5), 61)
    watch.hear(voice(1))
    hear(voice(0.5), 61)
    expect(watch.judged('good')).toBe('clipping')
    expect(watch.judged('muted')).toBe('muted')
    watch.hear(voice(0.5))
    expect(watch.judged('good')).toBe('good')
  })
  it('is loudness alone where no voice model runs', () => {
    expect(hearing(threeSeconds(unjudged(0.4)), byLoudness)).toBe('good')
    expect(hearing(threeSeconds(unjudged(0.01)), byLoudness)).toBe('quiet')
  })
  it('is what the capture says of a device that is muted or dead', () => {
    expect(hearing(threeSeconds(voice(0.4)), { ...listening, sound: 'muted' })).toBe('muted')
    expect(hearing(threeSeconds(voice(0.4)), { ...listening, sound: 'silent' })).toBe('dead')
  })
  it('takes one knock neither for a voice nor for distortion', () => {
    expect(hearing([...threeSeconds(sound(0.005)), sound(1)], listening)).toBe('quiet')
  })
  it('takes a voice that touches full scale now and then for a good one, and one that is cut off for distorted', () => {
    const samples = wavSamples(readFileSync('tests/fixtures/audio/ans_flite_clean.wav'))
    const heardAt = (gain: number) => {
      const frames: HeardFrame[] = []
      for (let at = 0; at + 512 <= samples.length; at += 512) {
        const louder = samples.subarray(at, at + 512).map((s) => Math.max(-32768, Math.min(32767, s * gain)))
        frames.push({ atMs: at / 16, ...levelOf(louder), likelihood: null })
      }
      const windows = Array.from({ length: Math.floor((frames.length - 90) / 10) }, (_, i) =>
        hearing(frames.slice(i * 10, i * 10 + 90), byLoudness),
      )
      return new Set(windows)
    }
    // The recording has pauses of several seconds, too, and of some windows a pause takes nearly all.
    for (const gain of [1, 2.2]) {
      const heard = heardAt(gain)
      expect([...heard]).toEqual(expect.arrayContaining(['good', 'silent']))
      expect([...heard]).not.toContain('clipping')
    }
    expect([...heardAt(6)]).toContain('clipping')
  })
  it('takes a voice with pauses for a good one', () => {
    const talk = Array.from({ length: 90 }, (_, i) => (i % 3 === 0 ? voice(0.3) : sound(0.004)))
    expect(hearing(talk, listening)).toBe('good')
  })
})

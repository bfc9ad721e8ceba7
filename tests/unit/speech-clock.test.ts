import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQuantaCutter } from '../../src/speech/quanta.ts'
import { createRing } from '../../src/speech/ring.ts'
import { createSilenceWatch } from '../../src/speech/silence.ts'

const QUANTUM = 128

/** What comes out for quanta that begin at the given places; each holds its own number, from 1. */
function cut(rate: number, starts: readonly (number | 'no channel')[]) {
  const samples: number[] = []
  const cutter = createQuantaCutter(rate, (block) => samples.push(...block))
  let at = 0
  for (const [i, start] of starts.entries()) {
    if (start !== 'no channel') at = start
    const channel = start === 'no channel' ? undefined : new Float32Array(QUANTUM).fill((i + 1) / 32768)
    cutter.quantum(channel, QUANTUM, at)
    at += QUANTUM
  }
  cutter.flush()
  return samples
}
const filled = (value: number, length = QUANTUM) => Array.from({ length }, () => value)

describe('the clock of the samples', () => {
  it('makes up with silence for quanta that the audio thread dropped', () => {
    expect(cut(16000, [0, 128, 512, 640])).toEqual([
      ...filled(1),
      ...filled(2),
      ...filled(0, 256),
      ...filled(3),
      ...filled(4),
    ])
  })
  it('goes on through a quantum in which the microphone gave nothing', () => {
    expect(cut(16000, [0, 'no channel', 256])).toEqual([...filled(1), ...filled(0), ...filled(3)])
  })
  it('begins with the first quantum, and stands still with the context', () => {
    expect(cut(16000, [5_000_000])).toEqual(filled(1))
    expect(cut(16000, [0, 16000 * 60])).toEqual([...filled(1), ...filled(2)])
  })
  it('is as long as the context ran, whatever was dropped and at every rate', () => {
    const holes = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 7), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(holes, fc.constantFrom(16000, 44100, 48000), (gaps, rate) => {
        let at = 0
        const starts = gaps.map((gap) => {
          const start = at + gap * QUANTUM
          at = start + QUANTUM
          return start
        })
        const ran = at - (starts[0] ?? 0)
        // The resampler gives a sample once the input after it is there, 3 ms later.
        const late = rate === 16000 ? 0 : 52
        const samples = cut(rate, starts).length
        expect(samples).toBeLessThanOrEqual(Math.ceil((ran * 16000) / rate))
        expect(samples).toBeGreaterThanOrEqual(Math.floor((ran * 16000) / rate) - late)
      }),
    )
  })
})

describe('the ring', () => {
  it('gives what came from any place on, as far back as it is kept', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 12 })
    fc.assert(
      fc.property(lengths, fc.nat(3000), (blocks, from) => {
        const ring = createRing(500)
        const all: number[] = []
        for (const length of blocks) {
          const block = Int16Array.from({ length }, (_, i) => (all.length + i) % 30000)
          all.push(...block)
          ring.add(block)
        }
        expect(ring.total).toBe(all.length)
        expect([...ring.since(from)]).toEqual(all.slice(Math.max(from, all.length - 500)))
      }),
    )
  })
})

describe('the watch for a dead microphone', () => {
  const dead = (seconds: number) => new Int16Array(16000 * seconds)
  const alive = () => Int16Array.from({ length: 512 }, (_, i) => (i % 7) - 3)

  it('tells it after a second and a half, and at once that it lives again', () => {
    const watch = createSilenceWatch()
    expect([alive(), dead(1.4), dead(0.2), dead(5), alive()].map(watch)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ])
  })
  it('takes the noise of a quiet room for life', () => {
    const watch = createSilenceWatch()
    const room = () => Int16Array.from({ length: 512 }, (_, i) => (i % 5 === 0 ? 2 : 0))
    expect(Array.from({ length: 200 }, room).some(watch)).toBe(false)
  })
  it('learns that a device sends nothing between words', () => {
    const watch = createSilenceWatch()
    for (let i = 0; i < 3; i++) for (const block of [alive(), dead(0.5)]) watch(block)
    expect([alive(), dead(4), alive(), dead(10)].map(watch)).toEqual([false, false, false, true])
  })
})

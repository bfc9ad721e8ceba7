import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createDecimator } from '../../src/packing/decimate.ts'
import { isAlike } from '../../src/packing/likeness.ts'
import { readOgg, writeOgg } from '../../src/packing/ogg.ts'
import { readOpus, samplesIn, writeOpus } from '../../src/packing/opusFile.ts'
import { wavSamples } from '../support/recordings.ts'

const bytes = fc.uint8Array({ maxLength: 700 }).map((made) => Uint8Array.from(made))
const pages = fc.array(
  fc.record({
    packets: fc.array(bytes, { minLength: 1, maxLength: 20 }),
    granule: fc.integer({ min: 0, max: 2 ** 40 }),
  }),
  { minLength: 1, maxLength: 5 },
)

describe('an Ogg file', () => {
  test('gives back its pages, and its packets of any length', () => {
    fc.assert(
      fc.property(pages, (written) => {
        expect(readOgg(writeOgg(written))).toEqual(written)
      }),
    )
  })

  test('is refused when any bit of it changed, or any piece is missing', () => {
    fc.assert(
      fc.property(pages, fc.nat(), fc.integer({ min: 1, max: 255 }), (written, place, change) => {
        const file = writeOgg(written)
        const changed = file.slice()
        changed[place % file.length] = (file[place % file.length] ?? 0) ^ change
        expect(() => readOgg(changed)).toThrow(/^page \d+: /)
        expect(() => readOgg(file.slice(0, file.length - 1 - (place % (file.length - 1))))).toThrow(/^page/)
      }),
    )
  })

  test('begins with what the format says', () => {
    const file = writeOgg([{ packets: [Uint8Array.of(1, 2, 3)], granule: 5 }])
    expect(Buffer.from(file.subarray(0, 4)).toString()).toBe('OggS')
    // Version, first and last page, time; then the number of segments, their sizes and what is in them.
    expect([...file.subarray(4, 14)]).toEqual([0, 6, 5, 0, 0, 0, 0, 0, 0, 0])
    expect([...file.subarray(26)]).toEqual([1, 3, 1, 2, 3])
  })
})

/** A packet that says it lasts 20 ms. */
const packet = (length: number) => new Uint8Array(length).fill(0x48, 0, 1)

describe('an Opus file', () => {
  const audio = fc
    .record({
      sizes: fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 3, maxLength: 130 }),
      cut: fc.integer({ min: 0, max: 300 }),
      original: fc.option(fc.constant('ab'.repeat(32))),
    })
    .map(({ sizes, cut, original }) => ({
      packets: sizes.map(packet),
      preSkip: 312,
      sampleRate: 16_000,
      length: (sizes.length * 960 - 312) / 3 - cut,
      original,
    }))

  test('gives back what is in it: packets, length, and the hash of what it was made from', () => {
    fc.assert(
      fc.property(audio, (written) => {
        const read = readOpus(writeOpus(written))
        expect({ ...read, packets: null }).toEqual({ ...written, packets: null })
        expect(read.packets).toEqual(written.packets.slice(0, read.packets.length))
        expect(read.packets.length * 960).toBeGreaterThanOrEqual(312 + written.length * 3)
      }),
    )
  })

  test('cannot be shorter than it says, and is nothing else', () => {
    const three = {
      packets: [packet(9), packet(9), packet(9)],
      preSkip: 312,
      sampleRate: 16_000,
      original: null,
    }
    expect(() => writeOpus({ ...three, length: 857 })).toThrow(/2880 of 2883 samples/)
    const file = writeOpus({ ...three, length: 856 })
    expect(readOpus(file).length).toBe(856)
    for (const other of [new Uint8Array(0), wavOf('neg_breath'), file.slice(0, 47)])
      expect(() => readOpus(other)).toThrow(/^(page \d+: |no Opus|its )/)
    // A packet whose length says more, or less, than the file.
    for (const packets of [[packet(9)], Array.from({ length: 12 }, () => packet(9))]) {
      const [head, tags, audioPage] = readOgg(file)
      if (!head || !tags || !audioPage) throw new Error('three pages were written')
      expect(() => readOpus(writeOgg([head, tags, { ...audioPage, packets }]))).toThrow(/its length/)
    }
  })

  test('counts packets as the format does', () => {
    const ms = (...first: number[]) => samplesIn(Uint8Array.from([...first, 0])) / 48
    // SILK of 10 to 60 ms, hybrid of 20, CELT of 2.5 and 20; one frame, two, and five.
    expect([0x00, 0x08, 0x10, 0x18].map((toc) => ms(toc))).toEqual([10, 20, 40, 60])
    expect([ms(0x68), ms(0x80), ms(0x98)]).toEqual([20, 2.5, 20])
    expect([ms(0x09), ms(0x0a), ms(0x0b, 5)]).toEqual([40, 40, 100])
    expect(() => ms(0x0b, 7)).toThrow(/no length/)
    expect(() => samplesIn(new Uint8Array(0))).toThrow(/empty/)
  })
})

const wavOf = (name: string) =>
  Uint8Array.from(readFileSync(new URL(`../fixtures/audio/${name}.wav`, import.meta.url)))
const samplesOf = (name: string) => wavSamples(wavOf(name))

describe('what was packed', () => {
  const speech = samplesOf('ans_flite_clean')

  test('is alike with the small errors of a codec, and when nothing is heard', () => {
    expect(isAlike(speech, speech.slice())).toBe(true)
    expect(
      isAlike(
        speech,
        speech.map((sample, i) => sample * 0.97 + (i % 7) * 20),
      ),
    ).toBe(true)
    expect(isAlike(new Int16Array(40_000), new Int16Array(40_000).fill(1))).toBe(true)
    expect(isAlike(new Int16Array(0), new Int16Array(0))).toBe(true)
  })

  test('is unlike when it is cut, late, silent, quieter, or has a gap', () => {
    const late = new Int16Array(speech.length)
    late.set(speech.subarray(0, -70), 70)
    const gap = speech.slice()
    gap.fill(0, 80_000, 84_000)
    const wrong = [
      speech.slice(0, -1),
      late,
      new Int16Array(speech.length),
      speech.map((sample) => sample / 3),
      gap,
      speech.toReversed(),
    ]
    expect(wrong.map((packed) => isAlike(speech, packed))).toEqual(wrong.map(() => false))
  })
})

test('one sample of three is kept at its time, without what lies above the new half rate', () => {
  const through = (frequency: number) => {
    const emitted: number[] = []
    const decimate = createDecimator(3)
    const input = Float32Array.from({ length: 4_800 }, (_, i) =>
      Math.sin((2 * Math.PI * frequency * i) / 48_000),
    )
    for (let at = 0; at < input.length; at += 700)
      decimate(input.subarray(at, at + 700), (sample) => emitted.push(sample))
    return emitted
  }
  const kept = through(1_000)
  expect(kept.length).toBeGreaterThanOrEqual((4_800 - 48) / 3)
  for (let n = 40; n < 1_000; n++)
    expect(Math.abs((kept[n] ?? 0) - Math.sin((2 * Math.PI * n) / 16))).toBeLessThan(0.002)
  expect(Math.max(...through(10_000).slice(40))).toBeLessThan(0.01)
})

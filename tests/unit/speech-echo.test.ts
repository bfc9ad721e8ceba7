import { beforeAll, describe, expect, it } from 'vitest'
import { createEar, type LineEar } from '../../src/speech/ear.ts'
import { levelOf, loudnessOf } from '../../src/speech/level.ts'
import { findPhrases } from '../../src/speech/phrases.ts'
import type { HeardFrame } from '../../src/speech/ports.ts'
import type { Silero } from '../../src/speech/silero.ts'
import { withoutTail } from '../../src/speech/tail.ts'
import { framesOf, loadSilero, samplesOf, spokenIn } from '../support/silero.ts'

const RATE = 16
const gain = (db: number) => 10 ** (db / 20)

let silero: Silero
beforeAll(async () => {
  silero = await loadSilero()
})

/** The interviewer's lines: what another voice says, each cut out to the sample. */
const lines = spokenIn('ans_espeak_snr20').map(({ startMs, endMs }) =>
  samplesOf('ans_espeak_snr20').subarray(startMs * RATE, endMs * RATE),
)
/** What the candidate says: the words of one phrase. */
const answer = (phrase: number) => {
  const { startMs, endMs } = spokenIn('ans_flite_clean')[phrase] ?? { startMs: 0, endMs: 0 }
  return samplesOf('ans_flite_clean').subarray(startMs * RATE, endMs * RATE)
}

/** Adds a sound to a recording, from a moment on. */
function mix(into: Int16Array, sound: Int16Array, atMs: number, db: number): void {
  const from = Math.round(atMs * RATE)
  for (const [i, sample] of sound.entries()) {
    const place = from + i
    if (place >= into.length) return
    into[place] = Math.max(-32768, Math.min(32767, (into[place] ?? 0) + sample * gain(db)))
  }
}

/** A line as the microphone hears it: late, softer, and once more from the walls. */
function echo(line: Int16Array, db: number, lateMs = 140): Int16Array<ArrayBuffer> {
  const heard = new Int16Array(line.length + 600 * RATE)
  for (const [delay, loss] of [
    [0, 0],
    [23, -6],
    [61, -11],
    [118, -18],
  ] as const)
    mix(heard, line, lateMs + delay, db + loss)
  return heard
}

async function judge(samples: Int16Array): Promise<HeardFrame[]> {
  silero.reset()
  const frames: HeardFrame[] = []
  for (const frame of framesOf(samples))
    frames.push({
      atMs: frames.length * 32,
      ...levelOf(frame),
      likelihood: await silero.likelihood(frame),
    })
  return frames
}

/** Where somebody is heard to have begun to speak over the line; null where nobody was. */
function listen(ear: LineEar, frames: readonly HeardFrame[], aloud = true): number | null {
  for (const frame of frames) {
    const began = ear.hear(frame, aloud)
    if (began !== null) return began
  }
  ear.end()
  return null
}

describe('the ear', () => {
  it('never takes the echo of a line for the candidate, however loud it is', async () => {
    for (const db of [-25, 0]) {
      const ear = createEar()
      for (const line of lines)
        expect([db, listen(ear.line(), await judge(echo(line, db)))]).toEqual([db, null])
    }
  })

  it('nor that of a line which comes through somewhat louder than those before', async () => {
    const ear = createEar()
    for (const [i, line] of lines.entries())
      expect(listen(ear.line(), await judge(echo(line, -20 + i * 1.3)))).toBeNull()
  })

  it('hears the candidate speak over a line within half a second, from the first word', async () => {
    for (const db of [-30, -20, -14]) {
      const ear = createEar()
      listen(ear.line(), await judge(echo(lines[0] ?? new Int16Array(), db)))
      const both = echo(lines[1] ?? new Int16Array(), db)
      mix(both, answer(1), 1700, 0)
      const frames = await judge(both)
      const line = ear.line()
      const began = listen(line, frames)
      expect(Math.abs((began ?? NaN) - 1700)).toBeLessThan(200)
      expect(frames.filter(({ atMs }) => atMs < 1700 + 750)).toSatisfy(
        (first: HeardFrame[]) => listen(ear.line(), first) !== null,
      )
    }
  })

  it('only learns from the first line that sounds', async () => {
    const both = echo(lines[1] ?? new Int16Array(), -30)
    mix(both, answer(1), 1700, 0)
    expect(listen(createEar().line(), await judge(both))).toBeNull()
  })

  it('hears the candidate at once where lines are only shown', async () => {
    const alone = new Int16Array(4000 * RATE)
    mix(alone, answer(0), 900, -12)
    const began = listen(createEar().line(), await judge(alone), false)
    expect(Math.abs((began ?? NaN) - 900)).toBeLessThan(150)
  })

  it('is interrupted by no typing', async () => {
    const ear = createEar()
    listen(ear.line(), await judge(echo(lines[0] ?? new Int16Array(), -30)))
    const typing = samplesOf('neg_keyboard').slice(0, 12_000 * RATE)
    expect(listen(ear.line(), await judge(typing))).toBeNull()
    expect(listen(createEar().line(), await judge(typing), false)).toBeNull()
  })

  it('knows from what follows a stopped line whether somebody goes on', async () => {
    const ear = createEar()
    listen(ear.line(), await judge(echo(lines[0] ?? new Int16Array(), -20)))
    const goesOn = async (samples: Int16Array) => {
      const look = ear.line().stopped()
      const said = (await judge(samples)).map(look)
      return said.find((sure) => sure !== null)
    }
    const cut = echo((lines[1] ?? new Int16Array()).subarray(0, 200 * RATE), -20)
    expect(await goesOn(cut.slice(0, 900 * RATE))).toBe(false)
    mix(cut, answer(1), 0, 0)
    const both = new Int16Array(2000 * RATE)
    both.set(cut)
    mix(both, answer(1), 0, 0)
    expect(await goesOn(both)).toBe(true)
  })
})

describe('the tail of a line in a take', () => {
  /** What is found in a take that begins before a line has sounded out, with words of the candidate's or without. */
  async function heardAfter(line: Int16Array, db: number, words: [phrase: number, atMs: number] | null) {
    const beforeEndMs = 300
    const ear = createEar().line()
    const sounding = echo(line, db)
    const begins = line.length - beforeEndMs * RATE
    listen(ear, await judge(sounding.slice(0, begins)))
    const take = new Int16Array(7000 * RATE)
    take.set(sounding.subarray(begins))
    if (words) mix(take, answer(words[0]), words[1], 0)
    const frames = await judge(take)
    const db32 = [...framesOf(take)].map(loudnessOf)
    const { phrases } = findPhrases(frames.map(({ likelihood }) => likelihood ?? 0))
    return { raw: phrases, kept: withoutTail(phrases, db32, ear.tailDb() ?? -100) }
  }

  it('is there, and is no answer', async () => {
    let found = 0
    for (const line of lines) {
      const { raw, kept } = await heardAfter(line, -15, null)
      found += raw.length
      expect(kept).toEqual([])
    }
    expect(found).toBeGreaterThan(0)
  })

  it('hides no answer that follows it, nor where that begins', async () => {
    for (const [i, line] of lines.entries()) {
      const { kept } = await heardAfter(line, -15, [i, 1500])
      expect(Math.abs((kept[0]?.startMs ?? NaN) - 1500)).toBeLessThan(150)
    }
  })

  it('is cut off an answer that begins in it', async () => {
    const { kept } = await heardAfter(lines[1] ?? new Int16Array(), -25, [1, 350])
    expect(Math.abs((kept[0]?.startMs ?? NaN) - 350)).toBeLessThan(150)
  })
})

import { afterEach, describe, expect, test } from 'vitest'
import { createAligner } from '../../src/speech/align/aligner.ts'
import facts from '../fixtures/audio/ans_flite_clean.json'
import recordingUrl from '../fixtures/audio/ans_flite_clean.wav?url'
import { createClosedRecogniser } from '../support/closedRecogniser.ts'
import { edgeErrors, spokenPhrases, wavSamples } from '../support/recordings.ts'
import { closedSet, spoken } from '../e2e/app/sentences.ts'

const closers: (() => unknown)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

function aligner(makeWorker?: () => Worker) {
  const made = createAligner(makeWorker)
  closers.push(() => made.close())
  return made
}

const recording = async () => wavSamples(new Uint8Array(await (await fetch(recordingUrl)).arrayBuffer()))
const text = spoken.join(' ')

describe('words are found in a worker', () => {
  test('of a browser, and what does not fit is told apart', async () => {
    const { align } = aligner()
    const samples = await recording()
    const [words, none] = await Promise.all([
      align(text, samples),
      align('I wrote two pages with both options, and what each of them would cost the team.', samples),
    ])
    expect(words.map(({ start, end }) => text.slice(start, end)).slice(0, 4)).toEqual([
      'The',
      'conflict',
      'was',
      'with',
    ])
    expect(words).toHaveLength(62)
    expect(none).toEqual([])
  })

  test('that does not load says so, now and later', async () => {
    const { align } = aligner(() => new Worker('/there-is-no-such-worker.js', { type: 'module' }))
    const failure = { name: 'RecognitionError', problem: 'unloaded' }
    await expect(align(text, new Int16Array(16_000))).rejects.toMatchObject(failure)
    await expect(align(text, new Int16Array(16_000))).rejects.toMatchObject(failure)
  })

  test('until it is closed', async () => {
    const made = aligner()
    const asked = made.align(text, await recording())
    made.close()
    await expect(asked).rejects.toMatchObject({ problem: 'failed' })
    await expect(made.align('', new Int16Array(0))).rejects.toMatchObject({ problem: 'failed' })
  })
})

test('real audio is decoded behind the recogniser’s port, with the times of its words', async () => {
  const recogniser = createClosedRecogniser(closedSet)
  closers.push(() => recogniser.close())
  const samples = await recording()
  const recognition = recogniser.begin({ partial() {} })
  for (let at = 0; at < samples.length; at += 4_000) recognition.push(samples.slice(at, at + 4_000))
  const { text: heard, heard: how } = await recognition.finish()
  expect(heard).toBe(text)
  let from = 0
  const found = spoken.map((sentence) => {
    const own = how.words.filter(({ start, end }) => start >= from && end <= from + sentence.length)
    from += sentence.length + 1
    return { startMs: own[0]?.startMs ?? NaN, endMs: own.at(-1)?.endMs ?? NaN }
  })
  const { starts, ends } = edgeErrors(spokenPhrases(facts), found)
  expect(Math.max(...starts, ...ends)).toBeLessThan(100)
})

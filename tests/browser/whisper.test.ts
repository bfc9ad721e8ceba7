import { afterEach, expect, test, vi } from 'vitest'
import { openWhisper } from '../../src/speech/engines/whisper.ts'
import recordingUrl from '../fixtures/audio/ans_flite_clean.wav?url'
import { wavSamples } from '../support/recordings.ts'
import { whisperStandIn } from '../support/whisperStandIn.ts'

/** Engines take their time to load on a busy machine. */
vi.setConfig({ testTimeout: 90_000 })

const closers: (() => unknown)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

test('Whisper tells which of its files is missing, and asks nobody for it', async () => {
  await expect(openWhisper('whisper-base.en_timestamped', [])).rejects.toMatchObject({
    name: 'RecognitionError',
    problem: 'unloaded',
    message: expect.stringContaining('config.json'),
  })
})

const said = [
  ['We', 1000],
  ['cut', 1500],
  ['it', 2000],
  ['by', 2400],
  ['half.', 3000],
] as const

test('Whisper hears the words of a stand-in model, each at its time', async () => {
  const recogniser = await openWhisper('whisper-base.en_timestamped', whisperStandIn(said))
  closers.push(() => recogniser.close())
  const samples = wavSamples(new Uint8Array(await (await fetch(recordingUrl)).arrayBuffer()))
  const take = recogniser.begin({ partial: () => {} })
  for (let from = 0; from < 64_000; from += 4000) take.push(samples.slice(from, from + 4000))
  const { text, heard } = await take.finish()
  expect(text).toBe('We cut it by half.')
  expect(heard).toMatchObject({ engine: 'whisper-base.en_timestamped', fillers: 'dropped', times: 'native' })
  expect(heard.words.map(({ start, end }) => text.slice(start, end))).toEqual(said.map(([word]) => word))
  expect(
    heard.words.map(
      ({ startMs, endMs }, i) => startMs <= (said[i]?.[1] ?? 0) && (said[i]?.[1] ?? 0) <= endMs,
    ),
  ).toEqual(said.map(() => true))

  const silent = recogniser.begin({ partial: () => {} })
  silent.push(new Int16Array(32_000))
  expect((await silent.finish()).text).toBe('')
})

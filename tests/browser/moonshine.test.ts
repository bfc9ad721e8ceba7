import wasmUrl from '@moonshine-ai/moonshine-wasm/moonshine.wasm?url'
import moduleUrl from 'virtual:moonshine-module'
import { afterEach, expect, test, vi } from 'vitest'
import { openMoonshine } from '../../src/speech/engines/moonshine.ts'
import type { MoonshineLoad } from '../../src/speech/engines/moonshine.worker.ts'
import workerUrl from '../../src/speech/engines/moonshine.worker.ts?worker&url'
import type { Line } from '../../src/speech/engines/moonshineGlue.ts'
import type { FromEngine, ToEngine } from '../../src/speech/engines/protocol.ts'
import facts from '../fixtures/audio/ans_flite_clean.json'
import recordingUrl from '../fixtures/audio/ans_flite_clean.wav?url'
import { edgeErrors, spokenPhrases, wavSamples } from '../support/recordings.ts'

/** With it, Moonshine's real module finds phrases and needs no weights, which cannot be had here. */
const weightless = { skip_transcription: 'true' }
/** Engines take their time to load on a busy machine. */
vi.setConfig({ testTimeout: 90_000 })

const closers: (() => unknown)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
  vi.unstubAllGlobals()
})

const recording = async () => wavSamples(new Uint8Array(await (await fetch(recordingUrl)).arrayBuffer()))

test('Moonshine’s own module runs in its worker and hears where there is speech', async () => {
  const worker = new Worker(workerUrl, { type: 'module' })
  closers.push(() => worker.terminate())
  const post = (message: ToEngine<MoonshineLoad>) => worker.postMessage(message)
  const told: FromEngine[] = []
  const finished = new Promise<void>((resolve, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    worker.addEventListener('message', ({ data }: MessageEvent<FromEngine>) => {
      told.push(data)
      if ('failed' in data) reject(new Error(data.failed))
      if ('finished' in data && data.finished) resolve()
    })
  })
  post({ load: { moduleUrl, wasmUrl, arch: 2, options: weightless }, files: [] })
  // Its first two phrases.
  const samples = (await recording()).slice(0, 13 * 16_000)
  for (let from = 0; from < samples.length; from += 4000)
    post({ take: 0, samples: samples.slice(from, from + 4000) })
  post({ take: 0, finish: true })
  await finished

  const lines = told.flatMap((each) => ('finished' in each && each.finished ? (each.lines as Line[]) : []))
  const { starts, ends } = edgeErrors(spokenPhrases(facts).slice(0, 2), lines)
  expect(told[0]).toEqual({ ready: true })
  expect(told.length).toBeGreaterThan(5)
  expect(lines).toHaveLength(2)
  // Its own detector looks back and lets words ring out.
  expect(Math.max(...starts, ...ends)).toBeLessThan(500)
})

test('Moonshine gives an empty transcript without weights, and takes the next take', async () => {
  const recogniser = await openMoonshine('moonshine-tiny-streaming', {
    size: 'tiny-streaming',
    files: [],
    options: weightless,
  })
  closers.push(() => recogniser.close())
  const samples = (await recording()).slice(0, 48_000)
  for (const text of ['', '']) {
    const take = recogniser.begin({ partial: () => {} })
    take.push(samples)
    expect(await take.finish()).toEqual({
      text,
      heard: {
        engine: 'moonshine-tiny-streaming',
        fillers: 'dropped',
        times: 'none',
        confidence: null,
        words: [],
      },
    })
  }
})

test('Moonshine tells that its weights are none', async () => {
  const junk = ['adapter', 'cross_kv', 'decoder_kv_with_attention', 'encoder', 'frontend'].map(
    (name): [string, Uint8Array<ArrayBuffer>] => [`${name}.ort`, new Uint8Array(1000)],
  )
  const config = new TextEncoder().encode('{}')
  await expect(
    openMoonshine('moonshine-tiny-streaming', {
      size: 'tiny-streaming',
      files: [...junk, ['tokenizer.bin', new Uint8Array(10)], ['streaming_config.json', config]],
    }),
  ).rejects.toMatchObject({ name: 'RecognitionError', problem: 'unloaded' })
})

test('Moonshine is not tried where it would hang', async () => {
  vi.stubGlobal('crossOriginIsolated', false)
  await expect(openMoonshine('x', { size: 'tiny-streaming', files: [] })).rejects.toMatchObject({
    problem: 'unsupported',
  })
})

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { place, readFrom, readManifest, unplace } from '../../scripts/models.ts'
import { speechModels, type SpeechModel } from '../../src/speech/models/catalogue.ts'
import { crc32cOf } from '../../src/speech/models/crc32c.ts'
import { readOwnModels } from '../../src/speech/models/ownModels.ts'

const config = new TextEncoder().encode('{"a":1}')
const weights = Uint8Array.from({ length: 5000 }, (_, i) => i % 253)
let folder: string
let model: SpeechModel

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mockloop-models-'))
  const [like] = speechModels
  if (!like) throw new Error('the catalogue is empty')
  model = {
    ...like,
    id: 'stand-in',
    files: [
      { name: 'config.json', bytes: config.length },
      { name: 'onnx/weights.bin', bytes: weights.length, crc32c: await crc32cOf(weights) },
    ],
  }
})
afterAll(() => rm(folder, { recursive: true }))

test('a host places a model’s files, and the app finds them', async () => {
  const [from, into] = [join(folder, 'from'), join(folder, 'into')]
  await place(model, async ({ name }) => (name === 'config.json' ? config : weights), from)
  // What was placed once is a folder to place from.
  await place(model, readFrom(join(from, 'stand-in')), into)
  expect(new Uint8Array(await readFile(join(into, 'stand-in/onnx/weights.bin')))).toEqual(weights)
  const served = async (url: string) => new Response(await readFile(join(into, url.replace('/models/', ''))))
  const own = await readOwnModels(served, [model])
  expect(own.get('stand-in')?.['config.json']).toMatch(/^[0-9a-f]{64}$/)
  await unplace(model, into)
  expect(await readManifest(into)).toEqual({ version: 1, models: {} })
  await expect(readFile(join(into, 'stand-in/config.json'))).rejects.toThrow('ENOENT')
})

test('what is wrong with a file is named, and nothing is placed', async () => {
  const [from, into] = [join(folder, 'wrong'), join(folder, 'none')]
  await place(model, async ({ name }) => (name === 'config.json' ? config : weights), from)
  const flat = join(from, 'stand-in')
  await writeFile(join(flat, 'onnx/weights.bin'), weights.with(7, 1))
  await expect(place(model, readFrom(flat), into)).rejects.toThrow('weights.bin is damaged')
  await writeFile(join(flat, 'onnx/weights.bin'), weights.subarray(1))
  await expect(place(model, readFrom(flat), into)).rejects.toThrow('4999 bytes instead of 5000')
  await rm(join(flat, 'config.json'))
  await expect(place(model, readFrom(flat), into)).rejects.toThrow('has no config.json')
  expect(await readManifest(into)).toEqual({ version: 1, models: {} })
})

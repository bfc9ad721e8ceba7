import { createHash, randomFillSync } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Device } from '../../src/speech/engines/choose.ts'
import type { EngineFiles } from '../../src/speech/engines/protocol.ts'
import { bytesOf, speechModels, type ModelFile, type SpeechModel } from '../../src/speech/models/catalogue.ts'
import { check } from '../../src/speech/models/check.ts'
import { crc32cOf } from '../../src/speech/models/crc32c.ts'
import { partBytes } from '../../src/speech/models/shelf.ts'
import type { Recogniser } from '../../src/speech/recogniser.ts'
import { createSpeechModels, type ModelState, type SpeechModelsParts } from '../../src/speech/speechModels.ts'
import { memoryCaches } from '../support/caches.ts'
import { modelServer, type ModelServer } from '../support/modelServer.ts'

const random = (bytes: number) => randomFillSync(new Uint8Array(bytes))
const small = random(509)
const large = random(2 * partBytes + 12_345)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const capable: Device = { isolated: true, simd: true, memoryGb: null, keeps: true, browser: 'none' }

let own: ModelServer
let host: ModelServer
let model: SpeechModel

beforeEach(async () => {
  own = await modelServer([])
  host = await modelServer([
    ['/release/config.json', small],
    ['/release/onnx/weights.bin', large],
  ])
  const files: ModelFile[] = [
    { name: 'config.json', bytes: small.length },
    { name: 'onnx/weights.bin', bytes: large.length, crc32c: await crc32cOf(large) },
  ]
  const [like] = speechModels
  if (!like) throw new Error('the catalogue is empty')
  model = { ...like, id: 'stand-in', host: `${host.address}/release/`, origins: [host.address], files }
})
afterEach(() => {
  own.close()
  host.close()
})

function open(given: Partial<SpeechModelsParts> = {}) {
  const kept = memoryCaches()
  const loaded: EngineFiles[] = []
  const recogniser: Recogniser = {
    engine: 'stand-in',
    streams: true,
    begin: () => {
      throw new Error('not in this test')
    },
    close: () => {},
  }
  const parts: SpeechModelsParts = {
    models: [model],
    fetch: (url, init) => fetch(url.startsWith('/') ? `${own.address}${url}` : url, init),
    caches: kept.caches,
    device: async () => capable,
    claim: async () => () => {},
    freeBytes: async () => null,
    persist: async () => true,
    engine: async (_model, files) => {
      loaded.push(files)
      return recogniser
    },
    browserEngine: async () => recogniser,
    ...given,
  }
  const models = createSpeechModels(parts)
  const state = (): ModelState => {
    const found = models.state()?.models[0]
    if (!found) throw new Error('the device was not looked at')
    return found
  }
  return { models, state, kept, loaded, recogniser }
}

const whole = () => ({ state: 'whole', bytes: bytesOf(model) })
const digests = (loaded: EngineFiles[]) =>
  loaded.map((files) => files.map(([name, bytes]) => [name, sha256(bytes)]))
const wholeDigests = () => [
  ['config.json', sha256(small)],
  ['onnx/weights.bin', sha256(large)],
]
const ranges = () => host.log.filter((line) => line.includes('bytes='))

describe('nothing is asked of a model’s host', () => {
  test('before the person agreed', async () => {
    const { models, state } = open()
    await models.look()
    expect(await models.open('auto')).toBeNull()
    expect(state()).toMatchObject({ kept: { state: 'none' }, own: false, downloadable: true })
    expect(own.log).toContain('GET /models/manifest.json')
    expect(host.log).toEqual([])
  })

  test('where there is no room', async () => {
    const { models, state } = open({ freeBytes: async () => 50_000_000 })
    await models.look()
    await models.get('stand-in', 'host')
    expect(state().problem?.kind).toBe('full')
    expect(host.log).toEqual([])
  })

  test('where another tab is getting the model', async () => {
    const { models, state } = open({ claim: async () => null })
    await models.look()
    await models.get('stand-in', 'host')
    expect(state().problem?.kind).toBe('elsewhere')
    expect(host.log).toEqual([])
  })
})

describe('a model', () => {
  test('is fetched with progress, kept, and then had without a network', async () => {
    const { models, state, loaded, recogniser } = open()
    await models.look()
    const seen: number[] = []
    models.subscribe(() => seen.push(state().gettingBytes ?? -1))
    await models.get('stand-in', 'host')
    expect(seen[0]).toBe(0)
    expect(seen.at(-1)).toBe(-1)
    expect(seen.slice(0, -1)).toEqual(seen.slice(0, -1).toSorted((a, b) => a - b))
    expect(state()).toMatchObject({ kept: whole(), gettingBytes: null, problem: null })
    expect(host.log).toEqual(['GET /release/config.json', 'GET /release/onnx/weights.bin'])
    host.close()
    expect(await models.open('auto')).toBe(recogniser)
    expect(digests(loaded)).toEqual([wholeDigests()])
  })

  test('goes on by itself where the connection breaks, from the last part that was kept', async () => {
    host.manners = (_path, count) => (count < 3 ? { breakAfter: partBytes + 5 } : {})
    const { models, state } = open()
    await models.look()
    await models.get('stand-in', 'host')
    expect(state()).toMatchObject({ kept: whole(), problem: null })
    expect(ranges()).toEqual([
      `GET /release/onnx/weights.bin bytes=${partBytes}-`,
      `GET /release/onnx/weights.bin bytes=${2 * partBytes}-`,
    ])
  })

  test('that breaks off for good goes on at the next try, also after the tab was closed', async () => {
    host.manners = (path, count) => (path.endsWith('.bin') ? { breakAfter: count > 1 ? 7 : partBytes } : {})
    const first = open()
    await first.models.look()
    await first.models.get('stand-in', 'host')
    expect(first.state()).toMatchObject({
      kept: { state: 'part', bytes: small.length + partBytes },
      problem: { kind: 'unreachable' },
    })
    host.manners = () => ({})
    host.log.length = 0
    const second = open({ caches: first.kept.caches })
    await second.models.look()
    expect(second.state().kept.state).toBe('part')
    await second.models.get('stand-in', 'host')
    expect(second.state()).toMatchObject({ kept: whole(), problem: null })
    expect(host.log).toEqual([`GET /release/onnx/weights.bin bytes=${partBytes}-`])
  })

  test('can be cancelled, keeps what came, and goes on later', async () => {
    host.manners = (path) => (path.endsWith('.bin') ? { stallAfter: partBytes + 9 } : {})
    const { models, state, kept } = open()
    await models.look()
    const getting = models.get('stand-in', 'host')
    await host.stalled
    const parts = kept.store('mockloop.speech.stand-in')
    await vi.waitFor(() => expect([...parts.keys()].some((key) => key.endsWith('.bin?part=0'))).toBe(true))
    models.cancel('stand-in')
    await getting
    expect(state()).toMatchObject({ gettingBytes: null, problem: null, kept: { state: 'part' } })
    host.manners = () => ({})
    await models.get('stand-in', 'host')
    expect(state().kept).toEqual(whole())
  })

  test.each([
    ['knows no ranges', { noRanges: true }],
    ['breaks off where a range is asked for', { hatesRanges: true }],
  ])('is fetched from its start again from a server that %s', async (_what, manners) => {
    host.manners = (_path, count) => (count === 1 ? { breakAfter: partBytes } : manners)
    const { models, state } = open()
    await models.look()
    await models.get('stand-in', 'host')
    expect(state()).toMatchObject({ kept: whole(), problem: null })
  })

  test('is had once however often it is asked for', async () => {
    const { models } = open()
    await models.look()
    await Promise.all([models.get('stand-in', 'host'), models.get('stand-in', 'host')])
    expect(host.log).toHaveLength(2)
  })

  test('is removed for good', async () => {
    const { models, state, kept } = open()
    await models.look()
    await models.get('stand-in', 'host')
    await models.remove('stand-in')
    expect(state().kept).toEqual({ state: 'none', bytes: 0 })
    expect(kept.names()).toEqual([])
    expect(await models.open('auto')).toBeNull()
  })
})

describe('what is wrong is told', () => {
  const changed = large.slice()
  changed[partBytes + 1] = (changed[partBytes + 1] ?? 0) ^ 1

  test.each([
    ['a changed byte', changed, 'damaged'],
    ['a file that is too long', new Uint8Array([...large, 1]), 'damaged'],
    ['a file that is too short', large.subarray(0, -1), 'unreachable'],
    ['no file', null, 'refused'],
  ])('%s', async (_what, bytes, problem) => {
    if (bytes) host.files.set('/release/onnx/weights.bin', bytes)
    else host.files.delete('/release/onnx/weights.bin')
    const { models, state } = open()
    await models.look()
    await models.get('stand-in', 'host')
    expect(state()).toMatchObject({ problem: { kind: problem }, kept: { state: 'part' } })
    host.files.set('/release/onnx/weights.bin', large)
    await models.get('stand-in', 'host')
    expect(state()).toMatchObject({ kept: whole(), problem: null })
  })

  test('a host that does not answer', async () => {
    host.close()
    const { models, state } = open()
    await models.look()
    await models.get('stand-in', 'host')
    expect(state().problem?.kind).toBe('unreachable')
  })

  test('a disk that is full while it comes', async () => {
    const { models, state, kept } = open()
    await models.look()
    kept.state.full = true
    await models.get('stand-in', 'host')
    expect(state().problem?.kind).toBe('full')
  })

  test.each([
    ['has no place for files', null],
    [
      'refuses it',
      {
        open: () => Promise.reject(new DOMException('no', 'SecurityError')),
        has: async () => false,
        delete: async () => false,
      },
    ],
  ])('a window that %s', async (_what, caches) => {
    const { models, state } = open({ caches })
    await models.look()
    await models.get('stand-in', 'host')
    expect(state().problem?.kind).toBe('unkept')
    expect(host.log).toEqual([])
  })

  test('a policy that does not name the host', async () => {
    own.headers = { 'Content-Security-Policy': "default-src 'none'; connect-src 'self'" }
    const { models, state } = open()
    await models.look()
    expect(state().downloadable).toBe(false)
  })

  test('a kept file that was damaged since: only that one is had anew', async () => {
    const { models, state, kept, loaded } = open()
    await models.look()
    await models.get('stand-in', 'host')
    const files = kept.store('mockloop.speech.stand-in')
    files.set('/kept-models/stand-in/onnx/weights.bin?part=1', new ArrayBuffer(partBytes))
    await expect(models.open('auto')).rejects.toMatchObject({ name: 'RecognitionError', problem: 'unloaded' })
    expect(state()).toMatchObject({
      problem: { kind: 'damaged' },
      kept: { state: 'part', bytes: small.length },
    })
    host.log.length = 0
    await models.get('stand-in', 'host')
    await models.open('auto')
    expect(host.log).toEqual(['GET /release/onnx/weights.bin'])
    expect(loaded).toHaveLength(1)
  })

  test('a file without a published checksum that is not what it was at first', async () => {
    const { models, kept } = open()
    await models.look()
    await models.get('stand-in', 'host')
    const other = small.slice()
    other[3] = (other[3] ?? 0) ^ 255
    kept.store('mockloop.speech.stand-in').set('/kept-models/stand-in/config.json?part=0', other.buffer)
    await expect(models.open('auto')).rejects.toMatchObject({ problem: 'unloaded' })
  })

  test('any change and any cut of any file', async () => {
    const bytes = random(3000)
    const file: ModelFile = { name: 'a', bytes: bytes.length, crc32c: await crc32cOf(bytes) }
    expect(await check(file, bytes)).toEqual({ sha256: sha256(bytes) })
    await fc.assert(
      fc.asyncProperty(fc.nat(2999), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, by, cut) => {
        const other = cut ? bytes.slice(0, at) : bytes.slice()
        if (!cut) other[at] = (other[at] ?? 0) ^ by
        expect(await check(file, other)).toHaveProperty('fault')
        expect(await check({ ...file, crc32c: undefined }, other, { sha256: sha256(bytes) })).toHaveProperty(
          'fault',
        )
      }),
      { numRuns: 200 },
    )
  })
})

describe('picked files', () => {
  const fileOf = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name)

  test('may come in several goes; what is missing is named', async () => {
    const { models, state, loaded } = open()
    await models.look()
    await models.pick('stand-in', [fileOf('weights.bin', large), fileOf('README.md', small)])
    expect(state()).toMatchObject({
      problem: { kind: 'incomplete', message: 'config.json' },
      kept: { state: 'part', bytes: large.length },
    })
    await models.pick('stand-in', [fileOf('config.json', small)])
    expect(state()).toMatchObject({ problem: null, kept: whole() })
    await models.open('stand-in')
    expect(digests(loaded)).toEqual([wholeDigests()])
    expect(host.log).toEqual([])
  })

  test('that are other files are refused', async () => {
    const { models, state } = open()
    await models.look()
    await models.pick('stand-in', [fileOf('weights.bin', small)])
    expect(state().problem).toEqual({
      kind: 'damaged',
      message: `weights.bin has ${small.length} bytes instead of ${large.length}`,
    })
    const other = large.slice()
    other[0] = (other[0] ?? 0) ^ 1
    await models.pick('stand-in', [fileOf('weights.bin', other)])
    expect(state()).toMatchObject({ problem: { kind: 'damaged' }, kept: { state: 'none' } })
  })
})

describe('the app’s own server', () => {
  const files = () => ({
    'config.json': { bytes: small.length, sha256: sha256(small) },
    'onnx/weights.bin': { bytes: large.length, sha256: sha256(large) },
  })
  const place = (manifest: unknown) => {
    own.files.set('/models/manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
    own.files.set('/models/stand-in/config.json', small)
    own.files.set('/models/stand-in/onnx/weights.bin', large)
  }

  test('gives what it has without being asked twice, and the host is left alone', async () => {
    place({ version: 1, models: { 'stand-in': { files: files() } } })
    const { models, state, recogniser } = open()
    await models.look()
    expect(state()).toMatchObject({ own: true, kept: { state: 'none' } })
    expect(models.way('auto')).toMatchObject({ by: 'model', place: 'own' })
    expect(await models.open('auto')).toBe(recogniser)
    expect(models.way('auto')).toMatchObject({ by: 'model', place: 'kept' })
    expect(own.log.filter((line) => line.includes('stand-in'))).toHaveLength(2)
    expect(host.log).toEqual([])
  })

  test('is not trusted beyond what it states', async () => {
    const stated = files()
    stated['config.json'].sha256 = sha256(large)
    place({ version: 1, models: { 'stand-in': { files: stated } } })
    const { models, state } = open()
    await expect(models.open('auto')).rejects.toMatchObject({ problem: 'unloaded' })
    expect(state()).toMatchObject({ problem: { kind: 'damaged' }, kept: { state: 'none' } })
  })

  test.each([
    [
      'another version of the model',
      { version: 1, models: { 'stand-in': { files: { 'config.json': { bytes: 1, sha256: '' } } } } },
    ],
    ['a list of a later kind', { version: 2, models: {} }],
    ['something else', '<!doctype html>'],
  ])('that has %s counts as having none', async (_what, manifest) => {
    place(manifest)
    const { models, state } = open()
    await models.look()
    expect(state().own).toBe(false)
  })
})

test('the catalogue names each file once, with its size, and hosts that its origins cover', () => {
  for (const { files, host: address, origins, id } of speechModels) {
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length)
    expect(files.every(({ bytes }) => Number.isInteger(bytes) && bytes > 0)).toBe(true)
    expect(address).toMatch(/^https:\/\/.*\/$/)
    expect(origins).toContain(new URL(address).origin)
    expect(id).toMatch(/^[a-z0-9._-]+$/)
  }
  expect(speechModels.map((each) => Math.round(bytesOf(each) / 1e6))).toEqual([51, 165, 80])
})

test('CRC-32C is that of object stores', async () => {
  expect(await crc32cOf(new TextEncoder().encode('123456789'))).toBe('4waSgw==')
  expect(await crc32cOf(new Uint8Array())).toBe('AAAAAA==')
  const bytes = random((1 << 20) + 17)
  const changed = bytes.slice()
  changed[1 << 20] = (changed[1 << 20] ?? 0) ^ 4
  expect(await crc32cOf(changed)).not.toBe(await crc32cOf(bytes))
})

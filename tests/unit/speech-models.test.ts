import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bytesOf, speechModels } from '../../src/speech/models/catalogue.ts'
import { crc32cOf } from '../../src/speech/models/crc32c.ts'
import { partBytes } from '../../src/speech/models/shelf.ts'
import { modelWorld, random, small, wholeDigests } from '../support/modelWorld.ts'

let world: Awaited<ReturnType<typeof modelWorld>>
beforeEach(async () => {
  world = await modelWorld()
})
afterEach(() => world.close())

describe('nothing is asked of a model’s host', () => {
  test('before the person agreed', async () => {
    const { models, state } = world.open()
    await models.look()
    expect(await models.open('auto')).toBeNull()
    expect(state()).toMatchObject({ kept: { state: 'none' }, own: false, downloadable: true })
    expect(world.own.log).toContain('GET /models/manifest.json')
    expect(world.host.log).toEqual([])
  })

  test('where there is no room', async () => {
    const { models, state } = world.open({ freeBytes: async () => 50_000_000 })
    await models.look()
    await models.get('stand-in', 'host')
    expect(state().problem?.kind).toBe('full')
    expect(world.host.log).toEqual([])
  })

  test('where another tab is getting the model', async () => {
    const { models, state } = world.open({ claim: async () => null })
    await models.look()
    await models.get('stand-in', 'host')
    expect(state().problem?.kind).toBe('elsewhere')
    expect(world.host.log).toEqual([])
  })
})

describe('a model', () => {
  test('is fetched with progress, kept, and then had without a network', async () => {
    const { models, state, digests, recogniser } = world.open()
    await models.look()
    const seen: number[] = []
    models.subscribe(() => seen.push(state().gettingBytes ?? -1))
    await models.get('stand-in', 'host')
    expect(seen[0]).toBe(0)
    expect(seen.at(-1)).toBe(-1)
    expect(seen.slice(0, -1)).toEqual(seen.slice(0, -1).toSorted((a, b) => a - b))
    expect(state()).toMatchObject({ kept: world.whole, gettingBytes: null, problem: null })
    expect(world.host.log).toEqual(['GET /release/config.json', 'GET /release/onnx/weights.bin'])
    world.host.close()
    expect(await models.open('auto')).toBe(recogniser)
    expect(digests()).toEqual([wholeDigests])
  })

  test('goes on by itself where the connection breaks, from the last part that was kept', async () => {
    world.host.manners = (_path, count) => (count < 3 ? { breakAfter: partBytes + 5 } : {})
    const { models, state } = world.open()
    await models.look()
    await models.get('stand-in', 'host')
    expect(state()).toMatchObject({ kept: world.whole, problem: null })
    expect(world.host.log.filter((line) => line.includes('bytes='))).toEqual([
      `GET /release/onnx/weights.bin bytes=${partBytes}-`,
      `GET /release/onnx/weights.bin bytes=${2 * partBytes}-`,
    ])
  })

  test('that breaks off for good goes on at the next try, also after the tab was closed', async () => {
    world.host.manners = (path, count) =>
      path.endsWith('.bin') ? { breakAfter: count > 1 ? 7 : partBytes } : {}
    const first = world.open()
    await first.models.look()
    await first.models.get('stand-in', 'host')
    expect(first.state()).toMatchObject({
      kept: { state: 'part', bytes: small.length + partBytes },
      problem: { kind: 'unreachable' },
    })
    world.host.manners = () => ({})
    world.host.log.length = 0
    const second = world.open({ caches: first.kept.caches })
    await second.models.look()
    expect(second.state().kept.state).toBe('part')
    await second.models.get('stand-in', 'host')
    expect(second.state()).toMatchObject({ kept: world.whole, problem: null })
    expect(world.host.log).toEqual([`GET /release/onnx/weights.bin bytes=${partBytes}-`])
  })

  test('can be cancelled, keeps what came, and goes on later', async () => {
    world.host.manners = (path) => (path.endsWith('.bin') ? { stallAfter: partBytes + 9 } : {})
    const { models, state, kept } = world.open()
    await models.look()
    const getting = models.get('stand-in', 'host')
    await world.host.stalled
    const parts = kept.store('mockloop.speech.stand-in')
    await vi.waitFor(() => expect([...parts.keys()].some((key) => key.endsWith('.bin?part=0'))).toBe(true))
    models.cancel('stand-in')
    await getting
    expect(state()).toMatchObject({ gettingBytes: null, problem: null, kept: { state: 'part' } })
    world.host.manners = () => ({})
    await models.get('stand-in', 'host')
    expect(state().kept).toEqual(world.whole)
  })

  test.each([
    ['knows no ranges', { noRanges: true }],
    ['breaks off where a range is asked for', { hatesRanges: true }],
  ])('is fetched from its start again from a server that %s', async (_what, manners) => {
    world.host.manners = (_path, count) => (count === 1 ? { breakAfter: partBytes } : manners)
    const { models, state } = world.open()
    await models.look()
    await models.get('stand-in', 'host')
    expect(state()).toMatchObject({ kept: world.whole, problem: null })
  })

  test('is had once however often it is asked for', async () => {
    const { models } = world.open()
    await models.look()
    await Promise.all([models.get('stand-in', 'host'), models.get('stand-in', 'host')])
    expect(world.host.log).toHaveLength(2)
  })

  test('is removed for good', async () => {
    const { models, state, kept } = world.open()
    await models.look()
    await models.get('stand-in', 'host')
    await models.remove('stand-in')
    expect(state().kept).toEqual({ state: 'none', bytes: 0 })
    expect(kept.names()).toEqual([])
    expect(await models.open('auto')).toBeNull()
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

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ModelFile } from '../../src/speech/models/catalogue.ts'
import { check } from '../../src/speech/models/check.ts'
import { crc32cOf } from '../../src/speech/models/crc32c.ts'
import { partBytes } from '../../src/speech/models/shelf.ts'
import { large, modelWorld, random, sha256, small, wholeDigests } from '../support/modelWorld.ts'

let world: Awaited<ReturnType<typeof modelWorld>>
beforeEach(async () => {
  world = await modelWorld()
})
afterEach(() => world.close())

describe('what is wrong is told', () => {
  const changed = large.slice()
  changed[partBytes + 1] = (changed[partBytes + 1] ?? 0) ^ 1

  test.each([
    ['a changed byte', changed, 'damaged'],
    ['a file that is too long', new Uint8Array([...large, 1]), 'damaged'],
    ['a file that is too short', large.subarray(0, -1), 'unreachable'],
    ['no file', null, 'refused'],
  ])('%s', async (_what, bytes, problem) => {
    if (bytes) world.host.files.set('/release/onnx/weights.bin', bytes)
    else world.host.files.delete('/release/onnx/weights.bin')
    const { models, state } = world.open()
    await models.look()
    await models.get('stand-in', 'host')
    expect(state()).toMatchObject({ problem: { kind: problem }, kept: { state: 'part' } })
    world.host.files.set('/release/onnx/weights.bin', large)
    await models.get('stand-in', 'host')
    expect(state()).toMatchObject({ kept: world.whole, problem: null })
  })

  test('a host that does not answer', async () => {
    world.host.close()
    const { models, state } = world.open()
    await models.look()
    await models.get('stand-in', 'host')
    expect(state().problem?.kind).toBe('unreachable')
  })

  test('a disk that is full while it comes', async () => {
    const { models, state, kept } = world.open()
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
    const { models, state } = world.open({ caches })
    await models.look()
    await models.get('stand-in', 'host')
    expect(state().problem?.kind).toBe('unkept')
    expect(world.host.log).toEqual([])
  })

  test('a policy that does not name the host', async () => {
    world.own.headers = { 'Content-Security-Policy': "default-src 'none'; connect-src 'self'" }
    const { models, state } = world.open()
    await models.look()
    expect(state().downloadable).toBe(false)
  })

  test('a kept file that was damaged since: only that one is had anew', async () => {
    const { models, state, kept, digests } = world.open()
    await models.look()
    await models.get('stand-in', 'host')
    const files = kept.store('mockloop.speech.stand-in')
    files.set('/kept-models/stand-in/onnx/weights.bin?part=1', new ArrayBuffer(partBytes))
    await expect(models.open('auto')).rejects.toMatchObject({ name: 'RecognitionError', problem: 'unloaded' })
    expect(state()).toMatchObject({
      problem: { kind: 'damaged' },
      kept: { state: 'part', bytes: small.length },
    })
    world.host.log.length = 0
    await models.get('stand-in', 'host')
    await models.open('auto')
    expect(world.host.log).toEqual(['GET /release/onnx/weights.bin'])
    expect(digests()).toEqual([wholeDigests])
  })

  test('a file without a published checksum that is not what it was at first', async () => {
    const { models, kept } = world.open()
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

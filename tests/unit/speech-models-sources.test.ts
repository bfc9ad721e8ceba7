import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { large, modelWorld, sha256, small, wholeDigests } from '../support/modelWorld.ts'

let world: Awaited<ReturnType<typeof modelWorld>>
beforeEach(async () => {
  world = await modelWorld()
})
afterEach(() => world.close())

describe('picked files', () => {
  const fileOf = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name)

  test('may come in several goes; what is missing is named', async () => {
    const { models, state, digests } = world.open()
    await models.look()
    await models.pick('stand-in', [fileOf('weights.bin', large), fileOf('README.md', small)])
    expect(state()).toMatchObject({
      problem: { kind: 'incomplete', message: 'config.json' },
      kept: { state: 'part', bytes: large.length },
    })
    await models.pick('stand-in', [fileOf('config.json', small)])
    expect(state()).toMatchObject({ problem: null, kept: world.whole })
    await models.open('stand-in')
    expect(digests()).toEqual([wholeDigests])
    expect(world.host.log).toEqual([])
  })

  test('that are other files are refused', async () => {
    const { models, state } = world.open()
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
    world.own.files.set('/models/manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
    world.own.files.set('/models/stand-in/config.json', small)
    world.own.files.set('/models/stand-in/onnx/weights.bin', large)
  }

  test('gives what it has without being asked twice, and the host is left alone', async () => {
    place({ version: 1, models: { 'stand-in': { files: files() } } })
    const persist = vi.fn<() => Promise<boolean>>(async () => true)
    const { models, state, recogniser } = world.open({ persist })
    await models.look()
    expect(state()).toMatchObject({ own: true, kept: { state: 'none' } })
    expect(models.way('auto')).toMatchObject({ by: 'model', place: 'own' })
    expect(await models.open('auto')).toBe(recogniser)
    expect(models.way('auto')).toMatchObject({ by: 'model', place: 'kept' })
    expect(world.own.log.filter((line) => line.includes('stand-in'))).toHaveLength(2)
    expect(world.host.log).toEqual([])
    // It can be had again: no reason to ask the person that it stays.
    expect(persist).not.toHaveBeenCalled()
  })

  test('is not trusted beyond what it states', async () => {
    const stated = files()
    stated['config.json'].sha256 = sha256(large)
    place({ version: 1, models: { 'stand-in': { files: stated } } })
    const { models, state } = world.open()
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
    const { models, state } = world.open()
    await models.look()
    expect(state().own).toBe(false)
  })
})

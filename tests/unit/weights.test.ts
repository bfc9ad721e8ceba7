import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { loadWeights, type WeightsFile, type WeightsParts } from '../../src/platform/weights.ts'
import { memoryCaches } from '../support/caches.ts'

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251)
const file: WeightsFile = {
  url: '/assets/model-Ab-_1234.bin',
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
}

/** A server that sends the parts one after the other, and counts how often it was asked. */
function server(parts: Uint8Array<ArrayBuffer>[], end: 'whole' | 'broken' = 'whole', status = 200) {
  const state = { asked: 0 }
  const fetch: WeightsParts['fetch'] = async () => {
    state.asked++
    let next = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const part = parts[next++]
        if (part) controller.enqueue(part)
        else if (end === 'broken') controller.error(new TypeError('network error'))
        else controller.close()
      },
    })
    return new Response(body, { status })
  }
  return { state, fetch }
}

const halves = [bytes.slice(0, 500), bytes.slice(500)]

describe('weights', () => {
  test('are fetched once with progress, kept, and then had without a network', async () => {
    const { caches } = memoryCaches()
    const { state, fetch } = server(halves)
    const progress: number[] = []
    expect(await loadWeights(file, { onProgress: (n) => progress.push(n) }, { fetch, caches })).toEqual(bytes)
    expect(progress).toEqual([500, 1000])
    expect(await loadWeights(file, {}, { fetch, caches })).toEqual(bytes)
    expect(state.asked).toBe(1)
  })

  test('that are not the expected ones are refused and not kept', async () => {
    const { store, caches } = memoryCaches()
    const kept = store('mockloop.weights')
    const { fetch } = server([bytes.slice(0, 500), bytes.slice(0, 500)])
    await expect(loadWeights(file, {}, { fetch, caches })).rejects.toMatchObject({ problem: 'damaged' })
    expect(kept.size).toBe(0)
  })

  test('that were damaged where they are kept are fetched anew', async () => {
    const { store, caches } = memoryCaches()
    const kept = store('mockloop.weights')
    kept.set(file.url, new ArrayBuffer(1000))
    const { state, fetch } = server(halves)
    expect(await loadWeights(file, {}, { fetch, caches })).toEqual(bytes)
    expect(state.asked).toBe(1)
  })

  test.each([
    ['breaks off', server([bytes.slice(0, 500)], 'broken'), 'broke off after 500 of 1000 bytes'],
    ['answers 404', server([], 'whole', 404), 'answered 404'],
    ['sends too much', server([bytes, bytes]), 'is longer than 1000 bytes'],
    ['sends too little', server([bytes.slice(0, 10)]), 'has 10 bytes instead of 1000'],
  ])('say what went wrong when the server %s', async (_what, { fetch }, words) => {
    await expect(loadWeights(file, {}, { fetch, caches: null })).rejects.toThrow(words)
  })

  test('can be cancelled', async () => {
    const cancel = new AbortController()
    const fetch: WeightsParts['fetch'] = async (_url, { signal }) => {
      cancel.abort(new Error('not wanted any more'))
      signal?.throwIfAborted()
      return new Response()
    }
    await expect(loadWeights(file, { signal: cancel.signal }, { fetch, caches: null })).rejects.toThrow(
      'not wanted',
    )
  })

  test('of earlier builds make room, and other files stay', async () => {
    const { store, caches } = memoryCaches()
    const kept = store('mockloop.weights')
    const other = 'https://app.example/assets/model-two-Cd567890.bin'
    kept.set('https://app.example/assets/model-Zz999999.bin', new ArrayBuffer(5))
    kept.set(other, new ArrayBuffer(5))
    await loadWeights(file, {}, { fetch: server(halves).fetch, caches })
    expect([...kept.keys()]).toEqual([other, file.url])
  })
})

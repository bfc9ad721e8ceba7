import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { withoutCodeFromText } from '../../scripts/engines.mjs'
import { moonshineMessage, readLines } from '../../src/speech/engines/moonshineGlue.ts'
import type { FromEngine } from '../../src/speech/engines/protocol.ts'
import { openWorkerRecogniser } from '../../src/speech/engines/workerRecogniser.ts'
import type { SaidLine, SaidWord } from '../../src/speech/engines/words.ts'

const word = (text: string): SaidWord => ({ text, startMs: 0, endMs: 100, confidence: 0.5 })

/** A worker whose answers the test gives. */
function handWorker() {
  const target = new EventTarget()
  const told: unknown[] = []
  let terminated = false
  const worker = Object.assign(target, {
    postMessage: (message: unknown) => void told.push(message),
    terminate: () => void (terminated = true),
  }) as unknown as Worker
  return {
    worker,
    told,
    terminated: () => terminated,
    answer: (data: FromEngine) => target.dispatchEvent(new MessageEvent('message', { data })),
    break: () => target.dispatchEvent(Object.assign(new Event('error'), { message: 'gone' })),
  }
}

describe('an engine in a worker', () => {
  async function opened(given: { finishMs?: () => number } = {}) {
    const hand = handWorker()
    const opening = openWorkerRecogniser({
      engine: 'test',
      fillers: 'dropped',
      streams: true,
      makeWorker: () => hand.worker,
      load: {},
      files: [],
      ...given,
    })
    hand.answer({ ready: true })
    return { hand, recogniser: await opening }
  }
  const line = (text: string): SaidLine => ({ text, words: [word(text)] })

  test('gives text while it hears and a transcript at the end', async () => {
    const { hand, recogniser } = await opened()
    const partial: string[] = []
    const take = recogniser.begin({ partial: (text) => partial.push(text) })
    take.push(new Int16Array(8000))
    hand.answer({ take: 0, lines: [line('so')], finished: false })
    const finished = take.finish()
    hand.answer({ take: 0, lines: [line('So')], finished: true })
    expect(partial).toEqual(['so'])
    expect(await finished).toMatchObject({
      text: 'So',
      heard: { words: [{ start: 0, end: 2, startMs: 0, endMs: 100 }] },
    })
  })

  test('leaves a take alone when another begins', async () => {
    const { hand, recogniser } = await opened()
    const partial: string[] = []
    const first = recogniser.begin({ partial: (text) => partial.push(text) })
    recogniser.begin({ partial: () => {} })
    hand.answer({ take: 0, lines: [line('late')], finished: false })
    expect(partial).toEqual([])
    await expect(first.finish()).rejects.toMatchObject({ problem: 'failed' })
    expect(hand.told).toContainEqual({ take: 0, cancel: true })
  })

  test.each([
    [
      'fails in a take',
      (hand: ReturnType<typeof handWorker>) => hand.answer({ take: 0, failed: 'no memory' }),
      'no memory',
    ],
    ['breaks down', (hand: ReturnType<typeof handWorker>) => hand.break(), 'gone'],
  ])('that %s tells it', async (_what, happen, words) => {
    const { hand, recogniser } = await opened()
    const finished = recogniser.begin({ partial: () => {} }).finish()
    happen(hand)
    await expect(finished).rejects.toThrow(words)
    await expect(finished).rejects.toMatchObject({ name: 'RecognitionError', problem: 'failed' })
  })

  test('that hangs is ended', async () => {
    const { hand, recogniser } = await opened({ finishMs: () => 1 })
    await expect(recogniser.begin({ partial: () => {} }).finish()).rejects.toThrow('too long')
    expect(hand.terminated()).toBe(true)
    await expect(recogniser.begin({ partial: () => {} }).finish()).rejects.toMatchObject({
      problem: 'failed',
    })
  })

  test('that cannot be loaded, or not in time, is told as unloaded', async () => {
    const hand = handWorker()
    const parts = {
      engine: 'test',
      fillers: 'dropped',
      streams: true,
      makeWorker: () => hand.worker,
      load: {},
      files: [],
    } as const
    const opening = openWorkerRecogniser({ ...parts, files: [] })
    hand.answer({ take: null, failed: 'no such model' })
    await expect(opening).rejects.toMatchObject({ problem: 'unloaded', message: 'test: no such model' })
    await expect(
      openWorkerRecogniser({ ...parts, files: [], loadMs: 1, makeWorker: () => handWorker().worker }),
    ).rejects.toMatchObject({ problem: 'unloaded' })
  })
})

describe('what Moonshine gives', () => {
  test('is read from either kind of list, and the engine’s own is given back', () => {
    let given = 0
    const vector = (all: unknown[]) => ({
      size: () => all.length,
      get: (i: number) => all[i],
      delete: () => void given++,
    })
    const words = [{ text: 'so', start: 0.5, end: 0.75, confidence: 0.9 }]
    const lines = (list: (all: unknown[]) => unknown) =>
      readLines({ lines: list([{ text: 'So', startTime: 0.5, duration: 0.25, words: list(words) }]) })
    const expected = [
      {
        text: 'So',
        startMs: 500,
        endMs: 750,
        words: [{ text: 'so', startMs: 500, endMs: 750, confidence: 0.9 }],
      },
    ]
    expect(lines((all) => all)).toEqual(expected)
    expect(lines(vector)).toEqual(expected)
    expect(given).toBe(2)
    expect(readLines({})).toEqual([])
  })

  test('is told in words where it throws a place in memory', () => {
    const module = { getExceptionMessage: (at: number) => ['std::runtime_error', `moonshine:-1:${at}`] }
    expect(moonshineMessage(12, module as never)).toBe('moonshine:-1:12')
    expect(moonshineMessage(new Error('x'))).toBe('x')
  })
})

describe('Moonshine’s glue without code made from text', () => {
  const glue = readFileSync(
    new URL('../../node_modules/@moonshine-ai/moonshine-wasm/dist/moonshine.mjs', import.meta.url),
    'utf8',
  )

  test('is the glue but for two functions', () => {
    const changed = withoutCodeFromText(glue)
    expect(changed).not.toMatch(/new Function|eval\(/)
    expect(Math.abs(changed.length - glue.length)).toBeLessThan(2000)
  })

  test('is refused of another version', () => {
    expect(() => withoutCodeFromText('export default 1')).toThrow('has not once')
    expect(() => withoutCodeFromText(`${glue};new Function('1')`)).toThrow('elsewhere')
  })
})

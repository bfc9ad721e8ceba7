import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { heardSchema } from '../../machines/heard.ts'
import { withoutCodeFromText } from '../../scripts/engines.mjs'
import { appHeaders, modelHostsOf } from '../../scripts/headers.mjs'
import { chooseWay, obstacleTo, type Device, type Place } from '../../src/speech/engines/choose.ts'
import { moonshineMessage, readLines } from '../../src/speech/engines/moonshineGlue.ts'
import type { FromEngine } from '../../src/speech/engines/protocol.ts'
import { openWorkerRecogniser } from '../../src/speech/engines/workerRecogniser.ts'
import { transcriptOf, type SaidLine, type SaidWord } from '../../src/speech/engines/words.ts'
import { speechModels } from '../../src/speech/models/catalogue.ts'
import { policyAllows } from '../../src/speech/models/policy.ts'

const how = { engine: 'test', fillers: 'dropped' } as const
const word = (text: string, startMs = 0, endMs = startMs + 100): SaidWord => ({
  text,
  startMs,
  endMs,
  confidence: 0.5,
})

describe('a transcript', () => {
  test('joins what was said and places each word in it', () => {
    const { text, heard } = transcriptOf(
      [
        {
          text: ' We cut   it by half. ',
          words: [word(' We'), word('cut', 200), word('it', 300), word('by', 400), word('half.', 500)],
        },
        { text: '', words: [] },
        { text: 'Then I left', words: [word('then', 900), word('I', 1000), word('left', 1100)] },
      ],
      2000,
      how,
    )
    expect(text).toBe('We cut it by half. Then I left')
    expect(heard.words.map(({ start, end }) => text.slice(start, end))).toEqual([
      'We',
      'cut',
      'it',
      'by',
      'half.',
      'Then',
      'I',
      'left',
    ])
    expect(heard).toMatchObject({ engine: 'test', fillers: 'dropped', times: 'native', confidence: 0.5 })
  })

  test('leaves out words that do not stand in it, and goes on with the next', () => {
    const { text, heard } = transcriptOf(
      [{ text: 'a 4 c', words: [word('a'), word('four', 10), word('c', 20)] }],
      1000,
      how,
    )
    expect(heard.words.map(({ start, end }) => text.slice(start, end))).toEqual(['a', 'c'])
  })

  test('without times of words says so', () => {
    const { text, heard } = transcriptOf(
      [{ text: 'hello there', words: [{ text: 'hello there', startMs: NaN, endMs: NaN, confidence: 0.9 }] }],
      1000,
      how,
    )
    expect(text).toBe('hello there')
    expect(heard).toEqual({ ...how, times: 'none', confidence: 0.9, words: [] })
  })

  const anyMs = fc.oneof(fc.double({ min: -5000, max: 70_000 }), fc.constantFrom(NaN, Infinity, -Infinity))
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('um', 'İ', 'ß', '👍🏽', ' ', 'a'),
  )
  const anyWord: fc.Arbitrary<SaidWord> = fc.record({
    text: anyText,
    startMs: anyMs,
    endMs: anyMs,
    confidence: fc.oneof(fc.constant(null), fc.double({ min: -1, max: 2 }), fc.constant(NaN)),
  })
  const anyLine: fc.Arbitrary<SaidLine> = fc
    .tuple(
      fc.array(anyWord, { maxLength: 12 }),
      fc.array(anyText, { maxLength: 4 }),
      fc.constantFrom(' ', '', ' - '),
    )
    .map(([words, more, between]) => ({
      text: [...words.map(({ text }) => text), ...more].join(between),
      words,
    }))

  test('has offsets in its text that ascend, and times within the take that do not go back', () => {
    fc.assert(
      fc.property(
        fc.array(anyLine, { maxLength: 5 }),
        fc.double({ min: 0, max: 60_000, noNaN: true }),
        (lines, takeMs) => {
          const { text, heard } = transcriptOf(lines, takeMs, how)
          expect(v.is(heardSchema, heard)).toBe(true)
          let [from, fromMs] = [0, 0]
          for (const { start, end, startMs, endMs } of heard.words) {
            expect(start).toBeGreaterThanOrEqual(from)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(text.length)
            expect(startMs).toBeGreaterThanOrEqual(fromMs)
            expect(endMs).toBeGreaterThanOrEqual(startMs)
            expect(endMs).toBeLessThanOrEqual(takeMs)
            from = end
            fromMs = startMs
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('finds every word of a text that is made of them', () => {
    const plain = fc.stringMatching(/^[a-zA-Z']{1,12}[.,?]?$/)
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 40 }), (texts) => {
        const words = texts.map((text, index) => word(text, index * 100))
        const { text, heard } = transcriptOf([{ text: texts.join(' '), words }], 100_000, how)
        expect(heard.words.map(({ start, end }) => text.slice(start, end))).toEqual(texts)
      }),
    )
  })
})

describe('the way words are had', () => {
  const capable: Device = { isolated: true, simd: true, memoryGb: 8, keeps: true, browser: 'none' }
  const [tiny, small, whisper] = speechModels
  const places = (tinyAt: Place, smallAt: Place, whisperAt: Place) =>
    speechModels.map((model, index) => ({ model, place: [tinyAt, smallAt, whisperAt][index] ?? 'none' }))

  test.each([
    ['nothing is here', capable, 'auto', places('none', 'none', 'none'), { by: 'typing', why: 'none' }],
    [
      'the browser can',
      { ...capable, browser: 'ready' },
      'auto',
      places('none', 'none', 'none'),
      { by: 'browser' },
    ],
    [
      'a model is kept, though the browser can',
      { ...capable, browser: 'ready' },
      'auto',
      places('kept', 'none', 'none'),
      { by: 'model', model: tiny, place: 'kept' },
    ],
    [
      'the larger was got as well',
      capable,
      'auto',
      places('kept', 'kept', 'kept'),
      { by: 'model', model: small, place: 'kept' },
    ],
    [
      'the larger would have to be fetched',
      capable,
      'auto',
      places('kept', 'own', 'none'),
      { by: 'model', model: tiny, place: 'kept' },
    ],
    [
      'only Whisper is kept',
      capable,
      'auto',
      places('none', 'none', 'kept'),
      { by: 'model', model: whisper, place: 'kept' },
    ],
    [
      'the page is not isolated',
      { ...capable, isolated: false },
      'auto',
      places('kept', 'kept', 'kept'),
      { by: 'model', model: whisper, place: 'kept' },
    ],
    [
      'there is little memory',
      { ...capable, memoryGb: 2 },
      'auto',
      places('kept', 'kept', 'none'),
      { by: 'model', model: tiny, place: 'kept' },
    ],
    [
      'there are no vector instructions',
      { ...capable, simd: false },
      'auto',
      places('kept', 'kept', 'kept'),
      { by: 'typing', why: 'none' },
    ],
    ['typing was chosen', capable, 'typing', places('kept', 'kept', 'kept'), { by: 'typing', why: 'chosen' }],
    [
      'one was chosen',
      capable,
      'whisper-base.en_timestamped',
      places('kept', 'kept', 'kept'),
      { by: 'model', model: whisper, place: 'kept' },
    ],
    [
      'one was chosen that is not here',
      capable,
      'whisper-base.en_timestamped',
      places('kept', 'kept', 'none'),
      { by: 'typing', why: 'notReady' },
    ],
    [
      'the browser was chosen and cannot',
      { ...capable, browser: 'installable' },
      'browser',
      places('kept', 'none', 'none'),
      { by: 'typing', why: 'notReady' },
    ],
    [
      'a model was chosen that is no more',
      capable,
      'moonshine-gone',
      places('kept', 'none', 'none'),
      { by: 'model', model: tiny, place: 'kept' },
    ],
  ] as const)('where %s', (_what, device, wanted, models, way) => {
    expect(chooseWay(wanted, device, models)).toEqual(way)
  })

  test('never leads to what cannot run here', () => {
    const device = fc.record<Device>({
      isolated: fc.boolean(),
      simd: fc.boolean(),
      memoryGb: fc.constantFrom(null, 0.5, 1, 2, 4, 8),
      keeps: fc.boolean(),
      browser: fc.constantFrom('ready', 'installable', 'none'),
    })
    const place = fc.constantFrom<Place>('kept', 'own', 'none')
    const wanted = fc.constantFrom('auto', 'browser', 'typing', ...speechModels.map(({ id }) => id))
    fc.assert(
      fc.property(device, wanted, place, place, place, (on, choice, ...at) => {
        const way = chooseWay(choice, on, places(...at))
        const runs = {
          model: way.by === 'model' && obstacleTo(way.model, on) === null,
          browser: on.browser === 'ready',
          typing: true,
        }
        expect(runs[way.by] && (choice !== 'typing' || way.by === 'typing')).toBe(true)
      }),
    )
  })
})

describe('the content policy', () => {
  const host = ['https://download.moonshine.ai']
  test.each([
    [null, true],
    ["default-src 'self'", false],
    ["default-src 'none'; connect-src 'self'", false],
    ["connect-src 'self' https://download.moonshine.ai", true],
    ["connect-src 'self' https://download.moonshine.ai; connect-src 'none'", true],
    ['connect-src download.moonshine.ai', true],
    ['connect-src https://*.moonshine.ai', true],
    ['connect-src https://moonshine.ai', false],
    ['connect-src http://download.moonshine.ai', false],
    ['connect-src https:', true],
    ['connect-src *', true],
    ["script-src 'self'", true],
    ["connect-src *, connect-src 'self'", false],
    ['connect-src https://evil-download.moonshine.ai.example', false],
  ])('%s allows it: %s', (policy, allowed) => {
    expect(policyAllows(policy, host)).toBe(allowed)
  })

  test('of the app names no host unless the deployment does, and then lets the page fetch from it', () => {
    const without = appHeaders({ modelHosts: [] })['Content-Security-Policy'] ?? ''
    expect(policyAllows(without, host)).toBe(false)
    expect(without).not.toContain('http')
    for (const { origins } of speechModels) {
      const hosts = modelHostsOf(origins.join('  '))
      expect(hosts).toEqual(origins)
      expect(policyAllows(appHeaders({ modelHosts: hosts })['Content-Security-Policy'] ?? '', origins)).toBe(
        true,
      )
    }
  })

  test.each([
    'download.moonshine.ai',
    'https:',
    '*',
    "https://a.example; script-src 'unsafe-inline'",
    'https://a.example/path',
  ])('takes no host that is none: %s', (given) => {
    expect(() => modelHostsOf(given)).toThrow('MOCKLOOP_MODEL_HOST')
  })
})

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

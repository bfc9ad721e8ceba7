import { describe, expect, test, vi } from 'vitest'
import type { WordTime } from '../../machines/heard.ts'
import type { AnswerContext, AnswerText } from '../../src/assess/types.ts'
import { interviewClaim } from '../../src/platform/claim.ts'
import { answersOf, shown, waits, wordTimes } from '../../src/session/answers.ts'
import type { SessionStore } from '../../src/session/store.ts'
import { RecognitionError, type Aligner } from '../../src/speech/recogniser.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { createTranscriptionQueue, type QueuePorts } from '../../src/transcribe/queue.ts'
import { transcribeQuietly } from '../../src/transcribe/quietly.ts'
import { handClock } from '../support/clock.ts'
import { scripted } from '../support/scripted.ts'
import { generateSession } from '../support/sessions.ts'

const oneWord = (text: string): WordTime[] => [{ start: 0, end: text.length, startMs: 500, endMs: 900 }]

/** Two ended sessions with answers that wait, the younger one first in lists. Each recording begins with its number. */
async function stage(changes: Partial<QueuePorts> = {}) {
  const store = new MemorySessionStore()
  const numbers = new Map<string, number>()
  for (const [id, seed, day] of [
    ['old', 4, '20'],
    ['new', 12, '21'],
  ] as const) {
    const { log } = generateSession({ id, seed, answers: 30, audio: false })
    await store.create({ ...log.header, createdAt: `2026-11-${day}T10:00:00.000Z` }, id)
    await store.append(id, 0, log.entries)
    for (const { take, index } of answersOf(log).filter(waits)) {
      const number = numbers.size + 1
      numbers.set(`${id} ${index}`, number)
      const samples = new Int16Array(9_000).fill(1)
      samples[0] = number
      await store.appendAudio({ session: id, take: take ?? '', index: 0, sampleRate: 16_000, samples })
    }
  }
  const clock = handClock()
  const claims = new Set<string>()
  const assessed: { answer: AnswerText; context: AnswerContext }[] = []
  const aligner: Aligner = { align: (text) => Promise.resolve(oneWord(text)), close() {} }
  const recogniser = scripted((take) => `I did thing number ${take}.`)
  const ports: QueuePorts = {
    store,
    clock,
    claim(name) {
      if (claims.has(name)) return Promise.resolve(null)
      claims.add(name)
      return Promise.resolve(() => claims.delete(name))
    },
    isClaimed: (name) => Promise.resolve(claims.has(name)),
    openRecogniser: recogniser.openRecogniser,
    openAligner: () => Promise.resolve(aligner),
    createAssessor: () =>
      Promise.resolve({
        assess(answer, context) {
          assessed.push({ answer, context })
          return Promise.resolve({ engine: 'test', abstained: null, findings: [], covered: [] })
        },
        close() {},
      }),
    ...changes,
  }
  const queue = createTranscriptionQueue(ports)
  return {
    store,
    clock,
    claims,
    assessed,
    recogniser,
    ports,
    queue,
    numbers,
    waiting: () => waitingIn(store),
  }
}

/** What waits by the lists, as "old 3". */
const waitingIn = async (store: SessionStore) =>
  Object.fromEntries((await store.list()).map(({ id, waiting }) => [id, waiting]))

const answersIn = async (store: SessionStore, session: string) => {
  const found = await store.load(session)
  if (!found) throw new Error(`no session ${session}`)
  return answersOf(found.log)
}

type Queue = ReturnType<typeof createTranscriptionQueue>
const idle = (queue: Queue) => vi.waitFor(() => expect(queue.state().at).toBe('idle'), { timeout: 20_000 })

/** Starts it and waits until it is done. */
async function run(queue: Queue, session?: string) {
  queue.start(session)
  expect(queue.state().at).toBe('looking')
  await idle(queue)
}

describe('answers that wait', () => {
  test('get their words, times and assessment, the oldest first, and then wait no more', async () => {
    const { queue, store, recogniser, assessed, numbers, waiting } = await stage()
    const before = await waiting()
    expect(before).toEqual({ old: expect.any(Number), new: expect.any(Number) })
    expect(numbers.size).toBeGreaterThan(3)
    await run(queue)
    expect(await waiting()).toEqual({ old: 0, new: 0 })
    expect(recogniser.log).toEqual([
      'opened',
      ...Array.from(numbers.values(), (take) => `take ${take}, 9000 samples`),
    ])
    expect(recogniser.isOpen()).toBe(false)
    for (const session of ['old', 'new'])
      for (const answer of await answersIn(store, session)) {
        const number = numbers.get(`${session} ${answer.index}`)
        if (number === undefined) continue
        const text = `I did thing number ${number}.`
        expect(shown(answer)).toMatchObject({ text, assessment: { engine: 'test' } })
        expect(answer.revised?.heard).toMatchObject({
          engine: 'scripted',
          times: 'aligned',
          fillers: 'dropped',
        })
        expect(wordTimes(answer)).toEqual(oneWord(text))
      }
    expect(assessed.map(({ answer }) => answer.confidence)).toEqual(assessed.map(() => 0.9))
    expect(queue.state()).toMatchObject({ at: 'idle', done: numbers.size, left: 0, standstill: null })
  })

  test('are assessed with what was said before them, words that came late among it', async () => {
    const { queue, store, assessed } = await stage()
    await run(queue, 'old')
    const answers = await answersIn(store, 'old')
    for (const { answer, context } of assessed) {
      const own = answers.find((each) => each.revised?.text === answer.text)
      const earlier = answers.filter(
        (each) =>
          each.index < (own?.index ?? 0) &&
          each.question === own?.question &&
          (each.outcome === 'assessed' || each.revised),
      )
      expect(context.turns.map(({ text }) => text)).toEqual(earlier.map((each) => shown(each).text))
    }
    expect(assessed.length).toBeGreaterThan(1)
  })

  test('are those of the one session that is asked for', async () => {
    const { queue, waiting } = await stage()
    const before = await waiting()
    await run(queue, 'new')
    expect(await waiting()).toEqual({ old: before.old, new: 0 })
  })

  test('wait on where one fails, which is told and tried again only when asked for', async () => {
    let broken = true
    const { openRecogniser, log } = scripted((take) =>
      take === 2 && broken ? new RecognitionError('failed', 'it broke') : `Thing ${take}.`,
    )
    const { queue, waiting, numbers } = await stage({ openRecogniser })
    const [session, index] = [...numbers].find(([, take]) => take === 2)?.[0].split(' ') ?? []
    await run(queue)
    expect(await waiting()).toEqual({ old: 1, new: 0 })
    expect(
      queue
        .state()
        .failures.get(session ?? '')
        ?.get(Number(index)),
    ).toBe('it broke')
    queue.startQuietly()
    await idle(queue)
    expect(log.filter((line) => line.startsWith('take 2'))).toHaveLength(1)
    broken = false
    await run(queue)
    expect(await waiting()).toEqual({ old: 0, new: 0 })
    expect(queue.state().failures.size).toBe(0)
  })

  test('without a recording fail alone', async () => {
    const { store, ...rest } = await stage()
    vi.spyOn(store, 'loadTake').mockResolvedValueOnce(null)
    await run(rest.queue)
    expect(Object.values(await waitingIn(store)).reduce((sum, count) => sum + count)).toBe(1)
    const [[, failures] = []] = rest.queue.state().failures
    expect([...(failures?.values() ?? [])]).toEqual(['Its recording is not there.'])
  })

  test('in which nothing is understood wait no more either', async () => {
    const { openRecogniser } = scripted(() => '')
    const { queue, waiting, store } = await stage({ openRecogniser })
    await run(queue)
    expect(await waiting()).toEqual({ old: 0, new: 0 })
    const late = (await answersIn(store, 'old')).filter(({ revised }) => revised)
    expect(late.map(({ revised }) => [revised?.text, revised?.heard?.times])).toEqual(
      late.map(() => ['', 'none']),
    )
  })

  test('get their words also where they cannot be timed', async () => {
    const { queue, store, waiting } = await stage({
      openAligner: () => Promise.reject(new RecognitionError('unloaded', 'no model')),
    })
    await run(queue)
    expect(await waiting()).toEqual({ old: 0, new: 0 })
    const late = (await answersIn(store, 'old')).filter(({ revised }) => revised)
    expect(late.every(({ revised }) => revised?.heard?.times === 'none')).toBe(true)
  })

  test('that got words by hand meanwhile keep those', async () => {
    let typed: Promise<void> | null = null
    const { store, queue, waiting, numbers } = await stage({
      openRecogniser: () =>
        scripted(async (take) => {
          await (typed ??= typeUp())
          return `Thing ${take}.`
        }).openRecogniser(),
    })
    const index = Number([...numbers.keys()][0]?.split(' ')[1])
    async function typeUp() {
      const length = (await store.load('old'))?.log.entries.length ?? 0
      const assessment = { engine: 'test', abstained: null, findings: [], covered: [] }
      const when = '2026-11-23T10:00:00.000Z'
      await store.append('old', length, [
        { type: 'assessment.revised', when, answer: index, text: 'By hand.', assessment },
      ])
    }
    await run(queue)
    expect(await waiting()).toEqual({ old: 0, new: 0 })
    expect((await answersIn(store, 'old'))[index]?.revised).toMatchObject({ text: 'By hand.', heard: null })
  })

  test('lose nothing by a restart: another queue goes on where the first was stopped', async () => {
    let stop = () => {}
    const first = scripted((take) => {
      if (take === 3) stop()
      return take === 3 ? new Promise<string>(() => {}) : `Thing ${take}.`
    })
    const { queue, ports, numbers, waiting, store } = await stage({ openRecogniser: first.openRecogniser })
    stop = () => queue.close()
    await run(queue)
    const left = Object.values(await waiting()).reduce((sum, count) => sum + count)
    expect(left).toBe(numbers.size - 2)
    expect(first.isOpen()).toBe(false)

    const second = scripted((take) => `Thing ${take}.`)
    const later = createTranscriptionQueue({ ...ports, openRecogniser: second.openRecogniser })
    await run(later)
    expect(await waiting()).toEqual({ old: 0, new: 0 })
    expect(second.log.filter((line) => line.startsWith('take'))).toHaveLength(left)
    const late = (await answersIn(store, 'new')).flatMap(({ revised }) => revised?.text ?? [])
    expect(new Set(late).size).toBe(late.length)
  })
})

describe('the queue stands still', () => {
  test('where nothing recognises speech, and says so', async () => {
    const { queue, waiting } = await stage({ openRecogniser: () => Promise.resolve(null) })
    const before = await waiting()
    await run(queue)
    expect(queue.state().standstill?.why).toBe('typing')
    expect(await waiting()).toEqual(before)
  })

  test('where the recogniser cannot be loaded, and says why', async () => {
    const { queue } = await stage({
      openRecogniser: () => Promise.reject(new RecognitionError('unloaded', 'a file is missing')),
    })
    await run(queue)
    expect(queue.state().standstill).toEqual({ why: 'unloaded', detail: 'a file is missing' })
  })

  test('where another tab is at work', async () => {
    const { queue, claims } = await stage()
    claims.add('mockloop.transcribe')
    await run(queue)
    expect(queue.state().standstill?.why).toBe('elsewhere')
  })

  test('while another tab waits with them for an interview to be over, which is what is told', async () => {
    const { queue, claims } = await stage()
    claims.add('mockloop.transcribe')
    claims.add(interviewClaim)
    await run(queue)
    expect(queue.state().standstill?.why).toBe('interview')
  })

  test('while an interview is under way, which takes its engines, and goes on after it', async () => {
    let interviews = 0
    const { openRecogniser, log, isOpen } = scripted((take) => {
      if (take === 2 && interviews++ === 0) {
        claims.add(interviewClaim)
        return new Promise<string>(() => {})
      }
      return `Thing ${take}.`
    })
    const { queue, claims, clock, waiting } = await stage({ openRecogniser })
    queue.start()
    await vi.waitFor(() => expect(interviews).toBe(1))
    await vi.waitFor(() => {
      clock.advance(500)
      expect(queue.state().at).toBe('interview')
    })
    expect(log.at(-1)).toBe('cancelled')
    expect(isOpen()).toBe(false)
    claims.delete(interviewClaim)
    await vi.waitFor(
      async () => {
        clock.advance(500)
        expect(await waiting()).toEqual({ old: 0, new: 0 })
      },
      { timeout: 20_000 },
    )
    await idle(queue)
    expect(queue.state().failures.size).toBe(0)
  })

  test('once it is cancelled, with what was done kept', async () => {
    const { openRecogniser } = scripted((take) => {
      if (take === 2) queue.cancel()
      return take === 2 ? new Promise<string>(() => {}) : `Thing ${take}.`
    })
    const { queue, waiting, numbers } = await stage({ openRecogniser })
    await run(queue)
    expect(Object.values(await waiting()).reduce((sum, count) => sum + count)).toBe(numbers.size - 1)
    expect(queue.state()).toMatchObject({ at: 'idle', standstill: null, failures: new Map() })
  })
})

describe('by itself', () => {
  test('it begins when there is more that waits, as long as that is wanted', async () => {
    const store = new MemorySessionStore()
    const startQuietly = vi.fn<() => void>()
    let on = false
    const stop = transcribeQuietly({ startQuietly }, store, () => on)
    const { log } = generateSession({ id: 'a', seed: 4, answers: 30 })
    await store.create(log.header, 'A')
    const unheard = log.entries.flatMap(({ type }, i) => (type === 'answer.unheard' ? [i + 1] : []))
    const settled = () => new Promise((resolve) => setTimeout(resolve))
    let at = 0
    const addTo = async (to = log.entries.length) => {
      await store.append('a', at, log.entries.slice(at, to))
      at = to
      await settled()
    }
    await addTo(unheard[0])
    expect(startQuietly).not.toHaveBeenCalled()
    on = true
    await addTo(unheard[1])
    expect(startQuietly).toHaveBeenCalledTimes(1)
    await store.rename('a', 'B')
    await settled()
    expect(startQuietly).toHaveBeenCalledTimes(1)
    stop()
    await addTo()
    expect(startQuietly).toHaveBeenCalledTimes(1)
  })
})

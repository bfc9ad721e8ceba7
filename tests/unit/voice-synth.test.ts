import { describe, expect, it } from 'vitest'
import type { FromFlite, ToFlite } from '../../src/speech/voices/flite.worker.ts'
import { createSynth } from '../../src/speech/voices/synth.ts'
import { handClock } from '../support/clock.ts'
import { pass, soundOf } from '../support/voices.ts'

const file = { url: '/assets/flite-slt.wasm', bytes: 100, sha256: 'x' }

/** A synth whose workers do only what the test tells them to. */
function stage() {
  const clock = handClock()
  const workers: (EventTarget & { messages: ToFlite[]; ended: boolean })[] = []
  const synth = createSynth({
    voice: 'slt',
    file,
    clock,
    makeWorker() {
      const worker = Object.assign(new EventTarget(), {
        messages: [] as ToFlite[],
        ended: false,
        postMessage: (message: ToFlite) => worker.messages.push(message),
        terminate: () => (worker.ended = true),
      })
      workers.push(worker)
      return worker as unknown as Worker
    },
  })
  const tell = (data: FromFlite) =>
    workers.at(-1)?.dispatchEvent(Object.assign(new Event('message'), { data }))
  const asked = () =>
    (workers.at(-1)?.messages ?? []).flatMap((message) => ('id' in message ? [message] : []))
  return {
    clock,
    synth,
    workers,
    tell,
    asked,
    /** Answers what was asked last. */
    answer() {
      const last = asked().at(-1)
      if (last) tell({ id: last.id, sound: soundOf(last.text), why: '' })
    },
    sound: (text: string, rank = 1, rate = 1) => synth.sound(text, { rate, rank }),
  }
}

describe('the synth', () => {
  it('loads when it is first wanted, and tells how far it is', async () => {
    const { synth, tell, workers, sound, asked, answer } = stage()
    expect(workers).toHaveLength(0)
    const states: string[] = []
    synth.subscribe(() => states.push(`${synth.state().at} ${synth.state().loadedBytes}`))
    const made = sound('Hello.')
    const ready = synth.load()
    expect(workers[0]?.messages).toEqual([{ voice: 'slt', file }])
    tell({ loadedBytes: 60 })
    tell({ ready: true })
    expect(states).toEqual(['loading 0', 'loading 60', 'ready 100'])
    expect(await ready).toBe(true)
    expect(asked().map(({ text }) => text)).toEqual(['Hello.'])
    answer()
    expect((await made).phones).toHaveLength(6)
  })

  it('makes one sound at a time, those of the newest line first, and what may be said later last', async () => {
    const { tell, sound, asked, answer } = stage()
    void sound('now', 1)
    tell({ ready: true })
    for (const [text, rank] of [
      ['later', 0],
      ['first', 2],
      ['second', 2],
      ['older', 1],
    ] as const)
      void sound(text, rank)
    void sound('later', 3)
    for (let i = 0; i < 5; i++) answer()
    expect(asked().map(({ text }) => text)).toEqual(['now', 'later', 'first', 'second', 'older'])
  })

  it('keeps sounds for repeats, each at its rate, as far as there is room', async () => {
    const { tell, sound, asked, answer } = stage()
    const ask = async (text: string, rate = 1) => {
      const made = sound(text, 1, rate)
      answer()
      await made
    }
    void sound('Hello.')
    tell({ ready: true })
    answer()
    await ask('Hello.')
    expect(asked()).toHaveLength(1)
    await ask('Hello.', 1.2)
    expect(asked()).toHaveLength(2)
    for (let i = 0; i < 60; i++) await ask(`${i} ${'x'.repeat(158)}`)
    await ask('Hello.')
    await ask(`59 ${'x'.repeat(158)}`)
    expect(asked()).toHaveLength(63)
  })

  it('goes on after a text that cannot be said', async () => {
    const { tell, sound, asked, answer } = stage()
    const bad = sound('bad')
    tell({ ready: true })
    const good = sound('good')
    tell({ id: asked()[0]?.id ?? -1, sound: null, why: 'it trapped' })
    await expect(bad).rejects.toThrow('it trapped')
    answer()
    expect((await good).phones).toHaveLength(4)
    void sound('bad')
    expect(asked().map(({ text }) => text)).toEqual(['bad', 'good', 'bad'])
  })

  it.each([
    ['does not answer', 8000],
    ['breaks', 0],
  ])(
    'takes another worker where one %s, and gives up after three in a row until it is told to load',
    async (_what, ms) => {
      const { clock, synth, tell, workers, sound } = stage()
      for (let i = 1; i <= 3; i++) {
        const made = sound('Hello.')
        const other = sound('And then.')
        tell({ ready: true })
        const lost = Promise.allSettled([made, other])
        if (ms) await pass(clock, ms, 1000)
        else workers.at(-1)?.dispatchEvent(Object.assign(new Event('error'), { message: 'broken' }))
        const why = ms ? 'the voice did not answer' : 'broken'
        expect((await lost).map((each) => 'reason' in each && String(each.reason))).toEqual([
          `Error: ${why}`,
          `Error: ${why}`,
        ])
        expect({ ended: workers.at(-1)?.ended, at: synth.state().at }).toEqual({
          ended: true,
          at: i < 3 ? 'unloaded' : 'failed',
        })
      }
      await expect(sound('Hello.')).rejects.toThrow(/did not answer|broken/)
      expect(workers).toHaveLength(3)
      const again = synth.load()
      tell({ ready: true })
      expect(await again).toBe(true)
      expect(clock.waiting).toBe(0)
    },
  )

  it('says why it could not be loaded', async () => {
    const { clock, synth, tell } = stage()
    const ready = synth.load()
    tell({ problem: 'the server does not answer' })
    expect(await ready).toBe(false)
    expect(synth.state()).toMatchObject({ at: 'unloaded', problem: 'the server does not answer' })
    const stuck = synth.load()
    await pass(clock, 30_000, 1000)
    expect(await stuck).toBe(false)
    expect(clock.waiting).toBe(0)
  })

  it('leaves nothing behind when closed', async () => {
    const { clock, synth, workers, sound, tell } = stage()
    const made = sound('Hello.')
    tell({ ready: true })
    synth.close()
    await expect(made).rejects.toThrow('closed')
    await expect(sound('Hello.')).rejects.toThrow('closed')
    expect({ ended: workers[0]?.ended, waiting: clock.waiting }).toEqual({ ended: true, waiting: 0 })
  })
})

import { deleteDB } from 'idb'
import { afterEach, describe, expect, test } from 'vitest'
import breathUrl from '../fixtures/audio/neg_breath.wav?url'
import keyboardUrl from '../fixtures/audio/neg_keyboard.wav?url'
import musicUrl from '../fixtures/audio/neg_music.wav?url'
import noisyUrl from '../fixtures/audio/ans_espeak_snr20.wav?url'
import speechUrl from '../fixtures/audio/ans_flite_clean.wav?url'
import { isAlike } from '../../src/packing/likeness.ts'
import { readOpus } from '../../src/packing/opusFile.ts'
import { canPack, pack } from '../../src/packing/pack.ts'
import { createPacker } from '../../src/packing/packer.ts'
import { createPackingQueue } from '../../src/packing/queue.ts'
import { decodeFile, unpack } from '../../src/packing/unpack.ts'
import type { PackedAudio, TakeAudio } from '../../src/session/store.ts'
import { browserClock } from '../../src/speech/index.ts'
import { DatabaseSessionStore } from '../../src/storage/sessionStore.ts'
import { wavSamples } from '../support/recordings.ts'
import { headerOf, sample } from '../support/store-contract.ts'

const soundOf = async (url: string) => wavSamples(new Uint8Array(await (await fetch(url)).arrayBuffer()))
const takeOf = (samples: Int16Array<ArrayBuffer>): TakeAudio => ({ take: 't', sampleRate: 16_000, samples })

async function packed(samples: Int16Array<ArrayBuffer>): Promise<PackedAudio> {
  const found = await pack(takeOf(samples))
  if (!found) throw new Error('it was not packed')
  return found
}

/** How strongly the two go together, -1 to 1, with one of them moved by so many samples. */
function likeness(a: Int16Array, b: Int16Array, lag: number): number {
  let [aa, bb, ab] = [0, 0, 0]
  for (let i = Math.max(0, -lag); i < Math.min(a.length, b.length - lag); i++) {
    const [x, y] = [a[i] ?? 0, b[i + lag] ?? 0]
    aa += x * x
    bb += y * y
    ab += x * y
  }
  return ab / Math.sqrt(aa * bb)
}

test('this browser packs', async () => {
  expect(await canPack()).toBe(true)
})

describe('a packed recording', () => {
  test('of speech is an eighth as large, as long to the sample, in time and alike', async () => {
    for (const url of [speechUrl, noisyUrl]) {
      const samples = await soundOf(url)
      const found = await packed(samples)
      expect(found).toMatchObject({ take: 't', sampleRate: 16_000, length: samples.length })
      expect(found.file.length * 7).toBeLessThan(samples.byteLength)
      const again = await unpack(found)
      expect(again).toHaveLength(samples.length)
      const lags = [-3, -2, -1, 0, 1, 2, 3]
      const best = lags.toSorted((a, b) => likeness(samples, again, b) - likeness(samples, again, a))[0]
      // A sample is 0.06 ms.
      expect(Math.abs(best ?? NaN)).toBeLessThanOrEqual(1)
      expect(likeness(samples, again, 0)).toBeGreaterThan(0.95)
    }
  })

  test('comes out the same from the file decoded as a whole, where single packets cannot be', async () => {
    const samples = await soundOf(speechUrl)
    const found = await packed(samples)
    const whole = await decodeFile(found.file, found)
    expect(isAlike(samples, whole)).toBe(true)
  })

  test('of noise, music, breath or nothing is alike as well, if need be with more bits', async () => {
    const noise = Int16Array.from(
      { length: 32_000 },
      (_, i) => ((i * 7919 + ((i * i) % 104_729)) % 20_000) - 10_000,
    )
    for (const samples of [
      await soundOf(breathUrl),
      await soundOf(keyboardUrl),
      await soundOf(musicUrl),
      noise,
      new Int16Array(8_000),
      noise.slice(0, 1),
      noise.slice(0, 4_001),
    ]) {
      const found = await packed(samples)
      expect(isAlike(samples, await unpack(found))).toBe(true)
      expect(readOpus(found.file).original).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  test('is one that a player opens, with its length', async () => {
    const samples = await soundOf(speechUrl)
    const { file } = await packed(samples)
    const url = URL.createObjectURL(new Blob([file], { type: 'audio/ogg' }))
    const audio = new Audio(url)
    await new Promise((resolve, reject) => {
      audio.addEventListener('loadedmetadata', resolve)
      audio.addEventListener('error', () => reject(new Error(audio.error?.message)))
    })
    // Players may count the 6.5 ms that come out before the first sample.
    expect(Math.abs(audio.duration - samples.length / 16_000)).toBeLessThan(0.01)
    URL.revokeObjectURL(url)
  })

  test('of another rate, or of no length, is not made', async () => {
    expect(await pack({ ...takeOf(new Int16Array(8_000)), sampleRate: 8_000 })).toBeNull()
    expect(await pack(takeOf(new Int16Array(0)))).toBeNull()
  })

  test('that was damaged is not decoded', async () => {
    const { file } = await packed(await soundOf(breathUrl))
    file[1_000] = (file[1_000] ?? 0) ^ 1
    await expect(unpack({ file })).rejects.toThrow(/^page \d+: not what was written/)
  })
})

describe('packing in the background', () => {
  let close: (() => void)[] = []
  afterEach(async () => {
    for (const each of close) each()
    close = []
  })

  const name = `test-packing-${crypto.randomUUID()}`
  const openStore = async () => {
    const store = await DatabaseSessionStore.open(name, unpack)
    close.push(() => store.close())
    return store
  }
  const queueOf = (store: DatabaseSessionStore) => {
    const queue = createPackingQueue({
      store,
      clock: browserClock,
      claim: () => Promise.resolve(() => {}),
      isClaimed: () => Promise.resolve(false),
      createPacker,
      isOn: () => true,
    })
    close.push(queue.close)
    return queue
  }

  test('interrupted at any moment loses nothing, and is gone on with at the next start', async () => {
    const store = await openStore()
    const samples = await soundOf(speechUrl)
    const takes = ['a', 'b', 'c', 'd'].map((take) => ({ ...takeOf(samples), take }))
    const log = { header: headerOf('s'), entries: sample.entries }
    await store.put({ log, title: 'Spoken', takes }, null)
    const workers: Worker[] = []
    const Usual = Worker
    globalThis.Worker = class extends Usual {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given)
        workers.push(this)
      }
    }
    try {
      // The page goes away with its worker and its connection.
      for (const delayMs of [0, 40, 120, 300]) {
        const page = await DatabaseSessionStore.open(name, unpack)
        const queue = queueOf(page)
        queue.look()
        await new Promise((resolve) => setTimeout(resolve, delayMs))
        for (const worker of workers.splice(0)) worker.terminate()
        page.close()
        queue.close()
        for (const { take } of takes) {
          const kept = await store.loadTake(take)
          expect(kept && isAlike(samples, kept.samples)).toBe(true)
        }
      }
    } finally {
      globalThis.Worker = Usual
    }
    const queue = queueOf(store)
    const idle = new Promise<void>((resolve) => {
      queue.subscribe(() => queue.state().at === 'idle' && resolve())
    })
    queue.look()
    await idle
    expect(queue.state()).toMatchObject({ possible: true, problem: null })
    expect((await store.sizes()).map(({ form }) => form)).toEqual(takes.map(() => 'packed'))
    const kept = await store.loadTake('d')
    expect(kept && isAlike(samples, kept.samples)).toBe(true)
    store.close()
    await deleteDB(name)
  })

  test('that is stopped says so to who waits', async () => {
    const packer = await createPacker()
    if (!packer) throw new Error('this browser packs')
    const packing = packer.pack(takeOf(await soundOf(speechUrl)))
    packer.close()
    await expect(packing).rejects.toThrow(/stopped/)
    await expect(packer.pack(takeOf(new Int16Array(9)))).rejects.toThrow(/stopped/)
  })
})

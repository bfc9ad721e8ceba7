import { describe, expect, test } from 'vitest'
import { createAudioWriter } from '../../src/interview/audioWriter.ts'
import { StoreError, type AudioChunk, type StoreProblem } from '../../src/session/store.ts'

const chunk = (index: number): AudioChunk => ({
  session: 's',
  take: 't',
  index,
  sampleRate: 16_000,
  samples: new Int16Array(4),
})

/** A disk that answers only when it is told to. */
function slowDisk() {
  const asked: { what: string; answer: (error?: Error) => void }[] = []
  const ask = (what: string) =>
    new Promise<void>((resolve, reject) =>
      asked.push({ what, answer: (error) => (error ? reject(error) : resolve()) }),
    )
  const problems: (StoreProblem | null)[] = []
  const later: (() => void)[] = []
  const writer = createAudioWriter({
    store: {
      appendAudio: (...chunks) => ask(chunks.map(({ index }) => index).join('+')),
      sealTake: () => ask('seal'),
    },
    clock: {
      now: () => 0,
      after: (_ms, callback) => {
        later.push(callback)
        return () => {}
      },
    },
    onProblem: (problem) => problems.push(problem),
  })
  const whats = () => asked.map(({ what }) => what)
  const turn = () => new Promise<void>((resolve) => setTimeout(resolve))
  return { writer, asked, whats, problems, later, turn }
}

describe('createAudioWriter', () => {
  test('what comes while two writes are under way is written together, then sealed', async () => {
    const { writer, asked, whats, turn } = slowDisk()
    for (const index of [0, 1, 2, 3, 4]) writer.add(chunk(index))
    expect(whats()).toEqual(['0', '1'])
    asked[0]?.answer()
    await turn()
    expect(whats()).toEqual(['0', '1', '2+3+4'])
    writer.add(chunk(5))
    writer.seal('t')
    expect(whats()).toEqual(['0', '1', '2+3+4', '5', 'seal'])
    for (const { answer } of asked) answer()
    await writer.saved()
  })

  test('what waited when a write failed is tried again with it, in order', async () => {
    const { writer, asked, whats, problems, later, turn } = slowDisk()
    for (const index of [0, 1, 2]) writer.add(chunk(index))
    asked[0]?.answer(new StoreError('full', 'no space'))
    await turn()
    asked[1]?.answer()
    await turn()
    expect(problems).toEqual(['full'])
    expect(whats()).toEqual(['0', '1'])
    later[0]?.()
    for (const place of [2, 3]) {
      asked[place]?.answer()
      await turn()
    }
    expect(whats()).toEqual(['0', '1', '0', '2'])
    expect(problems).toEqual(['full', null])
    await writer.saved()
  })
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLine } from '../../src/platform/line.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Notes what is done; each piece of work ends only when it is let go. */
function notebook() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    work: (name: string) => () => {
      begun.push(name)
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
    },
    async end(name: string) {
      ends.get(name)?.()
      await vi.runAllTimersAsync()
    },
  }
}

test('does one thing after the other, and gives what came of each', async () => {
  const line = createLine()
  const { begun, work, end } = notebook()
  const done = [line.add(work('a')), line.add(work('b'))]
  await vi.runAllTimersAsync()
  expect(begun).toEqual(['a'])
  await end('a')
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(await Promise.all(done)).toEqual(['a', 'b'])
})

test('goes on after work that failed, and tells who wanted it', async () => {
  const line = createLine()
  const failed = line.add(() => Promise.reject(new Error('no memory')))
  const next = line.add(() => Promise.resolve('next'))
  await expect(failed).rejects.toThrow('no memory')
  expect(await next).toBe('next')
})

test('of what is done ahead, only the newest is done', async () => {
  const line = createLine()
  const { begun, work } = notebook()
  for (const name of ['so', 'so I', 'so I moved']) line.addAhead(work(name))
  await vi.runAllTimersAsync()
  expect(begun).toEqual(['so I moved'])
})

test('nothing is done ahead of what has come meanwhile', async () => {
  const line = createLine()
  const { begun, work, end } = notebook()
  void line.add(work('an answer'))
  line.addAhead(work('its beginning'))
  await vi.runAllTimersAsync()
  void line.add(work('its end'))
  await end('an answer')
  expect(begun).toEqual(['an answer', 'its end'])
})

test('what failed ahead is forgotten', async () => {
  const line = createLine()
  line.addAhead(() => Promise.reject(new Error('not read')))
  await vi.runAllTimersAsync()
  expect(await line.add(() => Promise.resolve('assessed'))).toBe('assessed')
})

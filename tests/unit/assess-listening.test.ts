import { expect, test } from 'vitest'
import { atItsBest } from '../../src/assess/listening.ts'
import type { Listening } from '../../src/assess/types.ts'

/** An assessor whose listening is told by hand. */
function assessor() {
  const listeners = new Set<() => void>()
  let now: Listening = { form: 'rules', loadedBytes: 0, totalBytes: 1, problem: null }
  return {
    listening: {
      state: () => now,
      subscribe(listener: () => void) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    listeners,
    tell(change: Partial<Listening>) {
      now = { ...now, ...change }
      for (const listener of listeners) listener()
    },
  }
}

test.each<Partial<Listening>>([{ form: 'full' }, { problem: 'no network' }])(
  'an answer that is assessed later waits for the best form there can be: %o',
  async (last) => {
    const { listening, listeners, tell } = assessor()
    let waited = false
    const best = atItsBest({ listening }).then(() => (waited = true))
    tell({ form: 'light' })
    await Promise.resolve()
    expect(waited).toBe(false)
    tell(last)
    await best
    expect(listeners.size).toBe(0)
    await atItsBest({ listening })
  },
)

test('one that does not tell how it listens is at its best', () =>
  expect(atItsBest({})).resolves.toBeUndefined())

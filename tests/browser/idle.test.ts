import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenUntouched } from '../../src/platform/idle.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'performance', 'requestIdleCallback'] }))
afterEach(() => vi.useRealTimers())

test('what nobody waits for goes on once nobody has touched the page for a while', async () => {
  await Promise.all([whenUntouched(1_000), vi.advanceTimersByTimeAsync(3_000)])
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }))
  let went = false
  void whenUntouched(1_000).then(() => (went = true))
  await vi.advanceTimersByTimeAsync(900)
  window.dispatchEvent(new Event('wheel'))
  await vi.advanceTimersByTimeAsync(900)
  expect(went).toBe(false)
  await vi.advanceTimersByTimeAsync(200)
  expect(went).toBe(true)
})

import { StoreError, type SessionStore, type StoreProblem } from '../../src/session/store.ts'
import type { Clock } from '../../src/speech/ports.ts'

/**
 * `refused`: not done, and said so; `unconfirmed`: done, and said not to be; `hangs`: not done, never answered;
 * `unanswered`: done, never answered; `late`: done and answered after ten seconds.
 */
export const faults = ['refused', 'unconfirmed', 'hangs', 'unanswered', 'late'] as const
export type Fault = (typeof faults)[number]

const never = new Promise<never>(() => {})

/** A store in which the n-th operation, from 0, goes wrong as `faultOf` says; null: as it should. */
export function faultyStore(
  store: SessionStore,
  clock: Clock,
  faultOf: (n: number, operation: string) => Fault | null,
  problem: StoreProblem = 'full',
): SessionStore {
  let calls = 0
  async function wrong(fault: Fault, run: () => Promise<unknown>): Promise<unknown> {
    if (fault === 'late') await new Promise<void>((resolve) => void clock.after(10_000, resolve))
    if (fault === 'unconfirmed' || fault === 'unanswered' || fault === 'late') await run()
    if (fault === 'hangs' || fault === 'unanswered') return never
    if (fault === 'late') return undefined
    throw new StoreError(problem, `it was made to fail: ${fault}`)
  }
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        const run = () => Reflect.apply(member, target, args) as Promise<unknown>
        const fault = faultOf(calls++, String(name))
        return fault ? wrong(fault, run) : run()
      }
    },
  })
}

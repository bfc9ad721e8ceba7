import { StoreError, type SessionStore } from '../session/store.ts'
import type { Clock } from '../speech/ports.ts'

/** Ms after which somebody is told that an operation has not been answered. */
export const patienceMs = 4_000

/**
 * What never takes long by itself, and may be done twice. The others may: a large recording, a long session, an import.
 * They are told of and waited for.
 */
const quick: ReadonlySet<string> = new Set<keyof SessionStore>([
  'create',
  'append',
  'appendAudio',
  'list',
  'rename',
  'remove',
  'restore',
])

/**
 * The same store, but that nothing hangs without a word. What should be quick rejects with a StoreError, `slow`, when
 * its time is up, though it may still be done. `tell` hears how many operations are waited for beyond their time.
 */
export function watchStore<S extends SessionStore>(
  store: S,
  clock: Pick<Clock, 'after'>,
  tell: (late: number) => void,
): S {
  let late = 0
  const change = (by: 1 | -1) => tell((late += by))

  async function watch<T>(name: string, operation: Promise<T>): Promise<T> {
    let isLate = false
    let stopWaiting = () => {}
    const tooLong = new Promise<never>((_, reject) => {
      stopWaiting = clock.after(patienceMs, () => {
        change(1)
        isLate = true
        if (quick.has(name))
          reject(
            new StoreError(
              'slow',
              `${name}: no answer for ${patienceMs / 1000} s from where sessions are kept`,
            ),
          )
      })
    })
    const answered = () => {
      stopWaiting()
      if (isLate) change(-1)
    }
    operation.then(answered, answered)
    return Promise.race([operation, tooLong])
  }

  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(member, target, args)
        return result instanceof Promise ? watch(String(name), result) : result
      }
    },
  })
}

import { StoreError, type SessionStore } from '../session/store.ts'
import type { Clock } from '../speech/ports.ts'

/** Ms after which somebody is told that an operation has not been answered. */
export const patienceMs = 4_000

/**
 * What rarely takes long by itself, and may be done twice. The others may: a large recording, a long session, an import.
 * They are told of and waited for.
 */
const quick: ReadonlySet<string> = new Set<keyof SessionStore>([
  'create',
  'append',
  'appendAudio',
  'sealTake',
  'list',
  'rename',
  'remove',
  'restore',
])

/**
 * The same store, but that nothing hangs without a word. What should be quick rejects with a StoreError, `slow`, when
 * its time is up, though it may still be done. Of the rest `tell` hears how many are waited for beyond their time.
 */
export function watchStore<S extends SessionStore>(
  store: S,
  clock: Pick<Clock, 'after'>,
  tell: (late: number) => void,
): S {
  let late = 0
  const change = (by: 1 | -1) => tell((late += by))

  function watch<T>(name: string, operation: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let told = false
      const stopWaiting = clock.after(patienceMs, () => {
        if (quick.has(name))
          return reject(
            new StoreError('slow', `the browser has not answered for ${patienceMs / 1000} s (${name})`),
          )
        told = true
        change(1)
      })
      const answered = () => {
        stopWaiting()
        if (told) change(-1)
      }
      operation.then(resolve, reject)
      operation.then(answered, answered)
    })
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

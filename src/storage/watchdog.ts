import { StoreError, type SessionStore, type StoreProblem } from '../session/store.ts'

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
  'tag',
  'remove',
  'restore',
])

/**
 * The same store, but that nothing hangs without a word. What should be quick rejects with a StoreError, `slow`, when
 * its time is up, though it may still be done. Of the rest `late` hears how many are waited for beyond their time;
 * `refused` hears why anything was refused.
 */
export function watchStore<S extends SessionStore>(
  store: S,
  clock: { after(ms: number, callback: () => void): () => void },
  told: { late: (operations: number) => void; refused: (problem: StoreProblem) => void },
): S {
  let late = 0
  const change = (by: 1 | -1) => told.late((late += by))

  function watch<T>(name: string, operation: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let isLate = false
      const stopWaiting = clock.after(patienceMs, () => {
        if (quick.has(name))
          return reject(
            new StoreError('slow', `the browser has not answered for ${patienceMs / 1000} s (${name})`),
          )
        isLate = true
        change(1)
      })
      const answered = () => {
        stopWaiting()
        if (isLate) change(-1)
      }
      operation.then(resolve, reject)
      operation.then(answered, (error: unknown) => {
        answered()
        if (error instanceof StoreError) told.refused(error.problem)
      })
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

import { claim, interviewClaim, type Release } from './claim.ts'

/** Begins the name of what a tab holds beside the interview's claim: the rest is the session that it takes. */
const prefix = 'mockloop.taking.'
const channelName = 'mockloop.taking'

/** Which interview is being taken, among all tabs of the app. */
export interface Taking {
  /** The session that another tab takes; null while none does, and where the browser does not tell. */
  elsewhere(): string | null
  subscribe(listener: () => void): () => void
  /**
   * Claims the interview for this tab, and lets the others know of which session; null where another tab takes one.
   * Closing the tab or its crash gives it back as well.
   */
  begin(session: string): Promise<Release | null>
  close(): void
}

/**
 * Follows what the tabs of the app take. Each names its session by a lock of its own; the others read the names, and
 * wait behind the lock for its end, so that a crashed tab is noticed at once. They never wait behind the interview's
 * claim itself, where they would be in the way of who claims it next.
 */
export function watchTaking(): Taking {
  const locks = navigator.locks as LockManager | undefined
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(channelName) : null
  const listeners = new Set<() => void>()
  /** What this tab holds itself. */
  const own = new Set<string>()
  const awaited = new Set<string>()
  const closing = new AbortController()
  let elsewhere: string | null = null
  let looks = 0

  const look = async () => {
    looks += 1
    const mine = looks
    const { held = [] } = (await locks?.query()) ?? {}
    if (mine !== looks || closing.signal.aborted) return
    const name = held.find((lock) => lock.mode === 'exclusive' && isOthers(lock.name))?.name
    if (name !== undefined) awaitEnd(name)
    const found = name?.slice(prefix.length) ?? null
    if (found === elsewhere) return
    elsewhere = found
    for (const listener of listeners) listener()
  }
  const isOthers = (name = '') => name.startsWith(prefix) && !own.has(name)
  const awaitEnd = (name: string) => {
    if (awaited.has(name)) return
    awaited.add(name)
    const ended = locks?.request(name, { mode: 'shared', signal: closing.signal }, () => {})
    void ended
      ?.catch(() => {})
      .then(() => {
        awaited.delete(name)
        return look()
      })
  }
  const announce = () => channel?.postMessage(null)

  /** Resolves once the name is held, with what gives it back. */
  const hold = (name: string) =>
    new Promise<Release>((resolve, reject) => {
      if (!locks) return resolve(() => {})
      own.add(name)
      locks
        .request(name, () => new Promise<void>((release) => resolve(release)))
        .finally(() => {
          own.delete(name)
          announce()
        })
        .catch(reject)
    })

  channel?.addEventListener('message', () => void look())
  void look()
  return {
    elsewhere: () => elsewhere,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async begin(session) {
      const release = await claim(interviewClaim)
      if (!release) {
        void look()
        return null
      }
      try {
        const free = await hold(prefix + session)
        announce()
        return () => {
          free()
          release()
        }
      } catch (error) {
        release()
        throw error
      }
    },
    close() {
      closing.abort()
      channel?.close()
      listeners.clear()
    },
  }
}

/** The values of the last so many keys that were asked for. */
export interface Memory<T> {
  /** What was kept under the key, which then counts as new; undefined where there is nothing, or nothing any more. */
  recall(key: string): T | undefined
  /** Keeps a value, and forgets what was not asked for the longest. Gives the value back. */
  keep(key: string, value: T): T
}

/** A memory for so many values. */
export function createMemory<T>(limit: number): Memory<T> {
  const kept = new Map<string, T>()
  return {
    recall(key) {
      const value = kept.get(key)
      if (value !== undefined && kept.delete(key)) kept.set(key, value)
      return value
    },
    keep(key, value) {
      kept.set(key, value)
      for (const oldest of kept.keys()) {
        if (kept.size <= limit) break
        kept.delete(oldest)
      }
      return value
    },
  }
}

/** Cache Storage in memory, as far as the app uses it. */
export function memoryCacheStorage(origin: string) {
  const all = new Map<string, Map<string, Response>>()
  const absolute = (asked: RequestInfo | URL) =>
    new URL(asked instanceof Request ? asked.url : asked, origin).href
  const cacheOf = (kept: Map<string, Response>) => ({
    match: async (asked: RequestInfo | URL) => kept.get(absolute(asked))?.clone(),
    put: async (asked: RequestInfo | URL, response: Response) => void kept.set(absolute(asked), response),
    delete: async (asked: RequestInfo | URL) => kept.delete(absolute(asked)),
    keys: async () => [...kept.keys()].map((url) => new Request(url)),
  })
  const storage = {
    async open(name: string) {
      const kept = all.get(name) ?? new Map<string, Response>()
      all.set(name, kept)
      return cacheOf(kept)
    },
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    has: async (name: string) => all.has(name),
  }
  return {
    storage: storage as unknown as CacheStorage,
    /** Paths that are kept, by the cache's name. */
    kept: () =>
      Object.fromEntries(
        [...all].map(([name, kept]) => [
          name,
          [...kept.keys()].map((url) => new URL(url).pathname).toSorted(),
        ]),
      ),
  }
}

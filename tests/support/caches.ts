import type { Caches } from '../../src/speech/models/shelf.ts'

/** Cache Storage in memory, as far as it is used. */
export function memoryCaches() {
  const stores = new Map<string, Map<string, ArrayBuffer>>()
  const pathOf = (of: RequestInfo | URL) => (typeof of === 'object' && 'url' in of ? of.url : String(of))
  const store = (name: string) => {
    const found = stores.get(name) ?? new Map<string, ArrayBuffer>()
    stores.set(name, found)
    return found
  }
  const state = { full: false }
  const cacheOf = (name: string) => ({
    match: async (of: RequestInfo | URL) => {
      const bytes = store(name).get(pathOf(of))
      return bytes && new Response(bytes.slice(0))
    },
    async put(of: RequestInfo | URL, response: Response) {
      if (state.full) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
      store(name).set(pathOf(of), await response.arrayBuffer())
    },
    delete: async (of: RequestInfo | URL) => store(name).delete(pathOf(of)),
    keys: async () => [...store(name).keys()].map((url) => ({ url })),
  })
  const caches = {
    open: async (name: string) => {
      store(name)
      return cacheOf(name)
    },
    has: async (name: string) => stores.has(name),
    delete: async (name: string) => stores.delete(name),
  } as unknown as Caches
  return { caches, state, store, names: () => [...stores.keys()] }
}

import { weightsCache } from '../weights.ts'
import { pageLockPrefix, type Build, type BuildFile } from './build.ts'

/** Each build has a cache of its own, so that a page goes on with what it was begun with. */
const cachePrefix = 'mockloop.app.'

export interface KeeperParts {
  fetch: (request: Request) => Promise<Response>
  caches: Pick<CacheStorage, 'open' | 'keys' | 'delete' | 'has'>
  /** Whether a newer build is on its way, whose cache no page uses yet. */
  newerComes: () => boolean
  /** How many pages of the app are open. */
  pages: () => Promise<number>
  /** Names of all locks that are held, each as often as it is held. */
  locks: () => Promise<readonly string[]>
}

type Asked = Pick<Request, 'method' | 'mode' | 'url' | 'cache'>

/** Keeps one build of the app for use without a network. */
export interface Keeper {
  /**
   * Fetches what the build needs, and of the large files those that an earlier build kept. Rejects where one cannot be
   * had or is not the build's; what came is kept for the next try.
   */
  install(): Promise<void>
  /** The kept file that answers a request of a page; null where the request is none of the keeper's business. */
  answer(asked: Asked): (() => Promise<Answer>) | null
  /** Drops the builds that no open page was begun with; later where that cannot be told now. */
  tidy(): Promise<void>
}

export interface Answer {
  response: Response
  /** Settles when what came over the network is kept. */
  kept?: Promise<void>
}

export function createKeeper(build: Build, origin: string, parts: KeeperParts): Keeper {
  const own = `${cachePrefix}${build.id}`
  const files = new Map(build.files.map((file) => [file.url, file]))
  /** Files on their way from the network to the cache. */
  const coming = new Map<string, Promise<void>>()

  async function others(): Promise<string[]> {
    const names = await parts.caches.keys()
    return names.filter((name) => name.startsWith(cachePrefix) && name !== own)
  }

  async function matchOthers(url: string): Promise<Response | undefined> {
    for (const name of await others()) {
      const found = await (await parts.caches.open(name)).match(url)
      if (found) return found
    }
    return undefined
  }

  async function install(): Promise<void> {
    const cache = await parts.caches.open(own)
    const weights = await parts.caches.open(weightsCache)
    const used = new Set<string>()
    for (const name of await others()) await addNames(await parts.caches.open(name), used)
    const weighed = await addNames(weights, new Set())
    const wanted = build.files.filter(
      ({ url, large }) => !large || used.has(plainName(url)) || weighed.has(plainName(url)),
    )
    await eachOf(wanted, 6, async (file) => {
      const shelf = weighed.has(plainName(file.url)) ? weights : cache
      if (await shelf.match(file.url)) return
      const earlier = isHashed(file.url) ? await matchOthers(file.url) : undefined
      await keep(shelf, file, earlier ?? (await obtain(file)))
    })
  }

  /** The file as the build made it. A copy from between that is out of date is asked for once more. */
  async function obtain(file: BuildFile): Promise<Response> {
    for (const cache of isHashed(file.url) ? (['default', 'reload'] as const) : (['reload'] as const)) {
      const response = await parts.fetch(new Request(new URL(file.url, origin), { cache }))
      if (!response.ok) throw new Error(`${file.url} answered ${response.status}`)
      if (await isFile(response.clone(), file)) return response
    }
    throw new Error(`${file.url} is not the one of this build: the server changes it, or has another build`)
  }

  async function keep(cache: Cache, file: BuildFile, response: Response): Promise<void> {
    const headers = new Headers()
    const type = response.headers.get('Content-Type')
    if (type !== null) headers.set('Content-Type', type)
    for (const [name, value] of Object.entries(build.headers))
      headers.set(name, response.headers.get(name) ?? value)
    try {
      await cache.put(file.url, new Response(await response.arrayBuffer(), { headers }))
    } catch (error) {
      // Without room for it, a large file is fetched each time; the app itself must be whole.
      if (!file.large) throw error
    }
  }

  /** From this build's cache; else over the network, and kept when it came. Asked for twice at once, it comes once. */
  async function give(file: BuildFile): Promise<Answer> {
    await coming.get(file.url)
    const cache = await parts.caches.open(own)
    const kept = await cache.match(file.url)
    if (kept) return { response: kept }
    const response = await parts.fetch(new Request(new URL(file.url, origin)))
    if (!response.ok) return { response }
    const copy = response.clone()
    const check = async () => {
      const bytes = await copy.arrayBuffer()
      const whole = new Response(bytes, { headers: copy.headers })
      if (await isFile(whole.clone(), file)) await keep(cache, file, whole)
    }
    const done = check()
      .catch(() => {})
      .finally(() => coming.delete(file.url))
    coming.set(file.url, done)
    return { response, kept: done }
  }

  function answer({ method, mode, url, cache }: Asked) {
    const { origin: from, pathname } = new URL(url)
    // What is not to be stored is kept elsewhere by whoever asks.
    if (method !== 'GET' || from !== origin || cache === 'no-store') return null
    const file = files.get(mode === 'navigate' && !/\.\w+$/.test(pathname) ? '/index.html' : pathname)
    if (file) return () => give(file)
    if (!isHashed(pathname)) return null
    // A page of an earlier build asks for its own parts.
    return async () => ({
      response: (await matchOthers(pathname)) ?? (await parts.fetch(new Request(url))),
    })
  }

  async function tidy(): Promise<void> {
    if (parts.newerComes()) return
    const begun = (await parts.locks()).filter((name) => name.startsWith(pageLockPrefix))
    // A page that has just been opened has not said yet what it was begun with.
    if (begun.length < (await parts.pages())) return
    const scripts = new Set(begun.map((name) => name.slice(pageLockPrefix.length)))
    for (const name of await others()) {
      const cache = await parts.caches.open(name)
      const kept = await Promise.all([...scripts].map((script) => cache.match(script)))
      if (kept.every((found) => !found)) await parts.caches.delete(name)
    }
  }

  return { install, answer, tidy }
}

/** Names in assets/ carry a hash of the content. */
const isHashed = (path: string): boolean => path.startsWith('/assets/')

/** The name without the hash that differs from build to build. */
const plainName = (path: string): string => path.replace(/-[\w-]{8}(?=\.\w+$)/, '')

/** Adds the plain names of what a cache holds. */
async function addNames(cache: Cache, names: Set<string>): Promise<Set<string>> {
  for (const { url } of await cache.keys()) names.add(plainName(new URL(url).pathname))
  return names
}

async function isFile(response: Response, { bytes, sha256 }: BuildFile): Promise<boolean> {
  const content = await response.arrayBuffer()
  if (content.byteLength !== bytes) return false
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256
}

/** Does the work for each, `lanes` at a time. Rejects with the first failure, once all that was begun has ended. */
async function eachOf<T>(all: readonly T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const failures: unknown[] = []
  const lane = async () => {
    for (let one = waiting.shift(); one !== undefined && failures.length === 0; one = waiting.shift())
      await work(one).catch((error: unknown) => failures.push(error))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (failures.length > 0) throw failures[0]
}

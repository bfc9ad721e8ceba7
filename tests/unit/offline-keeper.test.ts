import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Build } from '../../src/platform/offline/build.ts'
import { createKeeper, type KeeperParts } from '../../src/platform/offline/keeper.ts'
import { memoryCacheStorage } from '../support/cache-storage.ts'

const origin = 'http://app.test'
const headers = { 'Cross-Origin-Embedder-Policy': 'require-corp', 'X-Content-Type-Options': 'nosniff' }

type Contents = Record<string, string>

function buildOf(contents: Contents): Build {
  const files = Object.entries(contents).map(([url, content]) => ({
    url,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    large: url.endsWith('.wasm') || url.endsWith('.bin'),
  }))
  return { id: createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 8), files, headers }
}

const first: Contents = {
  '/index.html': 'page one',
  '/assets/index-aaaaaaaa.js': 'script one',
  '/assets/shared-ssssssss.js': 'shared',
  '/assets/engine-aaaaaaaa.wasm': 'engine one',
  '/assets/voice-aaaaaaaa.wasm': 'voice one',
}
const second: Contents = {
  '/index.html': 'page two',
  '/assets/index-bbbbbbbb.js': 'script two',
  '/assets/shared-ssssssss.js': 'shared',
  '/assets/engine-bbbbbbbb.wasm': 'engine two',
  '/assets/voice-bbbbbbbb.wasm': 'voice two',
}

/** A browser that has visited the app, and the server with one build at a time. */
function world() {
  const { storage, kept } = memoryCacheStorage(origin)
  const state = {
    served: first,
    online: true,
    asked: [] as string[],
    sends: {} as Record<string, string>,
    pages: 0,
    locks: [] as string[],
    newerComes: false,
  }
  const parts: KeeperParts = {
    caches: storage,
    newerComes: () => state.newerComes,
    pages: async () => state.pages,
    locks: async () => state.locks,
    async fetch(request) {
      const path = new URL(request.url).pathname
      state.asked.push(path)
      if (!state.online) throw new TypeError('Failed to fetch')
      const content = state.served[path]
      return content === undefined
        ? new Response('no such file', { status: 404 })
        : new Response(content, { headers: { 'Content-Type': 'text/javascript', ...state.sends } })
    },
  }
  const keeper = (contents: Contents) => createKeeper(buildOf(contents), origin, parts)
  return { state, storage, kept, keeper }
}

type Keeper = ReturnType<typeof createKeeper>

async function asked(keeper: Keeper, path: string, how: Partial<Request> = {}): Promise<Response | null> {
  const request = { method: 'GET', mode: 'cors', cache: 'default', ...how } as const
  const give = keeper.answer({ ...request, url: new URL(path, origin).href })
  if (!give) return null
  const { response, kept } = await give()
  await kept
  return response
}
const text = async (keeper: Keeper, path: string, how: Partial<Request> = {}) =>
  (await asked(keeper, path, how))?.text()

describe('a build', () => {
  test('is kept whole but for what is large, and answers for every route without a network', async () => {
    const { state, keeper } = world()
    const app = keeper(first)
    await app.install()
    state.online = false
    expect(await text(app, '/assets/index-aaaaaaaa.js')).toBe('script one')
    for (const route of ['/', '/setup', '/review/0a1b'])
      expect(await text(app, route, { mode: 'navigate' })).toBe('page one')
    await expect(asked(app, '/assets/engine-aaaaaaaa.wasm')).rejects.toThrow('Failed to fetch')
  })

  test('keeps what is large once it was used', async () => {
    const { state, keeper } = world()
    const app = keeper(first)
    await app.install()
    expect(await text(app, '/assets/engine-aaaaaaaa.wasm')).toBe('engine one')
    state.online = false
    expect(await text(app, '/assets/engine-aaaaaaaa.wasm')).toBe('engine one')
  })

  test('answers with its headers where the server sends none, and with the server’s where it does', async () => {
    const { state, keeper } = world()
    state.sends = { 'Cross-Origin-Embedder-Policy': 'credentialless' }
    const app = keeper(first)
    await app.install()
    const page = await asked(app, '/', { mode: 'navigate' })
    expect(page?.headers.get('Cross-Origin-Embedder-Policy')).toBe('credentialless')
    expect(page?.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(page?.headers.get('Content-Type')).toBe('text/javascript')
  })

  test('is not kept where the server has other files, or changes them; what came is not fetched again', async () => {
    const { state, keeper } = world()
    state.served = { ...first, '/index.html': 'page one with a banner' }
    const app = keeper(first)
    await expect(app.install()).rejects.toThrow('/index.html is not the one of this build')
    state.served = first
    state.asked = []
    await app.install()
    expect(state.asked).toEqual(['/index.html'])
  })

  test.each([
    ['another origin', 'http://else.test/assets/index-aaaaaaaa.js', {}],
    ['what changes something', '/index.html', { method: 'POST' }],
    ['what its asker keeps', '/assets/engine-aaaaaaaa.wasm', { cache: 'no-store' }],
    ['what is no file of the app', '/models/manifest.json', {}],
    ['a page of another name', '/licence.txt', { mode: 'navigate' }],
  ] as const)('leaves alone %s', async (_what, path, how) => {
    const { keeper } = world()
    expect(await asked(keeper(first), path, how)).toBeNull()
  })
})

describe('the next build', () => {
  /** The first build at work with its engine used, and the second installed beside it. */
  async function updated() {
    const all = world()
    const before = all.keeper(first)
    await before.install()
    await asked(before, '/assets/engine-aaaaaaaa.wasm')
    all.state.served = second
    all.state.asked = []
    const after = all.keeper(second)
    await after.install()
    return { ...all, after }
  }

  test('fetches what is new and what is large and was used, and nothing twice', async () => {
    const { state } = await updated()
    expect(state.asked.toSorted()).toEqual([
      '/assets/engine-bbbbbbbb.wasm',
      '/assets/index-bbbbbbbb.js',
      '/index.html',
    ])
  })

  test('renews the weights where the app keeps them, and makes no second copy', async () => {
    const { state, storage, kept, keeper } = world()
    await (await storage.open('mockloop.weights')).put('/assets/full-aaaaaaaa.bin', new Response('old'))
    state.served = { ...first, '/assets/full-bbbbbbbb.bin': 'new' }
    await keeper(state.served).install()
    expect(kept()['mockloop.weights']).toEqual(['/assets/full-aaaaaaaa.bin', '/assets/full-bbbbbbbb.bin'])
    expect(
      Object.values(kept())
        .flat()
        .filter((path) => path.includes('full-b')),
    ).toHaveLength(1)
  })

  test('gives a page of the build before its own parts, though the server has them no more', async () => {
    const { after, state } = await updated()
    state.online = false
    expect(await text(after, '/assets/index-aaaaaaaa.js')).toBe('script one')
    expect(await text(after, '/', { mode: 'navigate' })).toBe('page two')
  })

  test('drops the build before once no page was begun with it', async () => {
    const { after, state, kept } = await updated()
    const builds = () => Object.keys(kept()).filter((name) => name.startsWith('mockloop.app.')).length
    state.pages = 2
    state.locks = ['mockloop.page:/assets/index-aaaaaaaa.js']
    await after.tidy()
    // The other page has not said yet what it was begun with: it might be the old build.
    expect(builds()).toBe(2)
    state.locks.push('mockloop.page:/assets/index-bbbbbbbb.js')
    await after.tidy()
    expect(builds()).toBe(2)
    state.pages = 1
    state.locks.shift()
    state.newerComes = true
    await after.tidy()
    expect(builds()).toBe(2)
    state.newerComes = false
    await after.tidy()
    expect(builds()).toBe(1)
    expect(await text(after, '/', { mode: 'navigate' })).toBe('page two')
  })
})

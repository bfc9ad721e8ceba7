import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../scripts/serve.mjs'

let parent: string
let app: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'mockloop-serve-'))
  const folder = join(parent, 'dist')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(parent, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'index.html'), '<!doctype html>page')
  await writeFile(join(folder, 'assets/a-1.wasm'), '0123456789')
  await writeFile(join(folder, 'assets/empty-1.js'), '')
  app = await serve({ folder, port: 45180 })
})

afterAll(async () => {
  app.server.closeAllConnections()
  app.server.close()
  await rm(parent, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, app.address), { headers })

test('every answer isolates the page and carries the content policy', async () => {
  for (const path of ['/', '/assets/a-1.wasm', '/assets/missing.js']) {
    const { headers } = await get(path)
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
  }
})

test("the app's routes get the page, a missing file does not", async () => {
  expect(await (await get('/sessions/7')).text()).toBe('<!doctype html>page')
  expect((await get('/assets/missing.js')).status).toBe(404)
})

test('types are exact, hashed files are kept, the page is asked for again', async () => {
  const wasm = await get('/assets/a-1.wasm')
  expect(wasm.headers.get('content-type')).toBe('application/wasm')
  expect(wasm.headers.get('cache-control')).toContain('immutable')
  const page = await get('/')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect((await get('/', { 'if-none-match': page.headers.get('etag') ?? '' })).status).toBe(304)
})

test.each([
  ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
  ['bytes=7-', 206, '789', 'bytes 7-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
  ['bytes=0-1,3-4', 200, '0123456789', null],
])('range %s', async (range, status, body, contentRange) => {
  const response = await get('/assets/a-1.wasm', { range })
  expect(response.status).toBe(status)
  expect(await response.text()).toBe(body)
  expect(response.headers.get('content-range')).toBe(contentRange)
})

test('an empty file is an empty answer', async () => {
  const response = await get('/assets/empty-1.js')
  expect([response.status, await response.text()]).toEqual([200, ''])
})

test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%00', '/%ff'])(
  'nothing outside the folder is served: %s',
  async (path) => {
    // Not fetch, which tidies the path before it asks.
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: app.port, path }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(404)
  },
)

test('a port in use leads to the next one', async () => {
  const second = await serve({ folder: parent, port: app.port })
  second.server.close()
  expect(second.port).toBe(app.port + 1)
})

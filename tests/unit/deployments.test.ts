import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verdictOf } from '../../scripts/audit.mjs'
import { checkDeployment, wordsOf } from '../../scripts/check-deployment.mjs'
import { deployments } from '../../scripts/deployments.mjs'
import { appHeaders } from '../../scripts/headers.mjs'
import { serve } from '../../scripts/serve.mjs'
import { root } from '../../scripts/setup.mjs'
import { servePlainly } from '../support/plain-server.ts'

describe('settings of hosts', () => {
  test('are what the headers say; `npm run deployments` writes them', async () => {
    const folder = join(root, 'scripts/deploy')
    const names = await readdir(folder)
    const written = await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]),
    )
    expect(Object.fromEntries(written)).toEqual(deployments())
  })

  test('each send every header', () => {
    const { _redirects, ...hosts } = deployments()
    for (const text of Object.values(hosts))
      for (const [name, value] of Object.entries(appHeaders())) {
        expect(text).toContain(name)
        expect(text).toContain(value)
      }
  })
})

describe('the check of a deployment', () => {
  let folder: string
  const page = '<!doctype html><div id="root"></div><script type="module" src="/assets/index-1.js"></script>'

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mockloop-deployment-'))
    await mkdir(join(folder, 'assets'))
    const files: Record<string, string> = {
      'index.html': page,
      'assets/index-1.js': '1',
      'assets/engine-1.wasm': '0123456789',
      'icon.png': 'icon',
      'manifest.webmanifest': JSON.stringify({ icons: [{ src: '/icon.png' }] }),
    }
    const listed = Object.entries(files).map(
      ([name, text]) =>
        `{url:"/${name}",bytes:${text.length},sha256:"${createHash('sha256').update(text).digest('hex')}"}`,
    )
    files['sw.js'] = `const prefix="mockloop.app.";const files=[${listed.join()}]`
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** What is told of a host that sends these headers. */
  async function told(headersFor: (path: string) => Record<string, string>): Promise<string> {
    const host = await servePlainly(folder, headersFor)
    try {
      return wordsOf(await checkDeployment(host.address)).lines.join('\n')
    } finally {
      host.close()
    }
  }

  test('finds nothing to mend on the server of `npm start`', async () => {
    const { server, address } = await serve({ folder, port: 45280 })
    const found = wordsOf(await checkDeployment(address))
    server.closeAllConnections()
    server.close()
    expect(found.lines.filter((line) => !line.startsWith('✓'))).toEqual([])
    expect(found.well).toBe(true)
  })

  test('names each header that is missing, and where the settings are', async () => {
    const words = await told(() => ({}))
    for (const name of Object.keys(appHeaders())) expect(words).toContain(`${name} is missing`)
    expect(words).toContain('scripts/deploy/')
  })

  test.each([
    [
      { 'Content-Security-Policy': "default-src 'self'; script-src 'self' 'unsafe-inline'" },
      "also lets in 'unsafe-inline'",
    ],
    [
      { 'Content-Security-Policy': "default-src 'none'; script-src 'self'" },
      "script-src lacks 'wasm-unsafe-eval'",
    ],
    [{ 'Content-Security-Policy': "default-src 'none'" }, 'the policy has no worker-src'],
    [{ 'Cross-Origin-Opener-Policy': 'unsafe-none' }, "Cross-Origin-Opener-Policy is 'unsafe-none'"],
    [{ 'Cache-Control': 'max-age=86400' }, '/sw.js is kept by caches'],
    [{ 'Content-Type': 'text/plain' }, 'Serve .js as text/javascript'],
  ])('tells of %o', async (wrong, words) => {
    expect(await told(() => ({ ...appHeaders(), ...wrong }))).toContain(words)
  })

  test('tells where only pages carry the headers', async () => {
    const words = await told((path) => (path === '/' ? appHeaders() : {}))
    expect(words).toContain('missing on scripts')
  })

  test('lets a host of speech models be added on purpose, and no other source', async () => {
    const policy = appHeaders()['Content-Security-Policy'] ?? ''
    const withHost = policy.replace("connect-src 'self'", "connect-src 'self' https://models.example")
    expect(await told(() => ({ ...appHeaders(), 'Content-Security-Policy': withHost }))).toContain(
      '✓ Content policy',
    )
    const withAny = policy.replace("connect-src 'self'", "connect-src 'self' *")
    expect(await told(() => ({ ...appHeaders(), 'Content-Security-Policy': withAny }))).toContain('lets in *')
  })

  test('tells of a page that the host has changed', async () => {
    await writeFile(join(folder, 'index.html'), `${page}<!-- counted -->`)
    expect(await told(() => appHeaders())).toContain('not the one that was built')
    await writeFile(join(folder, 'index.html'), page)
  })

  test('tells where nothing answers', async () => {
    const { lines, well } = wordsOf(await checkDeployment('http://127.0.0.1:9/'))
    expect(well).toBe(false)
    expect(lines.join()).toContain('Check the address')
  })
})

describe('the audit', () => {
  test.each([
    ['clean', '{"vulnerabilities":{}}'],
    ['weak', '{"vulnerabilities":{"a":{"severity":"high","range":"<2","via":[{"title":"t","url":"u"}]}}}'],
    ['unasked', '{"error":{"summary":"request failed"}}'],
    ['unasked', '{"message":"no such host"}'],
    ['unasked', ''],
  ])('is %s on %s', (state, output) => expect(verdictOf(output).state).toBe(state))
})

import { mkdtemp, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build, type Plugin } from 'vite'
import { serve } from '../../scripts/serve.mjs'
import { root } from '../../scripts/setup.mjs'
import { servePlainly, type PlainServer } from '../support/plain-server.ts'
import { expect, test } from './fixtures.ts'

const dist = join(root, 'dist')
const told =
  'The conflict was with a principal engineer about an internal dependency. I typed every order by hand.'

/** Waits until the app says that all of it is kept. */
async function visit(page: Page, address: string) {
  await page.goto(address)
  await page.getByRole('link', { name: 'Set up an interview' }).click()
  await expect(page.getByText('Interviews work here without a network')).toBeVisible({ timeout: 30_000 })
}

async function answerByTyping(page: Page) {
  await page.getByRole('button', { name: 'I’m ready' }).click()
  const box = page.getByRole('textbox')
  await expect(box).toBeFocused()
  await page.keyboard.type(told)
  await page.keyboard.press('Control+Enter')
  await expect(box).toHaveValue('')
  await expect(page.getByRole('button', { name: 'I’m ready' })).toBeVisible()
}

async function end(page: Page) {
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/review\//)
  await expect(page.getByRole('article').filter({ hasText: 'principal engineer' })).toBeVisible()
}

test('after one visit a whole interview is taken and reviewed without a network, judged in full', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const { server, address } = await serve({ folder: dist, port: 4380 })
  await visit(page, address)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await context.setOffline(true)

  await page.goto(address)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  await page.getByRole('link', { name: 'Set up an interview' }).click()
  await expect(page.getByText('All of it is on this machine')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('link', { name: 'Mockloop', exact: true }).click()
  await page.getByRole('button', { name: 'Typing' }).click()
  await answerByTyping(page)
  await end(page)
  await page.getByRole('button', { name: 'Show me everything' }).click()
  await expect(page.getByText(/^Judged by/)).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('article').filter({ hasText: 'principal engineer' })).toBeVisible()
  await page.getByRole('link', { name: 'Sessions' }).click()
  await expect(page.getByRole('listitem').first()).toBeVisible()
})

test.describe('with a newer version on the server', () => {
  let folder: string
  let next: string

  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mockloop-versions-'))
    next = join(folder, 'next')
    await build({
      root,
      logLevel: 'error',
      build: { outDir: next, emptyOutDir: true },
      plugins: [otherVersion('99.0.0')],
    })
  })
  test.afterAll(() => rm(folder, { recursive: true, force: true }))

  test('an interview goes on as it was begun; the version is used when it is asked for, and never by itself', async ({
    page,
    context,
  }) => {
    test.setTimeout(120_000)
    const current = join(folder, 'current')
    const put = async (target: string) => {
      await symlink(target, `${current}.new`)
      await rename(`${current}.new`, current)
    }
    await put(dist)
    const { server, address } = await serve({ folder: current, port: 4390 })
    try {
      await visit(page, address)
      await page.goto(address)
      await page.getByRole('button', { name: 'Typing' }).click()
      await answerByTyping(page)
      const other = await context.newPage()
      await other.goto(address)
      const foot = other.getByRole('contentinfo')
      await expect(foot).not.toContainText('99.0.0')

      await put(next)
      await other.evaluate(async () => (await navigator.serviceWorker.ready).update())
      await expect(foot).toContainText('A new version is ready', { timeout: 20_000 })
      await foot.getByRole('button', { name: 'Use it' }).click()
      await expect(foot).toContainText('waits until the interview')
      await page.bringToFront()
      // The review is a part of the app that this page has not loaded yet, and that the server has no more.
      await end(page)

      // It is free once all of the interview is on disk.
      await expect(async () => {
        await foot.getByRole('button', { name: 'Use it' }).click({ timeout: 1_000 })
        await expect(foot).toContainText('99.0.0', { timeout: 3_000 })
      }).toPass({ timeout: 20_000 })
      await expect(page.getByRole('contentinfo')).toContainText('A new version is ready')
      await page.getByRole('link', { name: 'Sessions' }).click()
      await expect(page.getByRole('listitem').first()).toBeVisible()
      await expect(page.getByRole('contentinfo')).not.toContainText('99.0.0')
      const builds = () =>
        other.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('mockloop.app.')))
      expect(await builds()).toHaveLength(2)

      await page.close()
      await other.reload()
      await expect.poll(builds, { timeout: 15_000 }).toHaveLength(1)

      // The only page takes a version that waits when it is loaded, before it shows anything.
      await put(dist)
      await other.evaluate(async () => (await navigator.serviceWorker.ready).update())
      await expect(foot).toContainText('A new version is ready', { timeout: 20_000 })
      await other.reload()
      await expect(foot).not.toContainText('99.0.0')
      await expect(foot).toContainText('Mockloop')
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

test.describe('on a host that sends no headers', () => {
  let host: PlainServer
  test.beforeAll(async () => {
    host = await servePlainly(dist)
  })
  test.afterAll(() => host.close())

  test('the page is isolated and under its policy once it is reloaded from what is kept', async ({
    page,
  }) => {
    await page.goto(host.address)
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    const foot = page.getByRole('contentinfo')
    await foot.getByRole('button', { name: 'Reload' }).click()
    await expect.poll(() => page.evaluate(() => crossOriginIsolated)).toBe(true)
    await expect(foot.getByRole('button')).toHaveCount(0)
    const response = await page.reload()
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
  })
})

/** The same app under another version. */
function otherVersion(version: string): Plugin {
  return {
    name: 'other-version',
    enforce: 'pre',
    transform: (code, id) =>
      id === join(root, 'package.json')
        ? code.replace(/"version": "[^"]+"/, `"version": "${version}"`)
        : null,
  }
}

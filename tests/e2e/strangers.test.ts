import type { Page } from '@playwright/test'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { archiveOf, placesOf } from '../support/archives.ts'
import { injectedHeader, injectedSession, injections } from '../support/injections.ts'
import { expect, test } from './fixtures.ts'

/** An archive of a stranger: each text that could run is a name, a prompt, an answer or a question in it. */
async function strangersArchive(): Promise<Buffer> {
  const store = new MemorySessionStore()
  const log = injectedSession('whole')
  await store.put({ log, title: injections[0] ?? '', takes: [] }, null)
  for (const [i, title] of injections.entries()) {
    const header = { ...injectedHeader(log.header, title), id: `t${i}`, input: 'keyboard' as const }
    await store.put({ log: { header, entries: [] }, title, takes: [] }, null)
  }
  const places = placesOf(store)
  const choices = (await store.list()).map(({ id }) => ({ kind: 'session', id }))
  return Buffer.from(await archiveOf(places, choices))
}

/** Counts what the policy refused: nothing should even try. */
async function watch(page: Page) {
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      Object.assign(globalThis, { refused: `${violatedDirective} ${blockedURI}` })
    })
  })
}
const harm = (page: Page) =>
  page.evaluate(() => {
    const { pwned, refused } = globalThis as { pwned?: unknown; refused?: string }
    return { pwned: pwned ?? null, refused: refused ?? null }
  })
const none = { pwned: null, refused: null }

test('an archive of script texts is taken in and shown, and nothing in it runs or tries to', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await watch(page)
  await page.goto('/backup')
  await page.getByLabel('Archives to import').setInputFiles({
    name: `${injections[0] ?? ''}.zip`.replaceAll('/', ''),
    mimeType: 'application/zip',
    buffer: await strangersArchive(),
  })
  await page.getByRole('button', { name: /^Import \d+/ }).click({ timeout: 60_000 })
  await expect(page.getByText(/sessions imported\.$/)).toBeVisible({ timeout: 60_000 })
  expect(await harm(page)).toEqual(none)

  for (const path of ['/', '/sessions', '/review/whole', '/setup', '/diagnostics', '/settings']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect([path, await harm(page)]).toEqual([path, none])
  }
  for (const id of ['t0', 't20', 't60', 't100']) {
    await page.goto(`/interview/${id}`)
    // A page that came from another one of the app may begin by itself.
    const start = page.getByRole('button', { name: /^Start/ })
    const question = page.getByRole('region', { name: 'Question' })
    await expect(start.or(question)).toBeVisible()
    if (await start.isVisible()) await start.click()
    await expect(question).toContainText(/pwned/)
    expect([id, await harm(page)]).toEqual([id, none])
  }
})

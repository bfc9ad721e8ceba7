import type { BrowserContext, Page } from '@playwright/test'
import { expect, expectNoAxeViolations, test } from './fixtures.ts'

/** Begins to answer one question by typing. */
async function begin(page: Page) {
  await page.goto('/')
  await page.getByRole('button', { name: 'Typing' }).click()
  await page.getByRole('button', { name: 'I’m ready' }).click()
  await page.getByRole('textbox', { name: /Your answer/ }).fill('I led the move, and then')
}

const note = (page: Page) => page.getByText(/is being taken in another tab\./)

/** Ends the tab's process as a crash does; the browser and its other tabs go on. */
async function crash(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // The answer never comes: the page is gone.
  session.send('Page.crash').catch(() => undefined)
  await crashed
}

test('one tab takes an interview; the others see it, begin none, and go on once that tab has crashed', async ({
  page,
  context,
}) => {
  const other = await context.newPage()
  await other.goto('/')
  await expect(other.getByRole('button', { name: 'Typing' })).toBeEnabled()
  await begin(page)

  // At home: the words, and no way to begin another.
  await expect(note(other)).toBeVisible()
  await expect(other.getByRole('button', { name: 'Typing' })).toBeDisabled()
  await expect(other.getByRole('button', { name: 'Aloud' })).toBeDisabled()
  await expect(other.getByRole('region', { name: 'Interrupted' })).toBeHidden()
  await other.keyboard.press('t')
  await expectNoAxeViolations(other)

  // In the library it can be opened, and neither gone on with nor deleted.
  await other.getByRole('link', { name: 'Sessions', exact: true }).click()
  await expect(other.getByText('1 session, on this machine')).toBeVisible()
  await expect(other.getByText('being taken in another tab', { exact: true })).toBeVisible()
  await expect(other.getByRole('link', { name: /^Go on/ })).toBeHidden()
  await expect(other.getByRole('button', { name: /^Delete/ })).toBeHidden()
  await expectNoAxeViolations(other)

  await other.goto('/setup')
  await expect(note(other)).toBeVisible()
  await expect(other.getByRole('button', { name: /^Start/ })).toBeDisabled()

  // Nor by its own address.
  await other.goto(new URL(page.url()).pathname)
  await expect(other.getByRole('heading', { name: 'It is being taken in another tab' })).toBeVisible()
  await expect(other.getByRole('button', { name: /^(Start|Go on)/ })).toBeHidden()
  await expectNoAxeViolations(other)

  await other.goto('/')
  await expect(note(other)).toBeVisible()
  const crashedAt = Date.now()
  await crash(context, page)
  await expect(other.getByRole('region', { name: 'Interrupted' })).toBeVisible()
  const noticedMs = Date.now() - crashedAt
  expect(noticedMs).toBeLessThan(3_000)
  await expect(note(other)).toBeHidden()
  await other.getByRole('link', { name: /^Go on/ }).click()
  await other.getByRole('button', { name: /^Go on/ }).click()
  await expect(other.getByText(/Question 1 of 1/)).toBeVisible()
})

test('lists follow what another tab does, at once', async ({ page, context }) => {
  await begin(page)
  const other = await context.newPage()
  await other.goto('/')
  await expect(note(other)).toBeVisible()

  // Left in the middle, it is offered for going on: here, and in the tab that left it.
  await page.goto('/sessions')
  await expect(other.getByRole('region', { name: 'Interrupted' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Go on/ })).toBeVisible()

  await page.getByRole('button', { name: /^Rename/ }).click()
  await page.keyboard.type('Another name\n')
  await expect(other.getByText('Another name')).toBeVisible()
  await other.getByRole('button', { name: 'Delete Another name' }).click()
  await expect(page.getByRole('heading', { name: 'No sessions yet' })).toBeVisible()
  await other.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('link', { name: 'Another name', exact: true })).toBeVisible()
})

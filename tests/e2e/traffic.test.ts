import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { serveUnisolated, watchTraffic } from './servers.ts'

const speech = fileURLToPath(new URL('../fixtures/audio/ans_flite_clean.wav', import.meta.url))
const told =
  'The conflict was with a principal engineer about an internal dependency. We moved the launch by a week.'

/** A spoken interview of one question with one follow-up, whose words are typed beside it, to its review. */
async function takeInterview(page: Page) {
  await page.goto('/setup')
  await page.getByRole('button', { name: 'Check the microphone' }).click()
  await expect(page.getByRole('meter')).toBeAttached({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Stop the check' }).click()
  await page.getByRole('radio', { name: /^Single/ }).check()
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('button', { name: 'I’m ready' }).click({ timeout: 20_000 })
  await expect(page.getByText('You are on')).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('w')
  await page.getByRole('textbox').fill(told)
  await page.keyboard.press('Control+Enter')
  // What was said is assessed, and followed up.
  await expect(page.getByText('The interviewer is speaking')).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('Escape')
  await expect(async () => {
    await page.keyboard.press('e')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/review\//, { timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
  await page
    .getByRole('button', { name: /^Play answer/ })
    .first()
    .click()
  await expect
    .poll(async () => Number(await page.getByRole('slider', { name: 'Playhead' }).inputValue()))
    .toBeGreaterThan(0)
}

test.use({ microphoneFile: speech })

test('of a whole interview no request leaves the app’s own origin', async ({
  appAddress,
  launchOptions,
  permissions,
  microphoneFile,
}) => {
  test.setTimeout(150_000)
  const traffic = await watchTraffic(appAddress)
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--use-file-for-fake-audio-capture=${microphoneFile}%noloop`],
    // Also what goes to this machine.
    proxy: { server: traffic.address, bypass: '<-loopback>' },
  })
  try {
    const page = await browser.newPage({ baseURL: appAddress, permissions })
    await takeInterview(page)
    for (const place of ['/', '/sessions', '/settings']) {
      await page.goto(place)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
    expect([...traffic.asked]).toEqual([new URL(appAddress).host])
    // And a request that leaves it is seen.
    await page.evaluate(() => fetch('http://elsewhere.example/').catch(() => null))
    await browser.newContext().then(async (context) => {
      const other = await context.newPage()
      await other.goto('http://elsewhere.example/').catch(() => null)
    })
    expect([...traffic.asked]).toContain('elsewhere.example')
  } finally {
    await browser.close()
    traffic.close()
  }
})

test.describe('from a host that does not isolate its pages', () => {
  let host: Awaited<ReturnType<typeof serveUnisolated>>
  test.beforeAll(async ({ appAddress }) => {
    host = await serveUnisolated(appAddress)
  })
  test.afterAll(() => host.close())

  test('an interview is taken, its speech is found by the voice model, and what cannot run is said', async ({
    context,
  }) => {
    test.setTimeout(150_000)
    const page = await context.newPage()
    const at = (place: string) => new URL(place, host.address).href
    await page.goto(at('/settings'))
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    await expect(
      page.getByRole('article', { name: 'Moonshine tiny' }).getByText(/does not isolate the page/),
    ).toBeVisible()
    await page.goto(at('/setup'))
    await page.getByRole('radio', { name: /^Single/ }).check()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'I’m ready' }).click({ timeout: 20_000 })
    await expect(page.getByText('You are on')).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('status', { name: 'Microphone' })).toBeEmpty()
    await page.keyboard.press('w')
    await page.getByRole('textbox').fill(told)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('The interviewer is speaking')).toBeVisible({ timeout: 20_000 })
  })
})

import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, expectNoAxeViolations, test } from './fixtures.ts'

const speech = fileURLToPath(new URL('../fixtures/audio/ans_flite_clean.wav', import.meta.url))

const told =
  'My manager told me that I was too slow. I typed every order into the other system by hand each morning, and I kept a spreadsheet that I updated by hand every week.'

/** The same on the screen, where the numbers of findings stand between the words. */
const toldWithNumbers = new RegExp(told.match(/\w+/g)?.join(String.raw`[\s\d.,]+`) ?? '')

/** Sets an interview up: three questions, with one follow-up each. */
async function setUp(page: Page, answers: 'Spoken' | 'Typed') {
  await page.goto('/setup')
  await page.getByRole('radio', { name: /^Single/ }).check()
  await page.getByRole('radio', { name: answers }).check()
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page.getByText('Question 1 of 3')).toBeVisible()
}

/** Waits for the interviewer to speak, and takes the floor. */
async function takeTheFloor(page: Page) {
  await page.getByRole('button', { name: 'I’m ready' }).click()
}

/** What the person sees of the player: how far it has come, in seconds of the session. */
const playhead = async (page: Page) =>
  Number(await page.getByRole('slider', { name: 'Playhead' }).inputValue())

test.describe('a spoken interview', () => {
  test.use({ microphoneFile: speech })

  test('is taken, reloaded in mid-answer, resumed, finished and replayed with its audio', async ({
    page,
    appAddress,
  }) => {
    test.setTimeout(150_000)
    const elsewhere: string[] = []
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url())
      if (protocol.startsWith('http') && host !== new URL(appAddress).host) elsewhere.push(request.url())
    })
    await setUp(page, 'Spoken')
    await takeTheFloor(page)
    // The recording begins to speak two seconds in; the clock starts with it.
    await expect(page.getByText('You are on')).toBeVisible({ timeout: 15_000 })
    await expect(page.getByRole('timer', { name: 'Answer' })).toContainText(/0:0[2-9]/, { timeout: 15_000 })

    await page.reload()
    await expect(page.getByRole('button', { name: /Go on/ })).toBeVisible()
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: /Go on/ }).first().click()
    await takeTheFloor(page)
    await expect(page.getByText('You are on')).toBeVisible({ timeout: 15_000 })
    await expect(page.getByRole('timer', { name: 'Answer' })).toContainText(/0:0[3-9]/, { timeout: 15_000 })
    await expectNoAxeViolations(page)
    await page.keyboard.press('Space')
    await page.getByRole('textbox', { name: /What did you say/ }).fill(told)
    await page.keyboard.press('Control+Enter')

    // What was said is followed up, and the rest is passed over.
    await expect(async () => {
      await page.keyboard.press('s')
      expect(page.url()).toContain('/review/')
    }).toPass({ intervals: [400], timeout: 90_000 })

    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Show me everything' }).click()
    await expect(page.getByRole('article').filter({ hasText: toldWithNumbers })).toBeVisible()
    await expect(page.getByText(/asked because you said it was done by hand/i).first()).toBeVisible()
    await expectNoAxeViolations(page)

    const audio = page.locator('audio')
    await page
      .getByRole('button', { name: /^Play answer/ })
      .first()
      .click()
    await expect.poll(() => playhead(page)).toBeGreaterThan(0)
    const before = await playhead(page)
    await expect.poll(() => playhead(page)).toBeGreaterThan(before)
    await page.getByRole('button', { name: 'Pause' }).click()
    const slider = page.getByRole('slider', { name: 'Playhead' })
    await slider.focus()
    await page.keyboard.press('End')
    const end = await playhead(page)
    await page.keyboard.press('Home')
    expect(await playhead(page)).toBeLessThan(end)
    expect(await audio.count()).toBeLessThanOrEqual(1)
    expect(elsewhere).toEqual([])
  })

  test('survives the browser being killed in mid-answer, and what was said is there to play', async ({
    page,
    killBrowser,
    openBrowser,
  }) => {
    test.setTimeout(120_000)
    await setUp(page, 'Spoken')
    await takeTheFloor(page)
    await expect(page.getByRole('timer', { name: 'Answer' })).toContainText(/0:0[4-9]/, { timeout: 15_000 })
    await killBrowser()

    const again = await openBrowser()
    const fresh = again.pages()[0] ?? (await again.newPage())
    await fresh.goto('/')
    await fresh
      .getByRole('link', { name: /^Review/ })
      .first()
      .click()
    await fresh.getByRole('article').getByRole('button', { name: /^Play/ }).first().click()
    // All of the four seconds or more is there, and not only what was logged until the first word.
    await expect.poll(() => playhead(fresh), { timeout: 20_000 }).toBeGreaterThan(3_500)
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('a typed interview is taken with the keyboard alone, and no screen breaks a rule of accessibility', async ({
      page,
    }) => {
      test.setTimeout(120_000)
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoAxeViolations(page)
      await page.keyboard.press('n')
      await expect(page.getByRole('heading', { name: 'Set up an interview' })).toBeVisible()
      await expectNoAxeViolations(page)
      await page.goBack()
      await page.keyboard.press('t')
      await expect(page.getByRole('button', { name: 'I’m ready' })).toBeVisible()
      await expectNoAxeViolations(page)
      await page.keyboard.press('Space')
      const box = page.getByRole('textbox')
      await expect(box).toBeFocused()
      await page.keyboard.type(told)
      await expectNoAxeViolations(page)
      await page.keyboard.press('Control+Enter')
      await expect(page.getByRole('button', { name: 'I’m ready' })).toBeVisible()
      await expect(page.getByText('The interviewer is speaking')).toBeVisible()
      // A key that comes while the answer is still being judged does nothing: then it is due once more.
      await expect(async () => {
        await page.keyboard.press('Escape')
        await page.keyboard.press('p')
        await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible({ timeout: 3000 })
      }).toPass({ timeout: 30_000 })
      await expectNoAxeViolations(page)
      await page.keyboard.press('p')
      await expect(page.getByRole('button', { name: 'I’m ready' })).toBeVisible()
      await page.keyboard.press('Escape')
      await page.keyboard.press('e')
      await expectNoAxeViolations(page)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/review\//)
      await expect(page.getByRole('article').filter({ hasText: toldWithNumbers })).toBeVisible()
      await expectNoAxeViolations(page)
      await page.goto('/sessions')
      await expect(page.getByRole('listitem').first()).toBeVisible()
      await expectNoAxeViolations(page)
    })
  })

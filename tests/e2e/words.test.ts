import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { spoken } from './app/sentences.ts'
import { expect, expectNoAxeViolations, test } from './fixtures.ts'

const recording = fileURLToPath(new URL('../fixtures/audio/ans_flite_clean.wav', import.meta.url))

/** The same on the screen, where the numbers of findings stand between the words. */
const onScreen = (text: string) => new RegExp(text.match(/\w+/g)?.join(String.raw`[\s\S]{1,6}`) ?? '')

/** Has all of the recording said as the answer to one question, and ends the interview. Null: no words are typed. */
async function answerAloud(page: Page, typed: string | null) {
  await page.goto('/setup')
  await page.getByRole('radio', { name: /^Single/ }).check()
  await page.getByRole('radio', { name: 'Spoken' }).check()
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('button', { name: 'I’m ready' }).click()
  const box = page.getByRole('textbox', { name: /What did you say/ })
  // Speech begins two seconds in and lasts 21; then silence ends the answer, or a key does.
  await expect(async () => {
    if (await box.isVisible()) return
    await expect(page.getByRole('timer', { name: 'Answer' })).toContainText(/0:2[2-9]/, { timeout: 500 })
    await page.keyboard.press('Space')
    await expect(box).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 90_000 })
  if (typed === null) await page.getByRole('button', { name: 'Go on without' }).click()
  else {
    await box.fill(typed)
    await page.keyboard.press('Control+Enter')
  }
  await page.getByRole('button', { name: 'I’m ready' }).click({ timeout: 30_000 })
  await expect(async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('e')
    await page.getByRole('button', { name: 'End and review' }).click({ timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
  await page.waitForURL(/\/review\//)
  await page.getByRole('button', { name: 'Show me everything' }).click()
}

/** Plays the first answer, and tells the words that are lit on the way. */
async function litWords(page: Page): Promise<string[]> {
  await page
    .getByRole('button', { name: /^Play answer/ })
    .first()
    .click()
  const lit = new Set<string>()
  await expect
    .poll(
      async () => {
        const word = await page.evaluate(() => {
          const [range] = (CSS.highlights.get('spoken-word') ?? new Set()) as Set<Range>
          return range?.toString() ?? null
        })
        if (word !== null) lit.add(word)
        return lit.size
      },
      { intervals: [100], timeout: 30_000 },
    )
    .toBeGreaterThan(4)
  await page.getByRole('button', { name: 'Pause' }).click()
  return [...lit]
}

test.use({ microphoneFile: recording })

test.describe('an answer that has no words', () => {
  // Where a recogniser can be turned on.
  test.use({ baseURL: process.env.MOCKLOOP_TEST_ADDRESS })

  test('says so, is transcribed once something recognises speech, and is assessed and timed', async ({
    page,
  }) => {
    test.setTimeout(200_000)
    await answerAloud(page, null)
    await expect(page.getByText('1 answer waits for its words.')).toBeVisible()
    await expect(page.getByText(/Nothing here turns speech into words yet/)).toBeVisible()
    await expect(page.getByText(/It was recorded, but has no words yet/)).toBeVisible()
    await expectNoAxeViolations(page)
    const review = page.url()
    await page.goto('/sessions')
    await expect(page.getByText('1 answer waits for its words')).toBeVisible()
    await expectNoAxeViolations(page)

    // From here on there is a recogniser, and at the next start what waits is begun with by itself.
    await page.evaluate(() => localStorage.setItem('test.recogniser', 'on'))
    await page.goto(review)
    const answer = page.getByRole('article').first()
    for (const sentence of spoken) await expect(answer).toContainText(onScreen(sentence), { timeout: 60_000 })
    await expect(answer.getByText(/Transcribed afterwards/)).toBeVisible()
    await expect(page.getByText(/waits? for/)).toHaveCount(0)
    expect((await litWords(page)).filter((word) => !spoken.join(' ').includes(word))).toEqual([])

    await page.reload()
    await expect(answer).toContainText(onScreen(spoken[3] ?? ''))
  })
})

test('the words of a text that was typed up are found in the recording, and lit while it plays', async ({
  page,
  appAddress,
}) => {
  test.setTimeout(200_000)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') && host !== new URL(appAddress).host) elsewhere.push(request.url())
  })
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|violates/i.test(message.text())) refused.push(message.text())
  })
  await answerAloud(page, spoken.join(' '))
  expect((await litWords(page)).filter((word) => !spoken.join(' ').includes(word))).toEqual([])
  expect(elsewhere).toEqual([])
  expect(refused).toEqual([])
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { wavBytes } from '../../src/speech/wav.ts'
import { wavSamples } from '../support/recordings.ts'
import { expect, expectNoAxeViolations, test } from './fixtures.ts'

const recorded = wavSamples(readFileSync(new URL('../fixtures/audio/ans_flite_clean.wav', import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'mockloop-microphone-'))
/** Speech from the second second on, and nothing at all after the twelfth: a microphone that goes dead in mid-answer. */
const file = join(folder, 'goes-dead.wav')
writeFileSync(file, wavBytes([recorded.slice(0, 12 * 16_000)], 16_000))

test.use({ microphoneFile: file })
test.afterAll(() => rmSync(folder, { recursive: true }))

/** Lets the test do to the track what a system does. */
async function holdTracks(page: Page) {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = []
    Object.assign(globalThis, { tracks })
    const open = MediaDevices.prototype.getUserMedia
    MediaDevices.prototype.getUserMedia = async function (constraints) {
      const stream = await open.call(this, constraints)
      tracks.push(...stream.getAudioTracks())
      return stream
    }
  })
}
const happens = (page: Page, what: 'mute' | 'unmute' | 'ended') =>
  page.evaluate((type) => {
    const { tracks } = globalThis as unknown as { tracks: MediaStreamTrack[] }
    tracks.at(-1)?.dispatchEvent(new Event(type))
  }, what)

const answering = async (page: Page) => {
  await page.getByRole('button', { name: 'I’m ready' }).click({ timeout: 20_000 })
  await expect(page.getByText('You are on')).toBeVisible({ timeout: 20_000 })
}
const timer = (page: Page) => page.getByRole('timer', { name: 'Answer' })

test('a microphone that is muted, changed, dead or gone in mid-answer', async ({ page }) => {
  test.setTimeout(150_000)
  await holdTracks(page)
  await page.goto('/setup')
  await page.getByRole('radio', { name: /^Single/ }).check()
  // Silence is what this is about: it must not end the answer.
  await page.getByRole('radio', { name: /^Manual/ }).check()
  await page.getByRole('button', { name: 'Start' }).click()
  await answering(page)
  const notice = page.getByRole('status', { name: 'Microphone' })
  await expect(notice).toBeEmpty()

  await happens(page, 'mute')
  await expect(notice).toContainText('is muted')
  await expectNoAxeViolations(page)
  await happens(page, 'unmute')
  await expect(notice).toBeEmpty()

  // The answer goes on with another one, from where it is.
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Change the microphone' }).click()
  await page.getByRole('combobox', { name: 'Microphone' }).selectOption({ label: 'Fake Audio Input 2' })
  await expect(page.getByRole('dialog').getByText('Fake Audio Input 2').last()).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('“Fake Audio Input 2” is used now.')).toBeVisible()
  await expect(page.getByText('You are on')).toBeVisible()
  await expect(timer(page)).toContainText(/0:0[6-9]|0:1\d/, { timeout: 20_000 })

  // What it plays ends, and then nothing comes.
  await expect(notice).toContainText('Nothing comes from “Fake Audio Input 2”', { timeout: 40_000 })
  await expect(page.getByText('You are on')).toBeVisible()

  await happens(page, 'ended')
  await expect(page.getByRole('heading', { name: 'Paused: the microphone is gone' })).toBeVisible()
  await expectNoAxeViolations(page)
  await page.getByRole('combobox', { name: 'Microphone' }).selectOption({ label: 'Fake Audio Input 1' })
  await page.getByRole('button', { name: /^Go on/ }).click()
  await answering(page)
  await expect(timer(page)).toContainText(/0:0[2-9]/, { timeout: 20_000 })
  await page.keyboard.press('e')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/review\//)

  // Both stretches are recorded: the one that was cut, and the one that it went on with.
  const seconds = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const opening = indexedDB.open('mockloop')
        opening.addEventListener('success', () => {
          const takes = opening.result.transaction('takes').objectStore('takes').getAll()
          takes.addEventListener('success', () =>
            resolve(
              (takes.result as { samples: Int16Array }[]).map(({ samples }) => samples.length / 16_000),
            ),
          )
        })
      }),
  )
  expect(seconds).toHaveLength(2)
  expect(Math.min(...seconds)).toBeGreaterThan(2)
})

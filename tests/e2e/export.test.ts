import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { answersOf } from '../../src/session/answers.ts'
import type { Log } from '../../src/session/log.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { archiveOf, placesOf } from '../support/archives.ts'
import { injections } from '../support/injections.ts'
import { generateSession } from '../support/sessions.ts'
import { wordsOf } from '../support/sheets.ts'
import { expect, test } from './fixtures.ts'

const when = '2026-11-22T19:00:00.000Z'

/** Everything that could run where text is taken for more than text. */
const strange = injections.join(' ')

/** A recorded session: of its first answer the words' times are known, and its last one is corrected to strange words. */
function recorded() {
  const { log, takes } = generateSession({ id: 'spoken', seed: 12, answers: 2, questions: 1, audio: true })
  const words = wordsOf(answersOf(log)[0]?.text ?? '').map(({ start, end, takeMs }) => ({
    start,
    end,
    startMs: takeMs,
    endMs: takeMs + 200,
  }))
  const assessment = { engine: 'test', abstained: null, findings: [], covered: [] }
  const whole: Log = {
    header: log.header,
    entries: [
      ...log.entries,
      { type: 'words.aligned', when, answer: 0, words },
      { type: 'assessment.revised', when, answer: 1, text: strange, assessment },
    ],
  }
  return { log: whole, takes, words }
}

/** What a page cannot show becomes what stands in for it. */
const shownAs = (text: string) =>
  new TextDecoder().decode(new TextEncoder().encode(text)).replaceAll('\0', '�')

async function exported(page: Page, folder: string): Promise<string> {
  const { log, takes } = recorded()
  const store = new MemorySessionStore()
  await store.put({ log, title: injections[0] ?? '', takes }, null)
  const archive = await archiveOf(placesOf(store), [{ kind: 'session', id: 'spoken' }])
  // Without it the browser downloads, and asks nobody where to.
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  await page.goto('/backup')
  await page
    .getByLabel('Archives to import')
    .setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) })
  await page.getByRole('button', { name: /^Import 1/ }).click()
  await expect(page.getByText(/session imported\.$/)).toBeVisible()
  await page.goto('/review/spoken')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(dialog.getByText(/^adds \d/)).toBeVisible()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const file = join(folder, 'exported.html')
  await (await download).saveAs(file)
  return file
}

const valueOf = async (slider: Locator) => Number(await slider.inputValue())

test('an exported page plays without a network, asks for nothing, and runs nothing but its own', async ({
  page,
  context,
  profile,
}) => {
  // Mostly the time that the app takes to be loaded twice.
  test.setTimeout(120_000)
  const file = await exported(page, profile)
  await context.setOffline(true)
  const sheet = await context.newPage()
  const asked: string[] = []
  sheet.on('request', (request) => asked.push(request.url()))
  await sheet.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
      Object.assign(globalThis, { refused: violatedDirective })
    })
  })
  const address = pathToFileURL(file).href
  await sheet.goto(address)

  const { words } = recorded()
  expect(
    await sheet
      .locator('.said')
      .last()
      .evaluate((said) => said.textContent),
  ).toBe(shownAs(strange))
  await expect(sheet.getByRole('heading', { level: 1 })).toHaveText(injections[0] ?? '')

  const playhead = sheet.getByRole('slider', { name: 'Playhead' })
  await sheet.getByRole('button', { name: 'Play answer 2' }).click()
  await expect(sheet.getByRole('article').nth(1)).toHaveAttribute('aria-current', 'true')
  const begun = await valueOf(playhead)
  await expect.poll(() => valueOf(playhead)).toBeGreaterThan(begun + 0.2)

  const word = words[7]
  await sheet.locator(`[data-ms="${word?.startMs}"]`).first().click()
  await expect(sheet.getByRole('article').first()).toHaveAttribute('aria-current', 'true')
  await expect(sheet.locator('.lit')).toBeVisible()
  await sheet.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await sheet.keyboard.press('k')
  await expect(sheet.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  const at = await valueOf(playhead)
  expect(at).toBeGreaterThanOrEqual((word?.startMs ?? 0) / 1000)
  expect(at).toBeLessThan((word?.startMs ?? 0) / 1000 + 2)

  await playhead.focus()
  await sheet.keyboard.press('End')
  await expect(sheet.getByRole('article').last()).toHaveAttribute('aria-current', 'true')
  expect(asked.filter((url) => url !== address && !/^(data|blob):/.test(url))).toEqual([])
  expect(
    await sheet.evaluate(() => {
      const { pwned, refused } = globalThis as { pwned?: unknown; refused?: string }
      return [pwned, refused]
    }),
  ).toEqual([undefined, undefined])
})

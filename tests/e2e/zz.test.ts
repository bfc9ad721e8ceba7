import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { answersOf } from '../../src/session/answers.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { archiveOf, placesOf } from '../support/archives.ts'
import { generateSession } from '../support/sessions.ts'
import { wordsOf } from '../support/sheets.ts'
import { expect, test } from './fixtures.ts'
const out = '/tmp/exports'
test('shots', async ({ page, context }) => {
  test.setTimeout(200_000)
  const { log, takes } = generateSession({ id: 'spoken', seed: 21, answers: 5, questions: 2, audio: true })
  const [first] = answersOf(log)
  const words = wordsOf(first?.text ?? '').map(({ start, end, takeMs }) => ({
    start,
    end,
    startMs: takeMs,
    endMs: takeMs + 200,
  }))
  const entries = [
    ...log.entries,
    { type: 'words.aligned' as const, when: '2026-11-22T19:00:00.000Z', answer: 0, words },
    {
      type: 'answer.marked' as const,
      when: '2026-11-22T19:00:00.000Z',
      answer: 0,
      marks: {
        inBand: 'yes' as const,
        bottomLineFirst: 'no' as const,
        ownPart: 'yes' as const,
        result: 'unsure' as const,
        grade: 3 as const,
      },
    },
  ]
  const store = new MemorySessionStore()
  await store.put(
    {
      log: { header: { ...log.header, selfReview: true }, entries },
      title: 'A disagreement and 1 more',
      takes,
    },
    null,
  )
  const archive = await archiveOf(placesOf(store), [{ kind: 'session', id: 'spoken' }])
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  const t = Date.now()
  const lap = (s: string) => console.log(s, Date.now() - t)
  await page.goto('/backup')
  lap('backup')
  await page
    .getByLabel('Archives to import')
    .setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) })
  await page.getByRole('button', { name: /^Import 1/ }).click()
  lap('checked')
  await expect(page.getByText(/session imported\.$/)).toBeVisible()
  lap('imported')
  await page.goto('/review/spoken')
  await expect(
    page
      .getByText('of 5 marked', { exact: false })
      .or(page.getByText(/marked\./))
      .first(),
  ).toBeVisible()
  lap('review')
  await page.screenshot({ path: `${out}/marking.png`, fullPage: true })
  await page.setViewportSize({ width: 390, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: `${out}/marking-390.png`, fullPage: true })
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText(/^adds/)).toBeVisible()
  await page.screenshot({ path: `${out}/dialog-390.png` })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.screenshot({ path: `${out}/dialog.png` })
  const dialog = page.getByRole('dialog', { name: 'Export' })
  const download = page.waitForEvent('download')
  lap('before')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const file = join(out, 'exported.html')
  await (await download).saveAs(file)
  lap('exported')
  await page.getByRole('button', { name: 'Show me everything' }).click()
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.screenshot({ path: `${out}/print.png`, fullPage: true })
  await context.setOffline(true)
  const sheet = await context.newPage()
  await sheet.goto(pathToFileURL(file).href)
  lap('opened')
  await sheet.locator('[data-ms="2750"]').first().click()
  await sheet.screenshot({ path: `${out}/page.png`, fullPage: true })
  await sheet.setViewportSize({ width: 390, height: 800 })
  await sheet.emulateMedia({ colorScheme: 'dark' })
  await sheet.screenshot({ path: `${out}/page-390.png`, fullPage: true })
  await sheet.emulateMedia({ colorScheme: 'light', media: 'print' })
  await sheet.screenshot({ path: `${out}/page-print.png`, fullPage: true })
  lap('end')
})

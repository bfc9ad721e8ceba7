import { browseShelf, fillShelf } from './shelf/browse.ts'
import type { Watched } from './shelf/watch.ts'

declare const watched: Watched

/** Of 12 answers: 10,000 answers. Fewer, for a quick look: `SHELF=50`. */
const sessions = Math.min(834, Number(process.env['SHELF'] ?? 834))

export interface ProgressTimes {
  /** From the click on the link to the first chart, in ms; the rows of all answers are kept. */
  openings: number[]
  /** Until the rows of all answers were made and kept, in ms. */
  madeMs: number
}

/** Opens the progress over 10,000 answers in a real browser. */
export async function measureProgress(): Promise<ProgressTimes> {
  return browseShelf(async (page, address) => {
    await fillShelf(page, sessions)
    const from = performance.now()
    await page.goto(new URL('progress', address).href)
    await page.locator('canvas').first().waitFor()
    await page.locator('progress').waitFor({ state: 'detached', timeout: 600_000 })
    const madeMs = performance.now() - from
    const openings: number[] = []
    for (let i = 0; i < 6; i++) {
      // Whatever the last page had in memory is gone.
      await page.goto(address)
      const link = page.getByRole('link', { name: 'Progress' }).first()
      await link.waitFor()
      await page.waitForTimeout(1_000)
      const shown = page.evaluate(() => watched.shownAfter('canvas'))
      await link.click()
      openings.push(await shown)
    }
    return { openings, madeMs }
  })
}

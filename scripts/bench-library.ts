import type { Page } from 'playwright'
import { browseShelf, fillShelf } from './shelf/browse.ts'
import type { Shelf } from './shelf/main.ts'
import type { Watched } from './shelf/watch.ts'

declare const shelf: Shelf
declare const watched: Watched

/** Fewer, for a quick look: `SHELF=500`. */
const sessions = Number(process.env['SHELF'] ?? 10_000)
const queries = 12
/** Ms between two keys of somebody who types fast. */
const keyGapMs = 160
/** Ms for which somebody's mouse rests on a link before it is pressed, and is then held down. */
const [restMs, pressMs] = [200, 80]

export interface LibraryTimes {
  sessions: number
  /** From a key to the list of what is found, and to the last quote in it, or whatever else the key changes last. */
  keys: number[]
  keysSettle: number[]
  /** Ms between frames while the list is scrolled. */
  frames: number[]
  /** Ms until all sessions can be searched, from the opening of the library. */
  readMs: number
  /** From the click on a session of 60 minutes to its timeline. */
  openings: number[]
  /** From a key to the playhead’s new place on the screen, and to the last change that the key makes on the page. */
  seekShows: number[]
  seekSettles: number[]
  seekSounds: number[]
}

/** Drives the library with 10,000 sessions of 12 answers, and the review of one of 200 answers, in a real browser. */
export async function measureLibrary(): Promise<LibraryTimes> {
  return browseShelf(async (page, address) => {
    await fillShelf(page, sessions)
    await page.evaluate(() => shelf.fillHour('An hour of answers'))
    // Whatever the filling left behind is gone.
    await page.goto(new URL('sessions', address).href)
    const readMs = await readAll(page)
    const typed = await typeQueries(page)
    await page.goto(new URL('sessions', address).href)
    const frames = await scroll(page)
    const { openings, ...seeks } = await review(page, address)
    return { sessions, ...typed, frames, readMs, openings, ...seeks }
  })
}

async function readAll(page: Page): Promise<number> {
  const from = performance.now()
  const search = page.getByRole('searchbox')
  await search.fill('the')
  await page.getByText(/^[\d,]+ of [\d,]+ sessions$/).waitFor({ timeout: 180_000 })
  const readMs = performance.now() - from
  await search.fill('')
  return readMs
}

async function typeQueries(page: Page): Promise<Pick<LibraryTimes, 'keys' | 'keysSettle'>> {
  const words = await page.evaluate((count) => shelf.words(count), queries * 2)
  const keys: number[] = []
  const keysSettle: number[] = []
  const search = page.getByRole('searchbox')
  for (let i = 0; i < queries; i++) {
    await search.focus()
    for (const key of `${words[2 * i]} ${words[2 * i + 1]?.slice(0, 5)}`) {
      await page.keyboard.press(key === ' ' ? 'Space' : key)
      await page.waitForTimeout(keyGapMs)
      const listed = await page.evaluate(() => watched.listedAfter())
      if (listed !== null) keys.push(listed)
      const settled = await page.evaluate(() => watched.changedAfter())
      if (settled !== null) keysSettle.push(settled)
    }
    await search.fill('')
    await page.waitForTimeout(keyGapMs)
  }
  return { keys, keysSettle }
}

async function scroll(page: Page): Promise<number[]> {
  await page.getByRole('listitem').first().waitFor()
  await page.waitForTimeout(1_000)
  return page.evaluate(() => watched.scroll(400))
}

async function review(page: Page, address: string) {
  const openings: number[] = []
  const playhead = page.getByRole('slider', { name: 'Playhead' })
  for (let i = 0; i < 6; i++) {
    await page.goto(new URL('sessions?q=an+hour+of+answers', address).href)
    const link = page.getByRole('link', { name: 'An hour of answers' })
    await link.waitFor()
    await page.waitForTimeout(500)
    await link.hover()
    await page.waitForTimeout(restMs)
    const shown = page.evaluate(() => watched.shownAfter('[aria-label="Playhead"]'))
    await link.click({ delay: pressMs })
    openings.push(await shown)
  }
  await playhead.focus()
  const keys = [
    'PageUp',
    'ArrowRight',
    'ArrowRight',
    'PageUp',
    'ArrowLeft',
    'PageDown',
    'PageUp',
    'ArrowRight',
  ]
  const seekShows: number[] = []
  const seekSettles: number[] = []
  const seekSounds: number[] = []
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press(keys[i % keys.length] ?? 'ArrowRight')
    await page.waitForTimeout(keyGapMs)
    const moved = await page.evaluate(() => watched.movedAfter())
    if (moved !== null) seekShows.push(moved)
    const settled = await page.evaluate(() => watched.changedAfter())
    if (settled !== null) seekSettles.push(settled)
  }
  await page.getByRole('button', { name: /^Play/ }).first().click()
  await page.waitForFunction(() => watched.sounding(), undefined, { timeout: 10_000 })
  await playhead.focus()
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press(keys[i % keys.length] ?? 'ArrowRight')
    await page.waitForTimeout(500)
    const ms = await page.evaluate(() => watched.heardAfter())
    if (ms !== null) seekSounds.push(ms)
  }
  return { openings, seekShows, seekSettles, seekSounds }
}

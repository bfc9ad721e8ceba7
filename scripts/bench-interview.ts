import type { Page } from 'playwright'
import { browse } from './browse.ts'
import { root } from './setup.mjs'
import { join } from 'node:path'

const answer =
  'The disagreement was with our payments lead about a retry in the checkout. I pulled two weeks of logs, ' +
  'showed that four percent of orders were charged twice, and we agreed to put my check in before the launch. ' +
  'After that the double charges went down to zero.'

interface StoredEntry {
  entry: { type: string; at?: number }
}

/** What follows an answer, in ms from its end. */
export interface AnswerTimes {
  /** To the next prompt chosen, by the session's own log: assessing the answer included. */
  prompt: number[]
  /** To its line, which begins to be said or shown once all of it is on disk. */
  line: number[]
}

/** Takes a typed interview of the built app in a real browser. */
export async function measureAnswerToPrompt(): Promise<AnswerTimes> {
  return browse({ folder: join(root, 'dist'), port: 4480 }, async (page, address) => {
    await page.goto(new URL('setup', address).href)
    await page.getByRole('radio', { name: 'Full' }).check({ force: true })
    await page.getByRole('radio', { name: 'Typed' }).check({ force: true })
    await page.getByRole('button', { name: 'Start' }).click()
    // A person's first answer takes longer than what judges takes to be loaded.
    await page.waitForTimeout(settleMs)
    for (let i = 0; i < 24 && (await answerOne(page)); i++);
    return { prompt: await promptTimes(page), line: await lineTimes(page) }
  })
}

/** What a drill takes, in ms. */
export interface DrillTimes {
  /** From the end of each answer to the interviewer's next line. */
  between: number[]
  /** From loading the page, by two keys pressed as soon as they do something, to the first line; for each visit. */
  openings: number[]
}

/** Visits whose opening is timed. */
const visits = 7
/** Ms in which all is loaded, and the browser is done with what it does once for an app that is new to it. */
const settleMs = 10_000

/** Takes a typed drill of the built app in a real browser, by the marks of src/interview/moments.ts. */
export async function measureDrill(): Promise<DrillTimes> {
  return browse({ folder: join(root, 'dist'), port: 4481 }, async (page, address) => {
    // What listens is kept, the app is, and the settings are made, as on every visit but the first.
    await page.goto(new URL('setup', address).href)
    await page.getByText('All of it is on this machine.').waitFor({ timeout: 60_000 })
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.goto(new URL('drills', address).href)
    await page.getByRole('radio', { name: 'Typed' }).press(' ')
    await page.waitForTimeout(settleMs)
    const openings: number[] = []
    for (let i = 0; i < visits; i++) openings.push(await openDrill(page, address))
    for (let i = 0; i < 5; i++) {
      await page.getByText('The interviewer is').waitFor()
      await page.keyboard.type(' ')
      await page.getByText('Thinking').waitFor()
      await typeAnswer(page)
    }
    await page.getByRole('heading', { name: /done/ }).waitFor()
    return { between: await lineTimes(page), openings }
  })
}

/** Opens the app and starts a drill; returns when its first line came, in ms from the opening. */
async function openDrill(page: Page, address: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(address)
  await page.getByRole('link', { name: /Choose a drill/ }).waitFor()
  await page.keyboard.press('d')
  await page.getByRole('button', { name: /First answer/ }).waitFor()
  await page.keyboard.press('1')
  await page.getByRole('textbox').waitFor()
  return (await momentsOf(page, 'interview: line'))[0] ?? NaN
}

/** When something was marked, in ms from the opening of the page. */
const momentsOf = (page: Page, name: string): Promise<number[]> =>
  page.evaluate((wanted) => performance.getEntriesByName(wanted).map(({ startTime }) => startTime), name)

/** From the end of each answer to the interviewer's next line. */
async function lineTimes(page: Page): Promise<number[]> {
  const lines = await momentsOf(page, 'interview: line')
  const ends = await momentsOf(page, 'interview: turn over')
  return ends.flatMap((end) => {
    const next = lines.find((line) => line > end)
    return next === undefined ? [] : [next - end]
  })
}

/** As it is typed: all but the last sentence has been there for a moment when the answer ends. */
async function typeAnswer(page: Page): Promise<void> {
  const box = page.getByRole('textbox')
  await box.fill(answer.slice(0, answer.lastIndexOf('. ') + 1))
  await page.waitForTimeout(700)
  await box.fill(answer)
  await page.keyboard.press('Control+Enter')
}

/** Answers what is asked; false once the interview is over. */
async function answerOne(page: Page): Promise<boolean> {
  const box = page.getByRole('textbox')
  const over = page.waitForURL(/review/, { timeout: 20_000 }).then(() => false)
  const asked = page
    .getByRole('button', { name: /I.m ready/ })
    .click({ timeout: 20_000 })
    .then(() => box.waitFor())
    .then(() => true)
  if (!(await Promise.race([over.catch(() => true), asked.catch(() => true)]))) return false
  await typeAnswer(page)
  return true
}

async function promptTimes(page: Page): Promise<number[]> {
  const entries = await page.evaluate(
    () =>
      new Promise<StoredEntry[]>((resolve, reject) => {
        const opening = indexedDB.open('mockloop')
        opening.addEventListener('error', () => reject(new Error('the database does not open')))
        opening.addEventListener('success', () => {
          const all = opening.result.transaction('entries').objectStore('entries').getAll()
          all.addEventListener('success', () => resolve(all.result as StoredEntry[]))
        })
      }),
  )
  let finishedAt: number | null = null
  return entries.flatMap(({ entry }) => {
    if (entry.type === 'answer.finished') finishedAt = entry.at ?? null
    if (entry.type !== 'prompt.asked' || finishedAt === null) return []
    const ms = (entry.at ?? 0) - finishedAt
    finishedAt = null
    return [ms]
  })
}

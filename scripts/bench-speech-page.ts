import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright'
import type { Phrase } from '../src/speech/ports.ts'
import { wavBytes } from '../src/speech/wav.ts'
import { defaultSettings, type Settings } from '../src/ui/settings.ts'
import { browserArgs, ensureBrowser } from './browser.mjs'
import { readLoad, type Load } from './bench-speech-load.ts'
import type { Sound } from './bench-speech-sounds.ts'

/** What the app made of a recording. */
export interface Heard {
  /** As the session's log has them, in ms of the take. */
  phrases: Phrase[]
  thinkingMs: number
  speakingMs: number
  /** The take. */
  samples: Int16Array
}

/** What the browser used, and for how long, in seconds. */
export interface Used {
  from: Load
  to: Load
  seconds: number
}

const answer =
  'The disagreement was with our payments lead about a retry in the checkout. I pulled two weeks of logs, ' +
  'showed that four percent of orders were charged twice, and we agreed to put my check in before the launch. ' +
  'After that the double charges went down to zero.'

const SENTENCE_MS = 2000

const quiet: Partial<Settings> = { typeUp: false, recogniser: 'typing', turnTaking: 'manual', bargeIn: false }

/** Has the app listen to a recording through the browser's fake microphone, as an answer that a key ends. */
export async function listenTo(sound: Sound, address: string): Promise<Heard> {
  const folder = mkdtempSync(join(tmpdir(), 'mockloop-bench-'))
  const file = join(folder, 'microphone.wav')
  writeFileSync(file, wavBytes([sound.samples], 16000))
  const browser = await launch([`--use-file-for-fake-audio-capture=${file}%noloop`])
  try {
    const page = await openInterview(browser, address, { ...quiet, voice: false })
    await page.getByRole('button', { name: 'I’m ready' }).click()
    await page.getByText('Thinking').waitFor()
    await page.waitForTimeout(sound.samples.length / 16 + 1500)
    await page.keyboard.press('Space')
    await page.waitForFunction(() => performance.getEntriesByName('interview: line').length > 1)
    return await readTake(page)
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Until what is done once, at the first start, is over: what is kept for use offline, and compiling. */
const SETTLING_MS = 20_000
const COUNTED_MS = 20_000

/** What the browser uses while it listens to somebody who speaks on and on, and while the interview pauses. */
export async function listeningLoad(
  sound: Sound,
  address: string,
): Promise<{ listening: Used; paused: Used }> {
  const folder = mkdtempSync(join(tmpdir(), 'mockloop-bench-'))
  const file = join(folder, 'microphone.wav')
  writeFileSync(file, wavBytes([sound.samples], 16000))
  const browser = await launch([`--use-file-for-fake-audio-capture=${file}`])
  try {
    const page = await openInterview(browser, address, { ...quiet, voice: false })
    await page.getByRole('button', { name: 'I’m ready' }).click()
    await page.getByText('Thinking').waitFor()
    await page.waitForTimeout(SETTLING_MS)
    const counting = await browser.newBrowserCDPSession()
    const listening = await loadFor(counting, page, COUNTED_MS)
    await page.keyboard.press('p')
    await page.getByRole('button', { name: 'Resume' }).waitFor()
    return { listening, paused: await loadFor(counting, page, COUNTED_MS) }
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function loadFor(counting: CDPSession, page: Page, ms: number): Promise<Used> {
  const [from, since] = [await readLoad(counting), performance.now()]
  await page.waitForTimeout(ms)
  return { from, to: await readLoad(counting), seconds: (performance.now() - since) / 1000 }
}

/** Ms from the end of a turn to each step until the interviewer is heard. */
export interface Answered {
  words: number
  assessed: number
  line: number
  sound: number
}

/** Gives answers whose words are typed beside them, and hears the interviewer's own voice ask on. */
export async function answerAloud(address: string, answers: number): Promise<Answered[]> {
  const browser = await launch([])
  try {
    const page = await openInterview(browser, address, quiet)
    for (let i = 0; i < answers; i++) await answerOne(page)
    const marks = await page.evaluate(() =>
      performance
        .getEntriesByType('mark')
        .filter(({ name }) => name.startsWith('interview: '))
        .map(({ name, startTime }) => ({ name: name.slice('interview: '.length), at: startTime })),
    )
    return marks
      .filter(({ name }) => name === 'turn over')
      .map(({ at }) => {
        const until = (name: string) =>
          Math.min(...marks.filter((mark) => mark.name === name && mark.at >= at).map((mark) => mark.at)) - at
        return {
          words: until('words'),
          assessed: until('assessed'),
          line: until('line'),
          sound: until('sound'),
        }
      })
  } finally {
    await browser.close()
  }
}

/** Hears the question to its end, then answers sentence by sentence, as somebody does who has little to say. */
async function answerOne(page: Page): Promise<void> {
  await page.getByText('Thinking').waitFor({ timeout: 60_000 })
  const notes = page.getByRole('textbox')
  // It stays open from answer to answer.
  if ((await notes.count()) === 0) await page.getByRole('button', { name: /^(Type along|Notes)/ }).click()
  for (const { index } of answer.matchAll(/(?<=\. )|$/g)) {
    await notes.fill(answer.slice(0, index))
    // The last words have only just been said when the answer ends.
    if (index < answer.length) await page.waitForTimeout(SENTENCE_MS)
  }
  const lines = await page.evaluate(() => performance.getEntriesByName('interview: sound').length)
  await page.keyboard.press('Control+Enter')
  await heard(page, lines + 1)
}

/** Waits until so many lines were heard. */
const heard = (page: Page, lines: number) =>
  page.waitForFunction((n) => performance.getEntriesByName('interview: sound').length >= n, lines)

const launch = (more: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: ensureBrowser(console.error), args: [...browserArgs, ...more] })

/** Begins an interview of one question that nobody cuts in on. */
async function openInterview(browser: Browser, address: string, settings: Partial<Settings>): Promise<Page> {
  const context = await browser.newContext({ permissions: ['microphone'] })
  const choices = { ...defaultSettings.choices, count: 1, patience: 'off', length: 'full' }
  const stored = JSON.stringify({ state: { ...settings, choices }, version: 1 })
  await context.addInitScript((value) => localStorage.setItem('mockloop.settings', value), stored)
  const page = await context.newPage()
  const t0 = Date.now()
  page.on('console', (m) => {
    const x = m.text().match(/^T (.*) (\d+)$/)
    if (x) console.log(Number(x[2]) - t0, x[1])
  })
  await page.goto(new URL('setup', address).href)
  await page.getByRole('button', { name: 'Start' }).click()
  return page
}

interface Stored {
  entries: { entry: { type: string } & Record<string, unknown> }[]
  takes: { samples: Int16Array }[]
}

/** The first answer of the session, from the app's own database. */
async function readTake(page: Page): Promise<Heard> {
  const { finished, samples } = await page.evaluate(async () => {
    const all = await new Promise<Stored>((resolve, reject) => {
      const opening = indexedDB.open('mockloop')
      opening.addEventListener('error', () => reject(new Error('the database does not open')))
      opening.addEventListener('success', () => {
        const transaction = opening.result.transaction(['entries', 'takes'])
        const entries = transaction.objectStore('entries').getAll()
        const takes = transaction.objectStore('takes').getAll()
        transaction.addEventListener('complete', () =>
          resolve({ entries: entries.result as Stored['entries'], takes: takes.result as Stored['takes'] }),
        )
      })
    })
    return {
      finished: all.entries.map(({ entry }) => entry).find(({ type }) => type === 'answer.finished'),
      samples: [...(all.takes[0]?.samples ?? [])],
    }
  })
  const { phrases, thinkingMs, speakingMs } = finished as unknown as Omit<Heard, 'samples'>
  return { phrases, thinkingMs, speakingMs, samples: Int16Array.from(samples) }
}

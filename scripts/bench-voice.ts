import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type Page } from 'playwright'
import { createServer } from 'vite'
import { guidePack } from '../questions/index.ts'
import { browserArgs, ensureBrowser } from './browser.mjs'
import { cutVoice, flitePath, ownVoiceIds } from './own-voices.ts'

export interface VoiceTimes {
  /** Bytes of each own voice's file, gzipped. */
  gzipped: Record<string, number>
  /** Ms from nothing to a voice that can speak: fetched, and from what was kept. */
  loadFetched: number[]
  loadKept: number[]
  /** Ms from `say()` to the first sound that is heard, of lines never said before, and of lines made ahead. */
  firstNew: number[]
  firstPrepared: number[]
}

const loads = 5

/** Has the app's own voice ask questions in a real browser. The browser's voices have no part in it. */
export async function measureVoice(): Promise<VoiceTimes> {
  const server = await createServer({
    logLevel: 'error',
    server: { port: 4580 },
    optimizeDeps: { include: ['@bjorn3/browser_wasi_shim'] },
  })
  await server.listen()
  const address = server.resolvedUrls?.local[0] ?? ''
  const browser = await chromium.launch({ executablePath: ensureBrowser(console.error), args: browserArgs })
  try {
    // The first visit is the dev server's: it translates what is asked for.
    await timeLoad(await openPage(browser, address))
    const loadFetched: number[] = []
    const loadKept: number[] = []
    for (let i = 0; i < loads; i++) {
      const page = await openPage(browser, address)
      loadFetched.push(await timeLoad(page))
      await page.reload()
      loadKept.push(await timeLoad(page))
      await page.context().close()
    }
    const flite = readFileSync(flitePath)
    return {
      gzipped: Object.fromEntries(ownVoiceIds.map((id) => [id, gzipSync(cutVoice(flite, id)).length])),
      loadFetched,
      loadKept,
      ...(await timeLines(await openPage(browser, address))),
    }
  } finally {
    await browser.close()
    await server.close()
  }
}

/** A page with nothing of the app in it. */
async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(new URL('favicon.svg', address).href)
  return page
}

const timeLoad = (page: Page): Promise<number> =>
  page.evaluate(() => import('../scripts/bench-voice-page.ts').then((measures) => measures.timeLoad()))

function timeLines(page: Page): Promise<{ firstNew: number[]; firstPrepared: number[] }> {
  const texts = guidePack.questions.flatMap(({ phrasings }) => phrasings)
  return page.evaluate(
    (lines) => import('../scripts/bench-voice-page.ts').then((measures) => measures.timeLines(lines)),
    texts,
  )
}

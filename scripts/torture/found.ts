import type { Page } from 'playwright'

/** What the database holds of a session. */
export interface Found {
  events: number
  /** Ms of audio by take. */
  takes: Record<string, number>
  /** Sessions in all. */
  sessions: number
}

interface Audio {
  take: string
  sampleRate: number
  samples: Int16Array
}

/** Reads the database of the app as it is, before the app is loaded. */
export async function readFound(page: Page, address: string, session: string): Promise<Found> {
  await page.goto(new URL('favicon.svg', address).href)
  return page.evaluate(async (id) => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('not read')))
      })
    const db = await asked(indexedDB.open('mockloop'))
    try {
      const tables = db.transaction(['sessions', 'entries', 'takes', 'chunks'])
      const [sessions, events, records, chunks] = await Promise.all([
        asked(tables.objectStore('sessions').count()),
        asked(tables.objectStore('entries').count(IDBKeyRange.bound([id, 0], [id, Infinity]))),
        asked<Audio[]>(tables.objectStore('takes').index('session').getAll(id)),
        asked<Audio[]>(tables.objectStore('chunks').index('session').getAll(id)),
      ])
      const takes: Record<string, number> = {}
      for (const { take, samples, sampleRate } of [...records, ...chunks])
        takes[take] = (takes[take] ?? 0) + (samples.length * 1000) / sampleRate
      return { sessions, events, takes }
    } finally {
      db.close()
    }
  }, session)
}

/** Ms after which nothing will sound any more. */
export const silentMs = 15_000

/**
 * Opens the session from the home screen and plays what was cut off. Returns the ms from loading the home screen to the
 * session being offered there, from asking for it to its being shown, and from pressing play to its sound; null where it
 * has none.
 */
export async function openAndPlay(page: Page, address: string, session: string, isAudible: boolean) {
  const begun = Date.now()
  await page.goto(address)
  const link = page.locator(`a[href="/review/${session}"]`).first()
  await link.waitFor()
  const openMs = Date.now() - begun
  await page.evaluate(() => {
    const marks = globalThis as unknown as { firstSound: number | null }
    marks.firstSound = null
    const play = HTMLMediaElement.prototype.play
    HTMLMediaElement.prototype.play = function played(this: HTMLMediaElement) {
      this.addEventListener('playing', () => (marks.firstSound ??= Date.now()))
      return play.call(this)
    }
  })
  const asked = Date.now()
  await link.click()
  const answers = page.getByRole('article')
  await (isAudible ? answers : page.getByRole('heading', { level: 1 })).first().waitFor()
  const reviewMs = Date.now() - asked
  if (!isAudible) return { openMs, reviewMs, playMs: null }
  const button = answers.getByRole('button', { name: /^Play/ }).last()
  const pressed = Date.now()
  await button.click()
  const sound = await page
    .waitForFunction(() => (globalThis as unknown as { firstSound: number | null }).firstSound, null, {
      polling: 20,
      timeout: silentMs,
    })
    .catch(() => null)
  const at = await sound?.jsonValue()
  return { openMs, reviewMs, playMs: at ? at - pressed : silentMs }
}

import type { Page } from 'playwright'
import type { Random } from '../../tests/support/random.ts'

/** What the page has told until the browser was killed. Times are wall times in ms. */
export interface Told {
  session: string
  /** Events of its log that showed their effect. */
  shown: number
  /** When the running take began; null where none runs. */
  running: { take: string; since: number; arrivedBefore: number } | null
  /** Ms of sound that have reached the page. */
  arrived: number
  /** Ms of the takes that had come to their end. */
  finished: Map<string, number>
}

const typed =
  'The disagreement was with our payments lead about a retry in the checkout. I pulled two weeks of logs and showed him.'

type Mark = { name: string; at: number; detail: unknown }

/** Has the page tell what it shows and records, by the marks that the app sets on the browser's timeline. */
export async function listen(page: Page): Promise<Told> {
  const told: Told = { session: '', shown: 0, running: null, arrived: 0, finished: new Map() }
  await page.exposeFunction('tellTorture', ({ name, at, detail }: Mark) => {
    if (name === 'interview: shown') told.shown = detail as number
    if (name === 'arrived') told.arrived = detail as number
    if (name === 'interview: recording')
      told.running = { take: detail as string, since: at, arrivedBefore: told.arrived }
    const { running } = told
    if (name === 'interview: stopped' && running && running.take === detail) {
      told.finished.set(running.take, at - running.since)
      told.running = null
    }
  })
  await page.addInitScript(() => {
    const { tellTorture } = globalThis as unknown as { tellTorture: (mark: Mark) => void }
    new PerformanceObserver((list) => {
      for (const mark of list.getEntries() as PerformanceMark[])
        if (mark.name.startsWith('interview: '))
          tellTorture({
            name: mark.name,
            at: performance.timeOrigin + mark.startTime,
            detail: mark.detail as unknown,
          })
    }).observe({ type: 'mark', buffered: true })
    const samplesPerMs = 16
    let arrived = 0
    globalThis.AudioWorkletNode = class extends AudioWorkletNode {
      constructor(...given: ConstructorParameters<typeof AudioWorkletNode>) {
        super(...given)
        this.port.addEventListener('message', ({ data }: MessageEvent<{ samples?: Int16Array }>) => {
          arrived += (data.samples?.length ?? 0) / samplesPerMs
          tellTorture({ name: 'arrived', at: Date.now(), detail: arrived })
        })
      }
    }
  })
  return told
}

/** Begins a spoken interview of one question, up to where the candidate has the floor. */
export async function begin(page: Page, address: string, told: Told): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: 'Aloud' }).click()
  await page.waitForURL(/\/interview\//)
  Object.assign(told, { session: idIn(page), shown: 0, running: null, arrived: 0, finished: new Map() })
  await page.getByRole('button', { name: 'I’m ready' }).click()
  while (!told.running) await page.waitForTimeout(5)
}

/** Answers, types up what was said and goes on, at random paces, until the browser is gone. */
export async function answer(page: Page, random: Random): Promise<void> {
  try {
    for (;;) {
      await page.waitForTimeout(random.between(1_500, 9_000))
      await page.keyboard.press('Space')
      const box = page.getByRole('textbox', { name: /What did you say/ })
      await box.pressSequentially(typed, { delay: random.between(2, 8) })
      await page.keyboard.press('Control+Enter')
      await page.getByRole('button', { name: 'I’m ready' }).click()
    }
  } catch {
    // The browser is gone, or the interview is over.
  }
}

export const idIn = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''

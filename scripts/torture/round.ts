import type { Random } from '../../tests/support/random.ts'
import { startBrowser, type KillableBrowser } from './browser.ts'
import type { Disk } from './disk.ts'
import { openAndPlay, readFound } from './found.ts'
import { answer, begin, listen } from './interview.ts'

/** What one death of the browser has cost. */
export interface Death {
  /** Ms from the first sample that was recorded to the kill. */
  afterMs: number
  /** Events that had shown their effect, and those of them that are gone. */
  shown: number
  lostEvents: number
  /** Ms of audio that was recorded until the kill, and of that what is gone. */
  recordedMs: number
  lostMs: number
  /** Ms of what is gone that had reached the page; the rest was still on its way from the microphone. */
  lostArrivedMs: number
  /** Sessions that were there before and are not any more. */
  lostSessions: number
  /** Ms until the session is offered, until it is reviewed, and from pressing play until it sounds. */
  openMs: number
  reviewMs: number
  playMs: number | null
}

const longestMs = 6_000

/**
 * Kills the browser over and over in the middle of an interview, at random moments, and looks each time at what is left
 * of it. `report` hears of each death as it was looked at.
 */
export async function torture(parts: {
  disk: Disk
  address: string
  count: number
  /** Ms after which no other round begins. */
  forMs?: number
  random: Random
  report: (death: Death) => void
}): Promise<void> {
  const { disk, address, count, forMs = Infinity, random, report } = parts
  const end = Date.now() + forMs
  let open: KillableBrowser | null = await startBrowser(disk.profile())
  try {
    for (let n = 1; n <= count && Date.now() < end; n++) {
      const browser: KillableBrowser = open
      const told = await listen(browser.page)
      await begin(browser.page, address, told)
      const began = told.running?.since ?? Date.now()
      const answering = answer(browser.page, random)
      const afterMs = random.between(100, longestMs)
      await new Promise((resolve) => setTimeout(resolve, began + afterMs - Date.now()))

      const killedAt = Date.now()
      browser.freeze()
      disk.cut()
      open = null
      await browser.kill()
      await answering
      disk.revive()

      open = await startBrowser(disk.profile())
      const { page } = open
      const found = await readFound(page, address, told.session)
      const recorded = new Map(told.finished)
      if (told.running) recorded.set(told.running.take, Math.max(0, killedAt - told.running.since))
      const lost = [...recorded].map(([take, ms]) => Math.max(0, ms - (found.takes[take] ?? 0)))
      const arrivedMs = told.running ? told.arrived - told.running.arrivedBefore : 0
      const savedMs = found.takes[told.running?.take ?? ''] ?? 0
      const lastTake = [...recorded.keys()].at(-1) ?? ''
      const times = await openAndPlay(page, address, told.session, lastTake in found.takes)
      report({
        afterMs: killedAt - began,
        shown: told.shown,
        lostEvents: Math.max(0, told.shown - found.events),
        recordedMs: sum([...recorded.values()]),
        lostMs: sum(lost),
        lostArrivedMs: Math.max(0, arrivedMs - savedMs),
        lostSessions: Math.max(0, n - found.sessions),
        ...times,
      })
    }
  } finally {
    await open?.close()
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

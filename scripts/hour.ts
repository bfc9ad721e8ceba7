/**
 * Takes an interview of 60 minutes in the real browser with its time sped up, then packs it. Prints how large it is
 * while it is recorded and once it is packed, on the disk as well, and how much memory the page takes. `--minutes N`
 * takes a shorter one.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { build } from 'vite'
import { defaultSettings, type Settings } from '../src/ui/settings.ts'
import { beginWith } from './begin-with.ts'
import type { Hour } from './hour/main.ts'
import { serve } from './serve.mjs'
import { root } from './setup.mjs'
import { startBrowser, type KillableBrowser } from './torture/browser.ts'

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } })
const minutes = Number(values.minutes)
const limits = { recording: 120e6, packed: 20e6, memory: 300e6 }
/** By how much memory may differ from one moment to another, as a share: what a collection leaves varies. */
const steady = 0.03

declare const hour: Hour
/** The browser's garbage collection, which it gives to scripts that are to measure. */
declare const gc: (how: object) => void
/** With it the room for what comes next is given back as well, which is up to 16 MB for the page and each worker. */
const allOfIt = { type: 'major', execution: 'sync', flavor: 'last-resort' }

const settings: Partial<Settings> = {
  voice: false,
  typeUp: false,
  recogniser: 'typing',
  choices: {
    ...defaultSettings.choices,
    pick: 'random',
    count: 10,
    length: 'full',
    patience: 'off',
    input: 'microphone',
  },
}

interface Sample {
  minute: number
  /** Bytes. */
  audio: number
  disk: number
  /** Before and after what is not needed any more was given back. */
  taken: number
  /** Null at the minutes between. */
  memory: number | null
}

/** Minutes from one look at what is held to the next: each gives the browser time to do what it does when it is idle. */
const lookEvery = 5
/** Ms in which the browser gives back what was freed: its allocator looks every four seconds. */
const idleMs = 5_000

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

/** Bytes of the databases in a browser's profile. */
function onDisk(profile: string): number {
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /IndexedDB/.test(name),
  )
  return files.reduce((sum, name) => {
    // One that goes away meanwhile takes no room.
    const found = statSync(join(profile, name), { throwIfNoEntry: false })
    return sum + (found?.isFile() ? found.size : 0)
  }, 0)
}

/**
 * What the process of the page takes for itself alone: the page, its workers, their WebAssembly, and the browser's own
 * threads in it. Of the browser's program only what was written to is counted: the rest, up to 55 MB, is the process's
 * own or shared, depending on what else runs. Counted once what nothing refers to any more was given back, in the
 * page and in each worker, so that what is left is what the app holds. The weights of the trained listening and of the
 * voice model are in it; those of a recogniser are not, as none is loaded. Only Linux tells; elsewhere it is what the
 * page's scripts hold, without the memory of WebAssembly and workers.
 */
async function memoryOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  for (const worker of page.workers()) await worker.evaluate((how) => gc(how), allOfIt)
  await page.evaluate((how) => gc(how), allOfIt)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  await page.waitForTimeout(idleMs)
  return (await takenBy(page)) ?? usedSize
}

/** Bytes that the process of the page takes for itself alone as it is; null where the system does not tell. */
async function takenBy(page: Page): Promise<number | null> {
  const own = await processOf(page)
  if (own === null) return null
  const told = readFileSync(`/proc/${own}/smaps_rollup`, 'utf8')
  const kilobytes = [...told.matchAll(/^(?:Private_Dirty|Swap):\s+(\d+) kB/gm)].map(([, number]) =>
    Number(number),
  )
  return kilobytes.reduce((sum, each) => sum + each, 0) * 1024
}

/** The process with the page: of those that draw, the one that did most. Null where the system does not tell. */
async function processOf(page: Page): Promise<number | null> {
  const browser = page.context().browser()
  if (!browser) return null
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const [busiest] = processInfo
    .filter(({ type }) => type === 'renderer')
    .toSorted((a, b) => b.cpuTime - a.cpuTime)
  return busiest && existsSync(`/proc/${busiest.id}/smaps_rollup`) ? busiest.id : null
}

async function open(profile: string, address: string): Promise<KillableBrowser> {
  const browser = await startBrowser(profile, ['--js-flags=--expose-gc'])
  const stored = JSON.stringify({ state: settings, version: 1 })
  await browser.page.goto(new URL('favicon.svg', address).href)
  await browser.page.evaluate((value) => localStorage.setItem('mockloop.settings', value), stored)
  await browser.page.goto(address)
  return browser
}

async function record(browser: KillableBrowser, profile: string): Promise<Sample[]> {
  let { page } = browser
  await page.getByRole('link', { name: /Set up an interview/ }).click()
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('button', { name: 'I’m ready' }).waitFor()
  const samples: Sample[] = []
  for (let minute = 1; minute <= minutes; minute++) {
    await page.evaluate(() => hour.advance(60_000))
    // The first minute loads everything, and what is kept of it for who drives the browser is not the app's. Once is
    // enough, and each time costs memory: the browser keeps a world of scripts for everybody who ever drove the page.
    if (minute === 1) page = await browser.reconnect()
    const { bytes } = await page.evaluate(() => hour.sizes())
    const taken = (await takenBy(page)) ?? 0
    const disk = onDisk(profile)
    const memory = minute % lookEvery === 0 || minute === minutes ? await memoryOf(page) : null
    samples.push({ minute, audio: bytes, disk, taken, memory })
    if (memory !== null)
      console.log(
        `minute ${String(minute).padStart(2)}: audio ${megabytes(bytes)} MB, on the disk ${megabytes(disk)} MB, memory ${megabytes(memory)} MB (${megabytes(taken)} before it was tidied)`,
      )
  }
  await end(page)
  return samples
}

/** Ends the interview; a key counts only a moment after the turn has changed. */
async function end(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'End and review' })
  for (let tries = 0; tries < 10 && !(await button.isVisible()); tries++) {
    await page.evaluate(() => hour.advance(1_000))
    await page.keyboard.press('e')
    await button.waitFor({ timeout: 3_000 }).catch(() => {})
  }
  await button.click()
  await page.evaluate(() => hour.advance(2_000))
  await page.waitForURL(/\/review\//)
}

async function pack(page: Page): Promise<{ bytes: number; takes: number; packed: number; seconds: number }> {
  const before = await page.evaluate(() => hour.samples())
  const since = performance.now()
  await page.evaluate(() => hour.pack())
  await page.waitForFunction(() => hour.packing().at === 'idle', null, { timeout: 600_000 })
  const seconds = (performance.now() - since) / 1000
  const { problem } = await page.evaluate(() => hour.packing())
  if (problem !== null) throw new Error(`packing failed: ${problem}`)
  const after = await page.evaluate(() => hour.samples())
  if (after !== before) throw new Error(`${after} samples come out of ${before}`)
  return { ...(await page.evaluate(() => hour.sizes())), seconds }
}

const folder = join(root, 'dist-hour')
await build({
  root,
  plugins: [beginWith('/scripts/hour/main.ts')],
  logLevel: 'warn',
  build: { outDir: folder, emptyOutDir: true },
})
const { server, address } = await serve({ folder, port: 4780 })
const profile = mkdtempSync(join(tmpdir(), 'mockloop-hour-'))
let missed = false
const row = (what: string, value: string, holds: boolean) => {
  missed ||= !holds
  console.log(`${what.padEnd(44)}  ${value}  ${holds ? 'holds' : 'MISSED'}`)
}
try {
  let browser = await open(profile, address)
  const samples = await record(browser, profile)
  const packed = await pack(await browser.reconnect())
  await browser.close()
  // What was deleted leaves the disk when the browser tidies its database, at the next start at the latest.
  browser = await open(profile, address)
  await browser.page.waitForFunction(() => 'hour' in globalThis)
  await browser.page.evaluate(() => hour.sizes())
  const left = onDisk(profile)
  await browser.close()

  const most = (of: (sample: Sample) => number) => Math.max(...samples.map(of))
  const held = samples.flatMap((sample) => sample.memory ?? [])
  const late = held.slice(Math.floor(held.length / 2))
  const mean = (some: readonly number[]) => some.reduce((sum, each) => sum + each, 0) / some.length
  const third = Math.ceil(late.length / 3)
  const [first, last] = [mean(late.slice(0, third)), mean(late.slice(-third))]
  const disk = most((sample) => sample.disk)
  const memory = Math.max(...held)
  console.log(
    `\n${minutes} min, ${packed.takes} recordings, ${megabytes(most(({ audio }) => audio))} MB of PCM`,
  )
  row('on the disk while recording, at most', `${megabytes(disk)} MB, limit 120`, disk < limits.recording)
  row(
    'packed',
    `${megabytes(packed.bytes)} MB, limit 20; ${packed.packed} of ${packed.takes}, in ${packed.seconds.toFixed(0)} s`,
    packed.bytes < limits.packed && packed.packed === packed.takes,
  )
  row('on the disk after packing and a restart', `${megabytes(left)} MB, limit 20`, left < limits.packed)
  console.log(`memory before it was tidied, at most: ${megabytes(most(({ taken }) => taken))} MB`)
  row('memory of the page’s process, at most', `${megabytes(memory)} MB, limit 300`, memory < limits.memory)
  row(
    'its growth over the last half',
    `${megabytes(last - first)} MB, from ${megabytes(first)} to ${megabytes(last)}`,
    last - first < first * steady,
  )
} finally {
  server.close()
  server.closeAllConnections()
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}
if (missed) process.exitCode = 1

/**
 * Cuts the browser's own log off after each single write to the database: `npm run torture:writes -- [--count N]`. A few
 * interviews are killed in their middle; then, for each of the last writes of their log, the browser starts with what it
 * had written until then, as if it had been killed there. Prints how often the database opened with every session that
 * it had held, and ends with 1 where it did not once. Knows the log of Chromium (LevelDB).
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { random } from '../tests/support/random.ts'
import { serve } from './serve.mjs'
import { root } from './setup.mjs'
import { startBrowser } from './torture/browser.ts'
import { folderDisk } from './torture/disk.ts'
import { readFound } from './torture/found.ts'
import { torture } from './torture/round.ts'

const { values } = parseArgs({ options: { count: { type: 'string', default: '60' } } })
const interviews = 4
const port = 4581

/** The log is in blocks; each record in it has a head (checksum, length, kind) and does not go beyond its block. */
const blockBytes = 32_768
const headBytes = 7
/** Kinds of the records with which a write begins: all of it, or its first part. */
const begins = [1, 2]

/** Where each write begins in a log, in bytes. */
function writesOf(log: Buffer): number[] {
  const places: number[] = []
  for (let at = 0; at + headBytes <= log.length;) {
    const left = blockBytes - (at % blockBytes)
    if (left < headBytes) at += left
    else {
      if (begins.includes(log.readUInt8(at + 6))) places.push(at)
      at += headBytes + log.readUInt16LE(at + 4)
    }
  }
  return places
}

const folder = join(root, 'dist')
if (!existsSync(join(folder, 'index.html'))) throw new Error(`There is no app in ${folder}: npm run build.`)
const { server, address } = await serve({ folder, port })
const disk = await folderDisk()
const place = mkdtempSync(join(tmpdir(), 'mockloop-writes-'))
const database = `Default/IndexedDB/http_127.0.0.1_${port}.indexeddb.leveldb`

/** Sessions that are found after the log ended there; null where the database did not open as it was. */
async function sessionsAt(name: string, end: number): Promise<number | null> {
  const profile = join(place, 'profile')
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  cpSync(disk.profile(), profile, { recursive: true })
  truncateSync(join(profile, database, name), end)
  const browser = await startBrowser(profile)
  try {
    return (await readFound(browser.page, address, '')).sessions
  } catch {
    return null
  } finally {
    await browser.kill()
  }
}

try {
  await torture({ disk, address, count: interviews, random: random(1), report: () => {} })
  const name = readdirSync(join(disk.profile(), database))
    .filter((file) => file.endsWith('.log'))
    .toSorted()
    .at(-1)
  if (name === undefined) throw new Error('The browser has kept no log of its database.')
  const ends = writesOf(readFileSync(join(disk.profile(), database, name))).slice(-Number(values.count))
  let most = 0
  let lost = 0
  for (const end of ends) {
    const sessions = await sessionsAt(name, end)
    if (sessions === null || sessions < most) {
      lost++
      console.log(`cut off at byte ${end}: ${sessions ?? 'no database'}, ${most} sessions before`)
    }
    most = Math.max(most, sessions ?? 0)
  }
  console.log(`${ends.length - lost} of ${ends.length} places: every session is there (${most} at last)`)
  process.exitCode = lost === 0 && ends.length > 0 ? 0 : 1
} finally {
  await disk.remove()
  rmSync(place, { recursive: true, force: true, maxRetries: 5 })
  server.close()
  server.closeAllConnections()
}

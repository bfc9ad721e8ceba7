/**
 * Keeps what the version at hand stores, so that every later one is held to opening it: tests/fixtures/versions/. Run it
 * once, when a version that changes stored data is released; what a released version stored never changes again.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { createServer } from 'vite'
import { version } from '../package.json'
import { browserArgs, ensureBrowser } from './browser.mjs'
import { root } from './setup.mjs'

const folder = join(root, 'tests', 'fixtures', 'versions')
const file = join(folder, `${version}.json`)

async function make() {
  const server = await createServer({ logLevel: 'error', server: { port: 4590 } })
  await server.listen()
  const browser = await chromium.launch({ executablePath: ensureBrowser(console.error), args: browserArgs })
  try {
    const page = await browser.newPage()
    // A page with nothing of the app in it.
    await page.goto(new URL('favicon.svg', server.resolvedUrls?.local[0]).href)
    return await page.evaluate(() =>
      import('../scripts/fixture-page.ts').then((maker) => maker.makeFixture()),
    )
  } finally {
    await browser.close()
    await server.close()
  }
}

if (existsSync(file)) {
  console.error(`${file} is there already: a released version stays as it is. Raise the version first.`)
  process.exitCode = 1
} else {
  const { json, archive } = await make()
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${json}\n`)
  writeFileSync(join(folder, `${version}.zip`), Uint8Array.from(archive))
  console.log(`${file}: ${json.length} bytes, and an archive of ${archive.length}`)
}

/** `npm run icons`: draws the app's icons from public/favicon.svg, in a browser, into public/. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { browserArgs, findBrowser } from './browser.mjs'
import { root } from './setup.mjs'

/** `share`: how much of the icon's width the mark takes. Maskable ones are cut to a circle of 80% at the least. */
const icons = [
  { name: 'icon-192.png', size: 192, share: 0.78, radius: 0.22 },
  { name: 'icon-512.png', size: 512, share: 0.78, radius: 0.22 },
  { name: 'icon-maskable-512.png', size: 512, share: 0.58, radius: 0 },
  // iOS rounds it itself.
  { name: 'apple-touch-icon.png', size: 180, share: 0.66, radius: 0 },
]
const ground = '#17181b'

const mark = readFileSync(join(root, 'public/favicon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs })
try {
  for (const { name, size, share, radius } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>
      body { margin: 0 }
      div { display: grid; place-items: center; width: ${size}px; height: ${size}px;
            border-radius: ${size * radius}px; background: ${ground} }
      svg { width: ${size * share}px; height: ${size * share}px }
    </style><div>${mark}</div>`)
    await page.screenshot({ path: join(root, 'public', name), omitBackground: true })
    await page.close()
  }
} finally {
  await browser.close()
}

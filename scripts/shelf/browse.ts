import { join } from 'node:path'
import type { Page } from 'playwright'
import { build } from 'vite'
import { beginWith } from '../begin-with.ts'
import { browse } from '../browse.ts'
import { root } from '../setup.mjs'
import type { Shelf } from './main.ts'

declare const shelf: Shelf

/** Runs in a real browser that has an empty shelf open, and closes it. */
export async function browseShelf<T>(run: (page: Page, address: string) => Promise<T>): Promise<T> {
  const folder = join(root, 'dist-shelf')
  await build({
    root,
    plugins: [beginWith('/scripts/shelf/main.ts')],
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  })
  return browse({ folder, port: 4481, viewport: { width: 1280, height: 800 } }, async (page, address) => {
    await page.goto(address)
    await page.waitForFunction(() => 'shelf' in globalThis)
    return run(page, address)
  })
}

/** Stores so many sessions of 12 answers. */
export async function fillShelf(page: Page, sessions: number): Promise<void> {
  for (let from = 0; from < sessions; from += 500)
    await page.evaluate(([at, count]) => shelf.fill(at, count), [
      from,
      Math.min(500, sessions - from),
    ] as const)
}

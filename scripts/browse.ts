import { chromium, type Page, type ViewportSize } from 'playwright'
import { browserArgs, ensureBrowser } from './browser.mjs'
import { serve } from './serve.mjs'

/** Serves a built app, runs with a page of a real browser, and closes both. */
export async function browse<T>(
  { folder, port, viewport }: { folder: string; port: number; viewport?: ViewportSize },
  run: (page: Page, address: string) => Promise<T>,
): Promise<T> {
  const { server, address } = await serve({ folder, port })
  const browser = await chromium.launch({ executablePath: ensureBrowser(console.error), args: browserArgs })
  try {
    return await run(await browser.newPage(viewport && { viewport }), address)
  } finally {
    await browser.close()
    server.close()
    server.closeAllConnections()
  }
}

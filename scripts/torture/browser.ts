import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright'
import { browserArgs, ensureBrowser } from '../browser.mjs'

const speech = fileURLToPath(new URL('../../tests/fixtures/audio/ans_flite_clean.wav', import.meta.url))

/** A browser in a process group of its own, so that all of it can be killed at once. */
export interface KillableBrowser {
  page: Page
  /** Stops every process of it where it stands; nothing of it writes any more. */
  freeze(): void
  /** Kills every process of it at once, and waits for them to be gone. */
  kill(): Promise<void>
  /** Lets go of it and takes hold anew: who drives a browser has it keep the body of every answer it fetches. */
  reconnect(): Promise<Page>
  /** Ends it in the usual way. */
  close(): Promise<void>
}

/** Starts a browser on the profile, with a microphone that plays a recorded answer over and over. */
export async function startBrowser(
  profile: string,
  moreArgs: readonly string[] = [],
): Promise<KillableBrowser> {
  const args = [
    ...browserArgs,
    ...moreArgs,
    '--headless',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    `--use-file-for-fake-audio-capture=${speech}`,
    'about:blank',
  ]
  const child = spawn(ensureBrowser(console.error), args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const address = await debuggerOf(child)
  let browser = await chromium.connectOverCDP(address)
  const page = await pageOf(browser)
  // What tsx compiles names its functions with this; in the page it is not there.
  await page.addInitScript('globalThis.__name = (named) => named')
  return {
    page,
    freeze: () => signal(child, 'SIGSTOP'),
    async kill() {
      signal(child, 'SIGKILL')
      await ended(child, browser)
    },
    async reconnect() {
      await browser.close()
      browser = await chromium.connectOverCDP(address)
      return pageOf(browser)
    },
    async close() {
      const session = await browser.newBrowserCDPSession()
      await session.send('Browser.close').catch(() => undefined)
      await ended(child, browser)
    },
  }
}

async function pageOf(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (!context) throw new Error('the browser has no context')
  return context.pages()[0] ?? context.newPage()
}

/** The address that the browser prints when it is ready to be driven. */
async function debuggerOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('the browser has no output')
  for await (const line of createInterface({ input: stderr })) {
    const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (!found) continue
    // Read on, or the pipe fills up and the browser waits.
    stderr.resume()
    return found
  }
  throw new Error('the browser did not start')
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals) {
  if (pid === undefined) return
  try {
    process.kill(-pid, name)
  } catch {
    // It is gone already.
  }
}

async function ended(child: ChildProcess, browser: Browser) {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  // Its children are of the same group; the last of them may take a moment longer, or stay as names of the dead.
  for (let tries = 0; tries < 100 && isAlive(child); tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  await browser.close().catch(() => undefined)
}

function isAlive({ pid }: ChildProcess): boolean {
  try {
    return pid !== undefined && process.kill(-pid, 0)
  } catch {
    return false
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { test as base, chromium, expect } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'

export interface BrowserOptions {
  /** WAV file that the fake microphone plays once from when it is opened; null: Chromium's beeps. */
  microphoneFile: string | null
}

interface BrowserFixtures {
  /** The folder of this test's browser profile: databases and files outlive a browser, not the test. */
  profile: string
  /** Opens a browser with this test's profile, at most one at a time. */
  openBrowser: () => Promise<BrowserContext>
  /** Ends the browser at once, as a crash does: it gets no chance to write anything. */
  killBrowser: () => Promise<void>
}

interface WorkerFixtures {
  appAddress: string
}

/**
 * Each test has a browser profile of its own. `page` is a page of a browser that is open already; a test
 * of crashes calls `killBrowser()`, then `openBrowser()`, and goes on with a page of what it returns.
 */
export const test = base.extend<BrowserOptions & BrowserFixtures, WorkerFixtures>({
  microphoneFile: [null, { option: true }],

  appAddress: [
    async ({}, use) => {
      const address = process.env.MOCKLOOP_ADDRESS
      if (!address) throw new Error('MOCKLOOP_ADDRESS is not set: run these tests with playwright test.')
      await use(address)
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ appAddress }, use) => use(appAddress),

  profile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'mockloop-profile-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  openBrowser: async (
    { profile, microphoneFile, launchOptions, baseURL, viewport, permissions, colorScheme },
    use,
  ) => {
    let open: BrowserContext | undefined
    await use(async () => {
      await open?.close()
      const microphone = microphoneFile ? [`--use-file-for-fake-audio-capture=${microphoneFile}%noloop`] : []
      open = await chromium.launchPersistentContext(profile, {
        ...launchOptions,
        args: [...(launchOptions.args ?? []), ...microphone],
        baseURL,
        viewport,
        permissions,
        colorScheme,
      })
      return open
    })
    await open?.close()
  },

  context: async ({ openBrowser }, use) => use(await openBrowser()),

  page: async ({ context }, use) => use(context.pages()[0] ?? (await context.newPage())),

  killBrowser: async ({ context }, use) => {
    await use(async () => {
      const closed = context.waitForEvent('close')
      const page = context.pages()[0] ?? (await context.newPage())
      const session = await context.newCDPSession(page)
      // The answer never comes: the browser is gone.
      session.send('Browser.crash').catch(() => undefined)
      await closed
    })
  },
})

export { expect }

/** Fails with each rule broken, where, and how to mend it. */
export async function expectNoAxeViolations(page: Page) {
  // Colours that are still fading are no colours of the screen.
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter((each) => each.effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(passing.map((each) => each.finished))
  })
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join('\n')}`,
  )
  expect(found).toEqual([])
}

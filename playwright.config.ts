import { defineConfig } from '@playwright/test'
import { browserArgs, findBrowser } from './scripts/browser.mjs'
import type { BrowserOptions } from './tests/e2e/fixtures.ts'

export default defineConfig<BrowserOptions>({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  globalSetup: './tests/e2e/serve.ts',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // Real time, a real browser and a microphone that plays a recording: a machine that stalls may miss a moment once.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  timeout: 60_000,
  use: {
    launchOptions: { executablePath: findBrowser(), args: browserArgs },
    permissions: ['microphone'],
    viewport: { width: 1280, height: 800 },
  },
})

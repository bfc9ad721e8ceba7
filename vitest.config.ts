import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserArgs, findBrowser } from './scripts/browser.mjs'
import { speechEngines } from './scripts/engines.mjs'
import { isolationHeaders } from './scripts/headers.mjs'
import { licences } from './scripts/licences.ts'
import { ownVoices } from './scripts/own-voices.ts'
import { soundSwallower } from './scripts/soundswallower.mjs'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Generous: properties and the voice model run on slow, shared machines, too.
          testTimeout: 60_000,
          include: ['tests/{unit,property,architecture}/**/*.test.ts'],
        },
      },
      {
        plugins: [react(), speechEngines(), ownVoices(), soundSwallower(), licences()],
        server: { headers: isolationHeaders },
        assetsInclude: ['**/*.onnx'],
        worker: { format: 'es' },
        optimizeDeps: {
          // Found while the tests run, they would reload the page under a test.
          include: [
            '@bjorn3/browser_wasi_shim',
            '@dagrejs/dagre',
            '@tanstack/react-virtual',
            '@testing-library/jest-dom/vitest',
            '@testing-library/react',
            '@testing-library/user-event',
            'axe-core',
            'fast-check',
            'fflate',
            'idb',
            'lucide-react',
            'react',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'react/jsx-runtime',
            'uplot',
            'valibot',
            'wouter',
            'wouter/memory-location',
            'xstate',
            'zustand',
            'zustand/middleware',
          ],
          exclude: ['onnxruntime-web'],
        },
        test: {
          name: 'browser',
          testTimeout: 30_000,
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          setupFiles: 'tests/support/patient.ts',
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({
              launchOptions: { executablePath: findBrowser(), args: browserArgs },
              contextOptions: { permissions: ['microphone'] },
            }),
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
        },
      },
    ],
  },
})

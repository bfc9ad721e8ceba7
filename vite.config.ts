import { randomBytes } from 'node:crypto'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { speechEngines } from './scripts/engines.mjs'
import { appHeaders } from './scripts/headers.mjs'
import { licences } from './scripts/licences.ts'
import { ownVoices } from './scripts/own-voices.ts'
import { serviceWorker } from './scripts/service-worker.ts'
import { soundSwallower } from './scripts/soundswallower.mjs'

/** The page's own script, by whose address it tells which build it is of. */
const isEntry = /index\.html|src\/app\/main\.ts$/

export default defineConfig(({ command, isPreview }) => {
  // The dev server injects a script and styles into the page; a nonce lets just those through the policy.
  const nonce = command === 'serve' && !isPreview ? randomBytes(16).toString('base64') : undefined
  return {
    plugins: [react(), speechEngines(), ownVoices(), soundSwallower(), licences(), serviceWorker()],
    html: { cspNonce: nonce },
    server: { host: '127.0.0.1', headers: appHeaders({ nonce }) },
    preview: { host: '127.0.0.1', headers: appHeaders() },
    // The models of the voice activity detector: `import url from '….onnx?url'`.
    assetsInclude: ['**/*.onnx'],
    // Bundled beforehand, it would look for its .wasm beside the bundle.
    optimizeDeps: { exclude: ['onnxruntime-web'] },
    worker: {
      format: 'es',
      plugins: () => [licences()],
      rolldownOptions: { checks: { pluginTimings: false } },
    },
    build: {
      target: 'es2023',
      // The content policy lets nothing load from data: addresses.
      assetsInlineLimit: 0,
      manifest: true,
      modulePreload: { polyfill: false },
      // The WebAssembly and the page's own scripts load on demand; scripts/bench.ts watches the first load.
      chunkSizeWarningLimit: 1000,
      // Copying 40 MB of WebAssembly and models is most of the build.
      rolldownOptions: {
        checks: { pluginTimings: false },
        // Each file has its price, even from the cache: what the page begins with is one, and small ones go together.
        output: {
          codeSplitting: {
            groups: [
              { name: 'app', tags: ['$initial'], test: (id) => !isEntry.test(id), priority: 1 },
              { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 1_000 },
            ],
          },
          chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        },
      },
    },
  }
})

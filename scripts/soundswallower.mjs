/** What the builds need for the decoder that finds words in recordings. */
import { fileURLToPath } from 'node:url'

/** Files of the model have no ending; some hosts and file systems take no name that ends with a dot. */
const assetFileNames = (/** @type {{ names: string[] }} */ { names }) =>
  /\.\w+$/.test(names[0] ?? '') ? 'assets/[name]-[hash][extname]' : 'assets/[name]-[hash].bin'

/**
 * - It is used as it is: bundled beforehand, it would look for its parts elsewhere.
 * - Browsers have the `Blob` for which it would bring a stand-in.
 * @returns {import('vite').Plugin}
 */
export function soundSwallower() {
  return {
    name: 'mockloop:soundswallower',
    config: () => ({
      resolve: {
        alias: { 'blob-polyfill': fileURLToPath(new URL('../src/speech/align/blob.ts', import.meta.url)) },
      },
      optimizeDeps: { exclude: ['soundswallower'] },
      worker: { rolldownOptions: { output: { assetFileNames } } },
      build: { rolldownOptions: { output: { assetFileNames } } },
    }),
  }
}

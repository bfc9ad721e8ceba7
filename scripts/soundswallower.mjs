/** What the builds need for the decoder that finds words in recordings. */
import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { appHeaders } from './headers.mjs'
import { root } from './setup.mjs'

const modelPath = 'node_modules/soundswallower/model/en-us'

/** Files of the model have no ending; some hosts and file systems take no name that ends with a dot. */
const assetFileNames = (/** @type {{ names: string[] }} */ { names }) =>
  /\.\w+$/.test(names[0] ?? '') ? 'assets/[name]-[hash][extname]' : 'assets/[name]-[hash].bin'

/**
 * - It is used as it is: bundled beforehand, it would look for its parts elsewhere.
 * - The server that reloads takes files without an ending for scripts; those of the model are given as they are.
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
    configureServer({ middlewares }) {
      middlewares.use(`/${modelPath}/`, (request, response, next) => {
        const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
        if (search !== '') return next()
        createReadStream(join(root, modelPath, basename(pathname)))
          .on('error', next)
          .on('open', () =>
            response.writeHead(200, { ...appHeaders(), 'Content-Type': 'application/octet-stream' }),
          )
          .pipe(response)
      })
    },
  }
}

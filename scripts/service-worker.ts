/** Makes the service worker once the app is built: it knows each file of the build by its hash. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { build as bundle, type Plugin } from 'vite'
import type { Build, BuildFile } from '../src/platform/offline/build.ts'
import { appHeaders } from './headers.mjs'
import { root } from './setup.mjs'

/** Bytes above which a script is not fetched before it is used. */
const largeScript = 500_000

/** Neither part of the app nor to be kept by it: the build's own notes, hosts' settings, models with a store of their own. */
const left = /^\/(sw\.js$|_|\.|models\/)/

/** Every file of the built app that it may need without a network. */
export function filesOf(distFolder: string): BuildFile[] {
  return readdirSync(distFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, url: path.slice(distFolder.length).split(sep).join('/') }))
    .filter(({ url }) => !left.test(url))
    .map(({ path, url }) => {
      const content = readFileSync(path)
      const large = /\.(wasm|onnx|bin)$/.test(url) || content.length > largeScript
      return {
        url,
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        large,
      }
    })
    .toSorted((a, b) => (a.url < b.url ? -1 : 1))
}

/** Writes sw.js beside the built page. */
export function serviceWorker(): Plugin {
  let outDir = ''
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir)
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = filesOf(outDir)
        const headers = appHeaders()
        const id = createHash('sha256')
          .update(JSON.stringify([files, headers]))
          .digest('hex')
          .slice(0, 12)
        writeFileSync(join(outDir, 'sw.js'), await workerOf({ id, files, headers }))
      },
    },
  }
}

/** The service worker in one classic script: not every browser takes a module. */
async function workerOf(made: Build): Promise<string> {
  const result = await bundle({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { thisBuild: JSON.stringify(made) },
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      lib: {
        entry: join(root, 'src/platform/offline/service-worker.ts'),
        formats: ['iife'],
        name: 'mockloopServiceWorker',
      },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('the service worker was not built')
  return output.output[0].code
}

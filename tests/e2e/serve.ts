import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { beginWith } from '../../scripts/begin-with.ts'
import { serve } from '../../scripts/serve.mjs'
import { root } from '../../scripts/setup.mjs'

/**
 * Serves the built app, and the app as tests/e2e/app puts it together, on free ports for as long as the end-to-end
 * tests run.
 */
export default async function serveApp() {
  const folder = join(root, 'dist')
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no built app in ${folder}; run 'npm run build' first.`)
  }
  const testFolder = join(root, 'dist-test')
  await build({
    root,
    plugins: [beginWith('/tests/e2e/app/main.ts')],
    logLevel: 'warn',
    build: { outDir: testFolder, emptyOutDir: true },
  })
  const app = await serve({ folder, port: 4280 })
  const testApp = await serve({ folder: testFolder, port: 4300 })
  process.env.MOCKLOOP_ADDRESS = app.address
  process.env.MOCKLOOP_TEST_ADDRESS = testApp.address
  return () => {
    for (const { server } of [app, testApp]) {
      server.close()
      server.closeAllConnections()
    }
  }
}

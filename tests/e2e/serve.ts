import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '../../scripts/serve.mjs'
import { root } from '../../scripts/setup.mjs'

/** Serves the built app, on a free port, for as long as the end-to-end tests run. */
export default async function serveApp() {
  const folder = join(root, 'dist')
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no built app in ${folder}; run 'npm run build' first.`)
  }
  const { server, address } = await serve({ folder, port: 4280 })
  process.env.MOCKLOOP_ADDRESS = address
  return () => {
    server.close()
    server.closeAllConnections()
  }
}

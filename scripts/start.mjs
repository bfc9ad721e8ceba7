/** `npm start`: installs what is needed, builds the app, serves it and opens it. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { modelHostsOf } from './headers.mjs'
import { closeOnSignal, serve, usualPort } from './serve.mjs'
import { SetupError, binOf, root, setUp } from './setup.mjs'

const usage = 'npm start -- [--port N] [--no-open]'

try {
  const { port = usualPort, open } = readOptions()
  modelHostsOf()
  setUp()
  console.log('Building…')
  build()
  const { server, address, port: used } = await serve({ folder: join(root, 'dist'), port })
  closeOnSignal(server)
  if (used !== port) {
    console.log(
      `Port ${port} is in use, so it is ${used} this time. What was recorded at ${port} stays there.`,
    )
  }
  console.log(`\n  Mockloop is at ${address}\n\n  Ctrl-C stops it.\n`)
  if (open) openInBrowser(address)
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error)
  process.exitCode = 1
}

function readOptions() {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } } })
    const port = values.port === undefined ? undefined : Number(values.port)
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
      throw new Error(`--port: a number from 1 to 65535 was expected, not '${values.port}'`)
    }
    return { port, open: !values['no-open'] && hasDisplay() }
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`)
  }
}

function build() {
  const args = [binOf('vite'), 'build', '--logLevel', 'warn']
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (result.status !== 0) throw new SetupError('Building the app failed; the reason is above.')
}

function hasDisplay() {
  if (process.env.CI) return false
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** @param {string} address */
function openInBrowser(address) {
  /** @type {Record<string, [string, ...string[]]>} */
  const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }
  const [command, ...args] = openers[process.platform] ?? ['xdg-open']
  const opener = spawn(command, [...args, address], { stdio: 'ignore', detached: true })
  // The address is printed; where nothing can open it, the person does.
  opener.on('error', () => {})
  opener.unref()
}

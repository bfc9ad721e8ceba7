/** `npm test`: sets up, runs every check, and closes with 'N passed, N failed'. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { SetupError, binOf, root, setUp } from './setup.mjs'

/**
 * A step of the run. One with a `report` is counted by the tests in it, any other as one.
 * @typedef {{ title: string, args: string[], report?: string, count?: (report: any) => Count }} Step
 * @typedef {{ passed: number, failed: number }} Count
 */

const stepLimitMinutes = 15
const reports = mkdtempSync(join(tmpdir(), 'mockloop-test-'))
/** @type {Count} */
const total = { passed: 0, failed: 0 }

try {
  setUp()
  const browser = ensureBrowser((line) => console.log(line))
  console.log(`Browser: ${browser}`)
  for (const step of steps()) await run(step, { ...process.env, CHROME_PATH: browser })
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error)
  total.failed += 1
} finally {
  rmSync(reports, { recursive: true, force: true })
}
process.exitCode = total.failed > 0 ? 1 : 0
console.log(`\n${total.passed} passed, ${total.failed} failed`)

/** @returns {Step[]} */
function steps() {
  const vitest = (/** @type {string} */ project) => {
    const report = join(reports, `${project}.json`)
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
    return {
      args: [binOf('vitest'), 'run', '--project', project, ...reporters],
      report,
      count: countVitest,
    }
  }
  return [
    { title: 'types', args: [binOf('typescript', 'tsc'), '-p', '.'] },
    { title: 'lint', args: [binOf('oxlint'), '--deny-warnings'] },
    { title: 'format', args: [binOf('prettier'), '--check', '--log-level', 'warn', '.'] },
    { title: 'dead code', args: [binOf('knip')] },
    { title: 'prove the machines', args: [binOf('tsx'), 'scripts/prove.ts'] },
    { title: 'unit tests, import boundaries', ...vitest('unit') },
    { title: 'component tests in the browser', ...vitest('browser') },
    { title: 'build', args: [binOf('vite'), 'build', '--logLevel', 'warn'] },
    {
      title: 'end-to-end tests',
      args: [binOf('@playwright/test', 'playwright'), 'test', '--reporter=dot,json'],
      report: join(reports, 'e2e.json'),
      count: countPlaywright,
    },
  ]
}

/**
 * Runs a step. Its output is shown only if it failed.
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} env
 */
async function run({ title, args, report, count }, env) {
  const begun = performance.now()
  const reportEnv = report ? { PLAYWRIGHT_JSON_OUTPUT_FILE: report } : {}
  const { ok, output } = await execute(args, { ...env, ...reportEnv })
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const tests = report && count ? readCount(report, count) : undefined
  if (tests) {
    total.passed += tests.passed
    total.failed += tests.failed
  }
  // A runner that fails without a failed test (nothing collected, a crash) is a failure of its own.
  if (!ok && !tests?.failed) total.failed += 1
  else if (ok && !tests) total.passed += 1
  const detail = tests ? `, ${tests.passed} passed, ${tests.failed} failed` : ''
  console.log(`${ok ? '✓' : '✗'} ${title} (${seconds} s${detail})`)
  if (!ok) console.log(`${output.trim()}\n`)
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function execute(args, env) {
  return new Promise((resolve) => {
    const hasGroups = process.platform !== 'win32'
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: hasGroups,
    })
    // With its browsers and servers, which would outlive it.
    const kill = () => {
      if (hasGroups && child.pid) process.kill(-child.pid, 'SIGKILL')
      else child.kill('SIGKILL')
    }
    const onInterrupt = () => {
      kill()
      process.exit(130)
    }
    process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt)
    let output = ''
    const limit = setTimeout(() => {
      output += `\nStopped: not finished after ${stepLimitMinutes} minutes.`
      kill()
    }, stepLimitMinutes * 60_000)
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => {
      clearTimeout(limit)
      process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt)
      resolve({ ok: code === 0, output })
    })
  })
}

/**
 * The counts in a runner's report; undefined if it wrote none.
 * @param {string} path
 * @param {(report: any) => Count} count
 */
function readCount(path, count) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * A file that cannot even be loaded has no failed test in it, and counts as one.
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Count}
 */
function countVitest({ numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + broken.length }
}

/**
 * @param {{ stats: { expected: number, flaky: number, unexpected: number } }} report
 * @returns {Count}
 */
function countPlaywright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
}

/**
 * `npm run audit`: asks the package registry for known weaknesses of what ships. Fails where there is one, and says so
 * where the registry cannot be asked, which is no pass. `--all`: of what builds and tests the app, too.
 */
import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { root } from './setup.mjs'

/**
 * What npm's answer means.
 * @param {string} output of `npm audit --json`
 * @returns {{ state: 'clean' | 'weak' | 'unasked', lines: string[] }}
 */
export function verdictOf(output) {
  /** @type {{ vulnerabilities?: Record<string, { severity: string, range: string, via: (string | { title: string, url: string })[] }>, error?: { summary?: string }, message?: string }} */
  let answer
  try {
    answer = JSON.parse(output)
  } catch {
    return { state: 'unasked', lines: [output.trim() || 'npm gave no answer'] }
  }
  const { vulnerabilities, error, message } = answer
  if (!vulnerabilities)
    return { state: 'unasked', lines: [error?.summary || message || 'npm gave no verdict'] }
  const lines = Object.entries(vulnerabilities).flatMap(([name, { severity, range, via }]) => [
    `${name} ${range}: ${severity}`,
    ...via.flatMap((each) => (typeof each === 'string' ? [] : [`  ${each.title} ${each.url}`])),
  ])
  return { state: lines.length === 0 ? 'clean' : 'weak', lines }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = ['audit', '--json', ...(process.argv.includes('--all') ? [] : ['--omit=dev'])]
  const npm = process.env.npm_execpath
  const { stdout, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, encoding: 'utf8' })
    : spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  const { state, lines } = verdictOf(stdout || (error?.message ?? ''))
  const words = {
    clean: 'No known weakness in what ships.',
    weak: 'What ships has known weaknesses; take newer versions.',
    unasked: 'The registry could not be asked, so nothing is known. Try again with a network.',
  }
  if (lines.length > 0) console.log(lines.join('\n'))
  console.log(words[state])
  process.exitCode = { clean: 0, weak: 1, unasked: 2 }[state]
}

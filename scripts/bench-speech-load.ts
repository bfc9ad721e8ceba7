import { readdirSync, readFileSync } from 'node:fs'
import type { CDPSession } from 'playwright'

/** Seconds of CPU time so far. */
export interface Load {
  /** All processes of the browser. */
  all: number
  /** The page's own process: screen, storage, audio threads, workers. */
  page: number
  /** Its threads by name; empty where the system does not tell (only Linux does). */
  threads: Map<string, number>
}

/** What the browser has used up to now. */
export async function readLoad(browser: CDPSession): Promise<Load> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
  const pages = processInfo.filter(({ type }) => type === 'renderer')
  const sum = (list: typeof processInfo) => list.reduce((total, { cpuTime }) => total + cpuTime, 0)
  return { all: sum(processInfo), page: sum(pages), threads: threadsOf(pages.map(({ id }) => id)) }
}

/** Linux counts CPU time in hundredths of a second. */
const TICKS = 100

function threadsOf(processes: readonly number[]): Map<string, number> {
  const threads = new Map<string, number>()
  for (const id of processes)
    for (const task of listed(`/proc/${id}/task`)) {
      const stat = readFileSync(`/proc/${id}/task/${task}/stat`, 'utf8')
      const [, name = ''] = /\((.*)\)/.exec(stat) ?? []
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const seconds = (Number(fields[11]) + Number(fields[12])) / TICKS
      threads.set(name, (threads.get(name) ?? 0) + seconds)
    }
  return threads
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

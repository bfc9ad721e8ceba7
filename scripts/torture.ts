/**
 * Kills the browser in the middle of recorded interviews and looks at what is left: `npm run torture -- [--power]
 * [--count N] [--minutes N] [--seed N] [--results FILE]`. Every process of it is killed at once (SIGKILL), at a random
 * moment of answering, typing or saving; with --power the power is cut instead, see torture/disk.ts. Prints a table, and
 * ends with 1 where more was lost than may be. With --results it goes on from what earlier runs wrote to that file, and
 * the table is of all. Times are those of this machine as loaded as it is.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { random } from '../tests/support/random.ts'
import { serve } from './serve.mjs'
import { root } from './setup.mjs'
import { folderDisk, imageDisk } from './torture/disk.ts'
import { torture, type Death } from './torture/round.ts'
import { tableOf } from './torture/table.ts'

const { values } = parseArgs({
  options: {
    power: { type: 'boolean', default: false },
    count: { type: 'string' },
    minutes: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    results: { type: 'string' },
  },
})
const count = Number(values.count ?? (values.power ? 30 : 100))
const folder = join(root, 'dist')
if (!existsSync(join(folder, 'index.html'))) throw new Error(`There is no app in ${folder}: npm run build.`)

const { server, address } = await serve({ folder, port: 4580 })
const disk = values.power ? await imageDisk() : await folderDisk()
const { results } = values
const earlier =
  results && existsSync(results) ? readFileSync(results, 'utf8').split('\n').filter(Boolean) : []
const deaths = earlier.map((line) => JSON.parse(line) as Death)
try {
  await torture({
    disk,
    address,
    count,
    forMs: Number(values.minutes) * 60_000,
    random: random(Number(values.seed)),
    report(death) {
      deaths.push(death)
      if (results) appendFileSync(results, `${JSON.stringify(death)}\n`)
      const { afterMs, shown, lostEvents, recordedMs, lostMs, lostArrivedMs, playMs } = death
      console.error(
        `${deaths.length} of ${earlier.length + count}: after ${Math.round(afterMs)} ms; ${lostEvents} of ${shown} events lost, ` +
          `${Math.round(lostMs)} of ${Math.round(recordedMs)} ms lost (${Math.round(lostArrivedMs)} of them had arrived), sounds after ${playMs} ms`,
      )
    },
  })
} finally {
  await disk.remove()
  server.close()
  server.closeAllConnections()
}

const rows = tableOf(deaths)
console.log(`${deaths.length} ${values.power ? 'power cuts' : 'kills'}, seed ${values.seed}`)
for (const { what, value, limit, holds } of rows)
  console.log(
    `${holds ? ' ' : '!'} ${what.padEnd(44)} ${value.padEnd(34)} ${limit && `at most ${limit}`.replace('at most none', 'none')}`,
  )
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1

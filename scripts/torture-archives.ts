/**
 * Has archives from strangers come in, each wrong in its own way: `npm run torture:archives -- [count] [first seed]`.
 * Prints how it went and ends with 1 where one crashed, hung for more than 2 s, or changed what was there.
 * Times are the processor's.
 */
import { outcomes, torment, type Outcome } from '../tests/support/hostile.ts'

const [count = 10_000, first = 0] = process.argv.slice(2).map(Number)
const table = new Map<string, Record<Outcome, number>>()
const total = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
let longest = 0
let done = 0

const begin = performance.now()
await torment(first, count, (way, { outcome, why, ms }, seed) => {
  const row = table.get(way) ?? { ...total, ...Object.fromEntries(outcomes.map((each) => [each, 0])) }
  row[outcome]++
  table.set(way, row)
  total[outcome]++
  longest = Math.max(longest, ms)
  if (['crashed', 'slow', 'changed'].includes(outcome))
    console.log(`seed ${seed}, ${way}: ${outcome}: ${why}`)
  if (++done % 500 === 0) console.error(`${done} of ${count}`)
})

const line = (name: string, row: Record<Outcome, number>) =>
  [name.padEnd(34), ...outcomes.map((outcome) => String(row[outcome]).padStart(8))].join('')
console.log([' '.repeat(34), ...outcomes.map((outcome) => outcome.padStart(8))].join(''))
for (const [way, row] of [...table].toSorted(([a], [b]) => (a < b ? -1 : 1))) console.log(line(way, row))
console.log(line('all', total))
console.log(
  `${count} archives in ${Math.round((performance.now() - begin) / 1000)} s; the longest took ${Math.round(longest)} ms`,
)
process.exitCode = total.crashed + total.slow + total.changed > 0 ? 1 : 0

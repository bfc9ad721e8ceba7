/**
 * Merges two independent labellings of the same answers. What they differ in is disputed: kept as the first has it, and
 * scored on neither side. `next` holds what either accepts, `notNext` what both rule out. Prints how far they agree.
 * Usage: tsx scripts/train/merge-labels.ts FIRST.jsonl SECOND.jsonl > MERGED.jsonl
 */
import { linesOf } from '../cases.ts'

interface Labelled {
  id: string
  signals: { id: string; quote: string }[]
  covered: string[]
  next: string[]
  notNext: string[]
}

const [firstFile, secondFile] = process.argv.slice(2)
if (firstFile === undefined || secondFile === undefined)
  throw new Error('Usage: merge-labels.ts FIRST.jsonl SECOND.jsonl > MERGED.jsonl')
const parsed = (file: string) => linesOf(file).map((line) => JSON.parse(line) as Labelled)
const seconds = new Map(parsed(secondFile).map((labelled) => [labelled.id, labelled]))

const agreed = { signals: 0, covered: 0 }
const given = { signals: 0, covered: 0 }

/** Those that just one of the two has. */
function differing(kind: 'signals' | 'covered', a: readonly string[], b: readonly string[]): string[] {
  const both = a.filter((id) => b.includes(id))
  agreed[kind] += 2 * both.length
  given[kind] += a.length + b.length
  return [...a, ...b].filter((id) => !both.includes(id))
}

for (const first of parsed(firstFile)) {
  const second = seconds.get(first.id)
  if (!second) throw new Error(`${secondFile} has no ${first.id}`)
  const ids = ({ signals }: Labelled) => [...new Set(signals.map(({ id }) => id))]
  const next = [...new Set([...first.next, ...second.next])]
  const notNext = first.notNext.filter((probe) => second.notNext.includes(probe) && !next.includes(probe))
  const disputed = [
    ...differing('signals', ids(first), ids(second)),
    ...differing('covered', first.covered, second.covered),
  ]
  console.log(JSON.stringify({ ...first, next, notNext, disputed }))
}
const share = (kind: 'signals' | 'covered') => (agreed[kind] / given[kind]).toFixed(2)
console.error(`agreement: signals ${share('signals')}, covered ${share('covered')}`)

/**
 * `npm run -s assess < cases.jsonl`: reads cases in the format of the labelled answers, prints for each a line
 * {"id", "signals", "covered", "next"}, in the same order. A bad line gets {"line", "error"}, and exit code 1 at the end.
 */
import { createInterface } from 'node:readline'
import { parseCase, predictTrained } from './cases.ts'
import { openTrained } from './trained.ts'

const trained = await openTrained()
let line = 0
for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  line++
  if (text.trim() === '') continue
  try {
    console.log(JSON.stringify(await predictTrained(parseCase(text), trained)))
  } catch (error) {
    console.log(JSON.stringify({ line, error: error instanceof Error ? error.message : String(error) }))
    process.exitCode = 1
  }
}
await trained.close()
